import type { CheckContext, CheckResult, ReadPassage, ReadSource } from '../types.ts';

/** The two best passages are what a claim is held against; the further ones are context. */
const closeMax = 3;
const shownCharsMax = 120;

export function nothing(): CheckResult {
  return { findings: [], confirmations: [] };
}

/** Cut for a reason, so that a hostile text makes no hostile message. */
export function shown(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
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

export function primaryLang(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? '';
}

/** True where some source is in another language than the claim. */
export function isTranslatedPartly({ claim, reading }: CheckContext): boolean {
  return reading.sources.some((source) => primaryLang(source.document.lang) !== primaryLang(claim.lang));
}
