import type { Analysis } from '../../languages/analysis.ts';
import { bigrams, isCjk } from './terms.ts';
import type { Reading } from './types.ts';

/** Places in the sources from which one run of words is followed. */
const placesMax = 60;
const unitsMax = 400;

/** Words of a text as they are written; of Hangul and Han words their character pairs. */
function unitsOf({ tokens }: Pick<Analysis, 'tokens'>): string[] {
  return tokens.flatMap((token) => {
    if (token.kind === 'punctuation') return [];
    const word = token.text.toLowerCase();
    return isCjk(word) ? bigrams(word) : [word];
  });
}

interface UnitIndex {
  units: string[];
  single: ReadonlySet<string>;
  /** Two neighbouring units -> where they stand. */
  pairs: ReadonlyMap<string, readonly number[]>;
}

const cache = new WeakMap<Reading, UnitIndex>();
/** Between documents and between a title and its text: equal to nothing. */
const gap = '\u0000';

function indexOf(reading: Reading): UnitIndex {
  let index = cache.get(reading);
  if (!index) {
    const units: string[] = [];
    for (const { passage, analysis } of reading.passages) {
      if (passage.sentence <= 1) units.push(gap);
      units.push(...unitsOf(analysis));
    }
    const pairs = new Map<string, number[]>();
    for (let at = 1; at < units.length; at += 1) {
      const key = `${units[at - 1]} ${units[at]}`;
      const places = pairs.get(key);
      if (!places) pairs.set(key, [at - 1]);
      else if (places.length < placesMax) places.push(at - 1);
    }
    index = { units, single: new Set(units), pairs };
    cache.set(reading, index);
  }
  return index;
}

/** How much of a claim stands in the sources word for word. All are 0..1. */
export interface Copied {
  /** Share of the claim's runs of one to four words that a source has. */
  ones: number;
  twos: number;
  threes: number;
  fours: number;
  /** Of the runs of three words that are in the sources one by one, the share that stands there together. */
  knownThrees: number;
  /** Longest run, as a share of the claim. */
  longest: number;
  /** Pieces that the claim is put together from, for each of its words: 1 where no two words stand together. */
  pieces: number;
  /** Places where a predicate goes on from another subject than it has in the sources. */
  seams: number;
  /** Share of the claim's own word pairs that it has twice: what a stuttering machine writes. */
  repeated: number;
}

/** Of three words in a row that all are in the sources: how often they stand together there. */
function knownShare(runs: readonly number[]): number {
  let known = 0;
  let together = 0;
  for (let at = 0; at + 2 < runs.length; at += 1) {
    if (runs[at] === 0 || runs[at + 1] === 0 || runs[at + 2] === 0) continue;
    known += 1;
    if (runs[at]! >= 3) together += 1;
  }
  return known === 0 ? 0 : together / known;
}

const predicateStart =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|said|says|told|added|won|lost|took|made|became|began|got|went|came|gave|did|does|wants?|plans?)$/;
/** A predicate is copied from somewhere where this many of its words are. */
const predicateWordsMin = 4;

/** The beginning of one sentence with the end of another: each copied, the two not side by side anywhere. */
function seamsIn(own: readonly string[], runs: readonly number[], { units, pairs }: UnitIndex): number {
  let seams = 0;
  own.forEach((unit, at) => {
    if (at === 0 || runs[at]! < predicateWordsMin || runs[at - 1] === 0 || !predicateStart.test(unit)) return;
    const places = pairs.get(`${unit} ${own[at + 1]}`) ?? [];
    if (!places.some((place) => units[place - 1] === own[at - 1])) seams += 1;
  });
  return Math.min(1, seams);
}

/** Looks up the runs of words that a claim shares with the sources. */
export function copiedIn(analysis: Analysis, reading: Reading): Copied {
  const index = indexOf(reading);
  const { units, single, pairs } = index;
  const own = unitsOf(analysis).slice(0, unitsMax);
  const runs = own.map((unit, at) => {
    if (!single.has(unit)) return 0;
    let best = 1;
    for (const place of pairs.get(`${unit} ${own[at + 1]}`) ?? []) {
      let size = 2;
      while (at + size < own.length && units[place + size] === own[at + size]) size += 1;
      if (size > best) best = size;
    }
    return best;
  });
  const share = (size: number) => {
    const places = own.length - size + 1;
    return places < 1 ? 1 : runs.slice(0, places).filter((run) => run >= size).length / places;
  };
  let pieces = 0;
  for (let at = 0; at < own.length; at += Math.max(1, runs[at] ?? 1)) pieces += 1;
  const own2 = own.slice(1).map((unit, at) => `${own[at]} ${unit}`);
  return {
    ones: share(1),
    twos: share(2),
    threes: share(3),
    fours: share(4),
    knownThrees: knownShare(runs),
    longest: own.length === 0 ? 1 : Math.max(...runs) / own.length,
    pieces: own.length === 0 ? 0 : pieces / own.length,
    seams: seamsIn(own, runs, index),
    repeated: own2.length === 0 ? 0 : 1 - new Set(own2).size / own2.length,
  };
}
