import type { Span } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import type { Name, Token } from '../../../languages/pack.ts';
import { compareQuantities, quantitiesAgree } from '../../../languages/shared/agree.ts';
import { sameBearer } from '../names.ts';
import { bigrams, isCjk } from '../terms.ts';
import type { Check, CheckContext, CheckResult, ReadPassage } from '../types.ts';
import { closePassages, nothing, shown } from './shared.ts';

/** Tokens to each side that make a place in a sentence. */
const reach = 3;
/** Another item has to fit the place better by this much, and fit it this well, to be the one that belongs there. */
const marginMin = 1.2;
const fitMin = 1.6;
const itemsMax = 20;

/** What stands around an item: the neighbours before it and after it, nearest first. */
interface Place {
  before: Token[];
  after: Token[];
}

function placeOf(span: Span, tokens: readonly Token[]): Place {
  const before: Token[] = [];
  const after: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'punctuation') continue;
    if (token.end <= span.start) before.push(token);
    else if (token.start >= span.end) after.push(token);
    if (after.length >= reach) break;
  }
  return { before: before.slice(-reach).reverse(), after };
}

function sameWord(a: Token, b: Token): boolean {
  if (a.norm === b.norm) return true;
  if (!isCjk(a.norm) || a.norm.length < 2 || b.norm.length < 2) return false;
  const pairs = new Set(bigrams(a.norm));
  const other = bigrams(b.norm);
  return other.filter((pair) => pairs.has(pair)).length * 2 > Math.max(pairs.size, other.length);
}

/** A neighbour at the same distance says more than one a step off; a word of substance more than a function word. */
function sideFit(claim: readonly Token[], source: readonly Token[]): number {
  let fit = 0;
  claim.forEach((token, at) => {
    const weight = (token.stop ? 0.4 : 1) * (at === 0 ? 1.2 : at === 1 ? 1 : 0.7);
    if (source[at] && sameWord(token, source[at])) fit += weight;
    else if (source.some((other) => sameWord(token, other))) fit += weight * 0.6;
  });
  return fit;
}

function fitOf(claim: Place, span: Span, source: Analysis): number {
  const place = placeOf(span, source.tokens);
  return sideFit(claim.before, place.before) + sideFit(claim.after, place.after);
}

interface Item<T> {
  item: T;
  read: ReadPassage;
}

/** The item that stands in this place in the source, where it is another one than the claim has; else null. */
function usurped<T extends Span>(
  claimed: T,
  analysis: Analysis,
  items: readonly Item<T>[],
  isSame: (other: T) => boolean,
  isRival: (other: T) => boolean,
): T | null {
  const place = placeOf(claimed, analysis.tokens);
  let own = -1;
  let best: { fit: number; item: T } | null = null;
  for (const { item, read } of items) {
    const isOwn = isSame(item);
    if (!isOwn && !isRival(item)) continue;
    const fit = fitOf(place, item, read.analysis);
    if (isOwn) own = Math.max(own, fit);
    else if (fit > (best?.fit ?? 0)) best = { fit, item };
  }
  // An item that no source has is another check's business.
  if (own < 0 || best === null) return null;
  return best.fit >= fitMin && best.fit - own >= marginMin ? best.item : null;
}

function names(context: CheckContext, reads: readonly ReadPassage[]): CheckResult['findings'] {
  const { analysis, say, reading } = context;
  const near = reads.flatMap((read) => read.analysis.names.map((item): Item<Name> => ({ item, read })));
  const all = reading.passages.flatMap((read) =>
    read.analysis.names.map((item): Item<Name> => ({ item, read })),
  );
  return analysis.names.slice(0, itemsMax).flatMap((name) => {
    const isSame = (other: Name) => sameBearer(name, other);
    const own = all.filter(({ item }) => isSame(item));
    const rivals = near.filter(({ item }) => !isSame(item));
    const other = usurped(name, analysis, [...own, ...rivals], isSame, () => true);
    if (!other) return [];
    const expected = shown(other.text);
    const { start, end, text } = name;
    return [
      { severity: 'warn' as const, start, end, reason: say.nameSwapped(expected, shown(text)), expected },
    ];
  });
}

function quantities(context: CheckContext, reads: readonly ReadPassage[]): CheckResult['findings'] {
  const { analysis, say, reading } = context;
  const itemsOf = (list: readonly ReadPassage[]) =>
    list.flatMap((read) => read.analysis.quantities.map((item) => ({ item, read })));
  const near = itemsOf(reads);
  const all = itemsOf(reading.passages);
  return analysis.quantities.slice(0, itemsMax).flatMap((quantity) => {
    const own = all.filter(({ item }) => quantitiesAgree(quantity, item));
    const rivals = near.filter(({ item }) => {
      const relation = compareQuantities(quantity, item);
      return (
        relation === 'differs' ||
        (relation === 'incomparable' && item.unit === quantity.unit && !item.ordinal)
      );
    });
    const other = usurped(
      quantity,
      analysis,
      [...own, ...rivals],
      (item) => quantitiesAgree(quantity, item),
      () => true,
    );
    if (!other) return [];
    const expected = shown(other.text);
    const { start, end, text } = quantity;
    const reason = say.numberElsewhere(shown(text), expected);
    return [{ severity: 'warn' as const, start, end, reason, expected }];
  });
}

/** A name or number of the source does not stand in the place of another: parts of two sentences wired across. */
export const swapCheck: Check = {
  id: 'swap',
  severityMax: 'warn',
  run(context) {
    if (context.foreign) return nothing();
    const reads = closePassages(context);
    return { findings: [...names(context, reads), ...quantities(context, reads)], confirmations: [] };
  },
};
