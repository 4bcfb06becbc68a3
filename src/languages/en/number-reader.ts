import { type ParsedNumber, parseDigits, scaled, tidy } from '../shared/numbers.ts';
import { currencyCode, currencyCodes, currencySigns } from '../shared/units.ts';
import { magnitudes, parseNumberWords, withMagnitude, wordNumberSource } from './number-words.ts';

/** One number as it stands in the text: currency before it, magnitude behind it. */
export interface ReadNumber extends ParsedNumber {
  start: number;
  end: number;
  written: 'digits' | 'words' | 'fraction';
  currency?: string;
  /** True where a magnitude word or letter stood behind the digits. */
  magnified: boolean;
  /** `3m`: million or metres. */
  ambiguousMetre: boolean;
}

const signSource = currencySigns
  .map(([sign]) => sign.replace(/[$]/g, '\\$'))
  .filter((sign) => !/^[A-Z][a-zA-Z]$/.test(sign))
  .join('|');
const codeSource = [...currencyCodes].join('|');
const currencySource = `(?:${signSource}|(?:RM|Rs)\\.?(?=\\s?\\d)|(?:${codeSource})(?=\\s?\\d))`;
const digitSource = '\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d{1,10})?|\\d{1,18}(?:\\.\\d{1,10})?|\\.\\d{1,10}';
const magnitudeWords = Object.keys(magnitudes).join('|');

const fractionNames: Record<string, number> = {
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  halve: 2,
};
const fractionSource = `(?:an?|one|two|three|four|five|six|seven|eight|nine)[-\\s](?:${Object.keys(fractionNames).join('|')})s?`;

/** Every place where a number may begin. The lookbehinds keep out the insides of words, versions and codes. */
export const numberPattern = new RegExp(
  `(?<![\\p{L}\\p{N}_@/#])(?<!\\d[.,:])(?<![\\p{L}][-‐.])(?:${currencySource}\\s?)?(?:(?<=^|[\\s(“"'‘~])[-−](?=[\\d.]))?` +
    `(?:${digitSource}|half\\sa\\s(?:${magnitudeWords}|dozen)|(?:${fractionSource}|${wordNumberSource})(?![\\p{L}\\p{N}]))`,
  'giu',
);
const stickyNumber = new RegExp(numberPattern.source, 'iuy');

const magnitudeAfter = new RegExp(
  `(?:[-\\s]{1,2}(?:hundred|${magnitudeWords}|dozen)s?|\\s?(?:bn|mn|tn|trn|mln|bln)|[kmbt])(?![\\p{L}\\p{N}])`,
  'iuy',
);
const halfAfter = new RegExp(
  `\\sand\\sa\\s(half|quarter)(?:\\s(${magnitudeWords}))?(?![\\p{L}\\p{N}])`,
  'iuy',
);
const mixedFraction = /(?:\s(\d)\/(\d{1,2})|([½¼¾⅓⅔]))(?![\d/])/uy;
const glyphs: Record<string, number> = { '½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 1 / 3, '⅔': 2 / 3 };

const currencyStart = new RegExp(`^${currencySource}`, 'iu');
const halfOfMagnitude = new RegExp(`^half\\sa\\s(${magnitudeWords}|dozen)$`, 'iu');
const fractionWords = new RegExp(`^(\\w+)[-\\s](${Object.keys(fractionNames).join('|')})s?$`, 'iu');

/** Reads the number that begins exactly at `at`; null for none. */
export function readNumber(text: string, at: number): ReadNumber | null {
  stickyNumber.lastIndex = at;
  const match = stickyNumber.exec(text);
  return match ? numberOf(text, match) : null;
}

/** Turns a match of `numberPattern` into a number. */
export function numberOf(text: string, match: RegExpExecArray): ReadNumber | null {
  const whole = match[0];
  const currencyMatch = currencyStart.exec(whole)?.[0];
  const body = whole.slice(currencyMatch?.length ?? 0).trim();
  const negative = /^[-−]/.test(body);
  const plain = body.replace(/^[-−]/, '');
  const base = parseBody(plain);
  if (!base) return null;
  const end = match.index + whole.length;
  const number: ReadNumber = {
    ...base,
    value: negative ? -base.value : base.value,
    start: match.index,
    end,
    magnified: base.written === 'words' && /[a-z]llion|thousand|dozen|hundred/i.test(plain),
    ambiguousMetre: false,
  };
  const withTail = takeTail(text, number);
  const currency = currencyMatch === undefined ? undefined : codeOf(currencyMatch);
  return currency === undefined ? withTail : { ...withTail, currency };
}

function codeOf(written: string): string {
  const sign = written.replace(/\.$/, '');
  const known = currencySigns.find(([form]) => form.toLowerCase() === sign.toLowerCase());
  return known ? known[1] : currencyCode(sign);
}

function parseBody(plain: string): (ParsedNumber & { written: ReadNumber['written'] }) | null {
  if (/^[\d.]/.test(plain)) {
    const parsed = parseDigits(plain);
    return parsed && { ...parsed, written: 'digits' };
  }
  const half = halfOfMagnitude.exec(plain);
  if (half) return { ...scaled(withMagnitude({ value: 1, step: 0.1 }, half[1]), 0.5), written: 'words' };
  const fraction = fractionWords.exec(plain);
  if (fraction) return fractionOf(fraction[1] ?? '', fraction[2] ?? '');
  const parsed = parseNumberWords(plain);
  return parsed && { ...parsed, written: 'words' };
}

function fractionOf(count: string, name: string): (ParsedNumber & { written: 'fraction' }) | null {
  const above = parseNumberWords(count);
  const below = fractionNames[name.toLowerCase()];
  if (!above || below === undefined || above.value > below) return null;
  return { value: tidy(above.value / below), step: 0.1, written: 'fraction' };
}

/** Magnitude, `and a half`, `1/2` behind the number. */
function takeTail(text: string, number: ReadNumber): ReadNumber {
  let { value, step, end, magnified } = number;
  if (number.written === 'fraction') return number;
  if (number.written === 'digits') {
    mixedFraction.lastIndex = end;
    const mixed = mixedFraction.exec(text);
    const part = mixed ? (mixed[3] ? (glyphs[mixed[3]] ?? 0) : Number(mixed[1]) / Number(mixed[2])) : 0;
    if (mixed && part > 0 && part < 1) {
      value = tidy(value + part);
      step = 0.1;
      end += mixed[0].length;
    }
  }
  magnitudeAfter.lastIndex = end;
  const magnitude = magnitudeAfter.exec(text)?.[0] ?? '';
  const word = magnitude.replace(/^[-\s]+/, '').replace(/(?<=\w{4})s$/, '');
  const usable = magnitude !== '' && (number.written === 'digits' || /\w{3}/.test(word)) && !/^t$/.test(word);
  if (usable) {
    ({ value, step } = withMagnitude({ value, step }, word));
    end += magnitude.length;
    magnified = true;
  }
  halfAfter.lastIndex = end;
  const half = halfAfter.exec(text);
  if (half && !usable) {
    value = tidy(value + (half[1]?.toLowerCase() === 'half' ? 0.5 : 0.25));
    ({ value, step } = withMagnitude({ value, step: 0.5 }, half[2]));
    end += half[0].length;
    magnified ||= half[2] !== undefined;
  }
  return { ...number, value, step, end, magnified, ambiguousMetre: usable && word === 'm' };
}
