import type { LanguagePack, Sentence, Token } from './pack.ts';
import type { UiStrings } from './strings.ts';

/** Sentences as Unicode's default rules see them. */
function unicodeSentences(text: string, tag: string): Sentence[] {
  const segmenter = new Intl.Segmenter(tag, { granularity: 'sentence' });
  const sentences: Sentence[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const trimmed = segment.trim();
    if (trimmed === '') continue;
    const start = index + segment.indexOf(trimmed);
    sentences.push({ start, end: start + trimmed.length, text: trimmed });
  }
  return sentences;
}

/** Words as Unicode's default rules (and ICU's dictionaries) see them. */
function unicodeTokens(text: string, tag: string): Token[] {
  const segmenter = new Intl.Segmenter(tag, { granularity: 'word' });
  const tokens: Token[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (segment.trim() === '') continue;
    const kind = isWordLike ? (/^\p{N}/u.test(segment) ? 'number' : 'word') : 'punctuation';
    tokens.push({
      start: index,
      end: index + segment.length,
      text: segment,
      kind,
      norm: segment.toLowerCase(),
      stop: false,
    });
  }
  return tokens;
}

/** A pack that knows only what Unicode knows: the base for a new language, and the fallback for all others. */
export function genericPack(tag: string, name: string, strings: UiStrings): LanguagePack {
  return {
    tag,
    name,
    limits: ['Sentences and words follow the Unicode default rules.'],
    sentences: (text) => unicodeSentences(text, tag),
    tokens: (text) => unicodeTokens(text, tag),
    quantities: () => [],
    times: () => [],
    names: () => [],
    quotations: () => [],
    attributions: () => [],
    hedges: () => [],
    negations: () => [],
    causes: () => [],
    loadedWords: () => [],
    summary: { bias: 'centrality', features: 'character-bigrams' },
    typography: {
      script: 'other',
      direction: 'ltr',
      quotes: ['“', '”', '‘', '’'],
      headlineCharsMax: 90,
      standfirstCharsMax: 220,
    },
    strings,
  };
}
