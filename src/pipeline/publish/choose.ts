import { primaryLanguage } from '../../languages/languages.ts';

/** A document of a story as far as choosing goes. Times ISO 8601. */
export interface StoryOriginal {
  id: number;
  lang: string;
  /** When its publisher brought it, else when the desk first had it. */
  at: string;
  /** Length of its text, in characters. */
  chars: number;
  copyOf: number | null;
}

/** Originals that one brief rests on at most: more are listed on the story's page. */
export const originalsMax = 8;
/** A text shorter than this tells too little to lead a brief. */
const leadCharsMin = { hangul: 180, other: 400 };

function leads({ lang, chars }: StoryOriginal): boolean {
  const min = ['ko', 'ja', 'zh'].includes(primaryLanguage(lang)) ? leadCharsMin.hangul : leadCharsMin.other;
  return chars >= min;
}

/**
 * Which documents of a story a brief in `lang` is written from, best first: one per copy group, those in the reader's
 * language before others, and among them the newest that is long enough to lead, then the rest from new to old.
 */
export function chooseOriginals<T extends StoryOriginal>(documents: readonly T[], lang: string): T[] {
  const inLang = (one: T) => primaryLanguage(one.lang) === primaryLanguage(lang);
  const byVoice = new Map<number, T>();
  const sorted = [...documents].sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id);
  for (const one of sorted) {
    const voice = one.copyOf ?? one.id;
    const before = byVoice.get(voice);
    // Of one voice the earliest speaks; a copy in the reader's language goes before it.
    if (!before || (!inLang(before) && inLang(one))) byVoice.set(voice, one);
  }
  return [...byVoice.values()]
    .sort(
      (a, b) =>
        Number(inLang(b)) - Number(inLang(a)) ||
        Number(leads(b)) - Number(leads(a)) ||
        b.at.localeCompare(a.at) ||
        b.id - a.id,
    )
    .slice(0, originalsMax);
}
