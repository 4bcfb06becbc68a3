import { koreanAttributions } from './ko/attributions.ts';
import { koreanNames } from './ko/names.ts';
import { koreanQuantities } from './ko/quantities.ts';
import { koreanQuotations } from './ko/quotations.ts';
import { koreanSentences } from './ko/sentences.ts';
import { koreanCauses, koreanHedges, koreanLoadedWords, koreanNegations } from './ko/stance.ts';
import { koreanStrings } from './ko/strings.ts';
import { koreanTimes } from './ko/times.ts';
import { koreanTokens } from './ko/tokens.ts';
import type { LanguagePack } from './pack.ts';

/** Korean, written for newspaper prose of the Republic of Korea; texts of the North read with fewer names. */
export const korean: LanguagePack = {
  tag: 'ko',
  name: '한국어',
  limits: [],
  sentences: koreanSentences,
  tokens: koreanTokens,
  quantities: koreanQuantities,
  times: koreanTimes,
  names: koreanNames,
  quotations: koreanQuotations,
  attributions: koreanAttributions,
  hedges: koreanHedges,
  negations: koreanNegations,
  causes: koreanCauses,
  loadedWords: koreanLoadedWords,
  summary: { bias: 'centrality', features: 'character-bigrams' },
  typography: {
    script: 'hangul',
    direction: 'ltr',
    quotes: ['“', '”', '‘', '’'],
    headlineCharsMax: 40,
    standfirstCharsMax: 120,
  },
  strings: koreanStrings,
};
