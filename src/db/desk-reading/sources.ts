import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { EntryState, Row, SourceState } from '../schema.ts';
import type { SourceWithStatus } from '../sources.ts';

/** A poll in short. */
export type PollMark = Pick<
  Row<'poll'>,
  'id' | 'source_id' | 'at' | 'outcome' | 'reason' | 'status' | 'items' | 'stored'
>;

export interface SourceLine extends Omit<SourceWithStatus, 'schedule' | 'hub' | 'rule'> {
  entries: number;
  quarantined: number;
  /** The last polls, oldest first. */
  polls: PollMark[];
}

export interface SourceQuery {
  state?: SourceState;
  /** Part of the title or the address. */
  text?: string;
  /** Sources after this one, in order of title. */
  after?: string;
  limit: number;
}

/** Escapes what `like` reads as a pattern. */
export function likeText(text: string): string {
  return `%${text.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
}

function matching(db: Executor, query: Pick<SourceQuery, 'state' | 'text'>) {
  let rows = db.selectFrom('source').innerJoin('source_status as status', 'status.source_id', 'source.id');
  if (query.state !== undefined) rows = rows.where('status.state', '=', query.state);
  if (query.text !== undefined) {
    const like = likeText(query.text);
    rows = rows.where((where) =>
      where.or([where('source.title', 'ilike', like), where('source.url', 'ilike', like)]),
    );
  }
  return rows;
}

/** Sources by title, with their last polls. `total`: how many match, on whatever page. */
export async function sourceLines(
  db: Executor,
  query: SourceQuery,
  pollsMax: number,
): Promise<{ lines: SourceLine[]; total: number }> {
  let rows = matching(db, query)
    .selectAll('source')
    .select([
      'status.state',
      'status.reason',
      'status.url as at',
      'status.next_poll_at',
      'status.last_poll_at',
      'status.last_ok_at',
    ])
    .select((one) => [
      one
        .selectFrom('entry')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('entry.source_id', '=', 'source.id')
        .as('entries'),
      one
        .selectFrom('quarantine')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('quarantine.source_id', '=', 'source.id')
        .as('quarantined'),
    ])
    .orderBy('source.title')
    .orderBy('source.id')
    .limit(query.limit);
  if (query.after !== undefined)
    rows = rows.where(
      sql<boolean>`(source.title, source.id) > (select s.title, s.id from source s where s.id = ${query.after})`,
    );
  const found = await rows.execute();
  const { count } = await matching(db, query)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  const polls = await lastPolls(
    db,
    found.map(({ id }) => id),
    pollsMax,
  );
  const lines = found.map((source) => ({
    ...source,
    entries: source.entries ?? 0,
    quarantined: source.quarantined ?? 0,
    polls: polls.filter((poll) => poll.source_id === source.id),
  }));
  return { lines, total: count };
}

/** The last polls of each of these sources, oldest first. */
export async function lastPolls(
  db: Executor,
  sources: readonly string[],
  pollsMax: number,
): Promise<PollMark[]> {
  if (sources.length === 0) return [];
  const { rows } = await sql<PollMark>`
    select poll.* from unnest(${sql.val([...sources])}::text[]) as wanted(id)
    cross join lateral (
      select id, source_id, at, outcome, reason, status, items, stored from poll
      where poll.source_id = wanted.id order by poll.id desc limit ${pollsMax}
    ) as poll order by poll.id`.execute(db);
  return rows;
}

export interface PageOf {
  before: number | null;
  limit: number;
}

export async function pollPage(db: Executor, sourceId: string, page: PageOf): Promise<Row<'poll'>[]> {
  let rows = db.selectFrom('poll').selectAll().where('source_id', '=', sourceId);
  if (page.before !== null) rows = rows.where('id', '<', page.before);
  return rows.orderBy('id', 'desc').limit(page.limit).execute();
}

export interface EntryLine {
  id: number;
  url: string;
  title: string | null;
  state: EntryState;
  reason: string | null;
  first_seen_at: string;
  next_fetch_at: string | null;
}

export async function entryPage(db: Executor, sourceId: string, page: PageOf): Promise<EntryLine[]> {
  let rows = db
    .selectFrom('entry')
    .innerJoin('entry_status as status', 'status.entry_id', 'entry.id')
    .select([
      'entry.id',
      'entry.url',
      sql<string | null>`coalesce(status.title, entry.title)`.as('title'),
      'status.state',
      'status.reason',
      'entry.first_seen_at',
      'status.next_fetch_at',
    ])
    .where('entry.source_id', '=', sourceId);
  if (page.before !== null) rows = rows.where('entry.id', '<', page.before);
  return rows.orderBy('entry.id', 'desc').limit(page.limit).execute();
}

/** Entries of a source by state, with the reason that is most often given. */
export async function entryCounts(
  db: Executor,
  sourceId: string,
): Promise<{ state: EntryState; reason: string | null; count: number }[]> {
  return db
    .selectFrom('entry')
    .innerJoin('entry_status as status', 'status.entry_id', 'entry.id')
    .select(['status.state', 'status.reason', sql<number>`count(*)::int`.as('count')])
    .where('entry.source_id', '=', sourceId)
    .groupBy(['status.state', 'status.reason'])
    .orderBy('count', 'desc')
    .limit(30)
    .execute();
}

export async function quarantinePage(
  db: Executor,
  sourceId: string,
  page: PageOf,
): Promise<(Row<'quarantine'> & { at: string })[]> {
  let rows = db
    .selectFrom('quarantine')
    .innerJoin('poll', 'poll.id', 'quarantine.poll_id')
    .selectAll('quarantine')
    .select('poll.at')
    .where('quarantine.source_id', '=', sourceId);
  if (page.before !== null) rows = rows.where('quarantine.id', '<', page.before);
  return rows.orderBy('quarantine.id', 'desc').limit(page.limit).execute();
}

/** Sources that are followed at this host. */
export async function sourcesOfHost(db: Executor, host: string): Promise<{ id: string; title: string }[]> {
  return db
    .selectFrom('source')
    .innerJoin('source_status as status', 'status.source_id', 'source.id')
    .select(['source.id', 'source.title'])
    .where(
      sql<boolean>`lower(split_part(split_part(split_part(status.url, '://', 2), '/', 1), ':', 1)) = ${host}`,
    )
    .orderBy('source.title')
    .limit(200)
    .execute();
}
