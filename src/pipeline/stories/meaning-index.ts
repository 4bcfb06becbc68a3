import { bitCount, signBytes } from '../../kit/vector-codes.ts';
import type { LiveDocument } from './live.ts';
import { isGauged } from './meaning.ts';

/** Documents that one look-up compares with at most, the newest: bounded work, some days of a busy desk. */
const scannedMax = 32_768;
/** Words of 32 signs after which what is far away is left: half of the encoder's. */
const wordsFirst = 8;
/** Share of the signs that may differ. Of two texts with nothing in common, half do. */
const differingMax = 0.37;
const nearestMax = 24;

/**
 * From a sentence vector to the documents of other languages that are near it, by the signs of the vectors. What it
 * holds is a function of the live documents, in order of arrival.
 */
export class MeaningIndex {
  readonly #shelves = new Map<string, Shelf>();

  insert(document: LiveDocument): void {
    const { meaning } = document.features;
    if (!meaning || !isGauged(meaning) || document.copyOf !== undefined) return;
    const key = `${meaning.model} ${meaning.codes.length}`;
    const shelf = this.#shelves.get(key) ?? new Shelf(signsOf(meaning.codes).length);
    this.#shelves.set(key, shelf);
    shelf.insert(document, signsOf(meaning.codes));
  }

  remove(document: LiveDocument): void {
    const { meaning } = document.features;
    if (!meaning) return;
    this.#shelves.get(`${meaning.model} ${meaning.codes.length}`)?.remove(document);
  }

  /** Documents in other languages than `lang`, the nearest first. */
  near(model: string, numbers: ArrayLike<number>, lang: string): LiveDocument[] {
    const shelf = this.#shelves.get(`${model} ${numbers.length}`);
    return shelf?.near(signsOf(numbers), lang) ?? [];
  }
}

function signsOf(numbers: ArrayLike<number>): Uint32Array {
  return new Uint32Array(signBytes(numbers).buffer);
}

class Shelf {
  readonly #words: number;
  #signs: Uint32Array;
  #documents: (LiveDocument | undefined)[] = [];
  readonly #places = new Map<string, number>();

  constructor(words: number) {
    this.#words = words;
    this.#signs = new Uint32Array(words * 64);
  }

  insert(document: LiveDocument, signs: Uint32Array): void {
    const at = this.#documents.length;
    if ((at + 1) * this.#words > this.#signs.length) {
      const larger = new Uint32Array(this.#signs.length * 2);
      larger.set(this.#signs);
      this.#signs = larger;
    }
    this.#signs.set(signs, at * this.#words);
    this.#documents.push(document);
    this.#places.set(document.id, at);
  }

  remove({ id }: LiveDocument): void {
    const at = this.#places.get(id);
    if (at === undefined) return;
    this.#places.delete(id);
    this.#documents[at] = undefined;
    if (this.#places.size < this.#documents.length / 2) this.#close();
  }

  /** Closes the gaps; the order stays. */
  #close(): void {
    let to = 0;
    this.#documents.forEach((document, at) => {
      if (!document) return;
      this.#signs.copyWithin(to * this.#words, at * this.#words, (at + 1) * this.#words);
      this.#places.set(document.id, to);
      to += 1;
    });
    this.#documents = this.#documents.filter((document) => document !== undefined);
  }

  near(signs: Uint32Array, lang: string): LiveDocument[] {
    const words = this.#words;
    const max = Math.floor(words * 32 * differingMax);
    const found: { document: LiveDocument; differing: number }[] = [];
    const first = Math.max(0, this.#documents.length - scannedMax);
    for (let at = this.#documents.length - 1; at >= first; at -= 1) {
      const document = this.#documents[at];
      if (document === undefined || document.features.lang === lang) continue;
      const differing = this.#differing(signs, at * words, max);
      if (differing <= max) found.push({ document, differing });
    }
    return found
      .sort((a, b) => a.differing - b.differing || b.document.sequence - a.document.sequence)
      .slice(0, nearestMax)
      .map(({ document }) => document);
  }

  #differing(signs: Uint32Array, from: number, max: number): number {
    let differing = 0;
    for (let word = 0; word < wordsFirst && word < this.#words; word += 1)
      differing += bitCount(signs[word]! ^ this.#signs[from + word]!);
    // What differs in two thirds of all that may, in half of the signs, is seldom near.
    if (differing * 3 > max * 2) return max + 1;
    for (let word = wordsFirst; word < this.#words; word += 1)
      differing += bitCount(signs[word]! ^ this.#signs[from + word]!);
    return differing;
  }
}
