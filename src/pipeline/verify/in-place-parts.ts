import type { Span } from '../../domain/span.ts';
import type { Token } from '../../languages/pack.ts';
import type { Edit } from './edits.ts';
import type { ReadPassage } from './types.ts';

/** What a word in the place of another changes. */
export type ChangeKind = 'figure' | 'unit' | 'date' | 'name' | 'office' | 'opposite' | 'quoted';

/** In a sentence that is otherwise the source's: what stands in the place of what. */
export interface Change extends Span {
  kind: ChangeKind;
  /** The words of the source in that place. */
  expected: string;
}

export function overlapping<T extends Span>(items: readonly T[], token: Span): T | undefined {
  return items.find(({ start, end }) => start < token.end && token.start < end);
}

export function readOf(token: Token, reads: readonly ReadPassage[]): ReadPassage | undefined {
  return reads.find((read) => read.analysis.tokens.includes(token));
}

export interface Pair {
  own: Token;
  theirs: Token;
  /** All that stands in the gap. */
  gap: Edit;
  read: ReadPassage;
}

export const isContent = (token: Token) => !token.stop;
