import type { Span } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import type { Name, TimeExpression } from '../../../languages/pack.ts';
import { compareQuantities, timesAgree } from '../../../languages/shared/agree.ts';
import { carriedIn } from '../coverage.ts';
import { quantityStands } from '../figures.ts';
import { changeFindings } from '../in-place.ts';
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

function times(context: CheckContext, reads: readonly ReadPassage[]): CheckResult['findings'] {
  const { analysis, say, reading } = context;
  const itemsOf = (list: readonly ReadPassage[]) =>
    list.flatMap((read) => read.analysis.times.map((item) => ({ item, read })));
  const all = itemsOf(reading.passages);
  return analysis.times.slice(0, itemsMax).flatMap((time) => {
    const isSame = (other: TimeExpression) =>
      other.text.toLowerCase() === time.text.toLowerCase() || timesAgree(time, other) === true;
    const isNamedToo = (other: TimeExpression) =>
      analysis.times.some((one) => one !== time && one.text.toLowerCase() === other.text.toLowerCase());
    const own = all.filter(({ item }) => isSame(item));
    const rivals = itemsOf(reads).filter(
      ({ item }) => item.kind === time.kind && timesAgree(time, item) === false && !isNamedToo(item),
    );
    const other = usurped(time, analysis, [...own, ...rivals], isSame, () => true);
    if (!other) return [];
    const expected = shown(other.text);
    const { start, end, text } = time;
    const reason = say.timeDiffers(expected, shown(text));
    return [{ severity: 'warn' as const, start, end, reason, expected }];
  });
}

/** So much of the claim has to be carried by the document that has the item; else it is of another story. */
const homeMin = 0.5;

/** A number, date or name that only a document has which tells nothing of what the rest of the claim tells. */
function fromElsewhere(context: CheckContext): CheckResult['findings'] {
  const { analysis, reading, coverage, say } = context;
  if (reading.sources.length < 2) return [];
  const items = [...analysis.quantities, ...analysis.times, ...analysis.names].slice(0, itemsMax);
  return items.flatMap((item) => {
    const rest = coverage.words.filter((word) => word.end <= item.start || word.start >= item.end);
    const there = coverage.words.find(({ start, end }) => start < item.end && item.start < end);
    if (rest.length === 0 || !there || there.anywhere < 1) return [];
    const homes = reading.sources.filter(({ passages }) => hasItem(item, analysis, passages));
    if (homes.length === 0 || homes.length === reading.sources.length) return [];
    const isTold = homes.some(({ passages }) => carriedIn(rest, passages) >= homeMin);
    const others = reading.sources.filter((source) => !homes.includes(source));
    const isOther = others.some(({ passages }) => carriedIn(rest, passages) >= homeMin);
    if (isTold || !isOther) return [];
    const { start, end } = item;
    return [{ severity: 'warn' as const, start, end, reason: say.timeStray(shown(item.text)) }];
  });
}

function hasItem(item: Span, claim: Analysis, passages: readonly ReadPassage[]): boolean {
  const quantity = claim.quantities.find((one) => one === item);
  const time = claim.times.find((one) => one === item);
  const name = claim.names.find((one) => one === item);
  return passages.some(({ analysis }) =>
    quantity
      ? analysis.quantities.some((other) => quantityStands(quantity, other))
      : time
        ? analysis.times.some((other) => timesAgree(time, other) === true)
        : name !== undefined && analysis.names.some((other) => sameBearer(name, other)),
  );
}

/** A name, number or date of the source does not stand in the place of another: parts of two sentences wired across. */
export const swapCheck: Check = {
  id: 'swap',
  // Texts it spoke of that were unsupported: 284/285 (100 %) of our own, 160/196 (82 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    if (context.foreign) return nothing();
    const reads = closePassages(context);
    const findings = [...names(context, reads), ...quantities(context, reads), ...times(context, reads)];
    if (findings.length === 0) findings.push(...fromElsewhere(context));
    const { say } = context;
    findings.push(
      ...changeFindings(context, ['name'], findings, ({ expected }, claimed) => ({
        severity: 'warn',
        reason: say.nameSwapped(expected, claimed),
      })),
    );
    return { findings, confirmations: [] };
  },
};
