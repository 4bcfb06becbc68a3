import { englishReasons } from './en.ts';
import { koreanReasons } from './ko.ts';

/** Every sentence that a finding or a confirmation can say. A missing one in a language does not compile. */
export interface Reasons {
  /** Stands where even the original has no headline that may be shown. */
  untitled: string;
  passageMissing(id: string): string;
  quoteMissing(quote: string): string;
  evidenceMissing: string;
  quoteFound: string;
  notInSource(words: string): string;
  carried: string;
  markup(text: string): string;
  foreignLink(text: string): string;
  leak(text: string): string;
  instruction(text: string): string;
  overCap(cap: number): string;
}

/** The words for findings in the brief's language; English where there are none in it. */
export function reasonsFor(lang: string): Reasons {
  return lang.toLowerCase().split('-')[0] === 'ko' ? koreanReasons : englishReasons;
}
