import type { Precision, Quantity } from '../pack.ts';
import { tidy } from '../shared/numbers.ts';
import { readSino } from './numerals.ts';
import { precisionOf } from './precision.ts';

export function spanned(text: string, start: number, end: number) {
  return { start, end, text: text.slice(start, end) };
}

function plain(
  text: string,
  start: number,
  end: number,
  value: number,
  unit: string,
  extra: Partial<Quantity> = {},
): Quantity {
  const precision: Precision = precisionOf(
    text.slice(Math.max(0, start - 14), start),
    text.slice(end, end + 16),
    false,
  ).precision;
  return {
    ...spanned(text, start, end),
    low: value,
    high: value,
    precision,
    unit,
    ordinal: false,
    step: 1,
    ...extra,
  };
}

/** Phrases that are numbers of their own kind: scores, fractions, halves, 첫. */
const phrase =
  /(?<![\d.,:\-A-Za-z])(?<home>\d{1,3})\s?(?:대\s?|[-–:]\s?)(?<away>\d{1,3})(?![\d.,:]|\s?(?:[-–]\s?\d|%|명|개|건|월|일|년|시|분|원|만|억|조|여|배|t|㎞|km|층|호|도|살|세|번|회|척|㎡|m))(?=$|[^A-Za-z])|(?<part>절반|(?<![가-힣])반(?= ?(?:이상|토막)))|(?<first>(?<![가-힣])첫(?= ?번째|째| [가-힣]|(?:날|해|선|경기|승|골|발|주|달)))|(?<firstly>(?<![가-힣])(?:(?:사상|세계|국내) )?(?:최초|처음)(?=$|[^가-힣]|[으인의이은로]))|(?<alone>(?<![가-힣])(?:하나|둘|셋|넷)(?=$|[^가-힣]|[이가은는을를의로도와과씩] ?))|(?<lone>(?<![가-힣])배(?= 이상| 가까이|로 (?:늘|뛰|불)))/gu;
const fraction = /(\d{1,4}|[가-힣]{1,2})\s?분의\s?(\d{1,4}|[일이삼사오육칠팔구십]{1,2})/gu;

/** Scores, fractions, halves and 첫, in no order. */
export function numberPhrases(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(phrase)) {
    const start = match.index;
    const end = start + match[0].length;
    const { home, away, part, first, firstly, alone } = match.groups ?? {};
    if (home !== undefined && away !== undefined) {
      if (isScore(text, start, end, match[0]))
        found.push({
          ...spanned(text, start, end),
          low: Number(home),
          high: Number(away),
          precision: 'exact',
          unit: 'score',
          ordinal: false,
          step: 1,
        });
    } else if (part) found.push(plain(text, start, end, 0.5, 'fraction', { step: 0.1 }));
    else if (first) {
      const noun = /^(?: ?번째|째)?/.exec(text.slice(end, end + 4))![0];
      found.push(
        plain(text, start, end + noun.length, 1, 'count', {
          ordinal: true,
          precision: 'exact',
          noun: '번째',
        }),
      );
    } else if (firstly)
      found.push(plain(text, start, end, 1, 'count', { ordinal: true, precision: 'exact' }));
    else if (alone)
      found.push(plain(text, start, end, ['하나', '둘', '셋', '넷'].indexOf(alone) + 1, 'count'));
    else found.push(plain(text, start, end, 2, 'times'));
  }
  for (const match of text.matchAll(fraction)) {
    const under = numberOf(match[1]!);
    const over = numberOf(match[2]!);
    if (under && over && over < under * 10) {
      const start =
        match.index +
        (/^\d/.test(match[1]!) ? 0 : match[1]!.length - under.toString().length * 0 - sinoTail(match[1]!));
      found.push(
        plain(text, start, match.index + match[0].length, tidy(over / under), 'fraction', { step: 0.01 }),
      );
    }
  }
  return found;
}

function sinoTail(word: string): number {
  return /[일이삼사오육칠팔구십백천]+$/.exec(word)?.[0].length ?? word.length;
}

function numberOf(word: string): number | null {
  if (/^\d/.test(word)) return Number(word) || null;
  const tail = word.slice(word.length - sinoTail(word));
  const sino = readSino(tail, 0);
  return sino && sino.end === tail.length && sino.low > 0 ? sino.low : null;
}

/** `3-1`, `3대1`, `52 대 48` are scores or ratios; `3:15` is a time and `12-26` may be a date. */
function isScore(text: string, start: number, end: number, written: string): boolean {
  const after = text.slice(end, end + 8);
  const before = text.slice(Math.max(0, start - 10), start);
  if (/대/.test(written)) return !/^\s?(?:차|대)/.test(after) && !/제\s?$/.test(before);
  if (/:/.test(written)) return /^(?:로|으로|의|\s?(?:승|패|비율))/.test(after) && !/:\s?\d\d$/.test(written);
  return (
    /^(?:로|으로|\s?(?:승|패|무승부|완승|역전|대승)|[.,)\s]|$)/.test(after) &&
    !/(?:호|동|번지|조|No\.?)\s?$/i.test(before) &&
    /^\d{1,2}-\d{1,2}$/.test(written.replace(/\s/g, ''))
  );
}
