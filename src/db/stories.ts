import { sql } from 'kysely';
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

export interface StoryEvent {
  kind: Row<'story_event'>['kind'];
  storyId: string;
  otherId?: string;
  documentId?: number;
  evidence: readonly unknown[];
  by?: string;
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

/** Replaces what is known of where the documents of a story disagree. */
export async function saveDisagreements(
  db: Executor,
  storyId: string,
  list: readonly unknown[],
): Promise<void> {
  await db.deleteFrom('disagreement').where('story_id', '=', storyId).execute();
  if (list.length === 0) return;
  await db
    .insertInto('disagreement')
    .values(list.map((data, position) => ({ story_id: storyId, position, data: json(data) })))
    .execute();
}
