import type { Database } from '../db/database.ts';
import { setDeskValue } from '../db/desk-values.ts';
import { hasNearIndex, nearIndexStatement } from '../db/near/near-index.ts';
import { vectorCounts } from '../db/vectors.ts';
import type { Embedder } from '../domain/embedder.ts';
import type { JobQueue } from '../queue/types.ts';
import { checkInvariants } from './invariants.ts';

/** One thing that was looked at. */
export interface CheckedUp {
  id: string;
  state: 'ok' | 'warn' | 'bad';
  title: string;
  /** What was found, and what to do about it. */
  detail: string;
}

interface Parts {
  db: Database;
  queue: JobQueue;
  settings: { writer: string; languages: readonly string[] };
  embedder: Pick<Embedder, 'id' | 'dimensions'> | null;
  now(): Date;
}

async function database({ db }: Parts): Promise<CheckedUp> {
  const { serverVersion, vector } = db.capabilities;
  const where = db.engine === 'pglite' ? 'embedded (PGlite)' : 'server';
  const detail = `${where}, PostgreSQL ${serverVersion}, ${vector ? 'with' : 'without'} pgvector.`;
  return { id: 'database', state: 'ok', title: 'Database', detail };
}

async function sources({ db }: Parts): Promise<CheckedUp> {
  const rows = await db.kysely
    .selectFrom('source_status')
    .select(['state', (query) => query.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  const detail = `${count('active')} followed, ${count('paused')} paused, ${count('gone')} gone.`;
  if (count('active') + count('paused') + count('gone') === 0)
    return {
      id: 'sources',
      state: 'warn',
      title: 'Sources',
      detail: 'None yet. Add one: standfirst add https://…',
    };
  return {
    id: 'sources',
    state: count('paused') > 0 ? 'warn' : 'ok',
    title: 'Sources',
    detail: count('paused') > 0 ? `${detail} The desk says why each is paused.` : detail,
  };
}

async function jobs({ queue }: Parts): Promise<CheckedUp> {
  const counts = Object.entries(await queue.counts());
  const dead = counts.reduce((sum, [, one]) => sum + one.dead, 0);
  const open = counts
    .filter(([, one]) => one.waiting + one.active + one.retry > 0)
    .map(([stage, one]) => `${stage} ${one.waiting + one.active + one.retry}`);
  const detail = `${open.length > 0 ? `Open: ${open.join(', ')}.` : 'Nothing waits.'}`;
  return dead === 0
    ? { id: 'jobs', state: 'ok', title: 'Jobs', detail }
    : {
        id: 'jobs',
        state: 'warn',
        title: 'Jobs',
        detail: `${detail} ${dead} were given up: see the dead letters on the desk, and have them tried again.`,
      };
}

async function promises({ db, now }: Parts): Promise<CheckedUp[]> {
  const results = await checkInvariants(db.kysely);
  await setDeskValue(db.kysely, 'invariants', { at: now().toISOString(), results });
  return results.map(({ id, title, broken, samples }) => ({
    id,
    state: broken === 0 ? 'ok' : 'bad',
    title,
    detail:
      broken === 0
        ? 'Holds.'
        : `Broken in ${broken} places, such as ${samples.join('; ')}. Please report it.`,
  }));
}

async function writer({ settings }: Parts): Promise<CheckedUp> {
  const detail =
    settings.writer === 'model'
      ? `A language model writes, in ${settings.languages.join(', ')}.`
      : `Excerpts, no model; languages ${settings.languages.join(', ')}. docs/models.md says how to use a model.`;
  return { id: 'writer', state: 'ok', title: 'Writer', detail };
}

/** How near vectors are found, and how that could be done with less. */
async function howNear(
  db: Database,
  { id, dimensions }: Pick<Embedder, 'id' | 'dimensions'>,
): Promise<string> {
  if (db.engine === 'pglite' || !db.capabilities.vector) return 'They are compared in memory.';
  if (await hasNearIndex(db.kysely, id)) return 'They are found by an index of pgvector.';
  const statement = nearIndexStatement(id, dimensions).replace(/\s+/g, ' ');
  return `They are compared in memory. With pgvector 0.8 an index can do that; it takes minutes: ${statement}.`;
}

/** How much of what can be found can be found by its meaning. */
async function meaning({ db, embedder }: Parts): Promise<CheckedUp> {
  const about = { id: 'meaning', title: 'Search by meaning' };
  if (!embedder)
    return { ...about, state: 'ok', detail: 'Off: no model for sentence vectors. Search goes by words.' };
  const { byModel, failing } = await vectorCounts(db.kysely);
  const total = byModel.reduce((sum, { count }) => sum + count, 0);
  const own = byModel.find(({ model }) => model === embedder.id)?.count ?? 0;
  const detail = `${embedder.id}: vectors of ${own} of ${total} texts. ${await howNear(db, embedder)}`;
  if (failing === 0)
    return { ...about, state: 'ok', detail: own < total ? `${detail} The others are being made.` : detail };
  return {
    ...about,
    state: 'warn',
    detail: `${detail} The model has failed on ${failing} of them: the log of the stage "embed" says why.`,
  };
}

/** Looks at everything a desk rests on. Throws only where the database does not answer. */
export async function checkUp(parts: Parts): Promise<CheckedUp[]> {
  return [
    await database(parts),
    await sources(parts),
    await jobs(parts),
    await writer(parts),
    await meaning(parts),
    ...(await promises(parts)),
  ];
}
