import { sql } from 'kysely';
import { type CodedVector, codesFrom, dotCoded, signBytes, signText } from '../../kit/vector-codes.ts';
import type { Database } from '../database.ts';
import type { Executor } from '../executor.ts';
import { type EntryFilter, entriesWhere, type FoundEntry, foundColumns } from '../found-entries.ts';
import { hasNearIndex, nearestByIndex } from './near-index.ts';
import { SignScan } from './sign-scan.ts';

/** What was found, and how near its meaning is: the dot product of unit vectors. */
export interface Near extends FoundEntry {
  likeness: number;
}

/** Vectors with the most signs in common that are compared number by number: 99.9 % of the nearest ten are among them. */
const candidatesMax = 400;
/** Where a name narrows the search, which the signs know nothing of. */
const namedCandidatesMax = 2000;
/** Vectors in memory where the database has no index for them: 84 bytes each, of 512 numbers. */
const scanRowsMax = 1_000_000;
const loadedAtOnce = 5000;
/** Newer ones that one search waits to read. The others come with the next. */
const loadsPerSearch = 2;
/** How long the answer to "is there an index" holds. */
const indexLookMs = 300_000;

interface LoadedRow {
  id: number;
  signs: Uint8Array;
  lang: string;
  source_id: string | null;
  at: string;
}

/**
 * Finds the vectors of one model nearest to another: by the signs of their numbers first, with pgvector's index or in
 * memory, and then by the numbers. What is no longer to be found falls out at the end.
 */
export class NearFinder {
  readonly #db: Pick<Database, 'pages' | 'capabilities' | 'engine'>;
  readonly #model: string;
  readonly #scan: SignScan;
  #lastId = 0;
  #loading: Promise<void> | null = null;
  #index: { at: number; isThere: Promise<boolean> } | null = null;

  constructor(
    db: Pick<Database, 'pages' | 'capabilities' | 'engine'>,
    { model, dimensions, rowsMax = scanRowsMax }: { model: string; dimensions: number; rowsMax?: number },
  ) {
    this.#db = db;
    this.#model = model;
    this.#scan = new SignScan(dimensions, rowsMax);
  }

  /** Vectors that are compared in memory. */
  get scanned(): number {
    return this.#scan.size;
  }

  async nearest(values: Float32Array, query: EntryFilter, limit: number): Promise<Near[]> {
    const candidates = query.nameKey === null ? candidatesMax : namedCandidatesMax;
    const ids = (await this.#hasIndex())
      ? await this.#byIndex(values, query, candidates)
      : await this.#byScan(values, query, candidates);
    const found = await this.#compared(values, ids, query);
    return found.sort((a, b) => b.likeness - a.likeness || (a.ref < b.ref ? -1 : 1)).slice(0, limit);
  }

  #byIndex(values: Float32Array, { nameKey: _, ...filter }: EntryFilter, limit: number): Promise<number[]> {
    const given = { model: this.#model, signs: signText(values), filter, limit };
    return this.#db.pages.transaction().execute((tx) => nearestByIndex(tx, given));
  }

  async #byScan(values: Float32Array, query: EntryFilter, limit: number): Promise<number[]> {
    await this.catchUp(loadsPerSearch);
    const { lang, sourceId, from, to } = query;
    const ms = (time: string | null) => (time === null ? null : Date.parse(time));
    return this.#scan.nearest(signBytes(values), { lang, sourceId, fromMs: ms(from), toMs: ms(to) }, limit);
  }

  /** An embedded database has one connection: an index there costs every writer more than the scan costs a reader. */
  #hasIndex(): Promise<boolean> {
    const { engine, capabilities, pages } = this.#db;
    if (engine === 'pglite' || !capabilities.vector) return Promise.resolve(false);
    const now = performance.now();
    if (!this.#index || now - this.#index.at > indexLookMs)
      this.#index = { at: now, isThere: hasNearIndex(pages, this.#model).catch(() => false) };
    return this.#index.isThere;
  }

  /** Reads all that is to be compared in memory; nothing where the database has an index. */
  async warm(): Promise<void> {
    if (!(await this.#hasIndex())) await this.catchUp();
  }

  /** Reads what was made since the last time, at most so many pages of it; all where absent. */
  catchUp(pagesMax = Number.POSITIVE_INFINITY): Promise<void> {
    this.#loading ??= this.#load(pagesMax).finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #load(pagesMax: number): Promise<void> {
    for (let page = 0; page < pagesMax; page += 1) {
      const { rows } = await sql<LoadedRow>`
        select v.id, varbit_send(v.signs) as signs, v.at, d.source_id,
          split_part(coalesce(d.lang, b.lang), '-', 1) as lang
        from text_vector v left join document d on d.id = v.document_id left join brief b on b.id = v.brief_id
        where v.id > ${this.#lastId} and v.model = ${this.#model}
        order by v.id limit ${loadedAtOnce}`.execute(this.#db.pages);
      for (const { id, signs, lang, source_id, at } of rows) {
        // The first four bytes are the number of bits.
        this.#scan.add({ id, signs: signs.subarray(4), lang, sourceId: source_id, atMs: Date.parse(at) });
        this.#lastId = id;
      }
      if (rows.length < loadedAtOnce) return;
    }
  }

  async #compared(values: Float32Array, ids: readonly number[], query: EntryFilter): Promise<Near[]> {
    if (ids.length === 0) return [];
    const rows = await this.#rowsOf(this.#db.pages, ids, query);
    return rows.flatMap(({ scale, codes, ...row }) =>
      scale === null || codes === null
        ? []
        : [{ ...row, likeness: dotCoded(values, { scale, codes: codesFrom(codes) }) }],
    );
  }

  #rowsOf(db: Executor, ids: readonly number[], query: EntryFilter) {
    return db
      .selectFrom('text_vector as v')
      .innerJoin('search_entry as e', (join) =>
        join.onRef('e.kind', '=', 'v.kind').onRef('e.ref', '=', 'v.ref'),
      )
      .select([...foundColumns, 'v.scale', 'v.codes'])
      .where(sql<boolean>`v.id = any(${ids}::bigint[])`)
      .where('v.model', '=', this.#model)
      .where(entriesWhere(query))
      .execute();
  }

  /** Some vectors of the model, whatever they are about: what a likeness is by chance is told from them. */
  async some(count: number): Promise<CodedVector[]> {
    const rows = await this.#db.pages
      .selectFrom('text_vector')
      .select(['scale', 'codes'])
      .where('model', '=', this.#model)
      .orderBy('id', 'desc')
      .limit(count)
      .execute();
    return rows.flatMap(({ scale, codes }) =>
      scale === null || codes === null ? [] : [{ scale, codes: codesFrom(codes) }],
    );
  }
}
