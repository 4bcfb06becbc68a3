import type { Check } from '../types.ts';
import { closeWithNeighbours, nothing, shown } from './shared.ts';

/** A claim that carries this much of one passage tells what that passage tells. */
const alignedMin = 0.5;

/** "May", "allegedly", "-ㄹ 전망이다": what the source leaves open stays open, and what it states is not weakened. */
export const hedgeCheck: Check = {
  id: 'hedge',
  severityMax: 'warn',
  run(context) {
    const { analysis, aligned, claim, foreign, say } = context;
    const best = aligned[0];
    if (foreign || !best || claim.part === 'crosshead') return nothing();
    const result = nothing();
    const [own] = analysis.hedges;
    const [theirs] = best.read.analysis.hedges;
    if (own && theirs) result.confirmations.push({ start: own.start, end: own.end, note: say.hedgeKept });
    else if (theirs && !own && best.score >= alignedMin) {
      const span = { start: 0, end: claim.text.length };
      const expected = shown(theirs.text);
      result.findings.push({ severity: 'warn', ...span, reason: say.hedgeDropped(expected), expected });
    } else if (own && best.score >= alignedMin) {
      const wide = closeWithNeighbours(context);
      const isOpen = wide.some(
        (read) => read.analysis.hedges.length > 0 || read.analysis.attributions.length > 0,
      );
      const span = { start: own.start, end: own.end };
      if (!isOpen)
        result.findings.push({ severity: 'warn', ...span, reason: say.hedgeAdded(shown(own.text)) });
    }
    return result;
  },
};
