import type { Analysis } from '../../languages/analysis.ts';
import type { Token } from '../../languages/pack.ts';

const cache = new WeakMap<Analysis, Map<Token, string>>();

/** Words that say who says so or how sure it is, with what they make of it: `say`, `claim` ..., `plan`, `possibility` ... */
function stancesOf(analysis: Analysis): Map<Token, string> {
  let found = cache.get(analysis);
  if (!found) {
    found = new Map();
    const cues = [
      ...analysis.attributions.map(({ cue, kind }) => ({ ...cue, kind })),
      ...analysis.quotations.flatMap(({ cue }) => (cue ? [{ ...cue, kind: 'say' }] : [])),
      ...analysis.hedges,
    ];
    for (const token of analysis.tokens) {
      const own = cues.find(({ start, end }) => start < token.end && token.start < end);
      if (own && !token.stop) found.set(token, own.kind === 'report' ? 'say' : own.kind);
    }
    cache.set(analysis, found);
  }
  return found;
}

/** Korean has a dozen verbs for saying and as many nouns for planning that mean the same; English keeps to `said`. */
const interchangeable: ReadonlySet<string> = new Set(['say', 'plan']);

/** True where two words do the same for their sentences: `밝혔다` and `말했다`, `예정` and `계획`. */
export function sameStance(own: Token, claim: Analysis, other: Token, source: Analysis): boolean {
  if (!/[가-힣]/.test(own.text)) return false;
  const stance = stancesOf(claim).get(own);
  return stance !== undefined && interchangeable.has(stance) && stance === stancesOf(source).get(other);
}
