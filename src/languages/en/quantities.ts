import type { Span } from '../../domain/span.ts';
import type { Quantity } from '../pack.ts';
import { tidy } from '../shared/numbers.ts';
import { overlapIndex, spanOf, withoutOverlaps } from '../shared/spans.ts';
import { codes } from './codes.ts';
import { countedNoun } from './counted-nouns.ts';
import { namingWords } from './naming-words.ts';
import { numberOf, numberPattern, type ReadNumber, readNumber } from './number-reader.ts';
import { precisionOf } from './precision.ts';
import { specialQuantities } from './special-quantities.ts';
import { englishTimes } from './times.ts';
import { unitAfter, type WrittenUnit } from './unit-words.ts';

/**
 * Quantities of an English text in its order. Points in time, telephone numbers, codes, versions,
 links and numbers
 * that are names (`Boeing 737`, `No. 10`) are left out; a length of time (`three days`) is a quantity too.
 */
export function englishQuantities(text: string): Quantity[] {
  const points = englishTimes(text).filter((time) => time.kind === 'point');
  const isTaken = overlapIndex(withoutOverlaps<Span>([...points, ...codes(text)]));
  const found: Quantity[] = specialQuantities(text, isTaken);
  const special = overlapIndex(withoutOverlaps(found));
  let behind = 0;
  for (const match of text.matchAll(numberPattern)) {
    if (match.index < behind) continue;
    // The tail of a compound of digits (787-9) that was no range.
    if (/\d[-–]$/.test(text.slice(Math.max(0, match.index - 2), match.index))) continue;
    const first = numberOf(text, match);
    if (!first || isTaken(first) || special(first)) continue;
    const quantity = quantityAt(text, first);
    if (!quantity) continue;
    behind = quantity.end;
    found.push(quantity);
  }
  return withoutOverlaps(found);
}

function quantityAt(text: string, first: ReadNumber): Quantity | null {
  const before = text.slice(Math.max(0, first.start - 48), first.start);
  if (first.currency === undefined && first.written === 'digits' && namingWords.test(before)) return null;
  const firstUnit = unitBehind(text, first);
  const second = rangeEnd(text, first, firstUnit, before);
  const last = second ?? first;
  const unit = second ? (unitBehind(text, second) ?? firstUnit) : firstUnit;
  const { low, high, step } = bounds(first, second, unit);
  const start = signedStart(text, first, before);
  const end = Math.max(last.end, unit?.end ?? 0);
  const qualifier = precisionOf(text.slice(Math.max(0, start.at - 48), start.at), text.slice(end, end + 16));
  const resolution = resolveUnit(text, first, last, unit, end + qualifier.after, before);
  if (!resolution) return null;
  const { factor = 1, ...resolved } = resolution;
  const from = second ? rangeStart(text, start.at) : start.at - qualifier.before;
  const to = end + qualifier.after;
  return {
    ...spanOf(text, Math.max(0, from), to),
    low: tidy((start.negative ? -high : low) * factor),
    high: tidy((start.negative ? -low : high) * factor),
    precision: qualifier.precision,
    ordinal: false,
    step: tidy(step * factor),
    ...resolved,
  };
}

type FoundUnit = WrittenUnit & { end: number; form: string; extra?: number };

/** `38 percent to 9.6 trillion won` are two amounts, not a range. */
function isOneMeasure(text: string, unit: FoundUnit | null, second: ReadNumber): boolean {
  const own = unit && unitBehind(text, second);
  return !unit || (second.currency === undefined && (!own || own.unit === unit.unit));
}

function unitBehind(text: string, number: ReadNumber): FoundUnit | null {
  if (number.written === 'fraction') {
    const of = /^\sof\san?\s(?=percentage\spoint)/i.exec(text.slice(number.end, number.end + 24));
    return of ? unitAfter(text, number.end + of[0].length) : null;
  }
  const unit = unitAfter(text, number.end);
  if (!unit) return null;
  // 4G is no gram, the 90s are no seconds.
  if (/^[MGLSHX]$/.test(text.slice(number.end, unit.end))) return null;
  if (unit.form === 's' && number.value % 10 === 0) return null;
  if (/^(?:point|pt|second|p|s|h|x|l|g|m)$/.test(unit.form) && /^\s/.test(text.slice(number.end)))
    return null;
  return compound(text, unit);
}

const smaller: Record<string, { unit: string; share: number }> = {
  foot: { unit: 'inch', share: 1 / 12 },
  stone: { unit: 'pound', share: 1 / 14 },
  pound: { unit: 'ounce', share: 1 / 16 },
  hour: { unit: 'minute', share: 1 / 60 },
  minute: { unit: 'second', share: 1 / 60 },
};

/** `5ft 11in`, `6 feet 2 inches`, `11 stone 4lb`, `2 hours 30 minutes`. */
function compound(text: string, unit: FoundUnit): FoundUnit {
  const part = smaller[unit.unit];
  if (!part) return unit;
  const digits = /^(?:\s|,\s|\sand\s)?(\d{1,2})/.exec(text.slice(unit.end, unit.end + 9));
  if (!digits) return unit;
  const at = unit.end + digits[0].length;
  const next = unitAfter(text, at);
  if (next?.unit === part.unit) return { ...unit, end: next.end, extra: Number(digits[1]) * part.share };
  return unit;
}

const rangeBetween = /^\s?(?:-|–|—|~|∼|to|or)\s?(?=[\d.$€£¥₩a-zA-Z])/u;
const rangeAnd = /^\s(?:and|to)\s/u;

/** The number behind `to`, `-` or (after `between`) `and`; null where the first stands alone. */
const changeBefore =
  /\b(?:rise|rises|rose|risen|fall|falls|fell|fallen|gain(?:s|ed)?|lost|loses|climb(?:s|ed)?|drop(?:s|ped)?|slip(?:s|ped)?|jump(?:s|ed)?|cut|rais(?:e|es|ed)|add(?:s|ed)?|grew|grown|up|down|dipped|surged|slid|sank|shed|increased|decreased|declined)\s(?:by\s|about\s|around\s)?$/i;

function rangeEnd(
  text: string,
  first: ReadNumber,
  unit: FoundUnit | null,
  before: string,
): ReadNumber | null {
  const at = unit?.end ?? first.end;
  const between = /\bbetween\s(?:about\s|around\s|some\s)?$/i.test(before);
  const from = /\bfrom\s(?:about\s|around\s|just\s|some\s)?$/i.test(before);
  const connector = (between ? rangeAnd : rangeBetween).exec(text.slice(at, at + 8));
  if (!connector || (from && !/[-–—]/.test(connector[0]))) return null;
  const second = readNumber(text, at + connector[0].length);
  const isTo = /^\sto\s?$/.test(connector[0]);
  // `rose 3p to 250p` names two figures, `7-Eleven` none.
  if (second && isTo && !between && (changeBefore.test(before) || second.value < first.value)) return null;
  if (second && first.written === 'digits' && second.written !== 'digits' && /[-–—]/.test(connector[0]))
    return null;
  if (second && !isOneMeasure(text, unit, second)) return null;
  if (!second || /^or$/i.test(connector[0].trim())) {
    return second && second.written === 'words' && /^\s?or/.test(connector[0]) ? second : null;
  }
  return second;
}

/** Takes `between` into the span. */
function rangeStart(text: string, start: number): number {
  const lead = /\bbetween\s(?:about\s|around\s)?$/i.exec(text.slice(Math.max(0, start - 20), start));
  return lead ? start - lead[0].length : start;
}

function bounds(
  first: ReadNumber,
  second: ReadNumber | null,
  unit: FoundUnit | null,
): Pick<Quantity, 'low' | 'high' | 'step'> {
  const factor = unit?.factor ?? 1;
  const extra = unit?.extra ?? 0;
  if (!second) {
    const value = tidy((first.value + extra) * factor);
    return { low: value, high: value, step: extra > 0 ? tidy(first.step / 12) : tidy(first.step * factor) };
  }
  // 5-10 million: the magnitude belongs to both.
  const share = second.magnified && !first.magnified && first.value < second.value ? second.step : 1;
  // 40-50,000: so do thousands that are only written once.
  const thousands = !second.magnified && second.step >= 1000 && first.value * 1000 <= second.value ? 1000 : 1;
  const lift = share > 1 && first.value < 1000 ? magnitudeOf(second) : first.value < 1000 ? thousands : 1;
  const low = tidy(first.value * lift * factor);
  const high = tidy(second.value * factor);
  const step = tidy(Math.min(first.step * lift, second.step) * factor);
  return low <= high ? { low, high, step } : { low: high, high: low, step };
}

function magnitudeOf(number: ReadNumber): number {
  const value = Math.abs(number.value);
  return value >= 1e12 ? 1e12 : value >= 1e9 ? 1e9 : value >= 1e6 ? 1e6 : value >= 1e3 ? 1e3 : 1;
}

function signedStart(text: string, first: ReadNumber, before: string): { at: number; negative: boolean } {
  const minus = /\b(?:minus|negative)\s$/i.exec(before);
  return minus && text.length > 0
    ? { at: first.start - minus[0].length, negative: true }
    : { at: first.start, negative: false };
}

/** `factor`: the letter behind the digits was a unit after all (`100m race`). */
type Resolved = Pick<Quantity, 'unit'> & { noun?: string; factor?: number };

const metreWords =
  /^\s(?:tall|deep|high|wide|long|away|race|sprint|final|freestyle|hurdles|butterfly|relay|of)\b/i;

function resolveUnit(
  text: string,
  first: ReadNumber,
  last: ReadNumber,
  unit: FoundUnit | null,
  end: number,
  before: string,
): Resolved | null {
  const currency = first.currency ?? last.currency;
  if (currency !== undefined) return { unit: currency };
  if (unit) {
    if (unit.unit === 'pound' && isMoneyPound(last, before)) return { unit: 'GBP' };
    if (unit.form === 'won' && last.value < 100 && !last.magnified) return null;
    if (unit.unit !== 'times' || last.value !== 1) return { unit: unit.unit };
  }
  if (
    /^one$/i.test(text.slice(first.start, first.end)) &&
    /^\s(?:way|day|another|thing|hand|side|by|of|time)\b/i.test(text.slice(end, end + 9))
  )
    return null;
  const outOf = /^\s(?:in|out\sof)\s(?=\w)/.exec(text.slice(end, end + 9));
  if (first.written === 'fraction') return isShare(text, first, before) ? { unit: 'fraction' } : null;
  if (/\b(?:magnitude|age|aged)[\s-]{1,2}$/i.test(before))
    return { unit: /mag/i.test(before) ? 'magnitude' : 'year' };
  if (outOf && first.value === 1 && first === last) return null;
  if (isAge(text, last, before)) return { unit: 'year' };
  const noun = countedNoun(text, end, last.value);
  if (last.ambiguousMetre && metreWords.test(text.slice(end, end + 14)))
    return { unit: 'metre', factor: 1e-6 };
  if (noun !== undefined) return { unit: 'count', noun };
  return isBare(text, last, before) ? null : { unit: 'count' };
}

const moneyWords =
  /\b(?:pay|paid|pays|cost|costs|worth|fine|fined|price|priced|earn|earned|salary|wage|fee|bill|spent|spend|budget|debt|loan|damages|sterling|raise|raised|save|saved)\b/i;

function isMoneyPound(number: ReadNumber, before: string): boolean {
  return (number.magnified && Math.abs(number.value) >= 1e6) || moneyWords.test(before);
}

/** `a third of`, `by a quarter`, `two-thirds`: shares. `a third man`, `a quarter past` are none. */
function isShare(text: string, number: ReadNumber, before: string): boolean {
  const behind = text.slice(number.end, number.end + 12);
  const plural = /s$/i.test(text.slice(number.start, number.end));
  if (plural || /^\s(?:of|more|less|fewer|higher|lower)\b/i.test(behind)) return true;
  return (
    /\b(?:by|nearly|about|almost|over|than|around|roughly)\s$/i.test(before) && !/^\s\p{L}/u.test(behind)
  );
}

/** `Maria Lopez, 34, said`. */
function isAge(text: string, number: ReadNumber, before: string): boolean {
  if (number.written !== 'digits' || number.value > 120 || number.step > 10 || number.value % 1 !== 0)
    return false;
  const comma =
    number.value > 0 &&
    /\p{L}[\p{L}'’.-]{1,40},\s(?:also\s|now\s)?$/u.test(before) &&
    /^\s?,\s?(?!\d)/.test(text.slice(number.end, number.end + 3));
  const bracket = /\p{Lu}[\p{L}'’.-]{0,40}\s\($/u.test(before) && text[number.end] === ')';
  return comma || (bracket && number.value >= 10);
}

/** A lone number that is more likely a name, a year or the pronoun "one" than an amount. */
function isBare(text: string, number: ReadNumber, before: string): boolean {
  const written = text.slice(number.start, number.end);
  if (number.written === 'words') {
    return /^(?:one|a|an|a\shundred|a\sthousand|zero|ten|two)$/i.test(written) && !/[:(]\s?$/.test(before);
  }
  if (/^(?:1[0-9]|20)\d\d$/.test(written)) return true;
  if (/^\p{L}/u.test(text.slice(number.end, number.end + 1))) return true;
  if (
    /^\d{1,3}\.?$/.test(written) &&
    /(?:^|\n)\s*$/.test(before) &&
    /^[.)]\s/.test(text.slice(number.end, number.end + 2))
  )
    return true;
  const previous = /([\p{L}.'’]+)[\s-]$/u.exec(before)?.[1] ?? '';
  return (
    /^\p{Lu}/u.test(previous) &&
    !/^(?:In|On|At|About|Some|Over|By|Of|The|And|Only|Just|Nearly|Almost|With|From|To|Its|At)$/.test(previous)
  );
}
