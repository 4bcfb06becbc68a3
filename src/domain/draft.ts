import type { WriterInfo } from './brief.ts';

/** One sentence as a writer hands it over: text, the passages it rests on, a few words of them verbatim. */
export interface DraftSentence {
  text: string;
  /** BCP 47. Differs from the brief's language where an original is excerpted untranslated. */
  lang: string;
  /** Passage ids, `D1:S3`. */
  passages: string[];
  /** A short verbatim quote from the first passage. */
  evidence: string;
}

export interface DraftSection {
  crosshead: DraftSentence;
  sentences: DraftSentence[];
}

export interface DraftQuote extends DraftSentence {
  speaker: string | null;
  translated: boolean;
  /** The words as they stand in the original. */
  original: string;
  originalLang: string;
}

export interface DraftFigure extends DraftSentence {
  /** The figure as printed, `8,700 tons`. */
  value: string;
  /** What it counts, in a few words. */
  label: string;
}

export interface DraftStatement extends DraftSentence {
  speaker: string;
  certainty: 'stated' | 'hedged' | 'denied';
}

/** Something that a writer took out of a model's answer, or marked in it, before the draft was handed over. */
export interface DraftRemoval {
  /** `lede`, `pull-quote`, ... */
  part: string;
  /** Why: `link`, `markup`, `reasoning`, `leaked-prompt`, `not-verbatim`, ... */
  why: string;
  text: string;
}

/** A brief before it is checked. */
export interface Draft {
  lang: string;
  kicker?: string;
  headline: DraftSentence;
  standfirst: DraftSentence | null;
  lede: DraftSentence[];
  sections: DraftSection[];
  pullQuote: DraftQuote | null;
  keyFigures: DraftFigure[];
  whoSaysWhat: DraftStatement[];
  background: DraftSentence[];
  /** Words that the writer allowed itself to copy from the longest source, where it held itself to a cap. */
  copyCapWords?: number;
  writer: WriterInfo;
  removed?: DraftRemoval[];
}
