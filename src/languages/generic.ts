import type { TextSpan } from '../domain/span.ts';
import type { Hedge, LanguagePack, Negation, Sentence, Token, Typography } from './pack.ts';
import { genericQuantities } from './shared/generic-numbers.ts';
import {
  genericAttributions,
  genericNames,
  genericQuotations,
  type SpeechWords,
} from './shared/generic-speech.ts';
import { genericTimes } from './shared/generic-times.ts';
import type { QuoteStyle } from './shared/quotes.ts';
import { type SentenceRules, splitSentences } from './shared/sentences.ts';
import { spanOf, trimmedSpan, withoutOverlaps } from './shared/spans.ts';
import { anyOf, phraseList, wordSet } from './shared/words.ts';
import type { UiStrings } from './strings.ts';

/** What a language adds to Unicode and CLDR: lists of its words, each a running text or phrases between commas. */
export interface LanguageWords {
  /** Function words, blank between. */
  stop?: string;
  /** Abbreviations that never end a sentence, and those that stand before a number; without their full stop. */
  neverLast?: string;
  beforeNumber?: string;
  /** Usual first words of sentences that are no names. */
  firstWords?: string;
  quotes?: QuoteStyle;
  saying?: Partial<Record<keyof Required<SpeechWords['saying']>, string>>;
  according?: string;
  hedges?: Partial<Record<Hedge['kind'], string>>;
  negations?: string;
  causes?: string;
  loaded?: string;
  /** German writes nouns with a capital. */
  capitalNouns?: boolean;
  /** `3. Mai`: a full stop behind a number is an ordinal. */
  ordinalDots?: boolean;
  /** Words are not set off by blanks (Japanese). */
  unspaced?: boolean;
  typography?: Partial<Typography>;
}

/** Marks of the languages that have no list of their own: none of these pairs means two things. */
const anyQuotes: QuoteStyle = {
  pairs: { '“': '”', '‘': '’', '«': '»', '„': '“', '「': '」', '『': '』', '《': '》', '〈': '〉' },
  apostrophes: true,
};

/** Titles and short forms that many languages share. */
const sharedAbbreviations = wordSet(
  'mr mrs ms dr prof st vs gen col sr jr etc no nr art al ca cf ing dipl mag',
);

const withoutMarks = /^(?:th|lo|km|my|bo|dz)$/;

function sentenceReader(tag: string, words: LanguageWords): (text: string) => Sentence[] {
  if (withoutMarks.test(tag)) return (text) => unicodeSentences(text, tag);
  const none = wordSet('');
  const rules: SentenceRules = {
    quotes: words.quotes ?? anyQuotes,
    neverLast: new Set([...sharedAbbreviations, ...wordSet(words.neverLast ?? '')]),
    beforeNumber: wordSet(`no nr art p pp vol ${words.beforeNumber ?? ''}`),
    seldomLast: wordSet('inc corp ltd co jr sr'),
    oftenLast: wordSet('etc'),
    firstWords: wordSet(words.firstWords ?? ''),
    notFirst: none,
    markedNames: wordSet('yahoo'),
    sayingVerbs: wordSet(Object.values(words.saying ?? {}).join(' ')),
    ...(words.capitalNouns ? { capitalNouns: true } : {}),
    ...(words.ordinalDots ? { ordinalDots: true } : {}),
  };
  return (text) => splitSentences(text, rules);
}

/** Sentences as ICU sees them, for scripts whose sentences end without a mark. */
function unicodeSentences(text: string, tag: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { segment, index } of new Intl.Segmenter(tag, { granularity: 'sentence' }).segment(text)) {
    const span = trimmedSpan(text, index, index + segment.length);
    if (span) sentences.push(span);
  }
  return sentences;
}

/** Words as Unicode's default rules (and ICU's dictionaries) see them. */
function unicodeTokens(text: string, tag: string, stop: ReadonlySet<string>): Token[] {
  const tokens: Token[] = [];
  for (const { segment, index, isWordLike } of new Intl.Segmenter(tag, { granularity: 'word' }).segment(
    text,
  )) {
    if (segment.trim() === '') continue;
    const kind = isWordLike ? (/^\p{N}/u.test(segment) ? 'number' : 'word') : 'punctuation';
    const norm = segment.toLowerCase();
    const isStop = kind === 'punctuation' || stop.has(norm);
    tokens.push({ ...spanOf(text, index, index + segment.length), kind, norm, stop: isStop });
  }
  return tokens;
}

type Finder = (text: string) => TextSpan[];

function finder(list: string | undefined, unspaced: boolean): Finder {
  const phrases = phraseList(list ?? '');
  if (phrases.length === 0) return () => [];
  const [before, behind] = unspaced ? ['', ''] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  const pattern = new RegExp(`${before}(?:${anyOf(phrases)})${behind}`, 'giu');
  return (text) =>
    [...text.matchAll(pattern)].map((match) => spanOf(text, match.index, match.index + match[0].length));
}

function hedgeFinder(words: LanguageWords): (text: string) => Hedge[] {
  const finders = (Object.entries(words.hedges ?? {}) as [Hedge['kind'], string][]).map(
    ([kind, list]) => [kind, finder(list, words.unspaced ?? false)] as const,
  );
  return (text) =>
    withoutOverlaps(finders.flatMap(([kind, find]) => find(text).map((span): Hedge => ({ ...span, kind }))));
}

function limitsOf(words: LanguageWords): string[] {
  const limits = [
    'Numbers in words, words for "about" and what is counted are not read, only digits with CLDR units.',
  ];
  limits.push('Names are runs of capitals of unknown kind; scripts without capitals have none.');
  if (!words.saying) limits.push('Speakers, attributions, hedges and negations are not found.');
  else limits.push('Speakers are found beside a saying verb only; pronouns are not resolved.');
  if (words.capitalNouns) limits.push('Nouns have capitals, so names of one word are missed.');
  limits.push('Words keep their endings; the interface is in English.');
  return limits;
}

/**
 * A pack on what Unicode and CLDR know,
 with the words that a language adds. Without words it is the fallback for
 * every language that has no pack; `limits` says what that means.
 */
export function genericPack(
  tag: string,
  name: string,
  strings: UiStrings,
  words: LanguageWords = {},
): LanguagePack {
  const unspaced = words.unspaced ?? false;
  const stop = wordSet(words.stop ?? '');
  const style = words.quotes ?? anyQuotes;
  const speech: SpeechWords = {
    saying: Object.fromEntries(
      Object.entries(words.saying ?? {}).map(([kind, forms]) => [kind, wordSet(forms)]),
    ),
    according: phraseList(words.according ?? ''),
  };
  const sentences = sentenceReader(tag, words);
  const notNames = wordSet(
    `${words.stop ?? ''} ${words.firstWords ?? ''} ${words.neverLast ?? ''} ${(words.according ?? '').replace(/,/g, ' ').toLowerCase()}`,
  );
  const names = (text: string) => genericNames(text, sentences(text), words.capitalNouns ?? false, notNames);
  return {
    tag,
    name,
    limits: limitsOf(words),
    sentences,
    tokens: (text) => unicodeTokens(text, tag, stop),
    quantities: (text) => genericQuantities(text, tag, genericTimes(text, tag)),
    times: (text, anchor) => genericTimes(text, tag, anchor),
    names,
    quotations: (text) => genericQuotations(text, style, speech, names(text)),
    attributions: (text) => genericAttributions(text, sentences(text), speech, names(text)),
    hedges: hedgeFinder(words),
    negations: finder(words.negations, unspaced) as (text: string) => Negation[],
    causes: finder(words.causes, unspaced),
    loadedWords: finder(words.loaded, unspaced),
    summary: { bias: 'centrality', features: 'character-bigrams' },
    typography: {
      script: 'other',
      direction: /^(?:ar|he|fa|ur|yi|ps|sd|ug|dv|ckb)$/.test(tag) ? 'rtl' : 'ltr',
      quotes: ['“', '”', '‘', '’'],
      headlineCharsMax: 90,
      standfirstCharsMax: 220,
      ...words.typography,
    },
    strings,
  };
}
