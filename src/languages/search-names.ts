import { packFor } from './languages.ts';
import { foldName } from './shared/name-keys.ts';

/** A name that a search can be narrowed by. */
export interface SearchName {
  /** As written. */
  text: string;
  /** Folded: what two spellings in one script share. */
  key: string;
}

const namesMax = 16;
const nameCharsMax = 80;
/** Text that is read for names: title and lead. */
const textCharsMax = 2000;

/** The form of a name by which a search is narrowed; empty where there are no letters. */
export function nameKeyOf(text: string): string {
  return foldName(text.slice(0, nameCharsMax));
}

/** The people, organisations and places that a text names, each once, in order. Pure; reads the beginning only. */
export function searchNames(text: string, lang: string): SearchName[] {
  const found = new Map<string, SearchName>();
  for (const name of packFor(lang).names(text.slice(0, textCharsMax))) {
    const key = nameKeyOf(name.key);
    const isTelling = name.kind !== 'other' && name.kind !== 'work' && [...key].length > 1;
    if (isTelling && name.text.length <= nameCharsMax && !found.has(key))
      found.set(key, { text: name.text, key });
    if (found.size >= namesMax) break;
  }
  return [...found.values()];
}
