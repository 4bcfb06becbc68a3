import type { DraftFigure } from '../../../domain/draft.ts';
import { overlaps, type Span } from '../../../domain/span.ts';
import type { Quantity } from '../../../languages/pack.ts';
import { beforeNumber } from './korean-nouns.ts';
import { labelCharsMax, labelOf } from './labels.ts';
import { evidenceOf, type Story } from './story.ts';
import type { Reading, Unit } from './units.ts';

export interface FoundFigure {
  unit: Unit;
  value: string;
  label: string;
  /** Value and label with what stands between them, in the unit's text. */
  text: string;
  weight: number;
  /** The sentence leaves the number open, or lets somebody else answer for it. */
  isOpen: boolean;
}

const figuresMax = 6;
/** A table of one row is no table: the number stands in the text as well. */
export const figuresMin = 2;

function isCounting(quantity: Quantity, unit: Unit, times: readonly Span[]): boolean {
  if (quantity.ordinal || quantity.low === 0) return false;
  if (!/\p{N}/u.test(quantity.text) || /%.{0,3}\bto\b.*[^%]$/iu.test(quantity.text)) return false;
  const at = { start: quantity.start, end: quantity.end };
  if (times.some((time) => overlaps(time, at))) return false;
  const plain = quantity.unit === 'count' && quantity.noun === undefined;
  if (plain) return false;
  // `one of its two cables`: a small count is prose, not a figure.
  if (quantity.unit === 'count' && quantity.high < 10) return false;
  if (quantity.high <= 1 && quantity.unit !== 'percent' && quantity.unit !== 'percentage-point') return false;
  // `its 2030 target`, `at 4:31 GMT`, `14층`, `40대`: a year, a time, a place, an age.
  if (quantity.unit === 'count' && /^(?:19|20)\d\d$/.test(quantity.text)) return false;
  if (quantity.noun === '층' || quantity.unit === 'year-of-age') return false;
  // `from 5.35 percent`, `한때 20%였던`: what was before.
  const { text } = unit.reading.document;
  if (/\bfrom (?:about |around |some )?$/iu.test(text.slice(unit.start, quantity.start))) return false;
  if (/^원?(?:였던|이던|에서 |이라면|라면|이면|일 경우)/u.test(text.slice(quantity.end, unit.end)))
    return false;
  if (/:\s?$/u.test(unit.reading.document.text.slice(unit.start, quantity.start))) return false;
  if (['day', 'hour', 'minute', 'week', 'month', 'year', 'second'].includes(quantity.unit)) return false;
  return unit.start <= quantity.start && quantity.end <= unit.end;
}

/** `1% 미만`, `2만t 넘는`: the limit after a number is part of it. */
function endOfValue(text: string, end: number): number {
  const limit = /^\s?(?:미만|이하|이상|초과|안팎|가량|정도|넘는|넘게|or (?:more|less|fewer))/u.exec(
    text.slice(end, end + 12),
  );
  return end + (limit?.[0].length ?? 0);
}

/** `초속 6ｍ`, `하루 4만5000t`: what the number is a measure of goes with it. */
function startOfValue(text: string, start: number): number {
  const before = beforeNumber.exec(text.slice(0, start));
  return before && /^(?:초속|시속|해발|평균|최대|최소|총|연|한 해|하루|누적)/u.test(before[0])
    ? before.index
    : start;
}

/** A Hangul counter that the pack does not know follows: the value would be cut off in mid-word. */
function isCutOff(text: string, end: number): boolean {
  return /\d$/.test(text.slice(0, end)) && /^\p{Script=Hangul}/u.test(text.slice(end));
}

function figureFrom(quantity: Quantity, unit: Unit): FoundFigure | null {
  if (isCutOff(unit.text, quantity.end - unit.start)) return null;
  const start = startOfValue(unit.text, quantity.start - unit.start);
  const label = labelOf(quantity, unit, start);
  if (!label || label.end - label.start > labelCharsMax || label.end - label.start < 2) return null;
  const end = endOfValue(unit.text, quantity.end - unit.start);
  return {
    unit,
    value: unit.text.slice(start, end).trim(),
    label: unit.text.slice(label.start, label.end),
    text: unit.text.slice(Math.min(start, label.start), Math.max(end, label.end)),
    weight: 0,
    isOpen: false,
  };
}

/** A lone noun (`spectators`, `주민`) tells enough only where a title names it or the story comes back to it. */
function isKnown({ label, unit }: FoundFigure, story: Story): boolean {
  if (/\s/u.test(label)) return true;
  const stem = label.toLowerCase().slice(0, Math.max(2, label.length - 2));
  const mentions = (text: string): boolean => text.toLowerCase().includes(stem);
  return (
    story.readings.some(({ titleText }) => mentions(titleText)) ||
    story.units.some((other) => other !== unit && mentions(other.text))
  );
}

/** True where the sentence says that the number does not hold, or tells of another time. */
function isDenied(unit: Unit): boolean {
  const { attributions, quotations, negations } = unit.reading.analysis;
  if (/^(?:당시|then|at the time)/iu.test(unit.text)) return true;
  // `a sword that no one can see` says nothing about the number beside it.
  const own = negations.filter((one) => !quotations.some((quotation) => overlaps(quotation, one)));
  return (
    own.some((one) => overlaps(one, unit)) ||
    attributions.some((one) => one.kind === 'deny' && overlaps(one, unit))
  );
}

/** The number and label of one quantity of a reading, with its weight; null where it is none to show. */
function candidate(
  quantity: Quantity,
  reading: Reading,
  story: Story,
  weightOf: (unit: Unit) => number,
): FoundFigure | null {
  const { times, hedges, attributions, quotations } = reading.analysis;
  const unit = story.units.find(
    (one) => one.reading === reading && one.start <= quantity.start && quantity.end <= one.end,
  );
  if (!unit || !isCounting(quantity, unit, times) || isDenied(unit)) return null;
  // What somebody counts in passing (`I have 40 ships to bring in`) is talk, not a figure of the story.
  if (quotations.some((quotation) => quotation.kind !== 'title' && overlaps(quotation, quantity)))
    return null;
  const figure = figureFrom(quantity, unit);
  if (!figure || !isKnown(figure, story)) return null;
  const inUnit = (span: Span): boolean => overlaps(span, unit);
  const rumoured = hedges.some((hedge) => inUnit(hedge) && hedge.kind !== 'plan');
  const isOpen = rumoured || attributions.some((one) => one.kind !== 'say' && inUnit(one));
  return { ...figure, isOpen, weight: weightOf(unit) - (isOpen ? 0.3 : 0) };
}

/**
 * Numbers with what they count, most central sentences first, each number once and each label once: two amounts under
 * one label puzzle. Denied and rumoured ones are left out.
 */
export function chooseFigures(
  story: Story,
  weightOf: (unit: Unit) => number,
  stale: ReadonlySet<Unit>,
): FoundFigure[] {
  const found = story.readings.flatMap((reading) =>
    reading.analysis.quantities.flatMap((quantity) => {
      const figure = candidate(quantity, reading, story, weightOf);
      return figure && !stale.has(figure.unit) ? [{ figure, key: `${quantity.low} ${quantity.high}` }] : [];
    }),
  );
  const seen = new Set<string>();
  const chosen: FoundFigure[] = [];
  for (const { figure, key } of found.sort(
    (a, b) => b.figure.weight - a.figure.weight || a.figure.unit.index - b.figure.unit.index,
  )) {
    const label = figure.label.toLowerCase();
    if (seen.has(key) || seen.has(label)) continue;
    seen.add(key).add(label);
    chosen.push(figure);
  }
  return chosen.slice(0, figuresMax).sort((a, b) => a.unit.index - b.unit.index);
}

/** `isShown`: the whole sentence stands in the brief; the figure then refers to it, else to its own few words. */
export function draftFigure(figure: FoundFigure, isShown: boolean): DraftFigure {
  const text = isShown ? figure.unit.text : figure.text;
  return {
    text,
    lang: figure.unit.reading.document.lang,
    passages: [figure.unit.passage.id],
    evidence: evidenceOf(text),
    value: figure.value,
    label: figure.label,
  };
}
