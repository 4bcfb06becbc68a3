import type { Executor } from '../db/executor.ts';
import { askVectorsAnew } from '../db/vectors.ts';
import type { JobQueue } from '../queue/types.ts';
import type { StageInputs, StageName } from './types.ts';
import { enqueueWith } from './workers.ts';

/** What to run again; every field narrows. Times ISO 8601. */
export interface ReplayScope {
  sourceId?: string | undefined;
  entryId?: number | undefined;
  storyId?: string | undefined;
  since?: string | undefined;
}

export interface ReplayParts {
  db: { kysely: Executor; transaction<T>(fn: (tx: Executor) => Promise<T>): Promise<T> };
  queue: JobQueue;
  settings: { languages: readonly string[] };
  now(): Date;
}

/** Jobs that are put into the queue in one transaction. */
const jobsPerTransaction = 500;

type Inputs<S extends StageName> = (parts: ReplayParts, scope: ReplayScope) => Promise<StageInputs[S][]>;

async function sourcesIn({ db }: ReplayParts, { sourceId }: ReplayScope) {
  let rows = db.kysely.selectFrom('source_status').select('source_id').where('state', '=', 'active');
  if (sourceId !== undefined) rows = rows.where('source_id', '=', sourceId);
  return (await rows.execute()).map(({ source_id }) => ({ sourceId: source_id }));
}

async function entriesIn({ db }: ReplayParts, { sourceId, entryId, storyId, since }: ReplayScope) {
  let rows = db.kysely.selectFrom('entry').select('entry.id').orderBy('entry.id');
  if (sourceId !== undefined) rows = rows.where('source_id', '=', sourceId);
  if (entryId !== undefined) rows = rows.where('id', '=', entryId);
  if (since !== undefined) rows = rows.where('first_seen_at', '>=', since);
  if (storyId !== undefined)
    rows = rows.where('id', 'in', (query) =>
      query
        .selectFrom('document')
        .innerJoin('membership', 'membership.document_id', 'document.id')
        .select('document.entry_id')
        .where('membership.story_id', '=', storyId),
    );
  return (await rows.execute()).map(({ id }) => id);
}

/** The latest capture of every entry in scope. */
async function capturesIn(parts: ReplayParts, scope: ReplayScope) {
  const entries = await entriesIn(parts, scope);
  if (entries.length === 0) return [];
  const rows = await parts.db.kysely
    .selectFrom('capture')
    .select((query) => query.fn.max('id').as('id'))
    .where('entry_id', 'in', entries)
    .groupBy('entry_id')
    .execute();
  return rows.map(({ id }) => ({ captureId: id }));
}

async function documentsIn(parts: ReplayParts, scope: ReplayScope) {
  const entries = await entriesIn(parts, scope);
  if (entries.length === 0) return [];
  const rows = await parts.db.kysely
    .selectFrom('document')
    .innerJoin('document_status as status', 'status.document_id', 'document.id')
    .select('document.id')
    .where('entry_id', 'in', entries)
    .where('status.state', '=', 'current')
    .orderBy('document.id')
    .execute();
  return rows.map(({ id }) => ({ documentId: id }));
}

async function storiesIn({ db }: ReplayParts, { storyId, sourceId, entryId, since }: ReplayScope) {
  let rows = db.kysely
    .selectFrom('membership')
    .innerJoin('document', 'document.id', 'membership.document_id')
    .select('membership.story_id')
    .distinct();
  if (storyId !== undefined) rows = rows.where('membership.story_id', '=', storyId);
  if (sourceId !== undefined) rows = rows.where('document.source_id', '=', sourceId);
  if (entryId !== undefined) rows = rows.where('document.entry_id', '=', entryId);
  if (since !== undefined) rows = rows.where('document.created_at', '>=', since);
  return (await rows.execute()).map(({ story_id }) => story_id);
}

async function briefsIn(parts: ReplayParts, scope: ReplayScope) {
  const stories = await storiesIn(parts, scope);
  if (stories.length === 0) return [];
  return parts.db.kysely
    .selectFrom('brief')
    .innerJoin('revision', 'revision.brief_id', 'brief.id')
    .select(['brief.id as briefId', (query) => query.fn.max('revision.revision').as('revision')])
    .where('brief.story_id', 'in', stories)
    .groupBy('brief.id')
    .execute();
}

/** Vectors in scope are asked for again; one job makes them all. */
async function vectorsIn(parts: ReplayParts, scope: ReplayScope) {
  const documents = await documentsIn(parts, scope);
  const ids = documents.map(({ documentId }) => documentId);
  await parts.db.transaction((tx) => askVectorsAnew(tx, ids));
  return [{}];
}

const inputsOf: { readonly [S in StageName]: Inputs<S> } = {
  poll: sourcesIn,
  fetch: async (parts, scope) => (await entriesIn(parts, scope)).map((entryId) => ({ entryId })),
  extract: capturesIn,
  embed: vectorsIn,
  cluster: documentsIn,
  merge: async () => [{}],
  compare: async (parts, scope) => (await storiesIn(parts, scope)).map((storyId) => ({ storyId })),
  maintain: async () => [{}],
  write: async (parts, scope) =>
    (await storiesIn(parts, scope)).flatMap((storyId) =>
      parts.settings.languages.map((lang) => ({ storyId, lang })),
    ),
  publish: briefsIn,
  subscribe: sourcesIn,
  rights: async ({ db }) => db.kysely.selectFrom('site').select('origin').orderBy('origin').execute(),
  obey: async ({ db }) => db.kysely.selectFrom('rights').select('host').orderBy('host').execute(),
  relate: async (parts, scope) => (await briefsIn(parts, scope)).map(({ briefId }) => ({ briefId })),
};

/**
 * Puts the jobs of a stage into the queue again. Safe at any time: the same input and stage version come to the same.
 * Gives how many jobs there are.
 */
export async function replay(parts: ReplayParts, stage: StageName, scope: ReplayScope): Promise<number> {
  const inputs = (await inputsOf[stage](parts, scope)) as StageInputs[StageName][];
  const enqueueIn = enqueueWith(parts.queue, parts.now);
  for (let at = 0; at < inputs.length; at += jobsPerTransaction) {
    await parts.db.transaction(async (tx) => {
      const enqueue = enqueueIn(tx);
      for (const input of inputs.slice(at, at + jobsPerTransaction)) await enqueue(stage, input as never);
    });
  }
  return inputs.length;
}
