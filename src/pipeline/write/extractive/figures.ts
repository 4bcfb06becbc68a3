import type { DraftFigure } from '../../../domain/draft.ts';
import { overlaps, type Span } from '../../../domain/span.ts';
import type { Quantity, Token } from '../../../languages/pack.ts';
import { evidenceOf, type Story } from './story.ts';
import type { Unit } from './units.ts';

export interface FoundFigure {
  unit: Unit;
  value: string;
  label: string;
  /** Value and label with what stands between them, in the unit's text. */
  text: string;
  weight: number;
}

const figuresMax = 6;
const labelCharsMax = 60;
const labelWordsMax = 6;

/** Words that end a noun phrase: what follows the number up to here is what it counts. */
const phraseEnd =
  /^(?:and|or|but|that|which|who|whom|whose|when|where|while|after|before|because|as|if|than|is|are|was|were|be|been|being|has|have|had|will|would|could|can|may|might|must|should|shall|do|does|did|to|on|at|by|from|with|into|over|under|since|until|during|about|between|through|against|amid|said|says|told|it|he|she|they|we|i|his|their|its|this|these|those|in|for|also|not|now|already|so)$/iu;
const phraseTail = /^(?:of|the|a|an|in|for|per|each|every|more|new|other)$/iu;

function isCounting(quantity: Quantity, unit: Unit, times: readonly Span[]): boolean {
  if (quantity.ordinal || quantity.low === 0) return false;
  if (!/\p{N}/u.test(quantity.text)) return false;
  const at = { start: quantity.start, end: quantity.end };
  if (times.some((time) => overlaps(time, at))) return false;
  // A bare small number, or one that looks like a year, says nothing in a table.
  const plain = quantity.unit === 'count' && quantity.noun === undefined;
  if (plain && (quantity.high < 10 || (quantity.low >= 1900 && quantity.high <= 2100))) return false;
  if (['day', 'hour', 'minute', 'week', 'month', 'year', 'second'].includes(quantity.unit)) return false;
  return unit.start <= quantity.start && quantity.end <= unit.end;
}

function wordsAfter(unit: Unit, offset: number): Token[] {
  return unit.reading.analysis.pack.tokens(unit.text).filter((token) => token.start >= offset);
}

/** English and its like: the words after the number up to the end of the noun phrase, `of` allowed inside. */
function labelAfter(unit: Unit, offset: number): Span | null {
  const label: Token[] = [];
  for (const token of wordsAfter(unit, offset)) {
    if (token.kind === 'punctuation') {
      if (token.text === '-' || token.text === '’' || token.text === "'") continue;
      break;
    }
    if (phraseEnd.test(token.text) || token.kind === 'number' || label.length >= labelWordsMax) break;
    label.push(token);
  }
  while (label.length > 0 && phraseTail.test(label.at(-1)?.text ?? '')) label.pop();
  while (label.length > 0 && /^(?:of|the|a|an)$/iu.test(label[0]?.text ?? '')) label.shift();
  const [first, last] = [label[0], label.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** Korean: the nouns right before the number (`병력 1만5000명`), or those right after it where a particle links them. */
function labelBefore(unit: Unit, offset: number): Span | null {
  const before = unit.text.slice(0, offset);
  const match = /(?:[\p{Script=Hangul}A-Za-z]{1,12} ){0,2}[\p{Script=Hangul}A-Za-z]{2,12}\s*$/u.exec(before);
  if (!match) return null;
  const text = match[0].trimEnd();
  return { start: match.index, end: match.index + text.length };
}

function figureFrom(quantity: Quantity, unit: Unit): FoundFigure | null {
  const start = quantity.start - unit.start;
  const end = quantity.end - unit.start;
  const isKorean = /^ko\b/i.test(unit.reading.document.lang);
  const label = isKorean ? labelBefore(unit, start) : labelAfter(unit, end);
  if (!label || label.end - label.start > labelCharsMax || label.end - label.start < 2) return null;
  const value = unit.text.slice(start, end).trim();
  const cut = { start: Math.min(start, label.start), end: Math.max(end, label.end) };
  return {
    unit,
    value,
    label: unit.text.slice(label.start, label.end),
    text: unit.text.slice(cut.start, cut.end),
    weight: 0,
  };
}

/** Numbers with what they count, most central sentences first, each number once. Denied and rumoured ones are left out. */
export function chooseFigures(story: Story, weightOf: (unit: Unit) => number): FoundFigure[] {
  const found: FoundFigure[] = [];
  for (const reading of story.readings) {
    const { quantities, times, hedges, negations, attributions } = reading.analysis;
    for (const quantity of quantities) {
      const unit = story.units.find(
        (one) => one.reading === reading && one.start <= quantity.start && quantity.end <= one.end,
      );
      if (!unit || !isCounting(quantity, unit, times)) continue;
      const inUnit = (span: Span): boolean => overlaps(span, unit);
      if (negations.some(inUnit) || attributions.some((one) => one.kind === 'deny' && inUnit(one))) continue;
      const figure = figureFrom(quantity, unit);
      if (!figure) continue;
      const rumoured = hedges.some((hedge) => inUnit(hedge) && hedge.kind !== 'plan');
      found.push({ ...figure, weight: weightOf(unit) - (rumoured ? 1 : 0) });
    }
  }
  const byValue = new Map<string, FoundFigure>();
  for (const figure of found.sort((a, b) => b.weight - a.weight || a.unit.index - b.unit.index)) {
    const key = figure.value.replace(/[\s,]/g, '').toLowerCase();
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
