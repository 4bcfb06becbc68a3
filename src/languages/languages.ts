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

/** Generic packs that were asked for: few, since a tag has two or three letters and ICU knows some hundred of them. */
const genericPacks = new Map<string, LanguagePack>();

/** Asked for every passage and every comparison; to make a locale takes long. */
const primaries = new Map<string, string>();
const primariesMax = 1000;
const tagCharsMax = 40;

/** The primary language of a tag in its shortest form: `ko` for `ko-KR` and `kor`; `und` where it is no tag. */
export function primaryLanguage(lang: string): string {
  let primary = primaries.get(lang);
  if (primary === undefined) {
    primary = primaryOf(lang);
    // Tags come from outside: the map is begun anew before it grows.
    if (primaries.size >= primariesMax) primaries.clear();
    if (lang.length <= tagCharsMax) primaries.set(lang, primary);
  }
  return primary;
}

function primaryOf(lang: string): string {
  try {
    return new Intl.Locale(lang.trim().replaceAll('_', '-')).language;
  } catch {
    return 'und';
  }
}

/** The pack for a BCP 47 tag: its own, else a generic one for that tag (with English interface words). */
export function packFor(lang: string): LanguagePack {
  const primary = primaryLanguage(lang);
  const known = languagePacks.find((pack) => pack.tag === primary) ?? genericPacks.get(primary);
  if (known) return known;
  const generic = genericPack(primary, primary, englishStrings);
  genericPacks.set(primary, generic);
  return generic;
}
