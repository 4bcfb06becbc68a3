import { sql, type Updateable } from 'kysely';
import { invariant } from '../domain/errors.ts';
import type { Executor } from './executor.ts';
import type { DeskSchema, Row } from './schema.ts';

export type EntryRow = Row<'entry'>;
export type EntryStatusRow = Row<'entry_status'>;
export type EntryKeyKind = Row<'entry_key'>['kind'];

export interface EntryKey {
  kind: EntryKeyKind;
  value: string;
}

/** What the ledger of identities knows of an entry, as the identity policy asks for it. */
export interface KnownKey extends EntryKey {
  entryId: number;
  title: string | null;
  publishedAt: string | null;
  contentHash: string | null;
  url: string;
}

/** Keys looked up in one statement: both engines take far more parameters than this. */
const keysPerLookup = 500;

/** Of `keys`, those that the ledger of this source has, with what their entries are now. */
export async function knownKeys(
  db: Executor,
  sourceId: string,
  keys: readonly EntryKey[],
): Promise<KnownKey[]> {
  const known: KnownKey[] = [];
  const values = [...new Set(keys.map(({ value }) => value))];
  for (let at = 0; at < values.length; at += keysPerLookup) {
    const rows = await db
      .selectFrom('entry_key as key')
      .innerJoin('entry', 'entry.id', 'key.entry_id')
      .innerJoin('entry_status as status', 'status.entry_id', 'key.entry_id')
      .select([
        'key.kind',
        'key.value',
        'key.entry_id as entryId',
        'status.title',
        'status.published_at as publishedAt',
        'status.content_hash as contentHash',
        sql<string>`coalesce(status.url, entry.url)`.as('url'),
      ])
      .where('key.source_id', '=', sourceId)
      .where('key.value', 'in', values.slice(at, at + keysPerLookup))
      .execute();
    known.push(...rows);
  }
  return known;
}

export interface NewEntry {
  sourceId: string;
  pollId: number;
  url: string;
  guid?: string;
  title?: string;
  summary?: string;
  publishedAt?: string;
  contentHash?: string;
  keys: readonly EntryKey[];
}

/** Entries stored in one statement. */
const entriesPerInsert = 200;

/** Stores entries with their status and their keys. Gives their ids, in the same order. */
export async function addEntries(db: Executor, entries: readonly NewEntry[]): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < entries.length; at += entriesPerInsert)
    ids.push(...(await insertEntries(db, entries.slice(at, at + entriesPerInsert))));
  return ids;
}

async function insertEntries(db: Executor, entries: readonly NewEntry[]): Promise<number[]> {
  const rows = await db
    .insertInto('entry')
    .values(
      entries.map((entry) => ({
        source_id: entry.sourceId,
        poll_id: entry.pollId,
        url: entry.url,
        guid: entry.guid ?? null,
        title: entry.title ?? null,
        summary: entry.summary ?? null,
        published_at: entry.publishedAt ?? null,
      })),
    )
    .returning(['id', 'url'])
    .execute();
  // Numbers are given in the order of the rows; the answer need not come in it.
  rows.sort((a, b) => a.id - b.id);
  invariant(
    rows.every(({ url }, index) => url === entries[index]?.url),
    'entries are numbered in their order',
  );
  const ids = rows.map(({ id }) => id);
  await db
    .insertInto('entry_status')
    .values(
      entries.map((entry, index) => ({
        entry_id: ids[index]!,
        title: entry.title ?? null,
        published_at: entry.publishedAt ?? null,
        content_hash: entry.contentHash ?? null,
      })),
    )
    .execute();
  const keys = entries.flatMap(({ sourceId, keys: own }, index) =>
    own.map(({ kind, value }) => ({ source_id: sourceId, kind, value, entry_id: ids[index]! })),
  );
  if (keys.length > 0)
    await db
      .insertInto('entry_key')
      .values(keys)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return ids;
}

/** Stores one entry. Gives its id. */
export async function addEntry(db: Executor, entry: NewEntry): Promise<number> {
  const [id] = await addEntries(db, [entry]);
  invariant(id !== undefined, 'an entry has a number');
  return id;
}

/** Adds keys to the ledger; one that is there already stays with the entry that has it. */
export async function addKeys(
  db: Executor,
  sourceId: string,
  entryId: number,
  keys: readonly EntryKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await db
    .insertInto('entry_key')
    .values(keys.map(({ kind, value }) => ({ source_id: sourceId, kind, value, entry_id: entryId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type EntryWithStatus = EntryRow & { status: EntryStatusRow };

export async function entryById(db: Executor, id: number): Promise<EntryWithStatus | undefined> {
  const entry = await db.selectFrom('entry').selectAll().where('id', '=', id).executeTakeFirst();
  const status = await db
    .selectFrom('entry_status')
    .selectAll()
    .where('entry_id', '=', id)
    .executeTakeFirst();
  return entry && status ? { ...entry, status } : undefined;
}

export async function setEntryStatus(
  db: Executor,
  id: number,
  change: Updateable<DeskSchema['entry_status']>,
): Promise<void> {
  await db.updateTable('entry_status').set(change).where('entry_id', '=', id).execute();
}

export async function touchEntries(db: Executor, ids: readonly number[], now: string): Promise<void> {
  for (let at = 0; at < ids.length; at += keysPerLookup) {
    await db
      .updateTable('entry_status')
      .set({ last_seen_at: now })
      .where('entry_id', 'in', ids.slice(at, at + keysPerLookup))
      .execute();
  }
}

/** Entries whose original is to be read again, longest waiting first. */
export async function dueEntries(db: Executor, now: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('entry_status')
    .select('entry_id')
    .where('next_fetch_at', '<=', now)
    .orderBy('next_fetch_at')
    .limit(limit)
    .execute();
  return rows.map(({ entry_id }) => entry_id);
}

/** The newest entries of a source with what became of them. */
export async function entriesOf(
  db: Executor,
  sourceId: string,
  limit: number,
): Promise<
  (EntryRow & Pick<EntryStatusRow, 'state' | 'fetched_at' | 'next_fetch_at'> & { why: string | null })[]
> {
  return db
    .selectFrom('entry')
    .innerJoin('entry_status as status', 'status.entry_id', 'entry.id')
    .selectAll('entry')
    .select(['status.state', 'status.reason as why', 'status.fetched_at', 'status.next_fetch_at'])
    .where('entry.source_id', '=', sourceId)
    .orderBy('entry.id', 'desc')
    .limit(limit)
    .execute();
}
