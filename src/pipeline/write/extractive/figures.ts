import type { DraftFigure } from '../../../domain/draft.ts';
import { overlaps, type Span } from '../../../domain/span.ts';
import type { Quantity } from '../../../languages/pack.ts';
import { labelOf } from './labels.ts';
import { evidenceOf, type Story } from './story.ts';
import type { Unit } from './units.ts';

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
const labelCharsMax = 48;

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

/** A Hangul counter that the pack does not know follows: the value would be cut off in mid-word. */
function isCutOff(text: string, end: number): boolean {
  return /\d$/.test(text.slice(0, end)) && /^\p{Script=Hangul}/u.test(text.slice(end));
}

function figureFrom(quantity: Quantity, unit: Unit): FoundFigure | null {
  if (isCutOff(unit.text, quantity.end - unit.start)) return null;
  const label = labelOf(quantity, unit);
  if (!label || label.end - label.start > labelCharsMax || label.end - label.start < 2) return null;
  const start = quantity.start - unit.start;
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

/** Numbers with what they count, most central sentences first, each number once. Denied and rumoured ones are left out. */
export function chooseFigures(
  story: Story,
  weightOf: (unit: Unit) => number,
  stale: ReadonlySet<Unit>,
): FoundFigure[] {
  const found: FoundFigure[] = [];
  for (const reading of story.readings) {
    const { quantities, times, hedges, attributions, quotations } = reading.analysis;
    // `a sword that no one can see` says nothing about the number beside it.
    const negations = reading.analysis.negations.filter(
      (negation) => !quotations.some((quotation) => overlaps(quotation, negation)),
    );
    for (const quantity of quantities) {
      const unit = story.units.find(
        (one) => one.reading === reading && one.start <= quantity.start && quantity.end <= one.end,
      );
      if (
        !unit ||
        stale.has(unit) ||
        /^(?:당시|then|at the time)/iu.test(unit.text) ||
        !isCounting(quantity, unit, times)
      )
        continue;
      const inUnit = (span: Span): boolean => overlaps(span, unit);
      if (negations.some(inUnit) || attributions.some((one) => one.kind === 'deny' && inUnit(one))) continue;
      const figure = figureFrom(quantity, unit);
      if (!figure) continue;
      const rumoured = hedges.some((hedge) => inUnit(hedge) && hedge.kind !== 'plan');
      const isOpen = rumoured || attributions.some((one) => one.kind !== 'say' && inUnit(one));
      found.push({ ...figure, isOpen, weight: weightOf(unit) - (isOpen ? 0.3 : 0) });
    }
  }
  const byValue = new Map<string, FoundFigure>();
  for (const figure of found.sort((a, b) => b.weight - a.weight || a.unit.index - b.unit.index)) {
    const key = /\d[\d.,]*/.exec(figure.value)?.[0].replaceAll(',', '') ?? figure.value;
    if (!byValue.has(key)) byValue.set(key, figure);
  }
  return [...byValue.values()].slice(0, figuresMax).sort((a, b) => a.unit.index - b.unit.index);
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
