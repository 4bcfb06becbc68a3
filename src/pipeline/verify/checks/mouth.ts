import type { Finding } from '../../../domain/brief.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import { bearersOf } from '../bearers.ts';
import { carriedIn } from '../coverage.ts';
import { isFirstPerson, reportedSpan } from '../reported.ts';
import type { Check, CheckContext, ReadPassage } from '../types.ts';
import { neighbours, nothing, shown, tellingWords } from './shared.ts';
import { type Speaker, sameSpeaker, speakersIn } from './speaker.ts';

/** What somebody is said to have said is his where the passages that he speaks or is spoken of in carry this much. */
const carriedMin = 0.4;
/** A claim that some passage carries so far is that passage in other words: who says it there is another matter. */
const alignedMax = 0.6;
const attributionsMax = 5;
/** One word may be another word for the same. */
const wordsMin = 2;
/** Of shorter sources it cannot be told what else somebody says there. */
const passagesMin = 4;

/** The passages that name the speaker, and those beside them, where "he" goes on. */
function homeOf(speaker: string, context: CheckContext): ReadPassage[] {
  const words = [
    ...tellingWords(speaker),
    ...bearersOf(speaker, context.reading).flatMap(({ text }) => foldName(text).split(' ')),
  ].filter((word) => word.length > 1);
  if (words.length === 0) return [];
  const named = context.reading.passages.filter(({ passage }) => {
    const text = foldName(passage.text);
    return words.some((word) => text.includes(word));
  });
  return [...new Set([...named, ...named.flatMap((read) => neighbours(read, context))])];
}

/** The passage that the claim is nearest to is his own, or that of one of his office, whoever holds it. */
function isTheirs(speaker: Speaker, { analysis }: ReadPassage): boolean {
  return speakersIn(analysis).some(
    (one) => sameSpeaker(speaker, one) || (/[가-힣]/.test(one.text) && isOfOffice(speaker.text, one.text)),
  );
}

/** `카르반 외교장관` may be `도란 장관`. */
function isOfOffice(whole: string, short: string): boolean {
  const [office, general] = [whole.trim().split(/\s+/).at(-1) ?? '', short.trim().split(/\s+/).at(-1) ?? ''];
  return general.length > 1 && office.length > general.length && office.endsWith(general);
}

/** Words put into the mouth of somebody whom the sources know but let say nothing of the kind. */
function putInMouth(context: CheckContext): Omit<Finding, 'check'>[] {
  const { analysis, aligned, coverage, say } = context;
  const best = aligned[0];
  // "We expect ..." is said by whoever the text is of.
  if (!best || best.score >= alignedMax || isFirstPerson(best.read.passage.text)) return [];
  const figures = [...analysis.quantities, ...analysis.times];
  return analysis.attributions.slice(0, attributionsMax).flatMap((attribution) => {
    const { speaker } = attribution;
    if (speaker && isTheirs(speaker, best.read)) return [];
    const reported = speaker && reportedSpan(attribution, analysis);
    if (!speaker || !reported) return [];
    const words = coverage.words.filter(
      ({ start, end }) =>
        start >= reported.start &&
        end <= reported.end &&
        ![speaker, ...figures].some((other) => start < other.end && other.start < end),
    );
    const home = homeOf(speaker.text, context);
    if (words.length < wordsMin || home.length === 0 || carriedIn(words, home) >= carriedMin) return [];
    const span = { start: words[0]!.start, end: words.at(-1)!.end };
    return [{ severity: 'warn' as const, ...span, reason: say.speakerMissing(shown(speaker.text)) }];
  });
}

/** Somebody whom the sources know is not made to say what they let him say nothing like. */
export const mouthCheck: Check = {
  id: 'mouth',
  // Texts it spoke of that were unsupported: 24/24 (100 %) of our own, 38/45 (84 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { foreign, claim, reading } = context;
    if (foreign || claim.speaker || reading.passages.length < passagesMin) return nothing();
    return { findings: putInMouth(context), confirmations: [] };
  },
};
