import { isOwnWord } from '../edits.ts';
import type { Check } from '../types.ts';
import { closeWithNeighbours, nothing, shown } from './shared.ts';

/** One thing is said to have caused another only where the source says so, near the words it says it of. */
export const causeCheck: Check = {
  id: 'cause',
  // Texts it spoke of that were unsupported: 15/16 (94 %) of our own, 108/137 (79 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { analysis, foreign, say } = context;
    const [own] = analysis.causes;
    if (foreign || !own) return nothing();
    const span = { start: own.start, end: own.end };
    // In a sentence that is otherwise the source's, the causes beside it are of other things.
    const isSaid =
      !isOwnWord(own, context) &&
      closeWithNeighbours(context).some((read) => read.analysis.causes.length > 0);
    return isSaid
      ? { findings: [], confirmations: [{ ...span, note: say.causeFound }] }
      : {
          findings: [{ severity: 'warn', ...span, reason: say.causeInvented(shown(own.text)) }],
          confirmations: [],
        };
  },
};
