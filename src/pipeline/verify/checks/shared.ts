import type { Span } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import { primaryLanguage } from '../../../languages/languages.ts';
import type { Token } from '../../../languages/pack.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import type { CheckContext, CheckResult, ReadPassage, ReadSource } from '../types.ts';

/** The two best passages are what a claim is held against; the further ones are context. */
const closeMax = 3;
const shownCharsMax = 120;

export function nothing(): CheckResult {
  return { findings: [], confirmations: [] };
}

/** Cut for a reason, so that a hostile text makes no hostile message; without the stop of a sentence that it ends. */
export function shown(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[,;:]$|(?<=[\p{Ll}가-힣]{3})\.$/u, '');
  return plain.length > shownCharsMax ? `${plain.slice(0, shownCharsMax - 1)}…` : plain;
}

/** The passages that a claim is held against first: the cited and the best ones. */
export function closePassages({ aligned }: CheckContext): ReadPassage[] {
  const close = [
    ...aligned.filter((one) => one.cited),
    ...aligned.filter((one) => !one.cited).slice(0, closeMax),
  ];
  return close.map((one) => one.read);
}

export function sourceOf(read: ReadPassage, { reading }: CheckContext): ReadSource | undefined {
  return reading.sources[Number(read.passage.document.slice(1)) - 1] ?? undefined;
}

/** The passages beside one, in the same document: where "he" was named, where the quotation went on. */
export function neighbours(read: ReadPassage, context: CheckContext, reach = 1): ReadPassage[] {
  const passages: readonly ReadPassage[] = sourceOf(read, context)?.passages ?? [];
  const at = passages.indexOf(read);
  return at < 0 ? [] : passages.slice(Math.max(0, at - reach), at + reach + 1).filter((one) => one !== read);
}

/** Close passages with what stands beside them. */
export function closeWithNeighbours(context: CheckContext, reach = 1): ReadPassage[] {
  const close = closePassages(context);
  return [...new Set([...close, ...close.flatMap((read) => neighbours(read, context, reach))])];
}

/** True where some source is in another language than the claim. */
export function isTranslatedPartly({ claim, reading }: CheckContext): boolean {
  return reading.sources.some(
    (source) => primaryLanguage(source.document.lang) !== primaryLanguage(claim.lang),
  );
}

/** Words around a hedge or a denial that say what it is of. */
const scopeWords = 5;
/** So many of them have to be in the claim for it to be of the same thing. */
const scopeShareMin = 0.5;

/**
 * True where the claim tells what `span` of the passage speaks of: the words after it (in Korean, where the verb comes
 * last, before it) are in the claim too.
 */
export function tellsScopeOf(
  span: Span,
  theirs: Analysis,
  claim: Analysis,
  shareMin = scopeShareMin,
): boolean {
  const scope = scopeOf(span, theirs);
  if (scope.length === 0) return true;
  const norms = new Set(claim.tokens.map((token) => token.norm));
  return scope.filter((token) => norms.has(token.norm)).length / scope.length >= shareMin;
}

/** The words that a hedge or denial speaks of. */
export function scopeOf(span: Span, theirs: Analysis): Token[] {
  const isKorean = /[가-힣]/.test(theirs.text);
  const content = theirs.tokens.filter(
    (token) =>
      token.kind !== 'punctuation' && !token.stop && (token.end <= span.start || token.start >= span.end),
  );
  const before = content.filter((token) => token.end <= span.start);
  const after = content.filter((token) => token.start >= span.end);
  if (isKorean || after.length === 0) return before.slice(-scopeWords);
  return after.slice(0, scopeWords - 1);
}

/** Words of a name or speaker that tell who it is. */
export function tellingWords(text: string): string[] {
  return foldName(text)
    .split(' ')
    .filter((word) => (/[가-힣]/.test(word) ? word.length > 1 : word.length > 3));
}
