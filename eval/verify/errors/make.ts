import { analyse } from '../../../src/languages/analysis.ts';
import { packFor, primaryLanguage } from '../../../src/languages/languages.ts';
import { sliceAnalysis } from '../../../src/pipeline/verify/slice.ts';
import { random } from '../inject.ts';
import type { FaithCase } from '../sets.ts';
import { commonMakers } from './common.ts';
import { englishErrors } from './english.ts';
import { englishRights } from './english-right.ts';
import { koreanErrors } from './korean.ts';
import { koreanRights } from './korean-right.ts';
import type { CleanSentence, CleanText, Maker } from './types.ts';

/** Every way of telling a sentence wrong or right. To add one: a maker in one of the files here. */
export const makers: readonly Maker[] = [
  ...commonMakers,
  ...englishErrors,
  ...englishRights,
  ...koreanErrors,
  ...koreanRights,
];

/** A made sentence with its source; `start`..`end` of `text` is where it differs. */
export interface MadeCase extends FaithCase {
  kind: string;
  /** The sentence it was made from. */
  original: string;
  start: number;
  end: number;
}

/** Shorter ones are crossheads and captions, longer ones lists. */
const sentenceCharsMin = 25;
const sentenceCharsMax = 400;

function hashOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619) >>> 0;
  return hash;
}

function sentencesOf(clean: CleanText, stranger: readonly string[]): CleanSentence[] {
  const pack = packFor(clean.lang);
  const anchor = clean.publishedAt === undefined ? undefined : { at: clean.publishedAt };
  const whole = analyse(clean.text, pack, anchor);
  const sentences = whole.sentences.map(({ text }) => text);
  return whole.sentences.map((sentence, at) => ({
    text: sentence.text,
    analysis: sliceAnalysis(whole, sentence),
    whole,
    sentences,
    at,
    stranger,
  }));
}

function isTelling({ text }: CleanSentence): boolean {
  return text.length >= sentenceCharsMin && text.length <= sentenceCharsMax && /[.다"”]$/.test(text.trim());
}

export interface MakeOptions {
  seed: number;
  /** Of each kind, at most so many sentences of one text. */
  perKindMax: number;
  set: string;
}

/**
 * Wrong and right sentences of clean texts, by every maker that finds a place: the same seed and texts give the same
 * cases. What is right in the source is right here by construction only: a maker can miss, as every one of them says.
 */
export function madeCases(texts: readonly CleanText[], { seed, perKindMax, set }: MakeOptions): MadeCase[] {
  return texts.flatMap((clean, index) => {
    const next = random(seed + hashOf(clean.text));
    const lang = primaryLanguage(clean.lang);
    const stranger = texts[(index + 1) % texts.length]!;
    const foreign =
      stranger === clean
        ? []
        : packFor(stranger.lang)
            .sentences(stranger.text)
            .map(({ text }) => text);
    const sentences = sentencesOf(clean, foreign).filter(isTelling);
    const made: MadeCase[] = [];
    for (const maker of makers.filter((one) => one.lang === 'any' || one.lang === lang)) {
      let count = 0;
      // Each maker begins at another sentence, so that one sentence is not altered by all of them.
      const from = Math.floor(next() * Math.max(1, sentences.length));
      for (let step = 0; step < sentences.length && count < perKindMax; step += 1) {
        const sentence = sentences[(from + step) % sentences.length]!;
        const result = maker.make(sentence, next);
        if (!result || (result.text === sentence.text && maker.kind !== 'verbatim')) continue;
        if (maker.unsupported && clean.text.includes(result.text)) continue;
        count += 1;
        made.push({
          id: `${set}-${clean.id}-${maker.kind}-${made.length}`,
          set,
          group: clean.id,
          lang: clean.lang,
          source: clean.text,
          title: clean.title,
          ...(clean.publishedAt === undefined ? {} : { publishedAt: clean.publishedAt }),
          ...result,
          original: sentence.text,
          kind: maker.kind,
          unsupported: maker.unsupported,
          ...(maker.unsupported ? { errorType: maker.kind } : {}),
        });
      }
    }
    return made;
  });
}
