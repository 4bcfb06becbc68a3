import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';
import { bare, barePassage, fold } from './fold.ts';
import { viewCutOff } from './reported.ts';
import type { ClaimInput, Reading, ReadPassage } from './types.ts';

/** Fewer characters than this stand in any text by chance. */
const charsMin = 4;
/** What is only claimed, denied or foretold by somebody does not stand without them. */
const notAlone: ReadonlySet<string> = new Set(['claim', 'deny', 'expect']);

/** True where nothing that turns the meaning (a denial, a hedge, a disputed speaker) stands outside the cut. */
function isWhole(analysis: Analysis, start: number, end: number): boolean {
  const outside = (span: { start: number; end: number }) => span.start < start || span.end > end;
  return (
    !analysis.negations.some(outside) &&
    !analysis.hedges.some(outside) &&
    !analysis.attributions.some((attribution) => notAlone.has(attribution.kind) && outside(attribution.cue))
  );
}

/** Where the words stand in one passage, whole words all of them; null where they do not. */
export function cutOutOf(words: string, read: ReadPassage): Span | null {
  const wanted = bare(words);
  if (wanted.length < charsMin || !barePassage(read).includes(wanted)) return null;
  const { text, at } = fold(read.passage.text);
  const found = text.indexOf(wanted);
  if (found < 0) return null;
  const before = text[found - 1];
  const after = text[found + wanted.length];
  // A word is not cut; Hangul words may lose their particle.
  if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) return null;
  if (after !== undefined && /[a-z0-9]/i.test(after)) return null;
  return { start: at[found]!, end: at[found + wanted.length]! };
}

function isCutOf(words: string, read: ReadPassage, isQuote: boolean): boolean {
  const place = cutOutOf(words, read);
  if (!place) return false;
  return isQuote || (isWhole(read.analysis, place.start, place.end) && !viewCutOff(read.analysis, place));
}

/**
 * True where the claim is cut out of one passage word for word and what was cut off takes nothing back: a dateline, a
 * subordinate clause. `denied that` or `may` outside the cut make it false. For a displayed quote the words alone count.
 */
export function isCleanCut(claim: ClaimInput, reading: Reading): boolean {
  return reading.passages.some((read) => isCutOf(claim.text, read, claim.part === 'pull-quote'));
}
