import type { Passage, SourceDocument } from '../../domain/passage.ts';
import type { Span } from '../../domain/span.ts';
import { literal } from '../../kit/literal.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import type { LanguagePack, Negation, Token } from '../../languages/pack.ts';
import { withoutFurniture } from '../../languages/shared/furniture.ts';
import { readingOf } from './facts.ts';

const passagesMax = 60;

/** Verbs of which the negation says nothing about the event: nobody contradicts who did not comment. */
const aboutSaying: Record<string, RegExp> = {
  en: /^(?:comment|respon|repl|answer|know|say|tell|give|reveal|disclos|confirm|nam|rul|elaborat|mention|specif|provid|identif|clear|immediat|yet|return|speak|report|comfir|releas|believ|think|expect|want)/,
  ko: /^(?:밝히|밝혀|답|알려|알|말|확인|공개|응하|응|언급|전하|전해|드러|모르|보이|보|생각|원하)/,
};

/** Of what is to come, or would come: not held against what is. */
const future: Record<string, RegExp> = {
  en: /\b(?:will|would|won['’]t|could|may|might|should|if|unless|until|plans? to|expected to)\b/iu,
  ko: /겠다|겠지|[ㄹ을할될갈줄날] 것|예정|방침|계획|전망|가능성|만약|라면|다면|으면/u,
};

/** `due to`, `the cause of`, `때문에`, `원인`: one word, however it is said. */
const causeWord = '~cause';
const causal = /^(?:caus|원인|때문|탓)/;

/** Names nobody. */
const pronoun = /^(?:he|she|they|it|who|that|both|ever|we|i|그|그는|이들)$/iu;

/** One sentence of a document, read for what it says and who says it. */
export interface ToldSentence {
  passage: Passage;
  /** Without dateline. */
  text: string;
  document: SourceDocument;
  /** What is said, without who says it and when. */
  words: string[];
  /** Words of who says it, who may be whom the other sentence is about. */
  speakerWords: string[];
  speaker: string | undefined;
  /** Somebody is said to say so. */
  isAttributed: boolean;
  isFuture: boolean;
  /** What is not so, and the word that is negated. */
  negated: string | undefined;
  /** Says that something is so. */
  isPlain: boolean;
}

const read = new WeakMap<SourceDocument, Map<string, ToldSentence>>();

/**
 * Sentences of an English or Korean document below its title whose words are `wanted`; none of other languages. Reading one
 * is dear, so that callers ask for few; each is read once however many ask.
 */
export function toldSentences(document: SourceDocument, wanted: (text: string) => boolean): ToldSentence[] {
  if (!future[primaryLanguage(document.lang)]) return [];
  const known = read.get(document) ?? new Map<string, ToldSentence>();
  read.set(document, known);
  const pack = packFor(document.lang);
  return readingOf(document)
    .passages.slice(0, passagesMax)
    .filter(({ sentence, text }) => sentence > 0 && wanted(text))
    .map((passage) => {
      const told = known.get(passage.id) ?? toldOf(passage, document, pack);
      known.set(passage.id, told);
      return told;
    });
}

/** A look at the words alone: what it passes over says of nothing that it is not so. */
export function maySayNot(text: string): boolean {
  return /\b(?:not|never|no|nor|neither|cannot|nothing|without|den(?:y|ied|ies))\b|n['’]t\b|않|못|아니|없|안 /iu.test(
    text,
  );
}

/** Syllables that begin with the consonant that a word begins with: `쏘` is also written `쐈`, `지키` also `지켜`. */
function sameInitial(word: string): string {
  const first = 0xac00 + Math.floor((word.charCodeAt(0) - 0xac00) / 588) * 588;
  return `[${String.fromCharCode(first)}-${String.fromCharCode(first + 587)}]`;
}

/** Whether a sentence may hold one of these words, as `ToldSentence` has them. */
export function mayHold(words: readonly string[]): (text: string) => boolean {
  const starts = words.map((word) =>
    word === causeWord
      ? '\\bcaus|\\bdue\\b|\\bbecause|\\bresult|\\bspark|\\btrigger|원인|때문|탓'
      : /[가-힣]/.test(word)
        ? `(?<![가-힣])${sameInitial(word)}`
        : `\\b${literal(word.slice(0, 3))}`,
  );
  const pattern = new RegExp(starts.join('|'), 'iu');
  return (text) => pattern.test(text);
}

function toldOf(passage: Passage, document: SourceDocument, pack: LanguagePack): ToldSentence {
  const { start, end } = withoutFurniture(passage.text);
  const text = passage.text.slice(start, end);
  const said = pack.attributions(text);
  const negations = pack.negations(text);
  const isIn = (spans: readonly Span[], one: Span) =>
    spans.some((span) => one.start >= span.start && one.end <= span.end);
  const real = said.filter(
    ({ speaker }) => speaker === undefined || !negations.some((no) => isIn([speaker], no)),
  );
  const speakers = real.flatMap(({ speaker }) => speaker ?? []);
  const causes = pack.causes(text);
  const passedOver = [...real.map(({ cue }) => cue), ...pack.times(text), ...causes];
  const tokens = pack.tokens(text).filter(({ kind, stop }) => kind === 'word' && !stop);
  const normsOf = (isWanted: (token: Token) => boolean) =>
    tokens.filter((token) => isWanted(token) && !isIn(passedOver, token)).map(({ norm }) => plainWord(norm));
  const negation = negations.find((one) => isOfEvent(one, pack.tag));
  return {
    ...{ passage, document, text },
    words: [
      ...(causes.length > 0 ? [causeWord] : []),
      ...normsOf((token) => !isIn(speakers, token) && !/^(?:않|아니|못하|없|말)$/.test(token.norm)),
    ],
    speakerWords: normsOf((token) => isIn(speakers, token)),
    speaker: speakers.find(({ text: name }) => !pronoun.test(name))?.text,
    isAttributed: said.length > 0,
    isFuture: future[pack.tag]?.test(text) ?? false,
    negated: said.some(({ kind }) => kind === 'deny') ? undefined : negation?.of && plainWord(negation.of),
    isPlain: negations.length === 0 && said.every(({ kind }) => kind !== 'deny' && kind !== 'ask'),
  };
}

function plainWord(norm: string): string {
  return causal.test(norm) ? causeWord : norm;
}

function isOfEvent({ of }: Negation, lang: string): boolean {
  return of !== undefined && !aboutSaying[lang]?.test(of);
}

/** Inflected forms that a stemmer leaves apart: `지키` and `지켜지`, `resign` and `resignation`. */
export function isOneWord(a: string, b: string): boolean {
  if (a === b) return true;
  const size = Math.min(a.length, b.length);
  const isHangul = /[가-힣]/.test(a);
  if (isHangul) return size >= 2 && a.slice(0, size) === b.slice(0, size);
  return size >= 5 && a.slice(0, size) === b.slice(0, size);
}
