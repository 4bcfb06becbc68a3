import { sql } from 'kysely';
import type { UndoableChange } from '../domain/story.ts';
import type { DocumentRow } from './documents.ts';
import { type Executor, json } from './executor.ts';
import type { Row } from './schema.ts';

export type MembershipRow = Row<'membership'>;
export type StoryStatusRow = Row<'story_status'>;

export interface NewMembership {
  documentId: number;
  storyId: string;
  copyOf: number | null;
  score: number;
  why: readonly unknown[];
  features: unknown;
}

/** The story under its present id: stories that were merged live on under another. */
export async function livingStory(db: Executor, id: string): Promise<string> {
  let at = id;
  for (let hops = 0; hops < 20; hops += 1) {
    const row = await db
      .selectFrom('story_status')
      .select('merged_into')
      .where('story_id', '=', at)
      .executeTakeFirst();
    if (!row?.merged_into) return at;
    at = row.merged_into;
  }
  return at;
}

/**
 * As `livingStory`, and until the transaction ends the story is not merged into another: a merge under way is waited
 * for, and one that comes waits for us.
 */
export async function holdStory(tx: Executor, id: string): Promise<string> {
  const row = await tx
    .selectFrom('story_status')
    .select('merged_into')
    .where('story_id', '=', id)
    .forShare()
    .executeTakeFirst();
  return row?.merged_into ? livingStory(tx, row.merged_into) : id;
}

export async function ensureStory(db: Executor, id: string): Promise<void> {
  await db
    .insertInto('story')
    .values({ id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('story_status')
    .values({ story_id: id, languages: json([]) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Puts a document into a story; a document is in one story at a time. */
export async function saveMembership(db: Executor, one: NewMembership): Promise<void> {
  const values = {
    story_id: one.storyId,
    copy_of: one.copyOf,
    score: one.score,
    why: json(one.why),
    features: json(one.features),
  };
  await db
    .insertInto('membership')
    .values({ document_id: one.documentId, ...values })
    .onConflict((conflict) =>
      conflict.column('document_id').doUpdateSet({ ...values, seq: sql`default` } as never),
    )
    .execute();
}

export async function moveMembers(
  db: Executor,
  documents: readonly number[],
  storyId: string,
): Promise<void> {
  if (documents.length === 0) return;
  await db
    .updateTable('membership')
    .set({ story_id: storyId, seq: sql`default` } as never)
    .where('document_id', 'in', [...documents])
    .execute();
}

/** The documents of a story, superseded ones too, in the order in which the desk first had them. */
export async function memberIds(db: Executor, storyId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('membership')
    .select('document_id')
    .where('story_id', '=', storyId)
    .orderBy('document_id')
    .execute();
  return rows.map(({ document_id }) => document_id);
}

export interface StoryEvent {
  kind: Row<'story_event'>['kind'];
  storyId: string;
  otherId?: string;
  documentId?: number;
  evidence: readonly unknown[];
  by?: string;
  /** In the words of who did it. */
  reason?: string;
  /** A `StoryChange`, for what can be undone. */
  change?: unknown;
  /** `seq` of the event that is taken back. */
  undoes?: number;
}

export async function addStoryEvent(db: Executor, event: StoryEvent): Promise<void> {
  await db
    .insertInto('story_event')
    .values({
      kind: event.kind,
      story_id: event.storyId,
      other_id: event.otherId ?? null,
      document_id: event.documentId ?? null,
      evidence: json(event.evidence),
      reason: event.reason ?? null,
      change: event.change === undefined ? null : json(event.change),
      undoes: event.undoes ?? null,
      ...(event.by !== undefined && { by: event.by }),
    })
    .execute();
}

export async function setMergedInto(db: Executor, id: string, into: string | null): Promise<void> {
  await db
    .updateTable('story_status')
    .set({ merged_into: into, updated_at: new Date().toISOString() })
    .where('story_id', '=', id)
    .execute();
}

export type StoryDocumentRow = DocumentRow & {
  copy_of: number | null;
  why: unknown[];
  source_title: string;
  source_publisher: string | null;
  source_section: string | null;
};

/** The current documents of a story, in the order in which the desk first had them. */
export async function documentsOfStory(db: Executor, storyId: string): Promise<StoryDocumentRow[]> {
  return db
    .selectFrom('membership')
    .innerJoin('document', 'document.id', 'membership.document_id')
    .innerJoin('document_status as status', 'status.document_id', 'document.id')
    .innerJoin('source', 'source.id', 'document.source_id')
    .selectAll('document')
    .select([
      'membership.copy_of',
      'membership.why',
      'source.title as source_title',
      'source.publisher as source_publisher',
      'source.section as source_section',
    ])
    .where('membership.story_id', '=', storyId)
    .where('status.state', '=', 'current')
    .orderBy('document.id')
    .execute();
}

/** What a story is now, worked out anew from its current documents, without their texts. Gives its languages. */
export async function refreshStory(db: Executor, storyId: string): Promise<string[]> {
  const documents = await db
    .selectFrom('membership')
    .innerJoin('document', 'document.id', 'membership.document_id')
    .innerJoin('document_status as status', 'status.document_id', 'document.id')
    .innerJoin('source', 'source.id', 'document.source_id')
    .select(['document.id', 'document.source_id', 'document.lang', 'document.publisher'])
    .select(['document.published_at', 'document.created_at', 'membership.copy_of'])
    .select(['source.publisher as source_publisher', 'source.section as source_section'])
    .where('membership.story_id', '=', storyId)
    .where('status.state', '=', 'current')
    .orderBy('document.id')
    .execute();
  const languages = [...new Set(documents.map(({ lang }) => lang))].sort();
  const times = documents.map(({ published_at, created_at }) => published_at ?? created_at).sort();
  const sections = documents.flatMap(({ source_section }) => source_section ?? []);
  await db
    .updateTable('story_status')
    .set({
      documents: documents.length,
      voices: voicesOf(documents),
      sources: new Set(documents.map(({ source_id }) => source_id)).size,
      languages: json(languages),
      section: mostCommon(sections),
      first_at: times[0] ?? null,
      last_at: times.at(-1) ?? null,
      updated_at: new Date().toISOString(),
    })
    .where('story_id', '=', storyId)
    .execute();
  return languages;
}

type Voice = Pick<StoryDocumentRow, 'id' | 'copy_of' | 'publisher' | 'source_publisher' | 'source_id'>;

/**
 * Independent voices: a copy speaks with the voice of what it was copied from, and a publisher has one voice however
 * often it reports.
 */
function voicesOf(documents: readonly Voice[]): number {
  const originals = documents.filter(({ copy_of, id }) => copy_of === null || copy_of === id);
  const heard = originals.length > 0 ? originals : documents.slice(0, 1);
  return new Set(heard.map(({ publisher, source_id }) => publisher?.trim().toLowerCase() || source_id)).size;
}

function mostCommon(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

export async function membershipOf(db: Executor, documentId: number): Promise<MembershipRow | undefined> {
  return db.selectFrom('membership').selectAll().where('document_id', '=', documentId).executeTakeFirst();
}

/** Replaces what is known of where the documents of a story disagree, of who was the first to say what, and of copies. */
export async function saveComparison(
  db: Executor,
  storyId: string,
  {
    disagreements,
    timeline,
    copies,
  }: { disagreements: readonly unknown[]; timeline: readonly unknown[]; copies: readonly unknown[] },
): Promise<void> {
  const rowsOf = (list: readonly unknown[]) =>
    list.map((data, position) => ({ story_id: storyId, position, data: json(data) }));
  await db.deleteFrom('disagreement').where('story_id', '=', storyId).execute();
  await db.deleteFrom('first_report').where('story_id', '=', storyId).execute();
  await db.deleteFrom('copy_group').where('story_id', '=', storyId).execute();
  if (copies.length > 0) await db.insertInto('copy_group').values(rowsOf(copies)).execute();
  if (disagreements.length > 0) await db.insertInto('disagreement').values(rowsOf(disagreements)).execute();
  if (timeline.length > 0) await db.insertInto('first_report').values(rowsOf(timeline)).execute();
}

export async function isStory(db: Executor, id: string): Promise<boolean> {
  return (await db.selectFrom('story').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** What moves documents between stories, and so what an editor must have seen. */
export const movingKinds = ['merge', 'split', 'move', 'undo'] as const;

/** Whether one of these stories was merged, split or put back after the event `seen`; false where that is not given. */
export async function changedSince(
  db: Executor,
  stories: readonly string[],
  seen: number | undefined,
): Promise<boolean> {
  if (seen === undefined) return false;
  const row = await db
    .selectFrom('story_event')
    .select('seq')
    .where('seq', '>', seen)
    .where('kind', 'in', movingKinds)
    .where((where) => where.or([where('story_id', 'in', stories), where('other_id', 'in', stories)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The last event of any story: what `changedSince` is asked about. */
export async function lastEvent(db: Executor): Promise<number> {
  const { seq } = await db
    .selectFrom('story_event')
    .select((query) => query.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow();
  return Number(seq ?? 0);
}

/**
 * The documents of a story that these stand for: with them the copies of their texts and earlier versions. `left`: how
 * many others there are; `strangers`: what is not in the story.
 */
export async function withVersions(
  db: Executor,
  storyId: string,
  chosen: readonly number[],
): Promise<{ taken: number[]; left: number; strangers: number[] }> {
  const members = await db
    .selectFrom('membership')
    .innerJoin('document', 'document.id', 'membership.document_id')
    .select(['document.id', 'document.entry_id', 'membership.copy_of'])
    .where('membership.story_id', '=', storyId)
    .orderBy('document.id')
    .execute();
  const known = new Map(members.map((one) => [one.id, one]));
  const taken = new Set(chosen.filter((id) => known.has(id)));
  // A copy may have versions, and these copies of their own.
  for (let size = -1; size !== taken.size; ) {
    size = taken.size;
    const own = [...taken].flatMap((id) => known.get(id) ?? []);
    const entries = new Set(own.map(({ entry_id }) => entry_id));
    const groups = new Set(own.map(({ id, copy_of }) => copy_of ?? id));
    for (const { id, entry_id, copy_of } of members)
      if (entries.has(entry_id) || groups.has(copy_of ?? id)) taken.add(id);
  }
  return {
    taken: members.flatMap(({ id }) => (taken.has(id) ? id : [])),
    left: members.length - taken.size,
    strangers: chosen.filter((id) => !known.has(id)),
  };
}

/** A change that may be taken back; `undone` where it was. */
export async function changeEvent(
  tx: Executor,
  seq: number,
): Promise<{ change: UndoableChange; undone: boolean } | null> {
  const row = await tx
    .selectFrom('story_event')
    .select('change')
    .where('seq', '=', seq)
    .where('change', 'is not', null)
    .executeTakeFirst();
  if (!row) return null;
  const undoing = await tx
    .selectFrom('story_event')
    .select('seq')
    .where('undoes', '=', seq)
    .executeTakeFirst();
  return { change: row.change as UndoableChange, undone: undoing !== undefined };
}

/** Whether one of these documents lies in another story than this one. */
export async function livesElsewhere(
  db: Executor,
  documents: readonly number[],
  storyId: string,
): Promise<boolean> {
  if (documents.length === 0) return false;
  const row = await db
    .selectFrom('membership')
    .select('document_id')
    .where('document_id', 'in', [...documents])
    .where('story_id', '<>', storyId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
