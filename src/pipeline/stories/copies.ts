import { hash32, mix32 } from '../../kit/hash32.ts';

/** What copies are told by. */
export interface Sketch {
  /** Hashes of the sampled shingles, ascending. */
  sketch: Uint32Array;
  /** Hashes of sampled pairs of telling words: what stays when words in between are changed. */
  skips: Uint32Array;
  /** Hash of the whole text, white space folded. */
  exact: number;
}

const shingleWords = 3;
/** In scripts without blanks, in characters. */
const shingleChars = 5;
/** One shingle in this many is kept, and one word pair. */
const sampledOneIn = 4;
const pairsOneIn = 2;
/** Longest text that is sketched, and most hashes that are kept of it. */
const textCharsMax = 60_000;
const sketchMax = 1024;
/** Least share of the smaller sketch that is found in the other, and how many that must be. */
const containmentMin = 0.4;
const sharedMin = 4;
/** Fewer of the shingles will do where word pairs agree: words changed throughout break shingles more often. */
const rewordedMin = 0.25;
const rewordedPairsMin = 0.48;
const sharedPairsMin = 12;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Sketch of title and text. Linear; bounded by `textCharsMax`. `whole`: no sampling, for a few texts that are compared
 * pair by pair; whole and sampled sketches do not compare.
 */
export function sketchOf(document: { title: string; text?: string }, whole = false): Sketch {
  const text = `${document.title}\n${document.text ?? ''}`.slice(0, textCharsMax).toLowerCase();
  const pieces = piecesOf(text);
  return {
    sketch: sampled(pieces, shingleWords, whole ? 1 : sampledOneIn),
    skips: sampled(pieces, 2, whole ? 1 : pairsOneIn),
    exact: hash32(pieces.join(' ')),
  };
}

function sampled(pieces: readonly number[], size: number, oneIn: number): Uint32Array {
  const hashes = new Set<number>();
  for (let at = 0; at + size <= pieces.length; at += 1) {
    let hash = 0;
    for (let word = at; word < at + size; word += 1) hash = mix32(hash * 31 + pieces[word]!);
    if (hash % oneIn === 0) hashes.add(hash);
  }
  const sorted = Uint32Array.from(hashes).sort();
  return sorted.length > sketchMax ? sorted.slice(0, sketchMax) : sorted;
}

/**
 * How sure it is that two texts are copies of one another, 0..1; zero where they are not: enough of the shorter one's
 * shingles are in the longer, or somewhat fewer and enough of its word pairs. Thresholds: `eval/stories`, copies.
 */
export function copyScore(a: Sketch, b: Sketch): number {
  if (a.exact === b.exact) return 1;
  const shared = sharedHashes(a.sketch, b.sketch);
  if (shared < sharedMin) return 0;
  const shingles = shared / Math.min(a.sketch.length, b.sketch.length);
  if (shingles >= containmentMin) return shingles;
  const sharedPairs = sharedHashes(a.skips, b.skips);
  if (shingles < rewordedMin || sharedPairs < sharedPairsMin) return 0;
  const pairs = sharedPairs / Math.min(a.skips.length, b.skips.length);
  return pairs >= rewordedPairsMin ? pairs : 0;
}

/** Hashes of the words; of unspaced scripts, of overlapping runs of characters. */
function piecesOf(text: string): number[] {
  const pieces: number[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!unspaced.test(word)) pieces.push(hash32(word, 7));
    else
      for (let at = 0; at + shingleChars - shingleWords < word.length; at += 1)
        pieces.push(hash32(word.slice(at, at + shingleChars - shingleWords + 1), 7));
  }
  return pieces;
}

function sharedHashes(a: Uint32Array, b: Uint32Array): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    if (a[left]! === b[right]!) {
      shared += 1;
      left += 1;
      right += 1;
    } else if (a[left]! < b[right]!) left += 1;
    else right += 1;
  }
  return shared;
}
