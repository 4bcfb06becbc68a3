import { detectLanguage } from './detect.ts';
import { packFor } from './languages.ts';
import type { Sentence } from './pack.ts';

export interface SegmentedText {
  /** BCP 47 tag: the one that was given, else the detected one. */
  lang: string;
  /** Offsets in UTF-16 code units into the given text. */
  sentences: Sentence[];
}

/** Splits a text into sentences with the pack of its language, which is guessed where none is given. Never throws. */
export function segmentText(text: string, lang?: string): SegmentedText {
  const tag = lang?.trim() || detectLanguage(text).lang;
  return { lang: tag, sentences: packFor(tag).sentences(text) };
}
