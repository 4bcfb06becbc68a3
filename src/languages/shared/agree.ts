import type { Precision, Quantity, TimeExpression } from '../pack.ts';
import { inBase, isMoney, unitOf } from './units.ts';

/**
 * How a claimed quantity stands to one of a source:
 * `same` value; `rounded` or `converted` from it as writers do; `qualifier-differs` where the figure is the same and
 * the words about it point another way (`more than 15,000` for 14,876); `unit-differs` where only the currency or
 * percent against percentage point is another; `differs`; `incomparable` where they measure different things.
 */
export type QuantityRelation =
  | 'same'
  | 'rounded'
  | 'converted'
  | 'qualifier-differs'
  | 'unit-differs'
  | 'differs'
  | 'incomparable';

/** What a claim and a source have to have for `compareQuantities`: any `Quantity`, of any language. */
export type Comparable = Pick<
  Quantity,
  'low' | 'high' | 'precision' | 'unit' | 'noun' | 'ordinal' | 'step' | 'text'
>;

/** Widest distance that "about", "nearly" or a changed unit may bridge, as a share of the value. */
const looseShare = 0.1;
const convertedShare = 0.06;
/** A bare figure of whole digits may be this far from the exact one: 15,000 for 14,876, not 120 for 124. */
const bareShare = 0.01;
/** `more than 10,000` is a fair word for 14,876, not for 40,000. */
const openFactor = 2;

const epsilon = 1e-9;
const near = (a: number, b: number) => Math.abs(a - b) <= epsilon * Math.max(1, Math.abs(a), Math.abs(b));

/** Numerically the same (after conversion of units), whatever the words around it. */
export function sameQuantity(a: Comparable, b: Comparable): boolean {
  if (a.ordinal !== b.ordinal) return false;
  if (a.unit === 'score' || b.unit === 'score') return a.unit === b.unit && sameScore(a, b);
  const [x, y] = inOneUnit(a, b) ?? [];
  return x !== undefined && y !== undefined && near(x.low, y.low) && near(x.high, y.high);
}

/** True where a source that says `source` bears out a text that says `claim`: the same, rounded or converted. */
export function quantitiesAgree(claim: Comparable, source: Comparable): boolean {
  const relation = compareQuantities(claim, source);
  return relation === 'same' || relation === 'rounded' || relation === 'converted';
}

/** See `QuantityRelation`. The order matters: a claim may be rougher than its source, not finer. */
export function compareQuantities(claim: Comparable, source: Comparable): QuantityRelation {
  if (claim.ordinal !== source.ordinal) return 'incomparable';
  if (claim.unit === 'score' || source.unit === 'score') {
    if (claim.unit !== source.unit) return 'incomparable';
    return sameScore(claim, source) ? 'same' : 'differs';
  }
  const pair = inOneUnit(claim, source);
  if (!pair) return otherUnit(claim, source);
  const [a, b] = pair;
  if (near(a.low, b.low) && near(a.high, b.high)) {
    return qualifiersClash(claim.precision, source.precision) ? 'qualifier-differs' : 'same';
  }
  const converted = claim.unit !== source.unit;
  if (fits(claim, a, source, b, converted)) return converted ? 'converted' : 'rounded';
  if (claim.precision !== 'exact' && withinShare(a.low, b.low, looseShare)) return 'qualifier-differs';
  if (claim.unit === 'count' && claim.noun && source.noun && claim.noun !== source.noun)
    return 'incomparable';
  return 'differs';
}

interface Sized {
  low: number;
  high: number;
  step: number;
}

function inOneUnit(a: Comparable, b: Comparable): [Sized, Sized] | null {
  if (a.unit === b.unit) return [a, b];
  const [first, second] = [unitOf(a.unit), unitOf(b.unit)];
  if (!first || !second || first.dimension !== second.dimension) return null;
  return [toBase(a, first.factor), toBase(b, second.factor)];
}

function toBase(quantity: Comparable, factor: number): Sized {
  return {
    low: inBase(quantity.low, quantity.unit) ?? quantity.low,
    high: inBase(quantity.high, quantity.unit) ?? quantity.high,
    step: quantity.step * factor,
  };
}

function otherUnit(claim: Comparable, source: Comparable): QuantityRelation {
  const rates = new Set([claim.unit, source.unit]);
  const siblings =
    (isMoney(claim.unit) && isMoney(source.unit)) || (rates.has('percent') && rates.has('percentage-point'));
  return siblings && near(claim.low, source.low) && near(claim.high, source.high)
    ? 'unit-differs'
    : 'incomparable';
}

function sameScore(a: Comparable, b: Comparable): boolean {
  return (a.low === b.low && a.high === b.high) || (a.low === b.high && a.high === b.low);
}

function withinShare(a: number, b: number, share: number): boolean {
  return Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b)) + epsilon;
}

type Side = 'above' | 'below' | 'either' | 'none';

function sideOf(precision: Precision): Side {
  switch (precision) {
    case 'exact':
      return 'none';
    case 'about':
      return 'either';
    case 'at-least':
    case 'more-than':
      return 'above';
    case 'at-most':
    case 'less-than':
    case 'nearly':
      return 'below';
  }
}

/** The figure is the same; do the words deny each other? A dropped "about" is no clash, a turned-round bound is. */
function qualifiersClash(claim: Precision, source: Precision): boolean {
  const [a, b] = [sideOf(claim), sideOf(source)];
  if (a === b) return false;
  if (claim === 'more-than' || claim === 'less-than') return b !== 'either';
  return (a === 'above' && b === 'below') || (a === 'below' && b === 'above');
}

function fits(claim: Comparable, a: Sized, source: Comparable, b: Sized, converted: boolean): boolean {
  const value = (b.low + b.high) / 2;
  const target = (a.low + a.high) / 2;
  const loose = Math.min(Math.max(a.step, b.step) / 2 + epsilon, looseShare * Math.abs(target));
  if (converted && withinShare(target, value, convertedShare)) {
    const coarser = Math.max(a.step, b.step);
    if (Math.abs(target - value) <= coarser / 2 + epsilon) return true;
  }
  switch (claim.precision) {
    case 'exact':
      return exactFits(claim, a, source, b);
    case 'about':
      return b.low >= a.low - loose - epsilon && b.high <= a.high + loose + epsilon;
    case 'nearly':
      return value <= a.high && value >= a.low - Math.min(a.step, looseShare * Math.abs(a.low)) - epsilon;
    case 'more-than':
      return b.low > a.low && b.low <= a.low * openFactor && source.precision !== 'less-than';
    case 'at-least':
      return b.low >= a.low && b.low <= a.low * openFactor;
    case 'less-than':
      return b.high < a.high && b.high >= a.high / openFactor;
    case 'at-most':
      return b.high <= a.high && b.high >= a.high / openFactor;
  }
}

function exactFits(claim: Comparable, a: Sized, source: Comparable, b: Sized): boolean {
  const isRange = a.low !== a.high || b.low !== b.high;
  if (isRange) return !near(b.low, b.high) ? false : b.low >= a.low && b.low <= a.high;
  if (a.step <= b.step || source.precision !== 'exact') return false;
  if (Math.abs(a.low - b.low) > a.step / 2 + epsilon) return false;
  const hasTwoDigits = Math.abs(a.low) >= 10 * a.step - epsilon;
  const written = a.step < 1 || /[.,]\d(?!\d\d)|\p{L}/u.test(claim.text);
  const isMeasured = claim.unit !== 'count' || written;
  if (isMeasured && a.step >= 1 && !hasTwoDigits && a.step > 1) return withinShare(a.low, b.low, bareShare);
  return isMeasured && written ? true : withinShare(a.low, b.low, isMeasured ? 0.05 : bareShare);
}

/**
 * Do two time expressions fit each other? Points agree where one lies inside the other or they are the same
 * (`December` and `26 December`); durations where their lengths do (`two weeks` and `14 days`).
 * Null where it cannot be told: one is not resolved, or a point stands against a duration.
 */
export function timesAgree(a: TimeExpression, b: TimeExpression): boolean | null {
  if (a.kind !== b.kind) return null;
  if (a.kind === 'duration') return durationsAgree(a, b);
  if (a.from === null || a.to === null || b.from === null || b.to === null) return null;
  const [x, y] = [boundsOf(a.from, a.to), boundsOf(b.from, b.to)];
  return (x.from <= y.from && y.to <= x.to) || (y.from <= x.from && x.to <= y.to);
}

function boundsOf(from: string, to: string): { from: string; to: string } {
  const full = (date: string) => (date.includes('T') ? date : `${date}T00:00`);
  return { from: full(from), to: full(to) };
}

function durationsAgree(a: TimeExpression, b: TimeExpression): boolean | null {
  const [x, y] = [secondsOf(a), secondsOf(b)];
  if (x === null || y === null) return null;
  // 650 minutes for 647.
  const isRound = (a.amount ?? 0) >= 100 && (a.amount ?? 0) % 10 === 0;
  if (a.grain === b.grain) return isRound ? withinShare(x, y, bareShare) : near(x, y);
  return withinShare(x, y, 0.04);
}

function secondsOf(time: TimeExpression): number | null {
  if (time.amount === undefined) return null;
  const months: Partial<Record<TimeExpression['grain'], number>> = { half: 6, quarter: 3 };
  const inMonths = months[time.grain];
  return inMonths === undefined ? inBase(time.amount, time.grain) : inBase(time.amount * inMonths, 'month');
}
