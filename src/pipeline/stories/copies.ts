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
/** One shingle in this many is kept. */
const sampledOneIn = 4;
/** Longest text that is sketched, and most hashes that are kept of it. */
const textCharsMax = 60_000;
const sketchMax = 512;
/** Fewer sampled shingles say too little. */
export const sketchMin = 6;
/** Least share of the smaller sketch that is found in the other. */
export const containmentMin = 0.4;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Sketch of title and text. Linear; bounded by `textCharsMax`. */
export function sketchOf(document: { title: string; text?: string }): Sketch {
  const text = `${document.title}\n${document.text ?? ''}`.slice(0, textCharsMax).toLowerCase();
  const pieces = piecesOf(text);
  const hashes = new Set<number>();
  for (let at = 0; at + shingleWords <= pieces.length; at += 1) {
    let hash = 0;
    for (let word = at; word < at + shingleWords; word += 1) hash = mix32(hash * 31 + pieces[word]!);
    if (hash % sampledOneIn === 0) hashes.add(hash);
  }
  const sketch = Uint32Array.from(hashes).sort();
  return {
    sketch: sketch.length > sketchMax ? sketch.slice(0, sketchMax) : sketch,
    skips: new Uint32Array(0),
    exact: hash32(pieces.join(' ')),
  };
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

/** Share of the smaller sketch that is found in the other, 0..1. */
export function containment(a: Uint32Array, b: Uint32Array): number {
  const size = Math.min(a.length, b.length);
  return size === 0 ? 0 : sharedHashes(a, b) / size;
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
