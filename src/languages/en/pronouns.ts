import type { Name, Sentence } from '../pack.ts';
import { spanOf } from '../shared/spans.ts';
import { sayingKind } from './cues.ts';
import { femaleNames, givenNames, personWords } from './name-words.ts';
import {
  firstEndingAfter,
  isQuoted,
  namesWithin,
  type Speaker,
  type SpeechContext,
  speakerOf,
} from './speech-context.ts';

const sentencesBackMax = 5;

type Gender = 'he' | 'she' | null;

/** Given names of men and of women. */
const eitherGender = new Set(
  'pat sam alex chris kim robin jo lee jean terry jamie casey morgan taylor jordan kelly tracy ashley lesley leslie robbie charlie frankie max ali noor kerry dana andrea nicola joan'.split(
    ' ',
  ),
);
const kinOf: Record<string, Gender> = {
  wife: 'she',
  mother: 'she',
  daughter: 'she',
  sister: 'she',
  grandmother: 'she',
  niece: 'she',
  aunt: 'she',
  widow: 'she',
  husband: 'he',
  father: 'he',
  son: 'he',
  brother: 'he',
  grandfather: 'he',
  nephew: 'he',
  uncle: 'he',
  widower: 'he',
  grandson: 'he',
  granddaughter: 'she',
};

/** `his wife, Maj`, `her grandson Luca`. */
function kinBefore({ text }: SpeechContext, name: Name): Gender {
  const word = /(\p{Ll}{3,}),?\s$/u.exec(text.slice(Math.max(0, name.start - 16), name.start))?.[1] ?? '';
  return kinOf[word] ?? null;
}

function genderOf(name: Name): Gender {
  const title = name.title?.split(' ')[0] ?? '';
  if (
    /^(?:mr|sir|lord|king|prince|father|brother|spokesman|chairman|congressman|actor|husband|son)$/.test(
      title,
    )
  )
    return 'he';
  if (
    /^(?:mrs|ms|miss|dame|lady|queen|princess|sister|spokeswoman|chairwoman|congresswoman|actres|wife|daughter)$/.test(
      title,
    )
  )
    return 'she';
  const fullKey = name.key.includes(' ')
    ? name.key
    : (name.aliases.find((alias) => alias.includes(' ') && !alias.startsWith('~')) ?? '');
  const first = fullKey.split(' ')[0] ?? '';
  if (eitherGender.has(first)) return null;
  if (femaleNames.has(first)) return 'she';
  return givenNames.has(first) ? 'he' : null;
}

/** The nearest earlier subject that the pronoun can mean; the pronoun itself, as its own key, where none is near. */
export function resolvePronoun(
  context: SpeechContext,
  pronoun: string,
  at: number,
  length = pronoun.length,
): Speaker {
  const { text, sentences } = context;
  const own = { ...spanOf(text, at, at + length), key: pronoun };
  if (pronoun === 'who') {
    const before = namesWithin(context, Math.max(0, at - 80), at).at(-1);
    return before && /^,?\s$/.test(text.slice(before.end, at)) ? speakerOf(context, before) : own;
  }
  if (pronoun === 'they') return own;
  const here = firstEndingAfter(sentences, at);
  for (let back = 0; back <= sentencesBackMax; back += 1) {
    const sentence = sentences[here - back];
    if (!sentence) break;
    const found = subjectIn(context, sentence, Math.min(sentence.end, at), pronoun);
    if (found) return speakerOf(context, found);
  }
  return own;
}

function subjectIn(
  context: SpeechContext,
  sentence: Sentence,
  to: number,
  pronoun: string,
): Name | undefined {
  const candidates = namesWithin(context, sentence.start, to).filter((name) => {
    if (isQuoted(context, name.start)) return false;
    if (pronoun === 'it') return name.kind === 'organisation';
    const kin = kinBefore(context, name);
    if (name.kind !== 'person' && kin === null && !mayBePerson(context, name, sentence)) return false;
    const gender = kin ?? genderOf(name);
    return gender === null || gender === pronoun;
  });
  // One who is owned or spoken to is seldom the next subject; one who speaks often is.
  return (
    candidates.find((name) => speaks(context, name)) ??
    candidates.find((name) => !isObject(context, name)) ??
    candidates[0]
  );
}

/** A name of unknown kind is likely a person where it begins the sentence, speaks, or has an office before it. */
function mayBePerson(context: SpeechContext, name: Name, sentence: Sentence): boolean {
  if (name.kind !== 'other' || !name.key.includes(' ')) return false;
  const { text } = context;
  if (speaks(context, name)) return true;
  if (name.start === sentence.start)
    return /^,?\s(?:who|was|is|has|had|\d)/.test(text.slice(name.end, name.end + 6));
  const role =
    /(\p{L}{3,}),?\s$/u.exec(text.slice(Math.max(sentence.start, name.start - 20), name.start))?.[1] ?? '';
  return personWords.has(role.toLowerCase()) || isDoer(role);
}

/** `runner`, `winemaker`, `activist`: what people are called by what they do. */
function isDoer(word: string): boolean {
  return (
    /^\p{Ll}{3,}(?:er|or|ist|ian|eer|man|woman)$/u.test(word) &&
    !/^(?:after|under|over|never|other|either|whether)$/.test(word)
  );
}

function speaks({ text }: SpeechContext, name: Name): boolean {
  const behind = /^\s(\p{Ll}+)/u.exec(text.slice(name.end, name.end + 24))?.[1];
  if (behind !== undefined && sayingKind(behind) !== undefined) return true;
  // `joked allotment holder Winnie Bates`
  const lead = text.slice(Math.max(0, name.start - 48), name.start);
  return (
    /[,!?]["”'’]\s(\p{Ll}+)\s(?:[\p{L}.'’-]+\s){0,3}$/u.test(lead) ||
    /\bsaid\s(?:[\p{L}.]+\s){0,3}$/u.test(lead)
  );
}

function isObject({ text }: SpeechContext, name: Name): boolean {
  if (/^['’]s/.test(text.slice(name.end, name.end + 2))) return true;
  return /\b(?:to|of|with|by|against|for|from|told|about|at|like|between|and)\s(?:[\p{L}.]+\s){0,2}$/iu.test(
    text.slice(Math.max(0, name.start - 30), name.start),
  );
}
