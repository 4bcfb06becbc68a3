import type { CarriedWord, Check } from '../types.ts';
import { shown } from './shared.ts';

/** A word that is carried less than this is not in the source. */
const carriedMin = 0.5;
/** More words than this are not listed. */
const listedMax = 6;

/** Neighbouring words that the source lacks, joined to phrases. */
function phrases(text: string, all: readonly CarriedWord[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let previousMissing = false;
  // Numbers and dates have checks of their own, which say more.
  const words = all.filter((word) => !/\d/.test(word.norm));
  for (const word of words) {
    const missing = word.anywhere < carriedMin;
    const last = found.at(-1);
    if (missing && previousMissing && last && text.slice(last.end, word.start).trim() === '')
      last.end = word.end;
    else if (missing) found.push({ start: word.start, end: word.end });
    previousMissing = missing;
  }
  return found;
}

/** The content words of the claim are in the sources: the base of the verdict. Other words may be a paraphrase. */
export const coverageCheck: Check = {
  id: 'coverage',
  // Texts it spoke of that were unsupported: 73/81 (90 %) of our own, 1654/2266 (73 %) of the labelled sets.
  severityMax: 'warn',
  run({ claim, coverage, foreign, say }) {
    if (foreign || coverage.words.length === 0) return { findings: [], confirmations: [] };
    const missing = phrases(claim.text, coverage.words);
    if (missing.length === 0) {
      const note = { start: 0, end: claim.text.length, note: say.carried };
      return { findings: [], confirmations: [note] };
    }
    const severity = coverage.anywhere < 0.5 ? ('warn' as const) : ('note' as const);
    return {
      findings: missing.slice(0, listedMax).map((span) => ({
        severity,
        ...span,
        reason: say.notInSource(`“${shown(claim.text.slice(span.start, span.end))}”`),
      })),
      confirmations: [],
    };
  },
};
