import type { Span, TextSpan } from '../../domain/span.ts';
import type { Quotation } from '../pack.ts';
import type { QuotePair } from '../shared/quotes.ts';
import { spanOf } from '../shared/spans.ts';
import { sayingKind } from './cues.ts';
import { subjectAfter, subjectBefore } from './speakers.ts';
import {
  firstEndingAfter,
  isQuoted,
  namesWithin,
  type Speaker,
  type SpeechContext,
  sentenceAt,
  speakerOf,
  speechContext,
} from './speech-context.ts';
import { stopWords } from './tokens.ts';

interface Tag {
  speaker?: Speaker;
  cue?: TextSpan;
}

/**
 * Quotations of an English text with who says them. The speaker is looked for behind the quotation,
 before it, in the
 * quotation that it goes on from,
 and in the sentence before; a pronoun stands for the nearest earlier subject.
 */
export function englishQuotations(text: string): Quotation[] {
  return quotationsIn(speechContext(text));
}

/** The same for a text whose names and sentences are known already. */
export function quotationsIn(context: SpeechContext): Quotation[] {
  const { text, quotes } = context;
  const found: (Quotation & { tagged: boolean })[] = [];
  quotes.forEach((pair, index) => {
    const inner = trimmedInner(text, pair.inner);
    if (inner.end <= inner.start) return;
    const tag = ownTag(context, pair, quotes[index - 1], quotes[index + 1]);
    const kind = kindOf(context, pair, inner, tag);
    const own = kind === 'title' ? {} : tag;
    const before = found.at(-1);
    const lent = kind === 'title' || own.speaker ? {} : borrowed(context, pair, before, kind);
    const base = { ...spanOf(text, pair.start, pair.end), inner, kind, tagged: own.speaker !== undefined };
    found.push({ ...base, ...lent, ...own });
  });
  lendBackwards(quotes, found);
  return found.map(({ tagged: _tagged, ...quotation }) => quotation);
}

function trimmedInner(text: string, inner: Span): Span {
  let { start, end } = inner;
  while (start < end && (text[start] ?? '').trim() === '') start += 1;
  while (end > start && (text[end - 1] ?? '').trim() === '') end -= 1;
  return { start, end };
}

/** The saying clause that belongs to this quotation alone. */
function ownTag(
  context: SpeechContext,
  pair: QuotePair,
  previous: QuotePair | undefined,
  next: QuotePair | undefined,
): Tag {
  const { text } = context;
  const last = lastVisible(text, pair.inner);
  const behindFirst = /[,?!…—–-]/.test(last) || /^\s?,/.test(text.slice(pair.end, pair.end + 2));
  const after = () => tagBehind(context, pair, next);
  const before = () => tagBefore(context, pair, previous);
  if (behindFirst) {
    const behind = after();
    if (behind.speaker) return behind;
    const ahead = before();
    return ahead.speaker ? ahead : { ...ahead, ...behind };
  }
  const ahead = before();
  return ahead.speaker ? ahead : { ...ahead, ...after() };
}

function lastVisible(text: string, inner: Span): string {
  const { end } = trimmedInner(text, inner);
  return text[end - 1] ?? '';
}

const tailMax = 240;

function tagBehind(context: SpeechContext, pair: QuotePair, next: QuotePair | undefined): Tag {
  const { text } = context;
  const sentence = sentenceAt(context, Math.max(pair.end - 1, 0));
  const to = Math.min(sentence?.end ?? pair.end, next?.start ?? text.length, pair.end + tailMax);
  if (to <= pair.end) return {};
  const tail = text.slice(pair.end, to);
  const according = /^[\s,]*(according\sto)\s/i.exec(tail);
  if (according?.[1]) {
    const at = pair.end + according[0].indexOf(according[1]);
    return withCue(text, at, at + according[1].length, subjectAfter(context, at + according[1].length, to));
  }
  for (const match of tail.matchAll(/\p{L}[\p{L}'’-]*/gu)) {
    const word = match[0].toLowerCase();
    if (match.index > 160) break;
    if (sayingKind(word) === undefined || /^\p{Lu}/u.test(match[0])) continue;
    const start = pair.end + match.index;
    const quoted = /^(?:quoted|cited)$/.test(word) ? quotedAs(context, start + word.length, to) : null;
    if (quoted) return quoted;
    const lead = tail.slice(0, match.index).replace(/^[\s,]+/, '');
    // `," said Smith`: nothing or an adverb stands before the verb.
    const inverted = lead === '' || /^(?:\p{Ll}+ly|also|then|later|has|had)\s$/u.test(lead);
    const subject = inverted
      ? subjectAfter(context, start + word.length, to)
      : subjectBefore(context, pair.end, start);
    if (!subject && /\b(?:to|the|a|an|his|her|of)\s$/i.test(lead)) continue;
    return withCue(text, start, start + word.length, subject);
  }
  return tailName(context, pair, tail);
}

/** `the Ledger quoted an inspector as saying`: the inspector speaks. */
function quotedAs(context: SpeechContext, from: number, to: number): Tag | null {
  const match = /\sas\s(saying|telling)\b/.exec(context.text.slice(from, to));
  if (!match?.[1]) return null;
  const speaker = subjectAfter(context, from, from + match.index);
  const at = from + match.index + 4;
  return speaker ? withCue(context.text, at, at + match[1].length, speaker) : null;
}

/** `..., ' Merson put on Twitter`: behind a comma a name speaks, whatever the verb. */
function tailName(context: SpeechContext, pair: QuotePair, tail: string): Tag {
  if (lastVisible(context.text, pair.inner) !== ',') return {};
  const at = pair.end + (tail.length - tail.trimStart().length);
  const [name] = namesWithin(context, at, pair.end + tail.length);
  const isSubject = name?.start === at && /^\s\p{Ll}/u.test(context.text.slice(name.end, name.end + 2));
  return name && isSubject ? { speaker: speakerOf(context, name) } : {};
}

function withCue(text: string, start: number, end: number, speaker: Speaker | null): Tag {
  const cue = spanOf(text, start, end);
  return speaker ? { cue, speaker } : { cue };
}

const headMax = 300;

function tagBefore(context: SpeechContext, pair: QuotePair, previous: QuotePair | undefined): Tag {
  const { text } = context;
  const sentence = sentenceAt(context, pair.start);
  const from = Math.max(sentence?.start ?? pair.start, previous?.end ?? 0, pair.start - headMax);
  if (from >= pair.start) return {};
  const head = text.slice(from, pair.start);
  const verbs = [...head.matchAll(/\p{L}[\p{L}'’-]*/gu)].filter(
    (match) => sayingKind(match[0].toLowerCase()) !== undefined,
  );
  for (const match of verbs.reverse()) {
    const lead = head.slice(0, match.index);
    if (/\b(?:the|an?|his|her|its|their|this|that|of|no|any)\s$/i.test(lead)) continue;
    const start = from + match.index;
    const subject = subjectBefore(context, from, start);
    if (subject) return withCue(text, start, start + match[0].length, subject);
    // `said Smith: "..."` and `asked whether ..., Smith said` behind an earlier quotation.
    const after = subjectAfter(context, start + match[0].length, pair.start);
    if (after && lead.replace(/[\s,]+/g, '') === '')
      return withCue(text, start, start + match[0].length, after);
  }
  const according = /\baccording\sto\s/i.exec(head);
  if (according) {
    const at = from + according.index;
    return withCue(text, at, at + 12, subjectAfter(context, at + 12, pair.start));
  }
  // `Smith shook his head: "No."`
  if (/[:,]\s*$/.test(head)) {
    const first = namesWithin(context, from, pair.start).find(
      (name) => name.kind === 'person' && !isQuoted(context, name.start),
    );
    if (first && /:\s*$/.test(head)) return { speaker: speakerOf(context, first) };
  }
  return {};
}

const titleLead =
  /\b(?:titled|entitled|called|named|dubbed|film|movie|book|novel|song|album|show|series|single|play|poem|painting|documentary|memoir|paper|report|magazine|programme|musical|opera|ballad|hit|episode|game|exhibition|essay|column)\s*,?\s*$/i;

function kindOf(context: SpeechContext, pair: QuotePair, inner: Span, tag: Tag): Quotation['kind'] {
  const { text } = context;
  if (pair.family === 'title') return 'title';
  const words = text.slice(inner.start, inner.end).match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  const content = words.filter((word) => !stopWords.has(word.toLowerCase()));
  const last = text[inner.end - 1] ?? '';
  const sentence = sentenceAt(context, pair.start);
  const begins = sentence === undefined || text.slice(sentence.start, pair.start).trim() === '';
  const lead = text.slice(Math.max(0, pair.start - 24), pair.start);
  const capitals = content.length > 0 && content.every((word) => /^[\p{Lu}\p{N}]/u.test(word));
  const introduced = /[:,]\s*$/.test(lead) && tag.cue !== undefined;
  const isSentence = /[.!?…]/.test(last) || (last === ',' && tag.speaker !== undefined);
  if (
    capitals &&
    words.length <= 10 &&
    !introduced &&
    !(begins && isSentence) &&
    (words.length > 1 || titleLead.test(lead))
  ) {
    if (!(last === ',' && tag.speaker !== undefined && words.length < 3 && !titleLead.test(lead)))
      return 'title';
  }
  if (pair.closed === false || pair.continues) return 'direct';
  if (introduced && words.length > 1) return 'direct';
  if (isSentence && (begins || words.length > 3 || introduced)) return 'direct';
  if (begins && tag.speaker !== undefined && words.length > 2) return 'direct';
  const startsUpper = /^\p{Lu}/u.test(words[0] ?? '');
  return startsUpper && words.length > 5 && tag.cue !== undefined ? 'direct' : 'fragment';
}

const gapMax = 400;

/** A direct quotation without a tag goes on from the one before it, or belongs to the subject of the sentence before. */
function borrowed(
  context: SpeechContext,
  pair: QuotePair,
  before: Quotation | undefined,
  kind: Quotation['kind'],
): Tag {
  const { text } = context;
  const between = before ? text.slice(before.end, pair.start) : '';
  // `called it "a farce" and "a shame"`, `said it was "better", but warned that it "could end"`
  const joined = /^[\s,]*(?:and|but|or)\s[^.!?]{0,120}$/.test(between);
  if (before?.speaker && joined) return { speaker: before.speaker };
  if (kind !== 'direct') return {};
  if (pair.continues && before?.speaker) return { speaker: before.speaker };
  const near = before !== undefined && pair.start - before.end < gapMax;
  const sameParagraph = near && !/\n[^\S\n]*\n/.test(between);
  if (before?.speaker && near && sameParagraph && before.kind === 'direct' && sentenceCount(between) <= 1)
    return { speaker: before.speaker };
  const subject = subjectOfSentenceBefore(context, pair.start);
  if (subject) return { speaker: subject };
  if (before?.speaker && near && before.kind !== 'title' && sentenceCount(between) <= 2)
    return { speaker: before.speaker };
  return {};
}

function sentenceCount(between: string): number {
  return between.match(/[.!?](?:\s|$)/g)?.length ?? 0;
}

/** The person whom the sentence before is about, if it speaks of one only and is no quotation itself. */
function subjectOfSentenceBefore(context: SpeechContext, at: number): Speaker | null {
  const { text, sentences } = context;
  const sentence = sentences[firstEndingAfter(sentences, at) - 1];
  if (!sentence || at - sentence.end > 80) return null;
  const persons = namesWithin(context, sentence.start, sentence.end).filter(
    (name) => name.kind === 'person' && !isQuoted(context, name.start),
  );
  const keys = new Set(persons.map((name) => speakerOf(context, name).key));
  const [first] = persons;
  if (!first || keys.size !== 1) return null;
  return /['’]s$/.test(text.slice(first.start, first.end + 2)) ? null : speakerOf(context, first);
}

/** The paragraphs of a long quotation have one speaker, named before the first or behind the last. */
function lendBackwards(pairs: readonly QuotePair[], found: Quotation[]): void {
  const byStart = new Map(pairs.map((pair) => [pair.start, pair]));
  for (let index = found.length - 2; index >= 0; index -= 1) {
    const [quotation, next] = [found[index], found[index + 1]];
    if (!quotation || !next?.speaker) continue;
    const isOpen = byStart.get(quotation.start)?.closed === false;
    if (isOpen && byStart.get(next.start)?.continues && (!quotation.speaker || quotation.cue === undefined))
      quotation.speaker = next.speaker;
  }
}
