import type { Analysis } from '../../../languages/analysis.ts';
import type { Hedge, Token } from '../../../languages/pack.ts';
import { editsOf, isOwnWord } from '../edits.ts';
import type { Check, CheckContext } from '../types.ts';
import { closeWithNeighbours, nothing, scopeOf, shown, tellsScopeOf } from './shared.ts';

/** A claim that carries this much of one passage tells what that passage tells. */
const alignedMin = 0.5;

/** A hedge of the claim is of the same thing where it stands this near (code units) to the same words. */
const nearMax = 60;
/** These say that a thing is not sure; plans and forecasts may rest on whoever makes them. */
const unsure: ReadonlySet<Hedge['kind']> = new Set(['possibility', 'allegation', 'hearsay']);

/** A hedge of the source whose words the claim tells without one of its own beside them. */
function dropped(theirs: Analysis, claim: Analysis): Hedge | undefined {
  return theirs.hedges.find((hedge) => {
    if (!tellsScopeOf(hedge, theirs, claim)) return false;
    const scope = new Set(scopeOf(hedge, theirs).map((token) => token.norm));
    const told = claim.tokens.filter((token) => scope.has(token.norm));
    const isKept = claim.hedges.some(({ start, end }) =>
      told.some((token) => Math.min(Math.abs(start - token.end), Math.abs(token.start - end)) <= nearMax),
    );
    return !isKept;
  });
}

const doneBefore = /\b(?:has|have|had|was|were)\s+(?:\w+\s+)?$/i;
/** Place of ㅆ among the final consonants: `했다`, `열었다`. */
const pastFinal = 20;

const openBefore = /\b(?:to|be)\s+$/i;

/** What the source plans, the claim tells as done: "plans to vaccinate", "has vaccinated"; `할 예정이다`, `했다`. */
function isToldAsDone({ start: from, end }: Hedge, theirs: Analysis, claim: Analysis): boolean {
  if (/[가-힣]/.test(claim.text)) {
    const last = /([가-힣])다[."”'’)\s]*$/u.exec(claim.text)?.[1] ?? '';
    if (/[있겠]/.test(last) || (last.charCodeAt(0) - 0xac00) % 28 !== pastFinal) return false;
    const telling = (tokens: readonly Token[]) =>
      tokens.filter((token) => token.kind === 'word' && !token.stop);
    const planned = telling(theirs.tokens).filter((token) => token.start < end);
    const done = telling(claim.tokens).at(-1);
    return planned
      .filter((token, at) => token.end > from || at >= planned.length - 2)
      .some(({ norm }) => norm === done?.norm);
  }
  const planned = theirs.tokens.find((token) => token.start >= end && token.kind === 'word');
  return claim.tokens.some(({ norm, text, start }) => {
    const before = claim.text.slice(Math.max(0, start - 30), start);
    if (norm !== planned?.norm || text === planned.text || openBefore.test(before)) return false;
    return /(?:ed|en)$/i.test(text) || doneBefore.test(before);
  });
}

/** In a near copy: a hedge of the source that has gone from its place, with nothing that doubts in its stead. */
function goneFromPlace(context: CheckContext): Hedge | undefined {
  const { gaps, reads } = editsOf(context);
  const { analysis, claim } = context;
  const told = claim.text.toLowerCase();
  const overlaps = (tokens: readonly Token[], hedge: Hedge) =>
    tokens.some(({ start, end }) => hedge.start < end && start < hedge.end);
  for (const { own, theirs } of gaps) {
    const read = reads.find(({ analysis: { tokens } }) => theirs[0] && tokens.includes(theirs[0]));
    const gone = read?.analysis.hedges.find(
      (hedge) =>
        unsure.has(hedge.kind) && overlaps(theirs, hedge) && !told.includes(hedge.text.toLowerCase()),
    );
    // `파업할 것이라고` is surer than `파업할 수 있다고`.
    const instead = analysis.hedges.some((hedge) => overlaps(own, hedge) && !/것이라/.test(hedge.text));
    if (gone && !instead && theirs.length <= gapTokensMax) return gone;
  }
  return undefined;
}

/** A longer gap is a new wording. */
const gapTokensMax = 5;

/** In a near copy: the hedge of the source is told by this one, in other words. */
function keepsHedge(context: CheckContext, theirs: Analysis): boolean {
  const { missing } = editsOf(context);
  return theirs.hedges.some((hedge) =>
    theirs.tokens.some(
      ({ start, end, text }) => hedge.start <= start && end <= hedge.end && missing.has(text.toLowerCase()),
    ),
  );
}

/** "May", "allegedly", "-ㄹ 전망이다": what the source leaves open stays open, and what it states is not weakened. */
export const hedgeCheck: Check = {
  id: 'hedge',
  // Texts it spoke of that were unsupported: 71/71 (100 %) of our own, 137/199 (69 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { analysis, aligned, claim, foreign, say } = context;
    const best = aligned[0];
    if (foreign || !best || claim.part === 'crosshead') return nothing();
    const result = nothing();
    const [own] = analysis.hedges;
    const gone =
      best.score >= alignedMin
        ? (dropped(best.read.analysis, analysis) ?? goneFromPlace(context))
        : undefined;
    if (gone) {
      const span = { start: 0, end: claim.text.length };
      const expected = shown(gone.text);
      // A plan told as what is to come is often the same thing in other words ("the ministry plans").
      const isPlan = gone.kind === 'plan' && !isToldAsDone(gone, best.read.analysis, analysis);
      const severity = isPlan ? 'note' : 'warn';
      result.findings.push({ severity, ...span, reason: say.hedgeDropped(expected), expected });
    } else if (own && isOwnWord(own, context) && !keepsHedge(context, best.read.analysis)) {
      const span = { start: own.start, end: own.end };
      result.findings.push({ severity: 'warn', ...span, reason: say.hedgeAdded(shown(own.text)) });
    } else if (own && best.read.analysis.hedges.length > 0)
      result.confirmations.push({ start: own.start, end: own.end, note: say.hedgeKept });
    else if (own && best.score >= alignedMin) {
      const wide = closeWithNeighbours(context);
      const isOpen = wide.some(
        ({ analysis: theirs }) =>
          theirs.hedges.some((hedge) => unsure.has(hedge.kind) || !unsure.has(own.kind)) ||
          (!unsure.has(own.kind) && theirs.attributions.length > 0),
      );
      const span = { start: own.start, end: own.end };
      if (!isOpen)
        result.findings.push({ severity: 'warn', ...span, reason: say.hedgeAdded(shown(own.text)) });
    }
    return result;
  },
};
