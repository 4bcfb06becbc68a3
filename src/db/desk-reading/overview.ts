import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { LogRow } from '../log.ts';
import type { SourceState } from '../schema.ts';

export interface DeskTotals {
  entries: number;
  documents: number;
  stories: number;
  revisions: number;
  published: number;
  corrections: number;
}

/** Beyond this nothing is counted: the embedded database would stand still for seconds. */
export const countedMax = 10_000;

/**
 * How many of everything there are, and how many came since `since` (ISO 8601); `countedMax + 1` stands for more than
 * `countedMax`.
 */
export async function deskTotals(
  db: Executor,
  since: string,
): Promise<{ all: DeskTotals; recent: DeskTotals }> {
  const upTo = countedMax + 1;
  const counted = (table: string, at: string) =>
    sql`(select count(*)::int from (select 1 from ${sql.table(table)} limit ${upTo}) as few)
        as ${sql.id(`${table}_all`)},
      (select count(*)::int from (select 1 from ${sql.table(table)} where ${sql.id(at)} >= ${since} limit ${upTo})
        as few) as ${sql.id(`${table}_recent`)}`;
  const parts = [
    counted('entry', 'first_seen_at'),
    counted('document', 'created_at'),
    counted('story', 'created_at'),
    counted('revision', 'created_at'),
    counted('publication', 'published_at'),
    counted('correction', 'at'),
  ];
  const { rows } = await sql<Record<string, number>>`select ${sql.join(parts)}`.execute(db);
  const of = (which: 'all' | 'recent'): DeskTotals => {
    const value = (table: string) => rows[0]?.[`${table}_${which}`] ?? 0;
    return {
      entries: value('entry'),
      documents: value('document'),
      stories: value('story'),
      revisions: value('revision'),
      published: value('publication'),
      corrections: value('correction'),
    };
  };
  return { all: of('all'), recent: of('recent') };
}

export interface SourceCounts {
  states: Record<SourceState, number>;
  /** Active, but the last poll was no success. */
  failing: number;
}

export async function sourceCounts(db: Executor): Promise<SourceCounts> {
  const rows = await db
    .selectFrom('source_status')
    .select([
      'state',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) filter (where last_poll_at is not null
        and (last_ok_at is null or last_ok_at < last_poll_at))::int`.as('failing'),
    ])
    .groupBy('state')
    .execute();
  const of = (state: SourceState) => rows.find((row) => row.state === state);
  const states = {
    active: of('active')?.count ?? 0,
    paused: of('paused')?.count ?? 0,
    gone: of('gone')?.count ?? 0,
  };
  return { states, failing: of('active')?.failing ?? 0 };
}

/** As in the index `log_trouble`, which a bound list would not be matched with. */
const isTrouble = sql<boolean>`outcome in ('failed', 'dead', 'error', 'refused', 'broken', 'unreadable')`;

/** The last lines of the log since `since` that tell of trouble, newest first. */
export async function lastTroubles(db: Executor, since: string, limit: number): Promise<LogRow[]> {
  return db
    .selectFrom('log')
    .selectAll()
    .where('at', '>=', since)
    .where(isTrouble)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

/** Size of the whole database on disk, in bytes; null where the engine does not tell. */
export async function databaseBytes(db: Executor): Promise<number | null> {
  try {
    const { rows } = await sql<{
      size: number;
    }>`select pg_database_size(current_database())::float8 as size`.execute(db);
    return Number(rows[0]?.size ?? 0);
  } catch {
    return null;
  }
}
