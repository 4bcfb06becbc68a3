import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';
import type { Token } from '../../languages/pack.ts';
import { bigrams, isCjk } from './terms.ts';

/** Tokens to each side that make a place in a sentence. */
const reach = 3;

/** What stands around an item: the neighbours before it and after it, nearest first. */
export interface Place {
  before: Token[];
  after: Token[];
}

export function placeOf(span: Span, tokens: readonly Token[]): Place {
  const before: Token[] = [];
  const after: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'punctuation') continue;
    if (token.end <= span.start) before.push(token);
    else if (token.start >= span.end) after.push(token);
    if (after.length >= reach) break;
  }
  return { before: before.slice(-reach).reverse(), after };
}

export function sameWord(a: Token, b: Token): boolean {
  if (a.norm === b.norm) return true;
  if (!isCjk(a.norm) || a.norm.length < 2 || b.norm.length < 2) return false;
  const pairs = new Set(bigrams(a.norm));
  const other = bigrams(b.norm);
  return other.filter((pair) => pairs.has(pair)).length * 2 > Math.max(pairs.size, other.length);
}

/** A neighbour at the same distance says more than one a step off; a word of substance more than a function word. */
function sideFit(claim: readonly Token[], source: readonly Token[]): number {
  let fit = 0;
  claim.forEach((token, at) => {
    const weight = (token.stop ? 0.4 : 1) * (at === 0 ? 1.2 : at === 1 ? 1 : 0.7);
    if (source[at] && sameWord(token, source[at])) fit += weight;
    else if (source.some((other) => sameWord(token, other))) fit += weight * 0.6;
  });
  return fit;
}

export function fitOf(claim: Place, span: Span, source: Analysis): number {
  const { before, after } = sidesFit(claim, span, source);
  return before + after;
}

/** How well the place around `span` in a source is the one of the claim, before and after it. */
export function sidesFit(claim: Place, span: Span, source: Analysis): { before: number; after: number } {
  const place = placeOf(span, source.tokens);
  return { before: sideFit(claim.before, place.before), after: sideFit(claim.after, place.after) };
}
