import { englishDeskStrings } from './en/desk-strings.ts';
import { koreanDeskStrings } from './ko/desk-strings.ts';

/** Every word of the desk. A key that a language lacks, or has beyond English, does not compile. */
export type DeskStrings = typeof englishDeskStrings;

/** Languages that the desk speaks, the first where nobody asks for one. */
export const deskLanguages = ['en', 'ko'] as const;
export type DeskLanguage = (typeof deskLanguages)[number];

export const deskStrings: Readonly<Record<DeskLanguage, DeskStrings>> = {
  en: englishDeskStrings,
  ko: koreanDeskStrings,
};

export function isDeskLanguage(tag: string): tag is DeskLanguage {
  return (deskLanguages as readonly string[]).includes(tag);
}

/** The words for a code that a stage wrote down; the code itself where it is not in the table. */
export function wordsFor(table: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(table, code) ? (table[code] ?? code) : code;
}
