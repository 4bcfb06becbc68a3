import type { SourceDocument } from '../../domain/passage.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import type { Disagreement } from './disagreement.ts';
import { areBeside } from './number-clashes.ts';
import { isOneSpeaker } from './speakers.ts';
import { isOneWord, type ToldSentence, toldSentences } from './told-sentence.ts';

/** This share of the words for what was caused must be the same, and so many of them. */
const effectMin = 0.5;
const effectWordsMin = 2;
const foundMax = 2;

/** What was caused, and by what. */
const patterns: Record<string, readonly RegExp[]> = {
  en: [
    /(?<effect>[^,;“”]{4,120}?) (?:was|were|been|is|are) (?:probably |likely |apparently )?(?:caused|sparked|triggered|set off|brought about) by (?<cause>[^,.;“”]{3,80})/giu,
    /(?<effect>[^,;“”]{4,120}?) (?:was due to|were due to|resulted from|(?:was|is) the result of) (?<cause>[^,.;“”]{3,80})/giu,
    /(?:\bthat |^|, )(?<cause>(?:an? |the )?[^,;“”]{3,60}?) (?:had |has |have )?(?:caused|sparked|triggered|brought about) (?!by\b)(?<effect>[^,.;“”]{4,120})/giu,
  ],
  ko: [
    /(?:^|[은는] )(?<cause>[^,.“”]{1,30}?)(?: 때문에|[로으]로 인해|의 영향으로) (?<effect>[^,.“”]{4,60}?)(?:다고|라고|다며)/gu,
  ],
};
/** Nobody knows, or somebody only looks into it. */
const unknown =
  /^(?:still|not|unknown|unclear|under|being|yet|unconfirmed|what|something)\b|무엇|아직|알 수 없/iu;

interface Cause {
  told: ToldSentence;
  cause: string[];
  effect: string[];
}

/**
 * Two causes of one thing, as two named speakers give them in documents of different papers within hours of each other.
 * A document that gives both is no side. English and Korean; built for precision: both may be true, and readers are
 * shown who says which.
 */
export function causeClashes(documents: readonly SourceDocument[]): Disagreement[] {
  const all = documents.map((document) => {
    const own = patterns[primaryLanguage(document.lang)] ?? [];
    const isOfCause = (text: string) => own.some((pattern) => text.search(pattern) >= 0);
    return toldSentences(document, isOfCause).flatMap(causesIn);
  });
  const found: Disagreement[] = [];
  all.forEach((own, at) => {
    for (const others of all.slice(at + 1))
      for (const one of own) {
        const other = others.find((candidate) => areTwoCauses(one, candidate));
        const isKnown = (known: Cause, list: readonly Cause[]) =>
          list.some(({ cause }) => isShared(cause, known.cause));
        if (other && !isKnown(one, others) && !isKnown(other, own)) found.push(disagreementOf(one, other));
      }
  });
  return found.slice(0, foundMax);
}

function causesIn(told: ToldSentence): Cause[] {
  const lang = primaryLanguage(told.passage.lang);
  if (!told.isPlain || told.speaker === undefined) return [];
  return (patterns[lang] ?? []).flatMap((pattern) =>
    [...told.text.matchAll(pattern)].flatMap((match): Cause[] => {
      const { cause = '', effect = '' } = match.groups ?? {};
      if (unknown.test(cause.trim())) return [];
      const words = { cause: wordsOf(cause, lang, told), effect: wordsOf(effect, lang, told) };
      return words.cause.length > 0 && words.effect.length >= effectWordsMin ? [{ told, ...words }] : [];
    }),
  );
}

/** Words of a part of the sentence, without who says it and when. */
function wordsOf(part: string, lang: string, { words }: ToldSentence): string[] {
  const own = packFor(lang).tokens(part);
  return own.flatMap(({ norm, kind, stop }) =>
    kind === 'word' && !stop && words.some((word) => isOneWord(word, norm)) ? norm : [],
  );
}

function isShared(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => b.some((other) => isOneWord(word, other)));
}

function areTwoCauses(a: Cause, b: Cause): boolean {
  if (isOneSpeaker(a.told.speaker ?? '', b.told.speaker ?? '') || isShared(a.cause, b.cause)) return false;
  if (!areBeside(a.told.document, b.told.document)) return false;
  const shared = new Set(a.effect.filter((word) => b.effect.some((other) => isOneWord(word, other))));
  return (
    shared.size >= effectWordsMin && shared.size / Math.min(a.effect.length, b.effect.length) >= effectMin
  );
}

function disagreementOf(one: Cause, other: Cause): Disagreement {
  const sides = [one, other].map(({ told: { passage, speaker } }) => ({
    text: passage.text,
    passages: [passage],
    ...(speaker !== undefined && { speaker }),
  }));
  return { kind: 'cause', sides, score: 0.6 };
}
