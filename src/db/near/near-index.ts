import { sql } from 'kysely';
import { sha256 } from '../../kit/hash.ts';
import type { Executor } from '../executor.ts';

/** Rows that an index is made over at once: it holds writes up for as long. More are left to the operator. */
const rowsAtOnceMax = 20_000;
/** As many as an index may have to look at where a search is narrowed to few. */
const tuplesMax = 40_000;

/** The name of pgvector's index over the signs of a model's vectors. */
export function nearIndexName(model: string): string {
  return `text_vector_near_${sha256(model).slice(0, 12)}`;
}

/** What makes such an index, for a person too. pgvector's index over bits needs 0.7 or newer. */
export function nearIndexStatement(model: string, dimensions: number): string {
  const literal = `'${model.replaceAll("'", "''")}'`;
  return `create index if not exists ${nearIndexName(model)} on text_vector
    using hnsw ((signs::bit(${dimensions})) bit_hamming_ops) where model = ${literal}`;
}

/**
 * Makes pgvector's index for a model, as its first vectors come, and drops those of others: their vectors answer no
 * question any more. Gives false where there are many vectors already (the statement above makes it then) or where
 * this pgvector cannot; without it the signs are compared in the process.
 */
export async function ensureNearIndex(tx: Executor, model: string, dimensions: number): Promise<boolean> {
  if (await hasNearIndex(tx, model)) return true;
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

/** Whether the index is there and whole. */
export async function hasNearIndex(db: Executor, model: string): Promise<boolean> {
  const { rows } = await sql<{ valid: boolean }>`
    select indisvalid as valid from pg_index where indexrelid = to_regclass(${nearIndexName(model)})`.execute(
    db,
  );
  return rows[0]?.valid === true;
}

export interface NearFilter {
  /** Primary language, `ko`. */
  lang: string | null;
  sourceId: string | null;
  /** ISO 8601; the end is not in the span. */
  from: string | null;
  to: string | null;
}

/**
 * Ids of the vectors of a model with the most signs in common, by pgvector's index; the filter is applied on the way.
 * `signs`: zeros and ones. Run it in a transaction: its settings are the transaction's.
 */
export async function nearestByIndex(
  tx: Executor,
  { model, signs, filter, limit }: { model: string; signs: string; filter: NearFilter; limit: number },
): Promise<number[]> {
  const dimensions = sql.lit(signs.length);
  const isOpen = Object.values(filter).every((value) => value === null);
  await sql`select set_config('hnsw.ef_search', ${String(Math.min(1000, limit))}, true),
    set_config('hnsw.iterative_scan', ${isOpen ? 'off' : 'relaxed_order'}, true),
    set_config('hnsw.max_scan_tuples', ${String(tuplesMax)}, true),
    set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`.execute(tx);
  const { lang, sourceId, from, to } = filter;
  const { rows } = await sql<{ id: number }>`
    select v.id from text_vector v
    ${isOpen ? sql`` : sql`join search_entry e on e.kind = v.kind and e.ref = v.ref`}
    where v.model = ${sql.lit(model)}
      ${lang === null ? sql`` : sql`and split_part(e.lang, '-', 1) = ${lang}`}
      ${sourceId === null ? sql`` : sql`and e.source_id = ${sourceId}`}
      ${from === null ? sql`` : sql`and e.at >= ${from}`} ${to === null ? sql`` : sql`and e.at < ${to}`}
    order by (v.signs::bit(${dimensions})) <~> ${signs}::bit(${dimensions}) limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}
