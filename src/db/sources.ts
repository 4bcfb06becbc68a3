import type { Insertable } from 'kysely';
import { type Executor, json } from './executor.ts';
import type { DeskSchema, Row, SourceState } from './schema.ts';

export type SourceRow = Row<'source'>;
export type SourceStatusRow = Row<'source_status'>;
/** A source with what is known of it now. `at` is where it answers, after permanent redirects. */
export type SourceWithStatus = SourceRow & Omit<SourceStatusRow, 'source_id' | 'url'> & { at: string };

export interface NewSource {
  id: string;
  kind: string;
  url: string;
  title: string;
  homeUrl?: string;
  publisher?: string;
  lang?: string;
  section?: string;
  /** ISO 3166-1, two letters. */
  country?: string;
}

/** Adds a source that is due at once. Gives null where the desk follows its address already. */
export async function addSource(db: Executor, source: NewSource): Promise<SourceRow | null> {
  const { homeUrl, ...given } = source;
  const row = await db
    .insertInto('source')
    .values({ ...given, home_url: homeUrl ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  await db
    .insertInto('source_status')
    .values({ source_id: row.id, url: source.url, schedule: json({}) })
    .execute();
  return row;
}

function withStatus(db: Executor) {
  return db
    .selectFrom('source')
    .innerJoin('source_status as status', 'status.source_id', 'source.id')
    .selectAll('source')
    .select([
      'status.state',
      'status.reason',
      'status.url as at',
      'status.schedule',
      'status.hub',
      'status.rule',
      'status.next_poll_at',
      'status.last_poll_at',
      'status.last_ok_at',
    ]);
}

export async function listSources(db: Executor): Promise<SourceWithStatus[]> {
  return withStatus(db).orderBy('source.title').execute();
}

export async function sourceById(db: Executor, id: string): Promise<SourceWithStatus | undefined> {
  return withStatus(db).where('source.id', '=', id).executeTakeFirst();
}

export async function sourceByUrl(db: Executor, url: string): Promise<SourceRow | undefined> {
  return db.selectFrom('source').selectAll().where('url', '=', url).executeTakeFirst();
}

/**
 * Active sources whose time has come, longest waiting first. A time after `latest` was decided by a clock that was
 * wrong: such a source is due, so that a clock set back silences none.
 */
export async function dueSources(
  db: Executor,
  { now, latest, limit }: { now: string; latest: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('source_status')
    .select('source_id')
    .where('state', '=', 'active')
    .where((is) => is.or([is('next_poll_at', '<=', now), is('next_poll_at', '>', latest)]))
    .orderBy('next_poll_at')
    .limit(limit)
    .execute();
  return rows.map(({ source_id }) => source_id);
}

export interface SourceStatusChange {
  state?: SourceState;
  reason?: string | null;
  url?: string;
  schedule?: unknown;
  hub?: unknown;
  rule?: unknown;
  nextPollAt?: string;
  lastPollAt?: string;
  lastOkAt?: string;
}

export async function setSourceStatus(db: Executor, id: string, change: SourceStatusChange): Promise<void> {
  const { schedule, hub, rule, nextPollAt, lastPollAt, lastOkAt, ...plain } = change;
  await db
    .updateTable('source_status')
    .set({
      ...plain,
      ...(schedule !== undefined && { schedule: json(schedule) }),
      ...(hub !== undefined && { hub: json(hub) }),
      ...(rule !== undefined && { rule: json(rule) }),
      ...(nextPollAt !== undefined && { next_poll_at: nextPollAt }),
      ...(lastPollAt !== undefined && { last_poll_at: lastPollAt }),
      ...(lastOkAt !== undefined && { last_ok_at: lastOkAt }),
    })
    .where('source_id', '=', id)
    .execute();
}

export async function removeSource(db: Executor, id: string): Promise<boolean> {
  const result = await db.deleteFrom('source').where('id', '=', id).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}

export type NewPoll = Insertable<DeskSchema['poll']>;

/** One line of the poll ledger; the table itself refuses one that does not balance (I1). */
export async function savePoll(db: Executor, poll: NewPoll): Promise<number> {
  const { id } = await db.insertInto('poll').values(poll).returning('id').executeTakeFirstOrThrow();
  return id;
}

export interface QuarantinedItem {
  reason: string;
  item: unknown;
}

export async function saveQuarantine(
  db: Executor,
  poll: { id: number; sourceId: string },
  items: readonly QuarantinedItem[],
): Promise<void> {
  if (items.length === 0) return;
  await db
    .insertInto('quarantine')
    .values(
      items.map(({ reason, item }) => ({
        source_id: poll.sourceId,
        poll_id: poll.id,
        reason,
        item: json(item),
      })),
    )
    .execute();
}

/** The last polls of a source, newest first. */
export async function pollsOf(db: Executor, sourceId: string, limit: number): Promise<Row<'poll'>[]> {
  return db
    .selectFrom('poll')
    .selectAll()
    .where('source_id', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
