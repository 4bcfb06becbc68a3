import type { Passage } from '../../domain/passage.ts';

export type DisagreementKind = 'number' | 'cause' | 'actor' | 'status';

/** Where the documents of a story, or those whom they quote, do not agree. */
export interface Disagreement {
  kind: DisagreementKind;
  /** Of numbers: canonical unit, as in `Quantity`; `count` with `noun` for counted things. */
  unit?: string;
  noun?: string;
  /** Two or more, the one with most documents first. */
  sides: DisagreementSide[];
  /** 0..1: how surely the sentences speak of one thing. */
  score: number;
}

export interface DisagreementSide {
  /** Of numbers. */
  value?: { low: number; high: number };
  /** A number as the first document writes it; else what is said, in its words. */
  text: string;
  /** Who says so, where the text names somebody. */
  speaker?: string;
  /** Where it stands: one passage a document, in the order given. */
  passages: Passage[];
}

/** Adds a passage to a side, unless one of its document is there. */
export function addPassage({ passages }: Pick<DisagreementSide, 'passages'>, passage: Passage): void {
  if (!passages.some(({ document }) => document === passage.document)) passages.push(passage);
}
