import { englishStrings } from './en/strings.ts';
import { genericPack } from './generic.ts';
import type { LanguagePack } from './pack.ts';

export const english: LanguagePack = genericPack('en', 'English', englishStrings);
