import type { Span } from '../../domain/span.ts';
import type { Name, Token } from '../../languages/pack.ts';
import { timesAgree } from '../../languages/shared/agree.ts';
import { closePassages, closeWithNeighbours } from './checks/shared.ts';
import { isDerived, quantityStands } from './figures.ts';
import { generalWordsOf, synonymsOf } from './lexicon.ts';
import { isOfficeWord } from './offices.ts';
import { sameStance } from './stance.ts';
import { bigrams, isCjk } from './terms.ts';
import type { CheckContext, ReadPassage } from './types.ts';

/** Longer claims and passages are not compared word by word. */
const tokensMax = 160;
/** Windows of the sources that a claim is laid against. */
const windowsMax = 9;
/** A claim that keeps this share of its words in the order of one window is an edit of it. */
const nearCopyMin = 0.65;
/** More words than this in the place of others are a new wording, not a change. */
const changeWordsMax = 3;

/** Words of the claim that stand in the place of words of the source; either side may be empty. */
export interface Edit {
  own: readonly Token[];
  theirs: readonly Token[];
}

/**
 * What was changed: words inside quotation marks; a figure or its unit; a name or an office; a word of the sources that
 * belongs elsewhere; any other word.
 */
export type EditKind = 'quoted' | 'figure' | 'name' | 'moved' | 'word';

export interface KindEdit extends Edit {
  kind: EditKind;
}

/** A claim laid against the place of the sources that it is nearest to in words and their order. */
export interface Edits {
  /** Share (0..1) of the claim's words that stand there in the same order. */
  kept: number;
  /** Words of substance put in the place of others that they do not mean. */
  replaced: readonly KindEdit[];
  /** Words of substance that nothing there stands for. */
  added: readonly Edit[];
  /** Words of substance that the claim leaves out, with nothing in their place. */
  dropped: readonly Edit[];
  /** Two words of both that have changed places. */
  crossed: readonly { first: Token; second: Token }[];
  /** Every word of the claim that does not stand there, function words too. */
  strange: ReadonlySet<Token>;
  /** As written, in lower case: every word there that the claim lacks. */
  missing: ReadonlySet<string>;
  /** Everything between the words that both have, function words too. */
  gaps: readonly Edit[];
  /** The passages that the claim was laid against. */
  reads: readonly ReadPassage[];
}

const none: Edits = {
  kept: 0,
  replaced: [],
  added: [],
  dropped: [],
  crossed: [],
  strange: new Set(),
  missing: new Set(),
  gaps: [],
  reads: [],
};

function plain(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.kind !== 'punctuation');
}

/** What two forms of one word share; a number without its separators. */
export function keyOf(token: Token): string {
  return token.kind === 'number' ? token.norm.replace(/,/g, '') : token.norm;
}

interface Window {
  tokens: Token[];
  reads: ReadPassage[];
}

/** Each close passage alone, and with the one behind it: a claim may merge two sentences. */
function windowsOf(context: CheckContext): Window[] {
  const close = closePassages(context);
  const wide = closeWithNeighbours(context);
  const next = (read: ReadPassage) =>
    wide.find(
      ({ passage }) =>
        passage.document === read.passage.document && passage.sentence === read.passage.sentence + 1,
    );
  return close
    .flatMap((read) => {
      const own = { tokens: plain(read.analysis.tokens), reads: [read] };
      const after = next(read);
      if (!after) return [own];
      const both = [...own.tokens, ...plain(after.analysis.tokens)];
      return [own, { tokens: both, reads: [read, after] }];
    })
    .filter(({ tokens }) => tokens.length <= tokensMax)
    .slice(0, windowsMax);
}

/** Pairs of indices of the longest common subsequence. */
function commonOf(own: readonly string[], theirs: readonly string[]): [number, number][] {
  const width = theirs.length + 1;
  const table = new Uint16Array((own.length + 1) * width);
  for (let at = own.length - 1; at >= 0; at -= 1)
    for (let other = theirs.length - 1; other >= 0; other -= 1)
      table[at * width + other] =
        own[at] === theirs[other]
          ? table[(at + 1) * width + other + 1]! + 1
          : Math.max(table[(at + 1) * width + other]!, table[at * width + other + 1]!);
  const pairs: [number, number][] = [];
  for (let at = 0, other = 0; at < own.length && other < theirs.length; ) {
    if (own[at] === theirs[other]) {
      pairs.push([at, other]);
      at += 1;
      other += 1;
    } else if (table[(at + 1) * width + other]! >= table[at * width + other + 1]!) at += 1;
    else other += 1;
  }
  return pairs;
}

/** Runs between the words that both have. */
function gapsOf(own: readonly Token[], theirs: readonly Token[], pairs: readonly [number, number][]): Edit[] {
  const gaps: Edit[] = [];
  let [from, other] = [0, 0];
  for (const [at, there] of [...pairs, [own.length, theirs.length] as const]) {
    if (at > from || there > other)
      gaps.push({ own: own.slice(from, at), theirs: theirs.slice(other, there) });
    [from, other] = [at + 1, there + 1];
  }
  return gaps;
}

const stemCharsMin = 5;

/** `부사장` is no `사장`, `비공개` no `공개`: one syllable before a word that makes another of it. */
function turnsWord(long: string, short: string): boolean {
  return (
    short.length >= 2 &&
    long.length === short.length + 1 &&
    /^[부불비미무반차준]/u.test(long) &&
    long.endsWith(short)
  );
}

/** Two words of one meaning as far as the lexicon and their letters tell. */
export function meansSame(a: string, b: string): boolean {
  if (a === b) return true;
  if (isCjk(a) && isCjk(b)) {
    // Korean inflects at the end: what begins in another way is another word (`새바다호`, `한바다호`).
    if (turnsWord(a, b) || turnsWord(b, a)) return false;
    if (a.includes(b) || b.includes(a)) return true;
    if (a[0] !== b[0]) return synonymsOf(a).includes(b) || synonymsOf(b).includes(a);
    const pairs = new Set(bigrams(b));
    if (a.length > 2 && bigrams(a).filter((pair) => pairs.has(pair)).length / (a.length - 1) >= 0.6)
      return true;
  } else if (a.length >= stemCharsMin && b.length >= stemCharsMin) {
    const size = Math.max(stemCharsMin, Math.min(a.length, b.length) - 3);
    if (a.slice(0, size) === b.slice(0, size)) return true;
  }
  return synonymsOf(a).includes(b) || synonymsOf(b).includes(a) || generalWordsOf(b).includes(a);
}

const isContent = (token: Token) => !token.stop;

/** Numbers and dates that the sources bear out in another form (`40` for `forty`, a sum), so that no word shows it. */
function otherForms(context: CheckContext, theirs: readonly Token[]): Span[] {
  const { analysis } = context;
  const close = closePassages(context).map((read) => read.analysis);
  const written = new Set(theirs.map((token) => token.text.toLowerCase()));
  const isMoved = ({ start, end }: Span) =>
    analysis.tokens.some(
      ({ start: from, end: to, text }) =>
        from >= start && to <= end && /\d/.test(text) && written.has(text.toLowerCase()),
    );
  const quantities = close.flatMap((one) => one.quantities);
  const times = close.flatMap((one) => one.times);
  return [
    ...analysis.quantities.filter((one) =>
      quantities.some((other) => quantityStands(one, other)) ? !isMoved(one) : isDerived(one, quantities),
    ),
    ...analysis.times.filter(
      (one) => times.some((other) => timesAgree(one, other) === true) && !isMoved(one),
    ),
  ];
}

function isConfirmed(token: Token, confirmed: readonly Span[]): boolean {
  return confirmed.some(({ start, end }) => start < token.end && token.start < end);
}

const measures =
  /^(?:second|minute|hour|day|week|month|year|decade|century|percent|point|dollar|euro|pound|won|ton|tonne|kilo|kilogram|gram|metre|meter|foot|feet|mile|kilometre|kilometer|km|acre|hectare|litre|gallon|million|billion|trillion|hundred|thousand|초|분|시간|일|주|달|개월|년|원|달러|유로|엔|톤|㎞|㎏|미터|킬로미터|명|가구|건|대|척|마리|퍼센트|포인트|만|억|조)$/u;

/** A unit, a counter or a magnitude, by its norm. */
export function isMeasure(norm: string): boolean {
  return measures.test(norm);
}

function isFigure(token: Token): boolean {
  return token.kind === 'number' || isMeasure(token.norm);
}

/** Inside quotation marks, closed or not: a quotation of several sentences is cut between its marks. */
export function isQuoted(token: Token, { claim, analysis }: CheckContext): boolean {
  if (
    analysis.quotations.some(
      ({ start, end, kind }) => kind !== 'title' && start < token.start && token.end <= end,
    )
  )
    return true;
  const before = claim.text.slice(0, token.start);
  const opened = /(?:^|[\s:(—–-])["“‘'](?=\p{L})[^"”’]*$/u.exec(before);
  return opened !== null && !/['’](?=[\s.,]|$)/u.test(opened[0].slice(2));
}

function kindOf({ own, theirs }: Edit, context: CheckContext): EditKind {
  const { analysis, coverage, aligned } = context;
  if (own.some((token) => isQuoted(token, context))) return 'quoted';
  if (own.some(isFigure) && theirs.some(isFigure)) return 'figure';
  const isNameOf = (names: readonly Name[], token: Token) =>
    names.some((name) => name.start < token.end && token.start < name.end);
  const theirNames = new Set(aligned.flatMap(({ read }) => read.analysis.names.map((name) => name.key)));
  const isTheirName = (token: Token) => [...theirNames].some((key) => key.split(' ').includes(token.norm));
  if (own.some((token) => isNameOf(analysis.names, token)) || theirs.some(isTheirName)) return 'name';
  if (own.some(({ norm }) => isOfficeWord(norm)) && theirs.some(({ norm }) => isOfficeWord(norm)))
    return 'name';
  const isMoved = (token: Token) =>
    coverage.words.some((word) => word.start === token.start && word.anywhere === 1);
  return own.every(isMoved) ? 'moved' : 'word';
}

function sorted(
  gaps: readonly Edit[],
  kept: number,
  context: CheckContext,
  confirmed: readonly Span[],
): Omit<Edits, 'gaps' | 'reads'> {
  const content = gaps.map(({ own, theirs }) => ({
    own: own.filter(isContent),
    theirs: theirs.filter(isContent),
  }));
  const loose = content.flatMap(({ theirs }) => theirs);
  const replaced: KindEdit[] = [];
  const added: Edit[] = [];
  const dropped: Edit[] = [];
  for (const { own, theirs } of content) {
    const strange = own.filter(
      (token) =>
        !theirs.some(
          (other) => meansSame(keyOf(token), keyOf(other)) || isSameStance(token, other, context),
        ) && !loose.some((other) => keyOf(other) === keyOf(token)),
    );
    const missing = theirs.filter(
      (other) =>
        !own.some((token) => meansSame(keyOf(token), keyOf(other)) || isSameStance(token, other, context)),
    );
    const open = strange.filter((token) => !isConfirmed(token, confirmed));
    const isChange = open.length <= changeWordsMax && missing.length <= changeWordsMax;
    if (open.length > 0 && missing.length === 0) added.push({ own: open, theirs: missing });
    else if (open.length > 0 && isChange)
      replaced.push({ own: open, theirs: missing, kind: kindOf({ own: open, theirs: missing }, context) });
    else if (own.length === 0 && missing.length > 0) dropped.push({ own, theirs: missing });
  }
  return {
    kept,
    replaced,
    added,
    dropped,
    crossed: crossedIn(content),
    strange: new Set(gaps.flatMap(({ own }) => own)),
    missing: new Set(gaps.flatMap(({ theirs }) => theirs.map(({ text }) => text.toLowerCase()))),
  };
}

function isSameStance(own: Token, other: Token, context: CheckContext): boolean {
  return closePassages(context).some((read) => sameStance(own, context.analysis, other, read.analysis));
}

/** A word of one gap that the source has in another gap, whose own word the claim has here. */
function crossedIn(gaps: readonly Edit[]): { first: Token; second: Token }[] {
  const found: { first: Token; second: Token }[] = [];
  const has = (list: readonly Token[], token: Token) => list.some((other) => keyOf(other) === keyOf(token));
  gaps.forEach((gap, at) => {
    for (const other of gaps.slice(at + 1)) {
      const first = gap.own.find((token) => has(other.theirs, token) && !has(gap.theirs, token));
      const second = other.own.find((token) => has(gap.theirs, token) && !has(other.theirs, token));
      if (first && second) found.push({ first, second });
    }
  });
  return found;
}

/** In a near copy: a word of the span is the claim's own. False where the claim is no near copy. */
export function isOwnWord(span: Span, context: CheckContext): boolean {
  return [...editsOf(context).strange].some((token) => token.start < span.end && span.start < token.end);
}

const cache = new WeakMap<CheckContext, Edits>();

/** How the claim differs, word by word, from the place that it is nearest to; nothing where it is near to none. */
export function editsOf(context: CheckContext): Edits {
  const known = cache.get(context);
  if (known) return known;
  const own = plain(context.analysis.tokens);
  let best: { pairs: [number, number][]; theirs: Token[]; reads: ReadPassage[] } | null = null;
  if (own.length > 0 && own.length <= tokensMax && !context.foreign) {
    const keys = own.map(keyOf);
    for (const { tokens: theirs, reads } of windowsOf(context)) {
      const pairs = commonOf(keys, theirs.map(keyOf));
      if (pairs.length > (best?.pairs.length ?? 0)) best = { pairs, theirs, reads };
    }
  }
  const kept = best ? best.pairs.length / own.length : 0;
  let edits: Edits = { ...none, kept };
  if (best && kept >= nearCopyMin) {
    const gaps = gapsOf(own, best.theirs, best.pairs);
    edits = {
      ...sorted(gaps, kept, context, otherForms(context, best.theirs)),
      gaps,
      reads: best.reads,
    };
  }
  cache.set(context, edits);
  return edits;
}
