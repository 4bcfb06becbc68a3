import { splitParticle } from './particles.ts';

/** A word of the text as the search for names sees it. */
export interface Unit {
  start: number;
  end: number;
  /** As written, particle and all. */
  word: string;
  stem: string;
  particle: string;
  /** One space (or none) and nothing else stands between this and the next. */
  joins: boolean;
}

const unitPattern = /[가-힣]{1,30}|[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.&'’-]{0,40}|[一-龥]{1,8}/g;

/** One space, a digit (`제1장관`), or the bracket around an acronym (`연준(FRB) 의장`). */
function isJoint(gap: string, before: string, after: string): boolean {
  if (/^ ?\d?$/.test(gap)) return true;
  return /^\) ?$/.test(gap) ? /^[A-Z]{2,8}$/.test(before) : gap === '(' && /^[A-Z]{2,8}$/.test(after);
}

/** Words of Hangul, Latin letters and Chinese characters, in order. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  for (const match of text.matchAll(unitPattern)) {
    const word = match[0].replace(/[.'’-]+$/, '');
    if (word === '') continue;
    const start = match.index;
    const { stem, particle } = /^[가-힣]/.test(word) ? splitParticle(word) : { stem: word, particle: '' };
    const last = units.at(-1);
    if (last) last.joins = isJoint(text.slice(last.end, start), last.word, word);
    units.push({ start, end: start + word.length, word, stem, particle, joins: false });
  }
  return units;
}
