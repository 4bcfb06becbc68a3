import type { Span } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import type { Name } from '../../../languages/pack.ts';
import { compareQuantities } from '../../../languages/shared/agree.ts';
import { quantityStands } from '../figures.ts';
import { sameBearer } from '../names.ts';
import { fitOf, placeOf } from '../places.ts';
import type { Check, CheckContext, CheckResult, ReadPassage } from '../types.ts';
import { closePassages, nothing, shown } from './shared.ts';

/** Another item has to fit the place better by this much, and fit it this well, to be the one that belongs there. */
const marginMin = 1.2;
const fitMin = 1.6;
const itemsMax = 20;

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

/** Korean towns and districts that no list knows, by their last syllable; `다시`, `역시` and `당시` are none. */
const placeLike = /^(?!반드시|일제시|무작시)[가-힣]{2,4}[시군구읍역항]$/u;

/** Names with what looks like a Korean place: in the place of each other they are told apart as names are. */
function namesOf({ names: known, tokens }: Analysis): Name[] {
  const places = tokens.flatMap(({ kind, text, start, end }): Name[] =>
    kind === 'word' && placeLike.test(text) && !known.some((name) => name.start < end && start < name.end)
      ? [{ kind: 'place', text, start, end, key: text, aliases: [] }]
      : [],
  );
  return [...known, ...places];
}

function names(context: CheckContext, reads: readonly ReadPassage[]): CheckResult['findings'] {
  const { analysis, say, reading } = context;
  const near = reads.flatMap((read) => namesOf(read.analysis).map((item): Item<Name> => ({ item, read })));
  const all = reading.passages.flatMap((read) =>
    namesOf(read.analysis).map((item): Item<Name> => ({ item, read })),
  );
  const claimed = namesOf(analysis);
  return claimed.slice(0, itemsMax).flatMap((name) => {
    const isSame = (other: Name) => sameBearer(name, other);
    const own = all.filter(({ item }) => isSame(item));
    // Where the claim names both, who did what to whom is the other check's business.
    const isNamedToo = (other: Name) => claimed.some((one) => one !== name && sameBearer(one, other));
    const rivals = near.filter(({ item }) => item.kind === name.kind && !isSame(item) && !isNamedToo(item));
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
    const own = all.filter(({ item }) => quantityStands(quantity, item));
    const rivals = near.filter(({ item }) => {
      if (analysis.quantities.some((one) => one !== quantity && quantityStands(one, item))) return false;
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
      (item) => quantityStands(quantity, item),
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
  // Texts it spoke of that were unsupported: 35/35 (100 %) of our own, 74/87 (85 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    if (context.foreign) return nothing();
    const reads = closePassages(context);
    return { findings: [...names(context, reads), ...quantities(context, reads)], confirmations: [] };
  },
};
