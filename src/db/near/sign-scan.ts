import { bitCount, signCount } from '../../kit/vector-codes.ts';

/** What is known of a vector beside its signs: what a search is narrowed by. */
export interface ScanRow {
  /** Rises with every change of the row: `text_vector.id`. */
  id: number;
  /** As `signBytes` makes them. */
  signs: Uint8Array;
  lang: string;
  sourceId: string | null;
  /** Epoch milliseconds. */
  atMs: number;
}

export interface ScanFilter {
  lang: string | null;
  sourceId: string | null;
  /** Epoch milliseconds; the end is not in the span. */
  fromMs: number | null;
  toMs: number | null;
}

/** Rows that are compared before others get their turn: some milliseconds. */
const rowsAtATime = 65_536;
const minuteMs = 60_000;
/** Of the rows, when there is no room for more. */
const keptShare = 0.9;

/**
 * Signs of vectors in memory, compared one by one: exact in what it compares, no index to build. A vector of 512
 * numbers takes 84 bytes here. When it is full the oldest tenth goes.
 */
export class SignScan {
  readonly #words: number;
  readonly #rowsMax: number;
  #size = 0;
  #signs: Uint32Array;
  #ids: Float64Array;
  #minutes: Int32Array;
  #langs: Uint16Array;
  #sources: Uint32Array;
  readonly #names = new Map<string, number>();

  constructor(dimensions: number, rowsMax: number) {
    this.#words = signCount(dimensions) / 32;
    this.#rowsMax = rowsMax;
    const room = Math.min(rowsMax, 1024);
    this.#signs = new Uint32Array(room * this.#words);
    this.#ids = new Float64Array(room);
    this.#minutes = new Int32Array(room);
    this.#langs = new Uint16Array(room);
    this.#sources = new Uint32Array(room);
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size === this.#rowsMax;
  }

  add({ id, signs, lang, sourceId, atMs }: ScanRow): void {
    if (this.isFull) this.#dropOldest();
    this.#grow();
    const at = this.#size;
    const bytes = new Uint8Array(this.#signs.buffer, at * this.#words * 4, this.#words * 4);
    bytes.fill(0);
    bytes.set(signs.subarray(0, bytes.length));
    this.#ids[at] = id;
    this.#minutes[at] = Math.floor(atMs / minuteMs);
    this.#langs[at] = this.#number(`lang ${lang}`);
    this.#sources[at] = sourceId === null ? 0 : this.#number(`source ${sourceId}`);
    this.#size += 1;
  }

  /** A small number for a word, from 1. */
  #number(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, this.#names.size + 1);
    return this.#names.size;
  }

  #grow(): void {
    const room = this.#ids.length;
    if (this.#size < room) return;
    const next = Math.min(this.#rowsMax, room * 2);
    const grown = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#signs = grown(new Uint32Array(next * this.#words), this.#signs);
    this.#ids = grown(new Float64Array(next), this.#ids);
    this.#minutes = grown(new Int32Array(next), this.#minutes);
    this.#langs = grown(new Uint16Array(next), this.#langs);
    this.#sources = grown(new Uint32Array(next), this.#sources);
  }

  #dropOldest(): void {
    const sorted = this.#minutes.slice(0, this.#size).sort();
    let tooMany = Math.ceil(this.#size * (1 - keptShare));
    const oldest = sorted[tooMany - 1]!;
    let to = 0;
    for (let at = 0; at < this.#size; at += 1) {
      if (this.#minutes[at]! <= oldest && tooMany > 0) {
        tooMany -= 1;
        continue;
      }
      this.#signs.copyWithin(to * this.#words, at * this.#words, (at + 1) * this.#words);
      this.#ids[to] = this.#ids[at]!;
      this.#minutes[to] = this.#minutes[at]!;
      this.#langs[to] = this.#langs[at]!;
      this.#sources[to] = this.#sources[at]!;
      to += 1;
    }
    this.#size = to;
  }

  /** Ids of the rows with the most signs in common, nearest first, at most `limit`. `signs` as `signBytes` makes them. */
  async nearest(signs: Uint8Array, filter: ScanFilter, limit: number): Promise<number[]> {
    const query = new Uint32Array(signs.slice().buffer, 0, this.#words);
    const counts = new Uint32Array(this.#words * 32 + 1);
    const accepts = this.#acceptor(filter);
    const size = this.#size;
    const distances = new Uint16Array(size);
    for (let from = 0; from < size; from += rowsAtATime) {
      if (from > 0) await new Promise((resolve) => setImmediate(resolve));
      const to = Math.min(size, from + rowsAtATime);
      this.#compare(query, { from, to, accepts, distances, counts });
    }
    let cut = 0;
    for (let sum = 0; cut < counts.length; cut += 1) {
      sum += counts[cut]!;
      if (sum >= limit) break;
    }
    const found: { id: number; distance: number }[] = [];
    for (let at = 0; at < size; at += 1)
      if (distances[at]! <= cut) found.push({ id: this.#ids[at]!, distance: distances[at]! });
    return found
      .sort((a, b) => a.distance - b.distance || b.id - a.id)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  #compare(
    query: Uint32Array,
    {
      from,
      to,
      accepts,
      distances,
      counts,
    }: {
      from: number;
      to: number;
      accepts: ((at: number) => boolean) | null;
      distances: Uint16Array;
      counts: Uint32Array;
    },
  ): void {
    const words = this.#words;
    const signs = this.#signs;
    for (let at = from; at < to; at += 1) {
      if (accepts && !accepts(at)) {
        distances[at] = 0xffff;
        continue;
      }
      let distance = 0;
      const start = at * words;
      for (let word = 0; word < words; word += 1) distance += bitCount(signs[start + word]! ^ query[word]!);
      distances[at] = distance;
      counts[distance]! += 1;
    }
  }

  #acceptor({ lang, sourceId, fromMs, toMs }: ScanFilter): ((at: number) => boolean) | null {
    if (lang === null && sourceId === null && fromMs === null && toMs === null) return null;
    const wantedLang = lang === null ? 0 : (this.#names.get(`lang ${lang}`) ?? -1);
    const wantedSource = sourceId === null ? 0 : (this.#names.get(`source ${sourceId}`) ?? -1);
    const first = fromMs === null ? Number.NEGATIVE_INFINITY : fromMs / minuteMs;
    const end = toMs === null ? Number.POSITIVE_INFINITY : toMs / minuteMs;
    return (at) =>
      (wantedLang === 0 || this.#langs[at] === wantedLang) &&
      (wantedSource === 0 || this.#sources[at] === wantedSource) &&
      this.#minutes[at]! >= first &&
      this.#minutes[at]! < end;
  }
}
