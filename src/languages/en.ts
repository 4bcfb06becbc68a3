import { englishAttributions } from './en/attributions.ts';
import { englishCauses, englishHedges, englishLoadedWords, englishNegations } from './en/cues.ts';
import { englishNames } from './en/names.ts';
import { englishQuantities } from './en/quantities.ts';
import { englishQuotations } from './en/quotations.ts';
import { englishSentences } from './en/sentences.ts';
import { englishStrings } from './en/strings.ts';
import { englishTimes } from './en/times.ts';
import { englishTokens } from './en/tokens.ts';
import type { LanguagePack } from './pack.ts';

export const english: LanguagePack = {
  tag: 'en',
  name: 'English',
  limits: [],
  sentences: englishSentences,
  tokens: englishTokens,
  quantities: englishQuantities,
  times: englishTimes,
  names: englishNames,
  quotations: englishQuotations,
  attributions: englishAttributions,
  hedges: englishHedges,
  negations: englishNegations,
  causes: englishCauses,
  loadedWords: englishLoadedWords,
  summary: { bias: 'lead', features: 'words' },
  typography: {
    script: 'latin',
    direction: 'ltr',
    quotes: ['“', '”', '‘', '’'],
    headlineCharsMax: 90,
    standfirstCharsMax: 220,
  },
  strings: englishStrings,
};
