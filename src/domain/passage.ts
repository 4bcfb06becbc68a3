import type { TextSpan } from './span.ts';

/** One document as the writer and the verifier read it. `text` is plain, visible text. */
export interface SourceDocument {
  /** `D1`, `D2` ... in reading order. */
  id: string;
  title: string;
  text: string;
  lang: string;
  publishedAt?: string;
  url?: string;
  publisher?: string;
  byline?: string[];
}

/** An addressable sentence. `D1:S0` is the title; `D1:S1` the first sentence of the text. */
export interface Passage extends TextSpan {
  /** `D1:S3` */
  id: string;
  document: string;
  sentence: number;
  /** Which paragraph of the text it belongs to, from 0; -1 for the title. */
  paragraph: number;
  lang: string;
}
