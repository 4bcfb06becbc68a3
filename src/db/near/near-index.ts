import { type RawBuilder, sql } from 'kysely';
import { sha256 } from '../../kit/hash.ts';
import { signCount } from '../../kit/vector-codes.ts';
import type { Executor } from '../executor.ts';
import { type EntryFilter, entriesWhere } from '../found-entries.ts';

/** Rows that an index is made over at once: it holds writes up for as long. More are left to the operator. */
const rowsAtOnceMax = 20_000;
/** How many the index keeps in sight while it searches, of those that pgvector allows. */
const searchedMin = 200;
const searchedMax = 1000;
/** As many as an index may have to look at where a search is narrowed to few. */
const tuplesMax = 40_000;

/** The name of pgvector's index over the signs of a model's vectors. */
export function nearIndexName(model: string): string {
  return `text_vector_near_${sha256(model).slice(0, 12)}`;
}

/** What makes such an index, for a person too. pgvector's index over bits, with filters, needs 0.8 or newer. */
export function nearIndexStatement(model: string, dimensions: number): string {
  const literal = `'${model.replaceAll("'", "''")}'`;
  return `create index if not exists ${nearIndexName(model)} on text_vector
    using hnsw ((signs::bit(${signCount(dimensions)})) bit_hamming_ops) where model = ${literal}`;
}

/**
 * Makes pgvector's index for a model, as its first vectors come, and drops those of others: their vectors answer no
 * question any more. Gives false where there are many vectors already (the statement above makes it then) or where
 * this pgvector cannot; without it the signs are compared in the process.
 */
export async function ensureNearIndex(tx: Executor, model: string, dimensions: number): Promise<boolean> {
  if (await hasNearIndex(tx, model)) return true;
  if (!(await canIndexSigns(tx))) return false;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from text_vector where model = ${model} limit ${rowsAtOnceMax + 1}) few`.execute(tx);
  if ((rows[0]?.count ?? 0) > rowsAtOnceMax) return false;
  const others = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index
    where indrelid = 'text_vector'::regclass and indexrelid::regclass::text like 'text_vector_near_%'`.execute(
    tx,
  );
  for (const { name } of others.rows) await sql`drop index if exists ${sql.ref(name)}`.execute(tx);
  await sql.raw(nearIndexStatement(model, dimensions)).execute(tx);
  return true;
}

async function canIndexSigns(db: Executor): Promise<boolean> {
  const { rows } = await sql<{ version: string }>`
    select extversion as version from pg_extension where extname = 'vector'`.execute(db);
  const [major = 0, minor = 0] = (rows[0]?.version ?? '').split('.').map(Number);
  return major > 0 || minor >= 8;
}

/** Whether the index is there and whole. */
export async function hasNearIndex(db: Executor, model: string): Promise<boolean> {
  const { rows } = await sql<{ valid: boolean }>`
    select indisvalid as valid from pg_index where indexrelid = to_regclass(${nearIndexName(model)})`.execute(
    db,
  );
  return rows[0]?.valid === true;
}

/** Names are not in the index: they narrow what it finds. */
type NearFilter = Omit<EntryFilter, 'nameKey'>;

/** Entries that a filter may leave for all of them to be compared: cheaper than to meet them in the index. */
const comparedMax = 5000;

interface NearestQuery {
  model: string;
  /** Zeros and ones. */
  signs: string;
  filter: NearFilter;
  limit: number;
}

/**
 * Ids of the vectors of a model with the most signs in common, by pgvector's index; where a filter leaves few, by
 * comparing those. Run it in a transaction: its settings are the transaction's.
 */
export async function nearestByIndex(tx: Executor, query: NearestQuery): Promise<number[]> {
  const isOpen = Object.values(query.filter).every((value) => value === null);
  if (isOpen) return byIndex(tx, query, sql`true`);
  const where = entriesWhere({ ...query.filter, nameKey: null });
  const few = await sql<{ count: number }>`select count(*) as count from (
    select 1 from search_entry e where ${where} limit ${comparedMax + 1}) few`.execute(tx);
  if ((few.rows[0]?.count ?? 0) <= comparedMax) return byComparing(tx, query, where);
  return byIndex(
    tx,
    query,
    sql`exists (select 1 from search_entry e where e.kind = v.kind and e.ref = v.ref and ${where})`,
  );
}

async function byComparing(
  tx: Executor,
  { model, signs, limit }: NearestQuery,
  where: RawBuilder<unknown>,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with left_over as materialized (
      select case e.kind when 'document' then e.ref::bigint end as document_id,
        case e.kind when 'brief' then e.ref end as brief_id
      from search_entry e where ${where}
    ), theirs as (
      select v.id, v.signs, v.model from left_over l join text_vector v on v.document_id = l.document_id
      union all
      select v.id, v.signs, v.model from left_over l join text_vector v on v.brief_id = l.brief_id
    )
    select id from theirs where model = ${model}
    order by bit_count(signs # ${signs}::bit varying), id desc limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

async function byIndex(
  tx: Executor,
  { model, signs, limit }: NearestQuery,
  where: RawBuilder<unknown>,
): Promise<number[]> {
  const bits = sql.raw(`bit(${signs.length})`);
  await sql`select set_config('hnsw.ef_search', ${String(Math.min(searchedMax, Math.max(searchedMin, limit)))}, true),
    set_config('hnsw.iterative_scan', 'relaxed_order', true),
    set_config('hnsw.max_scan_tuples', ${String(tuplesMax)}, true),
    set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`.execute(tx);
  const { rows } = await sql<{ id: number }>`
    select v.id from text_vector v where v.model = ${sql.lit(model)} and ${where}
    order by (v.signs::${bits}) <~> ${signs}::${bits} limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}
