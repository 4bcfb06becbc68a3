import { type ParsedNumber, scaled, stepOf } from '../shared/numbers.ts';

const small: Record<string, number> = Object.fromEntries(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens: Record<string, number> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, (at + 2) * 10]),
);
/** Multipliers that close a group: `two hundred thousand`. */
export const magnitudes: Record<string, number> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  quadrillion: 1e15,
  lakh: 1e5,
  crore: 1e7,
};
const ordinalWords: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  hundredth: 100,
  thousandth: 1000,
};

const smallSource = Object.keys(small)
  .sort((a, b) => b.length - a.length)
  .join('|');
const tensSource = Object.keys(tens).join('|');
const onesSource = Object.keys(small).slice(1, 10).join('|');

/** Source of a pattern for one number in words: `two`, `twenty-three`, `a hundred and five thousand`, `two dozen`. */
const below100 = `(?:(?:${tensSource})(?:[-\\s](?:${onesSource}))?|${smallSource})`;
const below1000 = `(?:(?:${below100}|an?)\\s{1,2}hundred(?:\\s{1,2}(?:and\\s{1,2})?${below100})?|${below100})`;
const magnitudeSource = Object.keys(magnitudes).join('|');
export const wordNumberSource =
  `(?:${below1000}|an?)\\s{1,2}(?:${magnitudeSource})` +
  `(?:\\s{1,2}(?:and\\s{1,2})?${below1000}(?:\\s{1,2}(?:${magnitudeSource})(?:\\s{1,2}(?:and\\s{1,2})?${below1000})?)?)?` +
  `|${below1000}(?:\\s{1,2}dozen|\\s{1,2}score(?!\\w))?` +
  '|(?:an?|several)\\s{1,2}dozen|half\\s{1,2}a\\s{1,2}dozen|half-a-dozen';

export const ordinalSource = `(?:(?:${tensSource})[-\\s])?(?:${Object.keys(ordinalWords).join('|')})|\\d{1,4}(?:st|nd|rd|th)`;

/** Value of a number in words that `wordNumberSource` matched; null for anything else. Takes any case. */
export function parseNumberWords(text: string): ParsedNumber | null {
  const words = text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '' && word !== 'and');
  let total = 0;
  let group = 0;
  let seen = false;
  for (const [index, word] of words.entries()) {
    if (word in small) group += small[word] ?? 0;
    else if (word in tens) group += tens[word] ?? 0;
    else if (word === 'a' || word === 'an') group += index === 0 ? 1 : 0;
    else if (word === 'half') return { value: 6, step: 1 };
    else if (word === 'several') group += 3;
    else if (word === 'hundred') group = Math.max(group, 1) * 100;
    else if (word === 'dozen') group = Math.max(group, 1) * 12;
    else if (word === 'score') group = Math.max(group, 1) * 20;
    else if (word in magnitudes) {
      total += Math.max(group, 1) * (magnitudes[word] ?? 1);
      group = 0;
    } else return null;
    seen = true;
  }
  if (!seen) return null;
  const value = total + group;
  return { value, step: stepOf(value) };
}

/** Value of an ordinal (`third`, `twenty-first`, `21st`); null for anything else. */
export function parseOrdinal(text: string): number | null {
  const digits = /^(\d{1,4})(?:st|nd|rd|th)$/i.exec(text);
  if (digits) return Number(digits[1]);
  const parts = text.toLowerCase().split(/[\s-]+/);
  const last = ordinalWords[parts.at(-1) ?? ''];
  if (last === undefined) return null;
  const first = parts.length > 1 ? tens[parts[0] ?? ''] : 0;
  return first === undefined ? null : first + last;
}

/** Letters and words for magnitudes behind digits: `1.1bn`, `3m`, `15k`. */
const written: Record<string, number> = {
  ...magnitudes,
  hundred: 100,
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mil: 1e6,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  t: 1e12,
  tn: 1e12,
  trn: 1e12,
  dozen: 12,
  score: 20,
};

/** The number times what stands behind it. */
export function withMagnitude(number: ParsedNumber, magnitude: string | undefined): ParsedNumber {
  const factor = magnitude === undefined ? 1 : (written[magnitude.toLowerCase()] ?? 1);
  return factor === 1 ? number : scaled(number, factor);
}
