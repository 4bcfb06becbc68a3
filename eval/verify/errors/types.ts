import type { Analysis } from '../../../src/languages/analysis.ts';

/** A text without errors that sentences are taken from. */
export interface CleanText {
  id: string;
  lang: string;
  title: string;
  text: string;
  publishedAt?: string;
}

/** One sentence of a clean text, with what surrounds it. */
export interface CleanSentence {
  text: string;
  /** Offsets are into `text`; read in its surroundings, so that speakers are known. */
  analysis: Analysis;
  whole: Analysis;
  /** All sentences of the text, and which of them this is. */
  sentences: readonly string[];
  at: number;
  /** Sentences of another story in the same language. */
  stranger: readonly string[];
}

/** A number in [0, 1). */
export type Next = () => number;

/** What a maker put in the place of what: offsets into the made sentence. */
export interface Made {
  text: string;
  start: number;
  end: number;
}

/** One way of telling a sentence wrong, or of telling it right in other words. Null where the sentence has no place for it. */
export interface Maker {
  kind: string;
  lang: 'en' | 'ko' | 'any';
  unsupported: boolean;
  make(sentence: CleanSentence, next: Next): Made | null;
}
