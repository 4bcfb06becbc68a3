import type { CarriedWord, Reading } from './types.ts';

/** Content words to each side that make up the surroundings of a word in a claim. */
const claimReach = 4;
/** Tokens to each side in which those surroundings are looked for in a source. */
const sourceReach = 14;
/** Occurrences of one word that are tried. */
const occurrencesMax = 40;
const prefixCharsMin = 5;

interface Positions {
  byNorm: Map<string, number[]>;
  byPrefix: Map<string, number[]>;
}

const cache = new WeakMap<Reading, Positions>();

function prefixOf(norm: string): string {
  return norm.slice(0, Math.max(prefixCharsMin, norm.length - 3));
}

function push(map: Map<string, number[]>, key: string, at: number): void {
  const list = map.get(key);
  if (list) list.push(at);
  else map.set(key, [at]);
}

/** Where every word of the sources stands, counted through all of them with a gap between documents. */
function positionsOf(reading: Reading): Positions {
  let positions = cache.get(reading);
  if (!positions) {
    positions = { byNorm: new Map(), byPrefix: new Map() };
    let at = 0;
    let document = '';
    for (const { passage, analysis } of reading.passages) {
      if (passage.document !== document || passage.sentence === 1) at += sourceReach + 1;
      document = passage.document;
      for (const token of analysis.tokens) {
        if (token.kind === 'punctuation') continue;
        at += 1;
        if (token.stop) continue;
        const norm = token.kind === 'number' ? token.norm.replace(/,/g, '') : token.norm;
        push(positions.byNorm, norm, at);
        if (norm.length >= prefixCharsMin) push(positions.byPrefix, prefixOf(norm), at);
      }
    }
    cache.set(reading, positions);
  }
  return positions;
}

function hasNear(sorted: readonly number[], at: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < at - sourceReach) low = middle + 1;
    else high = middle;
  }
  const found = sorted[low];
  return found !== undefined && found <= at + sourceReach;
}

/** For each word, how much (0..1) of what surrounds it in the claim also surrounds it somewhere in a source. */
export function contextSupport(words: readonly CarriedWord[], reading: Reading): number[] {
  const { byNorm, byPrefix } = positionsOf(reading);
  const places = words.map(
    ({ norm }) =>
      byNorm.get(norm) ?? (norm.length >= prefixCharsMin ? byPrefix.get(prefixOf(norm)) : undefined) ?? [],
  );
  return words.map((_, at) => {
    const own = places[at]!.slice(0, occurrencesMax);
    const around: number[] = [];
    for (
      let other = Math.max(0, at - claimReach);
      other <= at + claimReach && other < words.length;
      other += 1
    )
      if (other !== at && places[other]!.length > 0) around.push(other);
    if (own.length === 0) return 0;
    if (around.length === 0) return 1;
    let total = 0;
    for (const other of around) total += words[other]!.weight;
    let best = 0;
    for (const place of own) {
      let shared = 0;
      for (const other of around) if (hasNear(places[other]!, place)) shared += words[other]!.weight;
      best = Math.max(best, shared);
    }
    return total === 0 ? 1 : best / total;
  });
}
