import { sql } from 'kysely';
import type { Brief } from '../domain/brief.ts';
import { invariant } from '../domain/errors.ts';
import { type Executor, json } from './executor.ts';
import type { CorrectionKind, Row } from './schema.ts';

export type RevisionRow = Omit<Row<'revision'>, 'brief'> & { brief: Brief };
export type PublicationRow = Row<'publication'>;

/** The brief of a story in one language: there is one, and its address does not change. */
export async function ensureBrief(db: Executor, storyId: string, lang: string): Promise<string> {
  const id = `${storyId}-${lang}`;
  await db
    .insertInto('brief')
    .values({ id, story_id: storyId, lang })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

export async function briefsOfStory(db: Executor, storyId: string): Promise<Row<'brief'>[]> {
  return db.selectFrom('brief').selectAll().where('story_id', '=', storyId).orderBy('lang').execute();
}

export async function latestRevision(db: Executor, briefId: string): Promise<RevisionRow | undefined> {
  const row = await db
    .selectFrom('revision')
    .selectAll()
    .where('brief_id', '=', briefId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row as RevisionRow | undefined;
}

export async function revisionOf(
  db: Executor,
  briefId: string,
  revision: number,
): Promise<RevisionRow | undefined> {
  const row = await db
    .selectFrom('revision')
    .selectAll()
    .where('brief_id', '=', briefId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row as RevisionRow | undefined;
}

export interface NewRevision {
  briefId: string;
  revision: number;
  inputHash: string;
  contentHash: string;
  brief: Brief;
  documents: readonly number[];
  stageVersion: string;
}

export async function saveRevision(db: Executor, one: NewRevision): Promise<void> {
  invariant(one.brief.revision === one.revision, `revision ${one.revision} of ${one.briefId} says so itself`);
  await db
    .insertInto('revision')
    .values({
      brief_id: one.briefId,
      revision: one.revision,
      input_hash: one.inputHash,
      content_hash: one.contentHash,
      brief: json(one.brief),
      documents: json(one.documents),
      stage_version: one.stageVersion,
    })
    .execute();
}

export async function publicationOf(db: Executor, briefId: string): Promise<PublicationRow | undefined> {
  return db.selectFrom('publication').selectAll().where('brief_id', '=', briefId).executeTakeFirst();
}

export interface NewPublication {
  briefId: string;
  revision: number;
  section: string | null;
  headline: string;
  standfirst: string | null;
}

/** Makes a revision the public one. One row per brief: the public page is the latest published revision (I3). */
export async function publish(db: Executor, one: NewPublication): Promise<void> {
  const { briefId, ...rest } = one;
  await db
    .insertInto('publication')
    .values({ brief_id: briefId, state: 'published', ...rest })
    .onConflict((conflict) =>
      conflict.column('brief_id').doUpdateSet({
        ...rest,
        state: 'published',
        reason: null,
        published_at: new Date().toISOString(),
        seq: sql`default`,
      } as never),
    )
    .execute();
}

/** Why a brief is down whose story lives on under another id. */
export const mergedReason = 'merged';

/** Takes a brief down, with the notice that readers are shown. */
export async function withdraw(db: Executor, briefId: string, reason: string): Promise<void> {
  await db
    .updateTable('publication')
    .set({
      state: 'withdrawn',
      reason,
      published_at: new Date().toISOString(),
      seq: sql`default`,
    } as never)
    .where('brief_id', '=', briefId)
    .execute();
}

export interface NewCorrection {
  briefId: string;
  revision: number;
  kind: CorrectionKind;
  data: unknown;
}

export async function addCorrections(db: Executor, list: readonly NewCorrection[]): Promise<void> {
  if (list.length === 0) return;
  await db
    .insertInto('correction')
    .values(
      list.map(({ briefId, revision, kind, data }) => ({
        brief_id: briefId,
        revision,
        kind,
        data: json(data),
      })),
    )
    .execute();
}

export interface RelatedBrief {
  otherId: string;
  score: number;
  why: readonly unknown[];
}

export async function saveRelated(
  db: Executor,
  briefId: string,
  list: readonly RelatedBrief[],
): Promise<void> {
  await db.deleteFrom('related').where('brief_id', '=', briefId).execute();
  if (list.length === 0) return;
  await db
    .insertInto('related')
    .values(
      list.map(({ otherId, score, why }, position) => ({
        brief_id: briefId,
        position,
        other_id: otherId,
        score,
        why: json(why),
      })),
    )
    .execute();
}

/** Something beside the revision that a reader sees has changed: the page is made anew. */
export async function touchPublication(db: Executor, briefId: string): Promise<void> {
  await db
    .updateTable('publication')
    .set({ seq: sql`default` } as never)
    .where('brief_id', '=', briefId)
    .execute();
}
