import type { Token } from '../../../languages/pack.ts';
import { editsOf } from '../edits.ts';
import { changeFindings } from '../in-place.ts';
import { antonymsOf } from '../lexicon.ts';
import { sensesOfToken } from '../opposites.ts';
import { fitOf, placeOf } from '../places.ts';
import type { Check, CheckContext, ReadPassage } from '../types.ts';
import { closePassages, nothing, shown } from './shared.ts';

/** Below this the passage is about something else, and its words are no opposites of the claim's. */
const alignedMin = 0.3;
/** From here on the best passage alone is what the claim tells. */
const aloneMin = 0.5;

interface Senses {
  /** sense -> the word that has it */
  words: Map<string, string>;
  norms: Set<string>;
}

const cache = new WeakMap<ReadPassage, Senses>();

function sensesIn(read: ReadPassage): Senses {
  let senses = cache.get(read);
  if (!senses) {
    senses = { words: new Map(), norms: new Set() };
    for (const token of read.analysis.tokens) {
      senses.norms.add(token.norm);
      for (const sense of sensesOfToken(token).own) senses.words.set(sense, token.text);
    }
    cache.set(read, senses);
  }
  return senses;
}

function clash(token: Token, reads: readonly ReadPassage[]): string | null {
  const { own, opposite } = sensesOfToken(token);
  const antonyms = antonymsOf(token.norm);
  if (opposite.length + antonyms.length === 0) return null;
  const all = reads.map(sensesIn);
  const isTheirs = all.some(
    (senses) => senses.norms.has(token.norm) || own.some((sense) => senses.words.has(sense)),
  );
  if (isTheirs) return null;
  for (const senses of all)
    for (const sense of opposite) if (senses.words.has(sense)) return senses.words.get(sense)!;
  return antonyms.find((word) => all.some((senses) => senses.norms.has(word))) ?? null;
}

function isNegated(token: Token, { analysis }: CheckContext): boolean {
  const reach = 25;
  return analysis.negations.some(({ start, end }) => start < token.end + reach && token.start - reach < end);
}

/** A claim may merge two sentences: the word stands in the other one, in the same surroundings. */
const hereMin = 1.6;
/** Below this a claim is no sentence of the source with some words changed. */
const nearMin = 0.5;

function standsAsHere(token: Token, context: CheckContext): boolean {
  const { analysis, aligned } = context;
  const place = placeOf(token, analysis.tokens);
  // A claim in words of its own, and the sense stands in another sentence that it tells.
  const { own } = sensesOfToken(token);
  const isMerged = editsOf(context).kept < nearMin;
  if (
    isMerged &&
    aligned.slice(1, 3).some(({ read }) => own.some((sense) => sensesIn(read).words.has(sense)))
  )
    return true;
  return aligned.some(({ read }) =>
    read.analysis.tokens.some(
      (other) => other.norm === token.norm && fitOf(place, other, read.analysis) >= hereMin,
    ),
  );
}

/** "Rose" does not stand where the source says "fell". */
export const oppositeCheck: Check = {
  id: 'opposite',
  // Texts it spoke of that were unsupported: 145/148 (98 %) of our own, 232/272 (85 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { analysis, aligned, foreign, say } = context;
    if (foreign || (aligned[0]?.score ?? 0) < alignedMin) return nothing();
    const result = nothing();
    const [best] = aligned;
    const reads = best && best.score >= aloneMin ? [best.read] : closePassages(context).slice(0, 2);
    for (const token of analysis.tokens) {
      if (token.kind !== 'word' || result.findings.length >= 5) continue;
      const theirs = clash(token, reads);
      if (theirs === null || isNegated(token, context) || standsAsHere(token, context)) continue;
      const { start, end } = token;
      const reason = say.opposite(shown(theirs), shown(token.text));
      result.findings.push({ severity: 'warn', start, end, reason, expected: shown(theirs) });
    }
    result.findings.push(
      ...changeFindings(context, ['opposite'], result.findings, ({ expected }, claimed) => ({
        severity: 'warn',
        reason: say.opposite(expected, claimed),
      })),
    );
    return result;
  },
};
