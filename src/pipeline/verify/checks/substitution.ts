import type { Token } from '../../../languages/pack.ts';
import { placeOf, sidesFit } from '../places.ts';
import { sameStance } from '../stance.ts';
import type { CarriedWord, Check, CheckContext, ReadPassage } from '../types.ts';
import { closePassages, nothing, shown } from './shared.ts';

/** A word carried less than this is not in the source. */
const carriedMin = 0.5;
/** Both sides of the place have to fit, and together this well. */
const sideMin = 0.35;
const fitMin = 2.2;
const wordsMax = 8;
const foundMax = 3;

interface Filler {
  token: Token;
  read: ReadPassage;
  fit: number;
}

/** What the source has in the place of a word that it does not have. */
function fillerOf(word: CarriedWord, context: CheckContext, reads: readonly ReadPassage[]): Filler | null {
  const { analysis } = context;
  const place = placeOf(word, analysis.tokens);
  const own = new Set(analysis.tokens.map((token) => token.norm));
  const written = analysis.tokens.find((token) => token.start === word.start);
  let best: Filler | null = null;
  for (const read of reads) {
    for (const token of read.analysis.tokens) {
      if (token.kind === 'punctuation' || token.stop || own.has(token.norm)) continue;
      const { before, after } = sidesFit(place, token, read.analysis);
      const isEdge = place.before.length === 0 || place.after.length === 0;
      if (!isEdge && (before < sideMin || after < sideMin)) continue;
      const fit = before + after;
      if (fit < fitMin || fit <= (best?.fit ?? 0)) continue;
      if (written && sameStance(written, analysis, token, read.analysis)) return null;
      best = { token, read, fit };
    }
  }
  return best;
}

/** The same sentence with another word in one place: what an error is, and seldom a paraphrase. */
export const substitutionCheck: Check = {
  id: 'substitution',
  // Texts it spoke of that were unsupported: 255/263 (97 %) of our own, 353/514 (69 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { coverage, foreign, say, claim } = context;
    if (foreign) return nothing();
    const reads = closePassages(context);
    const absent = coverage.words.filter((word) => word.anywhere < carriedMin && !/\d/.test(word.norm));
    const findings = absent.slice(0, wordsMax).flatMap((word) => {
      const filler = fillerOf(word, context, reads);
      if (!filler) return [];
      const { start, end } = word;
      const expected = shown(filler.token.text);
      const reason = say.substituted(expected, shown(claim.text.slice(start, end)));
      return [{ severity: 'warn' as const, start, end, reason, expected }];
    });
    return { findings: findings.slice(0, foundMax), confirmations: [] };
  },
};
