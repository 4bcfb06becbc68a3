import type { Attribution, Sentence } from '../pack.ts';
import { spanOf, withoutOverlaps } from '../shared/spans.ts';
import { plainSayingVerbs, sayingKind } from './cues.ts';
import { resolvePronoun } from './pronouns.ts';
import { subjectAfter, subjectBefore } from './speakers.ts';
import {
  firstEndingAfter,
  isQuoted,
  namesWithin,
  type SpeechContext,
  sentenceAt,
  speakerOf,
  speechContext,
} from './speech-context.ts';

const phrasePattern =
  /(?<![\p{L}\p{N}])(according\sto|in\sthe\s(?:words|view|opinion)\sof|citing|quoting|as\sreported\sby|as\stold\sto|reported\sby|quoted\sby|said\sby|per)(?=\s)/giu;
const compoundPattern =
  /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}.]{1,30})-(reported|confirmed|claimed|quoted)(?![\p{L}])/gu;

/**
 * Who is answerable for a statement in reported speech: `X said (that) ...`, `..., X said`, `according to X`. The span
 * runs from the speaker to the cue, whichever comes first. Saying verbs inside quotations are not read.
 */
export function englishAttributions(text: string): Attribution[] {
  return attributionsIn(speechContext(text));
}

/** The same for a text whose names and sentences are known already. */
export function attributionsIn(context: SpeechContext): Attribution[] {
  return withoutOverlaps([...phrases(context), ...compounds(context), ...verbs(context)]);
}

function phrases(context: SpeechContext): Attribution[] {
  const { text } = context;
  return [...text.matchAll(phrasePattern)].flatMap((match): Attribution[] => {
    const cue = spanOf(text, match.index, match.index + match[0].length);
    if (isQuoted(context, cue.start)) return [];
    const sentence = sentenceAt(context, cue.start);
    const isPer = /^per$/i.test(match[0]);
    const speaker = subjectAfter(context, cue.end, sentence?.end ?? text.length);
    if (!speaker || (isPer && !/^\p{Lu}/u.test(speaker.text))) return [];
    const kind = /report|cit|quot/i.test(match[0]) ? 'report' : 'say';
    return [{ ...spanOf(text, cue.start, Math.max(cue.end, speaker.end)), cue, speaker, kind }];
  });
}

function compounds(context: SpeechContext): Attribution[] {
  const { text } = context;
  return [...text.matchAll(compoundPattern)].map((match): Attribution => {
    const [whole, name = '', verb = ''] = match;
    const speaker = { ...spanOf(text, match.index, match.index + name.length), key: name.toLowerCase() };
    const cue = spanOf(text, match.index + name.length + 1, match.index + whole.length);
    return {
      ...spanOf(text, match.index, match.index + whole.length),
      cue,
      speaker,
      kind: sayingKind(verb) ?? 'report',
    };
  });
}

const wordPattern = /(?<![\p{L}\p{N}'’-])\p{Ll}{3,14}(?![\p{L}'’-])/gu;
const determinerBefore =
  /\b(?:the|an?|his|her|its|their|this|that|these|those|no|any|some|of|in|our|my|your|for|with|such)\s$/i;
const participleBefore =
  /\b(?:is|are|was|were|be|been|being|has\sbeen|have\sbeen|had\sbeen)\s(?:\p{Ll}+ly\s)?$/iu;
const clauseBehind =
  /^\s?(?:$|[,.:;"“'‘—–]|that\b|it\b|he\b|she\b|they\b|there\b|we\b|i\b|the\b|an?\b|in\b|on\b|at\b|his\b|her\b|their\b|its\b|this\b|these\b|those\b|no\b|not\b|some\b|many\b|most\b|more\b|all\b|both\b|to\s(?:reporters|the\b|him|her|them|have\b|be\b)|reporters|journalists|lawmakers|parliament|how\b|why\b|what\b|whether\b|if\b|who\b|when\b|where\b|about\b|\p{Lu}|\p{N}|\p{Ll}+s?\b)/u;

function verbs(context: SpeechContext): Attribution[] {
  const { text } = context;
  const found: Attribution[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const kind = sayingKind(match[0]);
    if (kind === undefined || !plainSayingVerbs.has(match[0]) || isQuoted(context, match.index)) continue;
    const attribution = attributionAt(context, match.index, match[0], kind);
    if (attribution) found.push(attribution);
  }
  return found;
}

function attributionAt(
  context: SpeechContext,
  start: number,
  verb: string,
  kind: Attribution['kind'],
): Attribution | null {
  const { text } = context;
  const end = start + verb.length;
  const sentence = sentenceAt(context, start);
  if (!sentence) return null;
  const before = text.slice(Math.max(sentence.start, start - 40), start);
  const behind = text.slice(end, Math.min(sentence.end, end + 40));
  if (determinerBefore.test(before) || !clauseBehind.test(behind)) return null;
  const passive = participleBefore.test(before);
  if (passive) return passiveBy(context, start, end, sentence.end, kind);
  if (/\bto\s$/i.test(before)) return null;
  if (
    alsoNouns.has(verb) &&
    !/^\s(?:that|the|an?|it|he|she|they|its|his|her|their|there|\p{N}|\p{Lu})/u.test(behind)
  )
    return null;
  if (verb.endsWith('ing')) return participle(context, sentence, start, end, kind);
  const from = clauseStart(context, sentence.start, start);
  const inverted =
    /[,"”'’]\s*$/.test(before) &&
    !/^\s(?:that|it|he|she|they|the\s\p{Ll}+\s(?:is|was|were|had|has|will|would))\b/u.test(behind);
  const subject =
    (inverted && /["”'’]\s*$/.test(before) ? subjectAfter(context, end, sentence.end) : null) ??
    subjectBefore(context, from, start);
  const speaker = subject ?? (inverted ? subjectAfter(context, end, sentence.end) : null);
  const cue = spanOf(text, start, end);
  if (!speaker) return null;
  const span = spanOf(
    text,
    Math.min(cue.start, inSentence(speaker.start, sentence, cue.start)),
    Math.max(cue.end, inSentence(speaker.end, sentence, cue.end)),
  );
  return { ...span, cue, speaker, kind };
}

/** Plural nouns as well as verbs: `fraudulent claims`, `eighteen states`. */
const alsoNouns = new Set(['states', 'claims', 'reports', 'estimates', 'fears', 'hopes', 'notes', 'asks']);

/** `..., saying that`: the subject is that of the main clause. */
function participle(
  context: SpeechContext,
  sentence: Sentence,
  start: number,
  end: number,
  kind: Attribution['kind'],
): Attribution | null {
  const { text } = context;
  if (!/,\s$/.test(text.slice(Math.max(0, start - 2), start))) return null;
  const pronoun = /^(?:he|she|it|they)\b/i.exec(sentence.text)?.[0];
  const first = namesWithin(context, sentence.start, start).find((name) => !isQuoted(context, name.start));
  const isSubject = first !== undefined && first.start - sentence.start < 30;
  if (!pronoun && !isSubject) return null;
  const speaker = pronoun
    ? resolvePronoun(context, pronoun.toLowerCase(), sentence.start)
    : first && speakerOf(context, first);
  const cue = spanOf(text, start, end);
  return speaker ? { ...cue, cue, speaker, kind } : null;
}

/** A pronoun's name may stand sentences away: then the span keeps to the cue. */
function inSentence(at: number, sentence: { start: number; end: number }, fallback: number): number {
  return at >= sentence.start && at <= sentence.end ? at : fallback;
}

/** `was quoted by KCNA as saying`, `was reported by the BBC`. */
function passiveBy(
  context: SpeechContext,
  start: number,
  end: number,
  to: number,
  kind: Attribution['kind'],
): Attribution | null {
  const { text } = context;
  const by = /^\sby\b/.exec(text.slice(end, end + 4));
  if (!by) return null;
  const speaker = subjectAfter(context, end + by[0].length, to);
  return speaker
    ? { ...spanOf(text, start, Math.max(end, speaker.end)), cue: spanOf(text, start, end), speaker, kind }
    : null;
}

/** Behind the last quotation of the sentence, and behind a semicolon. */
function clauseStart({ text, quotes }: SpeechContext, from: number, at: number): number {
  const quote = quotes[firstEndingAfter(quotes, at) - 1];
  const start = Math.max(from, quote?.end ?? from);
  const semicolon = text.lastIndexOf(';', at);
  return semicolon > start ? semicolon + 1 : start;
}
