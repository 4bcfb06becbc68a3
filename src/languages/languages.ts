import { german } from './de.ts';
import { englishStrings } from './en/strings.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { genericPack } from './generic.ts';
import { japanese } from './ja.ts';
import { korean } from './ko.ts';
import type { LanguagePack } from './pack.ts';

/** Every language with a pack of its own. To add one: a file, and a line here. */
export const languagePacks: readonly LanguagePack[] = [english, korean, german, french, spanish, japanese];

/** The pack for a BCP 47 tag: its own, else a generic one for that tag (with English interface words). */
export function packFor(lang: string): LanguagePack {
  const primary = lang.toLowerCase().split('-')[0] ?? '';
  const own = languagePacks.find((pack) => pack.tag === primary);
  if (own) return own;
  const known = /^[a-z]{2,3}$/.test(primary) ? primary : 'und';
  return genericPack(known, known, englishStrings);
}
