import type { Name } from '../pack.ts';
import { foldName } from '../shared/name-keys.ts';
import type { RunWord } from './name-runs.ts';
import { familyFirst, givenNames } from './name-words.ts';

/** A name with the words it is made of, while the names of one text are being tied to each other. */
export interface Found extends Name {
  words: RunWord[];
  initial: boolean;
  shouted: boolean;
}

/** The part of a person's name that later mentions use: the last word, the first of Korean and Chinese names. */
export function surnameOf(words: readonly RunWord[]): string {
  const first = words[0]?.lower ?? '';
  const plain = words.filter((word) => !/^(?:jr|sr|ii|iii|iv)\.?$/.test(word.lower));
  const eastern =
    familyFirst.has(first) &&
    !givenNames.has(first) &&
    plain.length <= 3 &&
    !familyFirst.has(plain.at(-1)?.lower ?? '');
  return foldName(eastern ? first : (plain.at(-1)?.text ?? ''));
}

/** First letters of the capitalised words. */
export function initialsOf(words: readonly RunWord[]): string {
  return words
    .filter((word) => !word.link && /^\p{Lu}/u.test(word.text))
    .map((word) => word.lower[0] ?? '')
    .join('');
}

/** `Kim` is the Kim Jong Un named before (else the one named later), if the text has only one Kim. */
export function linkSurnames(names: Found[]): void {
  const everyone = new Map<string, Map<string, Found>>();
  for (const name of names) addBearer(everyone, name);
  const before = new Map<string, Map<string, Found>>();
  for (const name of names) {
    if (addBearer(before, name)) continue;
    const isLone = name.words.length === 1 && name.kind !== 'organisation';
    const bearers = isLone ? (before.get(name.key) ?? everyone.get(name.key)) : undefined;
    if (!bearers || name.kind === 'place') continue;
    name.kind = 'person';
    for (const bearer of bearers.values()) {
      bearer.kind = 'person';
      if (!bearer.aliases.includes(name.key)) bearer.aliases.push(name.key);
      if (bearers.size === 1) name.aliases.push(bearer.key);
    }
  }
}

/** Files a full name under its surname; false for names of one word, organisations and places. */
function addBearer(bySurname: Map<string, Map<string, Found>>, name: Found): boolean {
  if (name.words.length < 2 || (name.kind !== 'person' && name.kind !== 'other')) return false;
  const surname = surnameOf(name.words);
  const bearers = bySurname.get(surname) ?? new Map<string, Found>();
  bearers.set(name.key, name);
  bySurname.set(surname, bearers);
  return true;
}

/** `Korean Central News Agency (KCNA)`, and an acronym whose letters are the initials of a name in the same text. */
export function linkAcronyms(text: string, names: Found[]): void {
  const byInitials = new Map<string, Found>();
  for (const [index, name] of names.entries()) {
    const isAcronym = /^[\p{Lu}&.]{2,8}$/u.test(name.text);
    if (!isAcronym) {
      const initials = initialsOf(name.words);
      if (initials.length > 1 && name.kind !== 'person')
        byInitials.set(initials, byInitials.get(initials) ?? name);
      continue;
    }
    const previous = names[index - 1];
    const bracketed = previous && /^\s?\(\s?(?:the\s)?["“]?$/.test(text.slice(previous.end, name.start));
    const full = bracketed && !/^[\p{Lu}&.]{2,8}$/u.test(previous.text) ? previous : byInitials.get(name.key);
    if (!full || full.kind === 'person') continue;
    if (full.kind === 'other') full.kind = 'organisation';
    name.kind = full.kind;
    if (!name.aliases.includes(full.key)) name.aliases.push(full.key);
    if (!full.aliases.includes(name.key)) full.aliases.push(name.key);
  }
}
