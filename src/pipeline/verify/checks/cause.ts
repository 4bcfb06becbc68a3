import type { Span, TextSpan } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import { carriedIn } from '../coverage.ts';
import { isOwnWord } from '../edits.ts';
import type { Check, CheckContext, CheckResult } from '../types.ts';
import { closeWithNeighbours, nothing, shown } from './shared.ts';

/**
 * Korean says a cause by an ending (`무너져서`, `않아`) or by what happened with `-로` (`고장으로`). The same endings tell
 * how and in what order, so they count only where they join what no passage has together.
 */
const koreanJoint =
  /(?<!에 있)[가-힣](?<!있)(?:아서|어서|여서|해서|져서|려서|워서|라서|므로|니까)(?=\s)|지\s?(?:않아|못해)(?=[\s,])|[가-힣](?:져|려)(?=\s[가-힣]+(?:이|가|을|를|은|는)\s)|(?:인상|인하|고장|부족|사고|화재|파업|폭우|지진|태풍|폭염|가뭄|한파|폭설|감소|증가|하락|상승|중단|지연|실수|과실|누출|붕괴|결함|오류|규제|제재|전쟁|공격|폭발|정전|침수|반발|악화|호조|침체|부진|개선|확대|축소|철수|취소|결렬|도입|시행|개정|사퇴|사임|감염|확산|유행)(?:으로|로)(?=\s)/gu;
const halfCarriedMin = 0.5;
/** Where the sources have fewer, nothing stands apart that could be joined. */
const passagesMin = 4;
/** Clauses that stand side by side. */
const sideBySide = /[가-힣](?:고|며|지만|으나),\s/gu;

/** The clause round `at`, from the side-by-side ending before it to the one after it. */
function clauseAt(at: number, text: string): Span {
  const ends = [...text.matchAll(sideBySide)].map((match) => match.index + match[0].length);
  return { start: ends.findLast((end) => end <= at) ?? 0, end: ends.find((end) => end > at) ?? text.length };
}

/** A Korean joint between two halves that no passage has both of. */
function strangeJoint(context: CheckContext): Span | null {
  const { claim, coverage, analysis } = context;
  if (!/[가-힣]/.test(claim.text) || context.reading.passages.length < passagesMin) return null;
  const figures = [...analysis.quantities, ...analysis.times];
  const words = coverage.words.filter(
    (word) => !figures.some(({ start, end }) => start < word.end && word.start < end),
  );
  for (const match of claim.text.matchAll(koreanJoint)) {
    const end = match.index + match[0].length;
    // What the whole story is about ("the fire") needs no passage that joins it to each of its consequences.
    const noun = match[0].replace(/(?:으로|로)$/, '');
    if (context.reading.sources.some(({ document }) => document.title.includes(noun))) continue;
    const clause = clauseAt(match.index, claim.text);
    const inside = words.filter((word) => word.start >= clause.start && word.end <= clause.end);
    const left = inside.filter((word) => word.start < end);
    const right = inside.filter((word) => word.start >= end);
    if (left.length === 0 || right.length === 0) continue;
    const isTogether = closeWithNeighbours(context).some(
      (read) => carriedIn(left, [read]) >= halfCarriedMin && carriedIn(right, [read]) >= halfCarriedMin,
    );
    if (!isTogether) return { start: match.index, end };
  }
  return null;
}

/** "Is due to open": a plan, no cause. */
function isPlan({ start, end, text }: TextSpan, whole: string): boolean {
  if (!/^due to$/i.test(text)) return false;
  const isDue = /\b(?:is|are|was|were|be|been)\s+$/i.test(whole.slice(0, start));
  return isDue && /^\s+(?!the\b|an?\b)\p{Ll}+(?:\s|[.,])/u.test(whole.slice(end));
}

/** The same words before the same word: the sentence was put in another order. */
function isSameCause(own: TextSpan, claim: Analysis, theirs: TextSpan, source: Analysis): boolean {
  const next = ({ end }: TextSpan, { tokens }: Analysis) =>
    tokens.find(({ start, stop }) => start >= end && !stop);
  const [a, b] = [next(own, claim), next(theirs, source)];
  return own.text.toLowerCase() === theirs.text.toLowerCase() && a !== undefined && a.norm === b?.norm;
}

function invented(span: Span, { say, claim }: CheckContext): CheckResult {
  const reason = say.causeInvented(shown(claim.text.slice(span.start, span.end)));
  return { findings: [{ severity: 'warn', ...span, reason }], confirmations: [] };
}

/** One thing is said to have caused another only where the source says so, near the words it says it of. */
export const causeCheck: Check = {
  id: 'cause',
  // Texts it spoke of that were unsupported: 34/35 (97 %) of our own, 108/138 (78 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { analysis, foreign, say } = context;
    if (foreign) return nothing();
    const own = analysis.causes.find((cause) => !isPlan(cause, analysis.text));
    if (!own) {
      const joint = strangeJoint(context);
      return joint ? invented(joint, context) : nothing();
    }
    const span = { start: own.start, end: own.end };
    // In a sentence that is otherwise the source's, the causes beside it are of other things.
    const isSaid = closeWithNeighbours(context).some((read) =>
      isOwnWord(own, context)
        ? read.analysis.causes.some((theirs) => isSameCause(own, analysis, theirs, read.analysis))
        : read.analysis.causes.length > 0,
    );
    return isSaid
      ? { findings: [], confirmations: [{ ...span, note: say.causeFound }] }
      : invented(span, context);
  },
};
