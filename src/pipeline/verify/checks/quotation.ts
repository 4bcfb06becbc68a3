import { primaryLanguage } from '../../../languages/languages.ts';
import type { Quotation } from '../../../languages/pack.ts';
import { bare, findVerbatim } from '../fold.ts';
import { changeFindings } from '../in-place.ts';
import { bigrams } from '../terms.ts';
import type { Check, CheckContext, CheckResult, ReadSource } from '../types.ts';
import { closeWithNeighbours, nothing, shown } from './shared.ts';

/** Shorter quoted words are terms and scare quotes, not what somebody said. */
const saidWordsMin = 4;
/** Two quotations this much alike (character pairs, Dice) are one, altered. */
const alikeMin = 0.45;
const quotationsMax = 20;

/** The stretches of a quotation that must stand as they are: what lies between dots and square brackets. */
function stretches(words: string): string[] {
  return words
    .split(/\.{3,}|…|\[[^[\]]{0,200}\]/u)
    .map((stretch) => bare(stretch))
    .filter((stretch) => stretch.length > 1);
}

function likeness(a: string, b: string): number {
  const left = bigrams(a);
  const counts = new Map<string, number>();
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  const right = bigrams(b);
  for (const pair of right) {
    const count = counts.get(pair) ?? 0;
    if (count > 0) {
      shared += 1;
      counts.set(pair, count - 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

/** The source's quotation that this one looks like. */
function nearest(words: string, context: CheckContext): string | undefined {
  const wanted = bare(words);
  let best: { text: string; likeness: number } | undefined;
  for (const source of context.reading.sources) {
    for (const quotation of source.whole.quotations) {
      const text = source.document.text.slice(quotation.inner.start, quotation.inner.end);
      if (text.length > wanted.length * 4 + 40 || text.length * 4 + 40 < wanted.length) continue;
      const score = likeness(wanted, bare(text));
      if (score >= alikeMin && score > (best?.likeness ?? 0)) best = { text, likeness: score };
    }
  }
  return best?.text;
}

function isQuotedThere(source: ReadSource, span: { start: number; end: number }): boolean {
  const { whole } = source;
  return (
    whole.quotations.length === 0 ||
    whole.quotations.some((quotation) => quotation.start < span.end && span.start < quotation.end)
  );
}

function isLong(words: string): boolean {
  const text = words.trim();
  return /[가-힣]/.test(text) ? text.length >= 8 : text.split(/\s+/).length >= saidWordsMin;
}

/** Words that may be a translation: sources in the claim's language do not have them, another one quotes somebody. */
function mayBeTranslated(context: CheckContext): boolean {
  return closeWithNeighbours(context).some(
    (read) =>
      primaryLanguage(read.passage.lang) !== primaryLanguage(context.claim.lang) &&
      read.analysis.quotations.length > 0,
  );
}

function checkWords(words: string, span: { start: number; end: number }, context: CheckContext): CheckResult {
  const { reading, say } = context;
  const result = nothing();
  const parts = stretches(words);
  if (parts.length === 0) return result;
  for (const source of reading.sources) {
    const places = parts.map((part) => findVerbatim(part, source));
    if (places.some((place) => place === null)) continue;
    const place = places[0]!;
    const isSaid = place.in === 'title' || isQuotedThere(source, place) || !isLong(words);
    if (isSaid) result.confirmations.push({ ...span, note: say.quoteVerbatim });
    else result.findings.push({ severity: 'warn', ...span, reason: say.quoteNotSaid(shown(words)) });
    return result;
  }
  if (mayBeTranslated(context)) {
    result.findings.push({ severity: 'note', ...span, reason: say.quoteTranslated });
    return result;
  }
  const severity = isLong(words) ? 'block' : 'warn';
  const near = nearest(words, context);
  const reason = near ? say.quoteAltered(shown(near)) : say.quoteInvented(shown(words));
  result.findings.push({ severity, ...span, reason, ...(near ? { expected: shown(near) } : {}) });
  return result;
}

function checkPullQuote(context: CheckContext): CheckResult {
  const { claim } = context;
  const span = { start: 0, end: claim.text.length };
  const result = nothing();
  if (claim.original !== undefined && bare(claim.original) !== bare(claim.text)) {
    const stands = stretches(claim.original).every((part) =>
      context.reading.sources.some((source) => findVerbatim(part, source) !== null),
    );
    const { say } = context;
    if (stands) result.confirmations.push({ ...span, note: say.quoteTranslated });
    else
      result.findings.push({ severity: 'block', ...span, reason: say.quoteInvented(shown(claim.original)) });
    return result;
  }
  return checkWords(claim.text, span, context);
}

function isSpeech(quotation: Quotation, text: string): boolean {
  return quotation.kind !== 'title' && text.slice(quotation.inner.start, quotation.inner.end).trim() !== '';
}

/** What stands in quotation marks was said, word for word, or is marked as translated. */
export const quotationCheck: Check = {
  id: 'quotation',
  // Texts it spoke of that were unsupported: 80/80 (100 %) of our own, 28/40 (70 %) of the labelled sets.
  severityMax: 'block',
  run(context) {
    const { claim, analysis } = context;
    if (claim.part === 'pull-quote') return checkPullQuote(context);
    const result = nothing();
    for (const quotation of analysis.quotations
      .filter((one) => isSpeech(one, claim.text))
      .slice(0, quotationsMax)) {
      const words = claim.text.slice(quotation.inner.start, quotation.inner.end);
      const one = checkWords(words, { start: quotation.start, end: quotation.end }, context);
      result.findings.push(...one.findings);
      result.confirmations.push(...one.confirmations);
    }
    // A quotation of several sentences is cut between its marks.
    result.findings.push(
      ...changeFindings(context, ['quoted'], result.findings, ({ expected }) => ({
        severity: 'block',
        reason: context.say.quoteAltered(expected),
      })),
    );
    return result;
  },
};
