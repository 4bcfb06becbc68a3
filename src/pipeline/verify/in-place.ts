import type { Finding } from '../../domain/brief.ts';
import { parseNumberWords, parseOrdinal } from '../../languages/en/number-words.ts';
import type { Quantity, Token } from '../../languages/pack.ts';
import { compareQuantities, timesAgree } from '../../languages/shared/agree.ts';
import { shown } from './checks/shared.ts';
import { type Edit, editsOf, isMeasure, isQuoted, keyOf, meansSame } from './edits.ts';
import { isDerived, quantityStands, saysReckoned } from './figures.ts';
import { findVerbatim } from './fold.ts';
import { changeOfName, isOtherName } from './in-place-names.ts';
import { type Change, type ChangeKind, isContent, overlapping, type Pair, readOf } from './in-place-parts.ts';
import { isOfficeToken, isRank } from './offices.ts';
import { areOpposites } from './opposites.ts';
import { fitOf, placeOf } from './places.ts';
import type { CheckContext, ReadPassage } from './types.ts';

/** More words than this in the place of others are a new wording. */
const gapTokensMax = 5;

const calendar =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|today|yesterday|tomorrow|last|next|this|weekend)$|^(?:월|화|수|목|금|토|일)요일$|^(?:올해|지난해|작년|내년|재작년|이달|지난달|내달|어제|오늘|내일|전날|이튿날|봄|여름|가을|겨울|오전|오후|다음|지난|이번)$/u;
const articles = /^(?:an?|one|한)$/u;
const koreanCounts = ['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열'];
const fractions: Record<string, number> = { half: 0.5, quarter: 0.25, both: 2, twice: 2, once: 1, 절반: 0.5 };

const notNumbers = /^(?:an?|and|several|score|hundred|thousand|million|billion|trillion|seconds|dozen)$/;

/** The number that one word is; null where it is none. */
function numberOf(token: Token): number | null {
  if (token.kind === 'number') {
    const value = Number(token.norm.replace(/,/g, ''));
    return Number.isNaN(value) ? null : value;
  }
  const word = token.text.toLowerCase();
  const known = fractions[word];
  if (known !== undefined) return known;
  const at = koreanCounts.indexOf(word);
  if (at >= 0) return at + 1;
  if (!/^[a-z]+$/.test(word) || notNumbers.test(word)) return null;
  return parseNumberWords(word)?.value ?? parseOrdinal(word.replace(/s$/, ''));
}

/** One figure is rounded from another as it is written, or the gap has words of its own that say how rough it is. */
function isRounded(own: Quantity, theirs: Quantity, { gap }: Pair): boolean {
  return own.step > theirs.step || gap.own.length > gap.theirs.length;
}

/** "Three of the nine did not" for "six of the nine did"; what was reckoned from two figures. */
function isOtherView({ analysis }: CheckContext, { analysis: theirs }: ReadPassage): boolean {
  return (
    saysReckoned(analysis.text) ||
    saysReckoned(theirs.text) ||
    analysis.negations.length !== theirs.negations.length
  );
}

/** The figure or date of the claim is the one of the source in another form. */
function isBorneOut(pair: Pair, context: CheckContext): boolean {
  const { analysis, reading } = context;
  const { own, theirs, read } = pair;
  const [time, theirTime] = [overlapping(analysis.times, own), overlapping(read.analysis.times, theirs)];
  if (time && theirTime) {
    const isMixed = time.relative !== theirTime.relative && !reading.anchor.isReal;
    if (isMixed || timesAgree(time, theirTime) === true) return true;
  }
  const [quantity, theirQuantity] = [
    overlapping(analysis.quantities, own),
    overlapping(read.analysis.quantities, theirs),
  ];
  if (quantity && !time && isOtherView(context, read) && isDerived(quantity, read.analysis.quantities))
    return true;
  if (!quantity || !theirQuantity) return false;
  if (quantityStands(quantity, theirQuantity) && /여/.test(quantity.text)) return true;
  const relation = compareQuantities(quantity, theirQuantity);
  if (relation === 'same' || relation === 'converted') return true;
  return relation === 'rounded' && isRounded(quantity, theirQuantity, pair);
}

/** The figure stands elsewhere in the sources, and with it the gap has the words of another thing. */
function isOfAnotherThing({ own, gap }: Pair, { analysis, reading }: CheckContext): boolean {
  const quantity = overlapping(analysis.quantities, own);
  const hasWords = gap.own.some((token) => isContent(token) && numberOf(token) === null && !isUnit(token));
  if (!quantity || !hasWords) return false;
  return reading.passages.some((read) =>
    read.analysis.quantities.some((other) => compareQuantities(quantity, other) === 'same'),
  );
}

/** Beside an article a higher number is an attribute (`a 2013 law`). */
const articleMax = 12;

function changeOfFigure(pair: Pair, context: CheckContext): ChangeKind | null {
  const { own, theirs, read } = pair;
  const [a, b] = [numberOf(own), numberOf(theirs)];
  if (a === null && b === null) return null;
  // Where one has an article: "two years earlier" for "a year earlier".
  const [x, y] = [a ?? (articles.test(own.norm) ? 1 : b), b ?? (articles.test(theirs.norm) ? 1 : a)];
  if (x === y || isBorneOut(pair, context)) return null;
  if (isOfAnotherThing(pair, context)) return null;
  if ((a === null || b === null) && (a ?? b ?? 0) > articleMax) return null;
  const isTime = overlapping(context.analysis.times, own) ?? overlapping(read.analysis.times, theirs);
  return isTime ? 'date' : 'figure';
}

const season = /^(?:spring|summer|autumn|winter|봄|여름|가을|겨울)$/u;

function changeOfDate(pair: Pair, context: CheckContext): ChangeKind | null {
  const { own, theirs, read } = pair;
  if (!calendar.test(own.norm) || !calendar.test(theirs.norm)) return null;
  const isTime =
    (season.test(own.norm) && season.test(theirs.norm)) ||
    (overlapping(context.analysis.times, own) && overlapping(read.analysis.times, theirs));
  return isTime && !isBorneOut(pair, context) ? 'date' : null;
}

/** `주세요` is no week. */
const isUnit = ({ text, norm }: Token) => isMeasure(norm) && (text === norm || !/[가-힣]/.test(text));

/** Korean counters of the same things. */
const sameCounters = [/^(?:명|인|사람)$/u, /^(?:개|곳|군데|건)$/u, /^(?:percent|per|cent|point)$/];

function changeOfUnit(pair: Pair, context: CheckContext): ChangeKind | null {
  const { own, theirs } = pair;
  if (!isUnit(own) || !isUnit(theirs) || meansSame(own.norm, theirs.norm)) return null;
  if (sameCounters.some((same) => same.test(own.norm) && same.test(theirs.norm))) return null;
  // Behind one and the same number another unit is another amount.
  const isOneNumber = pair.gap.own.every((token) => numberOf(token) === null);
  return !isOneNumber && isBorneOut(pair, context) ? null : 'unit';
}

function changeOfWord(pair: Pair, context: CheckContext): ChangeKind | null {
  const { own, theirs } = pair;
  if (own.norm === theirs.norm) return null;
  if (areOpposites(own, theirs)) return 'opposite';
  const areOffices = isOfficeToken(own) && isOfficeToken(theirs);
  if (areOffices && !meansSame(own.norm, theirs.norm)) return 'office';
  return isOtherName(pair, context) ? 'name' : null;
}

/** The words of the claim stand, with what is beside them, in a quotation of a source. */
function standsQuoted(token: Token, { claim, analysis, reading }: CheckContext): boolean {
  const at = analysis.tokens.indexOf(token);
  const [before, after] = [analysis.tokens[at - 1] ?? token, analysis.tokens[at + 1] ?? token];
  const words = claim.text.slice(before.start, after.end);
  return reading.sources.some((source) => findVerbatim(words, source) !== null);
}

/** Another occurrence of the claim's word in the sources fits this place as well as what stands there. */
function fitsElsewhere({ own, theirs, read }: Pair, { analysis, aligned }: CheckContext): boolean {
  const place = placeOf(own, analysis.tokens);
  const fit = fitOf(place, theirs, read.analysis);
  return aligned.some((one) =>
    one.read.analysis.tokens.some(
      (token) => keyOf(token) === keyOf(own) && fitOf(place, token, one.read.analysis) >= fit,
    ),
  );
}

/** What changed, as one check tells it: the kinds that are its business, but not what it has told already. */
export function changeFindings(
  context: CheckContext,
  kinds: readonly ChangeKind[],
  told: readonly Omit<Finding, 'check'>[],
  say: (change: Change, claimed: string) => Omit<Finding, 'check' | 'start' | 'end' | 'expected'>,
): Omit<Finding, 'check'>[] {
  return changesOf(context)
    .filter(({ kind }) => kinds.includes(kind))
    .filter(
      ({ start, end }) => !told.some((one) => one.severity !== 'note' && one.start < end && start < one.end),
    )
    .map((change) => {
      const { start, end } = change;
      const expected = shown(change.expected);
      const { severity, reason } = say({ ...change, expected }, shown(context.claim.text.slice(start, end)));
      return { severity, reason, start, end, expected };
    });
}

function telling(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => numberOf(token) !== null || isUnit(token) || isContent(token));
}

/** The words of a gap that stand for each other: the figure for the figure, the unit for the unit, else in order. */
function pairsOf(gap: Edit, reads: readonly ReadPassage[]): Pair[] {
  const classOf = (token: Token) =>
    numberOf(token) !== null
      ? 'figure'
      : isUnit(token)
        ? 'unit'
        : calendar.test(token.norm)
          ? 'date'
          : 'word';
  const [own, theirs] = [telling(gap.own), telling(gap.theirs)];
  const pairs: Pair[] = [];
  for (const kind of ['figure', 'unit', 'date', 'word']) {
    let [a, b] = [own.filter((one) => classOf(one) === kind), theirs.filter((one) => classOf(one) === kind)];
    // "Two years earlier" for "a year earlier".
    if (kind === 'figure' && a.length + b.length === 1) {
      const [articlesOwn, articlesTheirs] = [gap.own, gap.theirs].map((list) =>
        list.filter((one) => articles.test(one.norm)),
      );
      if (a.length === 0) a = articlesOwn ?? [];
      else b = articlesTheirs ?? [];
    }
    if (a.length !== b.length || a.length > 2) continue;
    a.forEach((one, at) => {
      const read = readOf(b[at]!, reads);
      if (read) pairs.push({ own: one, theirs: b[at]!, gap, read });
    });
  }
  return pairs;
}

function changeIn(pair: Pair, context: CheckContext): Change | null {
  const { own, theirs } = pair;
  if (keyOf(own) === keyOf(theirs)) return null;
  const isSameValue = numberOf(own) !== null && numberOf(own) === numberOf(theirs);
  const kind =
    isQuoted(own, context) &&
    !isSameValue &&
    !standsQuoted(own, context) &&
    isContent(own) &&
    isContent(theirs)
      ? 'quoted'
      : (changeOfFigure(pair, context) ??
        changeOfDate(pair, context) ??
        changeOfUnit(pair, context) ??
        changeOfWord(pair, context));
  if (!kind || (kind !== 'quoted' && fitsElsewhere(pair, context))) return null;
  return { kind, start: own.start, end: own.end, expected: theirs.text };
}

/** "Vice" before a president who is none, or left out before one who is; `former` left out. */
function changeOfRank(
  { own, theirs }: Edit,
  { analysis }: CheckContext,
  reads: readonly ReadPassage[],
): Change | null {
  const [added, dropped] = [own.filter(isContent), theirs.filter(isContent)];
  if (added.length + dropped.length !== 1) return null;
  const [rank] = [...added, ...dropped];
  if (!rank || !isRank(rank.text)) return null;
  const isAdded = added.length === 1;
  const tokens = isAdded ? analysis.tokens : (readOf(rank, reads)?.analysis.tokens ?? []);
  const office = tokens[tokens.indexOf(rank) + 1];
  if (!office || !isOfficeToken(office)) return null;
  const there = isAdded ? office : analysis.tokens.find(({ norm }) => norm === office.norm);
  if (!there) return null;
  const expected = isAdded ? office.text : `${rank.text} ${office.text}`;
  return { kind: 'office', start: isAdded ? rank.start : there.start, end: there.end, expected };
}

const cache = new WeakMap<CheckContext, Change[]>();

/**
 * In a claim that is a sentence of the source but for a few words: every figure, unit, date, name, office, quoted or
 * opposite word that stands in the place of another one. Figures and dates that are the same in another form are none.
 */
export function changesOf(context: CheckContext): readonly Change[] {
  const known = cache.get(context);
  if (known) return known;
  const { gaps, reads } = editsOf(context);
  const ranks = gaps.flatMap((gap) => changeOfRank(gap, context, reads) ?? []);
  const changes = gaps
    .filter(
      ({ own, theirs }) =>
        own.length > 0 && theirs.length > 0 && own.length <= gapTokensMax && theirs.length <= gapTokensMax,
    )
    .flatMap((gap): Change[] => {
      const found = pairsOf(gap, reads).flatMap((pair) => changeIn(pair, context) ?? []);
      const name = found.length === 0 ? changeOfName(gap, reads, context) : null;
      return name ? [name] : found;
    });
  const all = [...changes, ...ranks];
  cache.set(context, all);
  return all;
}
