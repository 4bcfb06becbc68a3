import { genericPack } from './generic.ts';
import { koreanStrings } from './ko/strings.ts';
import type { LanguagePack } from './pack.ts';

export const korean: LanguagePack = genericPack('ko', '한국어', koreanStrings);
