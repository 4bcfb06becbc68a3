import type { Draft } from '../../domain/draft.ts';
import type { SourceDocument } from '../../domain/passage.ts';

export interface WriteInput {
  /** One document, or the documents of one story, in reading order: `D1`, `D2` ... */
  documents: readonly SourceDocument[];
  /** Language of the brief, BCP 47. */
  lang: string;
  /** Longest run of words copied from one source in all, as the publisher's ledger allows. */
  copyWordsMax?: number;
  signal?: AbortSignal;
}

/** Composes a draft. Never publishes: every draft goes through the verifier. */
export interface Writer {
  kind: 'extractive' | 'model';
  version: string;
  write(input: WriteInput): Promise<Draft>;
}
