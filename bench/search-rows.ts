import { sql } from 'kysely';
import type { OpenDatabase } from '../src/db/open.ts';
import { encodeVector, signText } from '../src/kit/vector-codes.ts';

/*
 * A made archive for `search.ts`: words drawn as in a language (the n-th most common one n times as rare as the first),
 * two years of days, sources of all sizes, five languages, names, and vectors about topics.
 */

const rowsAtOnce = 20_000;
const vocabulary = 60_000;
const words = { title: 10, text: 100 };
const namesKnown = 20_000;
const sourcesKnown = 400;
const days = 730;
export const model = 'bench/1';
export const dimensions = 512;
export const topics = 3000;
const vectorsAtOnce = 1000;

/** `w1` is the most common word, in about two of three documents; `w50000` is in one of hundreds of thousands. */
export async function fillEntries(db: OpenDatabase, count: number): Promise<void> {
  await sql`set synchronous_commit = off`.execute(db.kysely);
  await sql`insert into source (id, kind, url, title) select 's' || n, 'feed', 'https://s' || n || '.example/', 'Source ' || n
    from generate_series(1, ${sourcesKnown}::integer) n on conflict do nothing`.execute(db.kysely);
  await sql`drop index search_entry_tokens`.execute(db.kysely);
  for (let from = 1; from <= count; from += rowsAtOnce) {
    const to = Math.min(count, from + rowsAtOnce - 1);
    await db.transaction(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      // Rows that nothing here asks for are left out, and with them what they are referred to by.
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`
        insert into search_entry (kind, ref, lang, source_id, at, tokens, names, name_keys)
        select 'document', d.n::text, (array['en','en','en','en','en','en','ko','ko','ko','ja','de','fr'])[1 + floor(random() * 12)::int],
          's' || (1 + floor(${sourcesKnown}::float8 * random() ^ 2))::int,
          '2026-11-25'::timestamptz - random() * ${`${days} days`}::interval,
          t.tokens::tsvector, t.names, t.names
        from generate_series(${from}::integer, ${to}::integer) as d (n)
        cross join lateral (
          select string_agg('w' || w.word || ':' || w.place || case when w.place <= ${words.title}::integer then 'A' else 'C' end, ' ')
              as tokens,
            (select array_agg(distinct 'name ' || ceil(exp(random() * ln(${namesKnown}::float8)))::int)
              from generate_series(1, 4) where d.n > 0) as names
          from (
            select ceil(exp(random() * ln(${vocabulary}::float8)))::int as word, place
            from generate_series(1, ${words.title + words.text}::integer) as place where d.n > 0
          ) w
        ) t`.execute(tx);
      await sql`
        insert into document (id, entry_id, source_id, capture_id, stage_version, version, hash, title, text, lang, url)
        overriding system value
        select ref::bigint, ref::bigint, source_id, ref::bigint, '1', 1, '', 'Title ' || ref, repeat('word ' || ref || ' ', 40),
          lang, 'https://x.example/' || ref
        from search_entry where kind = 'document' and ref::bigint between ${from} and ${to}`.execute(tx);
      await sql`insert into document_status (document_id) select n from generate_series(${from}::bigint, ${to}::bigint) n`.execute(
        tx,
      );
    });
  }
  await db.transaction(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`create index search_entry_tokens on search_entry using gin (tokens)`.execute(tx);
  });
  await sql`analyze`.execute(db.kysely);
}

/** A generator that gives the same numbers in every run; between -1 and 1, denser about 0. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => next() + next() - 1;
}

/** A vector about a topic: half of it the topic's own, half of it nobody else's. */
export function vectorMaker(): (topic: number) => Float32Array {
  const random = noise(7);
  const pool = Float32Array.from({ length: 1 << 20 }, random);
  const pick = noise(11);
  const slice = (at: number) => pool.subarray(at, at + dimensions);
  return (topic) => {
    const own = slice(Math.floor(((pick() + 1) / 2) * (pool.length - dimensions)));
    const shared = slice((topic * 331) % (pool.length - dimensions));
    const values = own.map((value, at) => value + shared[at]!);
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  };
}

export async function fillVectors(db: OpenDatabase, count: number): Promise<void> {
  const make = vectorMaker();
  for (let from = 1; from <= count; from += vectorsAtOnce) {
    const ids = Array.from({ length: Math.min(vectorsAtOnce, count - from + 1) }, (_, at) => from + at);
    const made = ids.map((id) => make(id % topics));
    const coded = made.map(encodeVector);
    await db.transaction(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`
        insert into text_vector (document_id, at, state, model, scale, codes, signs)
        select n, '2026-11-25'::timestamptz - n * interval '1 minute', 'made', ${model}, scale, codes, signs::bit varying
        from unnest(${ids}::bigint[], ${coded.map(({ scale }) => scale)}::real[],
          ${coded.map(({ codes }) => Buffer.from(codes.buffer))}::bytea[],
          ${made.map(signText)}::text[]) as made (n, scale, codes, signs)`.execute(tx);
    });
  }
  await sql`analyze text_vector`.execute(db.kysely);
}
