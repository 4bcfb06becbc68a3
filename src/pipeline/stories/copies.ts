import { hash32, mix32 } from '../../kit/hash32.ts';

/** What copies are told by. */
export interface Sketch {
  /** Hashes of shingles in the order of the text: all of them, or the `hashesMax` lowest. */
  sketch: Uint32Array;
  /** Hashes of pairs of words beside one another, likewise: what stays when words in between are changed. */
  skips: Uint32Array;
  /** Hash of the whole text, white space folded. */
  exact: number;
}

const shingleWords = 3;
/** In scripts without blanks, in characters. */
const shingleChars = 5;
/** Longest text that is sketched, and most hashes that are kept of it. */
const textCharsMax = 60_000;
const hashesMax = 512;
/** Headlines of one event share ten shingles and more without being copies. */
const sharedMin = 14;
/** Share of the shorter text's shingles that is in the other from which on nothing else is asked. */
const mostMin = 0.55;
/** A text cut short, with a publisher's words around it: less will do where it is in one piece. */
const pieceMin = 0.35;
const pieceDensityMin = 0.9;
/** Words changed throughout break shingles more often than pairs, and leave no long stretch as it was. */
const rewordedMin = 0.25;
const rewordedPairsMin = 0.48;
const sharedPairsMin = 12;
const stretchMax = 0.3;
/** What a shingle that is not shared takes from the length of a stretch. */
const gapCost = 2;
/** Up to this share what is shared must lie as close together in the longer text: quotes of one speech do not. */
const anywhereMin = 0.8;
const spreadMax = 1.35;
/** Part of the shared shingles at either end of the longer text that may stand anywhere: common turns of phrase. */
const straysMax = 0.05;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Sketch of title and text. Linear; bounded by `textCharsMax`. `whole`: of long texts too every hash, for a few that are
 * compared pair by pair; such do not compare with others.
 */
export function sketchOf(document: { title: string; text?: string }, whole = false): Sketch {
  const text = `${document.title}\n${document.text ?? ''}`.slice(0, textCharsMax).toLowerCase();
  const pieces = piecesOf(text);
  const max = whole ? Number.POSITIVE_INFINITY : hashesMax;
  return {
    sketch: hashesOf(pieces, shingleWords, max),
    skips: hashesOf(pieces, 2, max),
    exact: hash32(pieces.join(' ')),
  };
}

function hashesOf(pieces: readonly number[], size: number, max: number): Uint32Array {
  const hashes = new Set<number>();
  for (let at = 0; at + size <= pieces.length; at += 1) {
    let hash = 0;
    for (let word = at; word < at + size; word += 1) hash = mix32(hash * 31 + pieces[word]!);
    hashes.add(hash);
  }
  const all = Uint32Array.from(hashes);
  return all.length > max ? upTo(all, all.slice().sort()[max - 1]!) : all;
}

function upTo(hashes: Uint32Array, top: number): Uint32Array {
  return hashes.filter((hash) => hash <= top);
}

/** The highest hash that says something: of a long text the higher ones were not kept. */
function topOf(hashes: Uint32Array): number {
  return hashes.length < hashesMax ? Number.POSITIVE_INFINITY : hashes.reduce((a, b) => Math.max(a, b), 0);
}

/** Of the text with fewer hashes, in its order: where the other has each of them, from 0; -1 where it has not. */
function placesOf(a: Uint32Array, b: Uint32Array): number[] {
  const top = Math.min(topOf(a), topOf(b));
  const [ownA, ownB] = top === Number.POSITIVE_INFINITY ? [a, b] : [upTo(a, top), upTo(b, top)];
  const [shorter, longer] = ownA.length <= ownB.length ? [ownA, ownB] : [ownB, ownA];
  const known = new Map(Array.from(longer, (hash, at) => [hash, at]));
  return Array.from(shorter, (hash) => known.get(hash) ?? -1);
}

const hitsOf = (places: readonly number[]) => places.map((place) => place >= 0);
const shareOf = (hits: readonly boolean[]) => countOf(hits) / Math.max(1, hits.length);
const countOf = (hits: readonly boolean[]) => hits.reduce((sum, hit) => sum + (hit ? 1 : 0), 0);

/**
 * How sure it is that two texts are copies of one another, 0..1; zero where they are not: most of the shorter one's
 * shingles are in the longer, or some in one piece, or some everywhere and enough of its word pairs. Two reports that
 * quote the same words share as much, in pieces here and there. Thresholds: `eval/stories`, copies.
 */
export function copyScore(a: Sketch, b: Sketch): number {
  if (a.exact === b.exact) return 1;
  const places = placesOf(a.sketch, b.sketch);
  const hits = hitsOf(places);
  const shared = countOf(hits);
  const share = shared / hits.length;
  if (shared < sharedMin || share < rewordedMin) return 0;
  if (share < anywhereMin && isSpread(places)) return 0;
  if (share >= mostMin) return share;
  const piece = hits.lastIndexOf(true) - hits.indexOf(true) + 1;
  if (share >= pieceMin && shared >= pieceDensityMin * piece) return share;
  if (stretchOf(hits) >= stretchMax * hits.length) return 0;
  const pairs = hitsOf(placesOf(a.skips, b.skips));
  const pairShare = shareOf(pairs);
  return countOf(pairs) >= sharedPairsMin && pairShare >= rewordedPairsMin ? pairShare : 0;
}

/** Whether what is shared lies further apart in the longer text than in the shorter one. */
function isSpread(places: readonly number[]): boolean {
  const own = places.flatMap((place, at) => (place < 0 ? [] : [at]));
  const others = places.filter((place) => place >= 0).sort((a, b) => a - b);
  const strays = Math.floor(straysMax * others.length);
  const span = others[others.length - 1 - strays]! - others[strays]! + 1;
  return span > spreadMax * (own[own.length - 1]! - own[0]! + 1);
}

/** The longest stretch that is shared but for few gaps. */
function stretchOf(hits: readonly boolean[]): number {
  let [longest, current] = [0, 0];
  for (const hit of hits) {
    current = Math.max(0, current + (hit ? 1 : -gapCost));
    longest = Math.max(longest, current);
  }
  return longest;
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
