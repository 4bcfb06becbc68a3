import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { hash32 } from '../../kit/hash32.ts';

/** In how many documents terms occur: a shipped background, and the documents that are live. */
export class TermStatistics {
  readonly #background: ReadonlyMap<number, number>;
  readonly #backgroundDocuments: number;
  readonly #live = new Map<number, number>();
  #documents = 0;

  constructor(background: ReadonlyMap<number, number>, backgroundDocuments: number) {
    this.#background = background;
    this.#backgroundDocuments = backgroundDocuments;
  }

  count(terms: Iterable<number>, by: 1 | -1): void {
    this.#documents += by;
    for (const term of terms) {
      const count = (this.#live.get(term) ?? 0) + by;
      if (count > 0) this.#live.set(term, count);
      else this.#live.delete(term);
    }
  }

  /** Inverse document frequency, natural logarithm. */
  idf(term: number): number {
    const seen = (this.#background.get(term) ?? 0) + (this.#live.get(term) ?? 0);
    return Math.log(1 + (this.#backgroundDocuments + this.#documents + 1) / (seen + 0.5));
  }

  /** In how many of a thousand documents of the background. */
  background(term: number): number {
    return this.#background.get(term) ?? 0;
  }

  /** Documents counted. */
  get documents(): number {
    return this.#documents;
  }

  liveCount(term: number): number {
    return this.#live.get(term) ?? 0;
  }
}

let background: Map<string, Map<number, number>> | undefined;
/** The background counts are per this many documents. */
export const backgroundScale = 1000;

/**
 * How many of a thousand documents hold a term, by space (`en`, `ko` ... for words, `bridge`), from
 * `models/stories/background.txt.gz`, made by `scripts/make-story-background.ts`.
 */
export function backgroundCounts(space: string): ReadonlyMap<number, number> {
  background ??= readBackground();
  return background.get(space) ?? new Map();
}

function readBackground(): Map<string, Map<number, number>> {
  const url = new URL('../../../models/stories/background.txt.gz', import.meta.url);
  const spaces = new Map<string, Map<number, number>>();
  if (!existsSync(url)) return spaces;
  let current = new Map<number, number>();
  let seed = 1;
  for (const line of gunzipSync(readFileSync(url)).toString('utf8').split('\n')) {
    if (line.startsWith('= ')) {
      current = new Map();
      seed = line === '= bridge' ? 3 : 1;
      spaces.set(line.slice(2), current);
    } else if (line !== '') {
      const [word = '', count = '0'] = line.split('\t');
      current.set(hash32(word, seed), Number(count));
    }
  }
  return spaces;
}
