import type { DraftQuote } from '../../../domain/draft.ts';
import type { Passage } from '../../../domain/passage.ts';
import type { Span } from '../../../domain/span.ts';
import type { Quotation } from '../../../languages/pack.ts';
import { cosine, isBalanced, type Vector } from './measure.ts';
import { fullSpeaker, isSpeaker } from './speakers.ts';
import { evidenceOf, type Story } from './story.ts';
import { featuresOf, type Reading } from './units.ts';
import { wordingFor } from './wording.ts';

/** A displayed quote is a statement, not a scare quote and not a speech: 40 to 240 characters, half of that in Hangul or Han. */
const quoteCharsMin = 40;
const quoteCharsMax = 240;
const denseScriptFactor = 0.45;
export interface FoundQuote {
  reading: Reading;
  quotation: Quotation;
  /** The words as displayed: inside the marks, a closing comma left out. */
  span: Span;
  text: string;
  speaker: string;
  passages: readonly Passage[];
}

function isDense(lang: string): boolean {
  return /^(?:ko|ja|zh|th)\b/i.test(lang);
}

/** The words inside the marks without surrounding space and without the comma that leads on to the speaker. */
function displayed(text: string, inner: Span): Span {
  let { start, end } = inner;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /[\s,，、]/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

function passagesUnder(reading: Reading, span: Span): Passage[] {
  const passages = [...new Set(reading.units.map((unit) => unit.passage))];
  return passages.filter((passage) => passage.start < span.end && span.start < passage.end);
}

function quoteFrom(reading: Reading, quotation: Quotation): FoundQuote | null {
  const { document } = reading;
  const speaker = quotation.speaker?.text.trim() ?? '';
  if (quotation.kind !== 'direct' || !isSpeaker(speaker)) return null;
  const span = displayed(document.text, quotation.inner);
  const text = document.text.slice(span.start, span.end);
  const factor = isDense(document.lang) ? denseScriptFactor : 1;
  if (text.length < quoteCharsMin * factor || text.length > quoteCharsMax * factor) return null;
  if (/\n/.test(text) || !isBalanced(text)) return null;
  const passages = passagesUnder(reading, span);
  return passages.length === 0
    ? null
    : { reading, quotation, span, text, speaker: fullSpeaker(reading, speaker), passages };
}

/** Every full direct quotation with a named speaker and a printable length, in reading order. */
export function findQuotes(story: Story): FoundQuote[] {
  return story.readings.flatMap((reading) =>
    reading.analysis.quotations.flatMap((quotation) => quoteFrom(reading, quotation) ?? []),
  );
}

function weightOf(quote: FoundQuote, centre: Vector): number {
  const { pack } = quote.reading.analysis;
  const tokens = pack.tokens(quote.text).filter((token) => token.kind !== 'punctuation');
  const likeness = cosine(featuresOf(quote.text, tokens, pack.summary.features), centre);
  const wording = wordingFor(quote.reading.document.lang);
  // Words that lean on what was said before puzzle when they stand in large type.
  const leans = wording.leaning.test(quote.text) ? 0.5 : 1;
  const isWhole = /[.!?…。다요죠까]$/u.test(quote.text) || quote.quotation.inner.end > quote.span.end;
  return likeness * leans * (isWhole ? 1 : 0.7);
}

/** The quotation that says most of what the story is about. `isFree`: not shown elsewhere in the brief. */
export function choosePullQuote(story: Story, isFree: (quote: FoundQuote) => boolean): FoundQuote | null {
  const centre = new Map<string, number>();
  for (const unit of story.units)
    for (const [key, count] of unit.features) centre.set(key, (centre.get(key) ?? 0) + count);
  let best: { quote: FoundQuote; weight: number } | null = null;
  for (const quote of findQuotes(story)) {
    if (!isFree(quote)) continue;
    const weight = weightOf(quote, centre);
    if (best === null || weight > best.weight) best = { quote, weight };
  }
  return best?.quote ?? null;
}

export function draftQuote(quote: FoundQuote): DraftQuote {
  const { lang } = quote.reading.document;
  const first = quote.passages[0];
  const inFirst = quote.reading.document.text.slice(
    quote.span.start,
    Math.min(quote.span.end, first?.end ?? quote.span.end),
  );
  // The comma that led on to the speaker ends the sentence where the quotation stands alone.
  const isCut = /^[,，]/u.test(quote.reading.document.text.slice(quote.span.end));
  const needsStop = isCut && !isDense(lang) && /[\p{L}\p{N}]$/u.test(quote.text);
  return {
    text: needsStop ? `${quote.text}.` : quote.text,
    lang,
    passages: quote.passages.map((passage) => passage.id),
    evidence: evidenceOf(inFirst.trim()),
    speaker: quote.speaker,
    translated: false,
    original: quote.text,
    originalLang: lang,
  };
}
