import type { Analysis } from '../../../languages/analysis.ts';
import type { Negation, Quantity, Token } from '../../../languages/pack.ts';
import { isDerived, quantityStands } from '../figures.ts';
import type { Check, CheckContext, CheckResult } from '../types.ts';
import { closeWithNeighbours, nothing, scopeOf, shown, tellsScopeOf } from './shared.ts';

/** A claim that carries this much of one passage tells what that passage tells. */
const alignedMin = 0.45;
/** Where nearly every word is the same, one "not" more or less is a turn of meaning whatever it belongs to. */
const sameWordsMin = 0.8;
/** A denial is dropped only where the claim tells nearly all of what was denied. */
const goneShareMin = 0.75;

function normsOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.filter((token) => token.kind === 'word').map((token) => token.norm));
}

/** Negations of one side whose word stands on the other side without one. */
function lone(
  these: readonly Negation[],
  others: readonly Negation[],
  otherNorms: ReadonlySet<string>,
  allAlike: boolean,
): Negation[] {
  const negated = new Set(others.flatMap(({ of }) => (of === undefined ? [] : [of])));
  const sameWord = new Set(others.map(({ text }) => text.toLowerCase()));
  const isOpen = others.some(({ of }) => of === undefined);
  return these.filter(({ of, text }) => {
    // "Rejected" is its own word: where both have it, what it is of may be told in other words.
    if (/\p{L}{4}/u.test(text) && sameWord.has(text.toLowerCase())) return false;
    if (of !== undefined && negated.has(of)) return false;
    if (of !== undefined && otherNorms.has(of)) return !isOpen;
    return allAlike && others.length === 0;
  });
}

/** A claim of two passages: the one that is not the best may have the "not". */
function isDeniedNearby(negation: Negation, context: CheckContext): boolean {
  const { aligned, analysis } = context;
  const scope = scopeOf(negation, analysis).map((token) => token.norm);
  // "Three of the nine did not vote for it", where the source says that six did.
  const quantities = closeWithNeighbours(context).flatMap((read) => read.analysis.quantities);
  const stands = (one: Quantity) => quantities.some((other) => quantityStands(one, other));
  if (analysis.quantities.some((one) => !stands(one) && isDerived(one, quantities))) return true;
  if (scope.length === 0) return false;
  return closeWithNeighbours(context).some((read) => {
    if (read === aligned[0]?.read || read.analysis.negations.length === 0) return false;
    const norms = normsOf(read.analysis.tokens);
    return scope.filter((norm) => norms.has(norm)).length / scope.length >= goneShareMin;
  });
}

const wordsAfter = 2;

/** English says what is denied behind the "not"; Korean has it in the same word. */
function withWordsAfter({ end, start, text }: Negation, { tokens, text: whole }: Analysis): string {
  if (/[가-힣]/.test(text)) return text;
  const after = tokens.filter((token) => token.start >= end).slice(0, wordsAfter);
  const stop = after.findIndex((token) => token.kind === 'punctuation');
  const last = (stop < 0 ? after : after.slice(0, stop)).at(-1);
  return whole.slice(start, last?.end ?? end);
}

function findings(context: CheckContext): CheckResult['findings'] {
  const { aligned, analysis, claim, coverage, say } = context;
  const best = aligned[0]!.read.analysis;
  const allAlike = coverage.best >= sameWordsMin;
  const severity = allAlike ? ('block' as const) : ('warn' as const);
  const added = lone(analysis.negations, best.negations, normsOf(best.tokens), allAlike)
    .filter((one) => !isDeniedNearby(one, context))
    .slice(0, 3);
  if (added.length > 0 && analysis.negations.length > best.negations.length) {
    const expected = shown(best.text);
    return added.map(({ start, end, text }) => {
      return { severity, start, end, reason: say.negationAdded(shown(text)), expected };
    });
  }
  const gone = lone(best.negations, analysis.negations, normsOf(analysis.tokens), false).filter((one) =>
    tellsScopeOf(one, best, analysis, goneShareMin),
  );
  if (gone.length === 0 || analysis.negations.length >= best.negations.length) return [];
  const expected = shown(withWordsAfter(gone[0]!, best));
  return [{ severity, start: 0, end: claim.text.length, reason: say.negationDropped(expected), expected }];
}

/** What the source denies is not told as so, nor the other way round. */
export const negationCheck: Check = {
  id: 'negation',
  // Texts it spoke of that were unsupported: 63/63 (100 %) of our own, 51/54 (94 %) of the labelled sets.
  severityMax: 'block',
  run(context) {
    const { aligned, foreign, analysis, say, claim } = context;
    if (foreign || (aligned[0]?.score ?? 0) < alignedMin || claim.part === 'crosshead') return nothing();
    const found = findings(context);
    const own = analysis.negations[0];
    const isKept = found.length === 0 && own && (aligned[0]?.read.analysis.negations.length ?? 0) > 0;
    return {
      findings: found,
      confirmations: isKept ? [{ start: own.start, end: own.end, note: say.negationKept }] : [],
    };
  },
};
