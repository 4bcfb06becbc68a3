import type { Sentence } from '../pack.ts';
import { pairQuotes, type QuotePair, type QuoteStyle } from './quotes.ts';
import { isSpace, trimmedSpan } from './spans.ts';

/** What a language knows about its full stops. Words are lower-case and without their last full stop. */
export interface SentenceRules {
  quotes: QuoteStyle;
  /** Stand before a name or never last: `mr`, `gen`, `e.g`. */
  neverLast: ReadonlySet<string>;
  /** Stand before a number: `no`, `p`, `fig`, months. */
  beforeNumber: ReadonlySet<string>;
  /** May end a sentence, and do only where a usual first word follows: `inc`, `corp`, `jr`, `jan`. */
  seldomLast: ReadonlySet<string>;
  /** May end a sentence, and do where any capital follows that is not in `notFirst`: `p.m`, `etc`. */
  oftenLast: ReadonlySet<string>;
  /** Words that begin sentences and are no names (capital taken off): `the`, `he`, `but`. */
  firstWords: ReadonlySet<string>;
  /** Capitalised words that go on after `oftenLast`: zones, days. */
  notFirst: ReadonlySet<string>;
  /** Names that end in `!` or `?`: `yahoo`. */
  markedNames: ReadonlySet<string>;
  /** Past forms of saying verbs, for `"Why?" Smith asked.` */
  sayingVerbs: ReadonlySet<string>;
  /** Nouns are capitalised in this language (German), so a capital says little. */
  capitalNouns?: boolean;
  /** A number with a full stop is an ordinal (German, Danish, Finnish ...): `am 3. Mai`. */
  ordinalDots?: boolean;
}

const lookBackMax = 40;
const lookAheadMax = 120;
const shortQuoteMax = 80;
const parenthesisMax = 400;

interface Context {
  text: string;
  rules: SentenceRules;
  /** Ends of quotation pairs (index behind the closing mark). */
  closers: Map<number, QuotePair>;
  pairs: QuotePair[];
  caseless: boolean;
}

/**
 * Splits a text into sentences. A sentence ends behind its final marks and the closing quotation marks and
 brackets
 * that belong to them; a blank line always ends one. Linear in the length of the text.
 */
export function splitSentences(text: string, rules: SentenceRules): Sentence[] {
  const pairs = pairQuotes(text, rules.quotes);
  const closers = new Map(pairs.filter((pair) => pair.closed).map((pair) => [pair.end, pair]));
  const context: Context = { text, rules, closers, pairs, caseless: !/\p{Lu}/u.test(text) };
  const sentences: Sentence[] = [];
  let start = 0;
  const cut = (end: number) => {
    const span = trimmedSpan(text, start, end);
    if (span) sentences.push(span);
    start = end;
  };
  const quoteAt = quoteCursor(pairs);
  const openedAt = parenthesisCursor(text);
  const candidates = /\.(?: \.){1,5}|[.!?…。！？｡؟۔।॥]+|\n|(?<=\s)[•●▪◦■►‣](?=\s)/g;
  for (let match = candidates.exec(text); match; match = candidates.exec(text)) {
    if (match.index < start) continue;
    const mark = match[0];
    if (mark === '\n') {
      const next = nextVisible(text, match.index + 1);
      if (lineEnds(context, start, match.index, next)) cut(match.index + 1);
      candidates.lastIndex = Math.max(next, match.index + 1);
    } else if (/[•●▪◦■►‣]/.test(mark)) {
      cut(match.index);
    } else {
      const opened = openedAt(match.index);
      const end = sentenceEnd(context, start, match.index, mark, quoteAt(match.index), opened);
      if (end > 0) {
        cut(end);
        candidates.lastIndex = Math.max(end, match.index + mark.length);
      }
    }
  }
  cut(text.length);
  return sentences;
}

/** The outermost quotation around a position; positions must be asked in rising order. */
function quoteCursor(pairs: readonly QuotePair[]): (at: number) => QuotePair | undefined {
  const outer = pairs.filter((pair) => pair.depth === 0);
  let index = 0;
  return (at) => {
    while (index < outer.length && (outer[index]?.end ?? 0) <= at) index += 1;
    const pair = outer[index];
    return pair && pair.start <= at ? pair : undefined;
  };
}

/** Where the round bracket around a position was opened, -1 for none; positions must be asked in rising order. */
function parenthesisCursor(text: string): (at: number) => number {
  let position = 0;
  let open = -1;
  return (at) => {
    for (; position < at; position += 1) {
      const code = text.charCodeAt(position);
      if (code === 40) open = open >= 0 && position - open < parenthesisMax ? open : position;
      else if (code === 41 || (code === 10 && text.charCodeAt(position + 1) === 10)) open = -1;
    }
    return open >= 0 && at - open < parenthesisMax ? open : -1;
  };
}

const wrappedLineMin = 60;

/** Does the line break at `at` end a sentence? A blank line does; else it depends on what stands around it. */
function lineEnds({ text }: Context, start: number, at: number, next: number): boolean {
  const blank = text.slice(at + 1, next).includes('\n');
  if (blank || next >= text.length) return true;
  const ahead = text.slice(next, next + 8);
  if (/^(?:[•●▪◦■►‣*]|[-–—]\s|\d{1,3}[.)]\s)/.test(ahead)) return true;
  if (/^\p{Ll}/u.test(ahead)) return false;
  const lineStart = Math.max(start, text.lastIndexOf('\n', at - 1) + 1);
  const line = text.slice(Math.max(lineStart, at - 200), at).trimEnd();
  if (/[.!?…:。！？]["'”’»)\]]*$/.test(line)) return true;
  if (/[,;–—-]$/.test(line)) return false;
  return line.length < wrappedLineMin;
}

/** Index behind the sentence that the mark at `at` ends, or 0 where it ends none. */
function sentenceEnd(
  context: Context,
  start: number,
  at: number,
  mark: string,
  quote: QuotePair | undefined,
  opened: number,
): number {
  const { text } = context;
  if (opened > start && !closesSoon(text, at + mark.length)) {
    if (text.slice(start, opened).trim() !== '') return 0;
  }
  const end = withClosers(context, at + mark.length);
  const rest = nextVisible(text, end);
  if (rest >= text.length) return text.length;
  const gap = rest > end;
  if (/^[。！？｡]/.test(mark)) return eastAsianEnd(context, end, rest);
  if (quote?.closed && quote.end > end && insideFragment(context, start, quote)) return 0;
  const ahead = text.slice(rest, rest + lookAheadMax);
  if (text.slice(end, rest).includes('\n')) {
    const blank = /\n[^\S\n]*\n/.test(text.slice(end, rest));
    if (blank) return end;
  }
  if (!gap) return joinedEnd(context, at, end, mark, ahead) ? end : 0;
  return spacedEnd(context, { start, at, end, mark, ahead }) ? end : 0;
}

function closesSoon(text: string, at: number): boolean {
  return /^["'”’»\]]{0,2}\)/.test(text.slice(at, at + 3));
}

function nextVisible(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Takes in closing marks behind the stop, also spaced ones of pre-tokenised text (`. ''`, `. "`, `. )`). */
function withClosers({ text, closers }: Context, from: number): number {
  let end = from;
  for (let count = 0; count < 6; count += 1) {
    const char = text[end] ?? '';
    const shuts = closers.has(end + 1) && /["'“‘«‹]/.test(char);
    const onlyShuts = char === '"' && isGapAt(text, end + 1);
    if (/[”’»›」』】）)\]}]/.test(char) || shuts || onlyShuts) {
      end += 1;
      continue;
    }
    if (text.startsWith("''", end)) {
      end += 2;
      continue;
    }
    const spaced = /^[^\S\n]+(''|["'”’»)\]])(?=[\s,.]|$)/.exec(text.slice(end, end + 12));
    if (!spaced) break;
    const behind = end + spaced[0].length;
    if (!closers.has(behind) && !/[)\]]/.test(spaced[1] ?? '')) break;
    end = behind;
  }
  return end;
}

function isGapAt(text: string, at: number): boolean {
  return at >= text.length || isSpace(text.charCodeAt(at));
}

function eastAsianEnd({ text }: Context, end: number, rest: number): number {
  const closed = /[」』”’）)]/.test(text[end - 1] ?? '');
  // 「...。」と述べた and “...。”他说 go on behind the quotation.
  if (closed && /^[\p{Script=Han}]{1,6}(?:说|說|表示|称|稱|道)。/u.test(text.slice(rest, rest + 12)))
    return 0;
  if (closed && /^[とはがをにのでもや、，,]/.test(text.slice(rest, rest + 1))) return 0;
  return end;
}

/** A quotation of a few words in the middle of a sentence, that goes on behind it: `shouted "Stop! Thief!" and ran`. */
function insideFragment({ text }: Context, start: number, quote: QuotePair): boolean {
  if (quote.end - quote.start > shortQuoteMax) return false;
  const before = text.slice(start, Math.max(start, quote.start)).trimEnd();
  if (before === '') return false;
  const behind = text.slice(quote.end, quote.end + 24);
  return /^\s*\p{Ll}/u.test(behind) && !/[,:]$/.test(before);
}

interface Stop {
  start: number;
  at: number;
  end: number;
  mark: string;
  ahead: string;
}

/** No white space behind the stop: `done.The next`, `said."The`. */
function joinedEnd(context: Context, at: number, end: number, mark: string, ahead: string): boolean {
  const { text } = context;
  const hasCloser = end > at + mark.length;
  if (hasCloser) return /^["“‘]?\p{Lu}\p{Ll}/u.test(ahead) && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
  if (!/^["“‘]?\p{Lu}\p{Ll}|^["“‘]?\p{Lu}\s\p{Ll}/u.test(ahead)) return false;
  const before = text.slice(Math.max(0, at - lookBackMax), at);
  const token = /\S*$/.exec(before)?.[0] ?? '';
  if (/[@/\\#_]|www|:\/\//i.test(token) || /\./.test(token)) return false;
  // A dot inside a file name or a domain: the capital word runs into another dot or slash.
  if (/^["“‘]?\p{L}+[./@]\p{L}/u.test(ahead)) return false;
  return /(?:\p{Ll}{2}|\d{2}|\p{Ll}\))$/u.test(before) && !context.rules.neverLast.has(token.toLowerCase());
}

function spacedEnd(context: Context, stop: Stop): boolean {
  const { rules, caseless } = context;
  const { mark, ahead } = stop;
  const first = firstWord(ahead);
  const kind = startKind(ahead);
  if (kind === 'continues') return false;
  if (/^[,;:%)\]]/.test(ahead)) return false;
  const isStop = mark === '.';
  if (kind === 'lower') {
    if (caseless) return mark.includes('.') ? !isAbbreviation(context, stop) && mark === '.' : true;
    // Pre-tokenised lower-case text: a stop that stands alone.
    return isStop && isSpace(context.text.charCodeAt(stop.at - 1)) && !/^\p{Ll}\p{Ll}?\s/u.test(ahead);
  }
  const closed = stop.end > stop.at + mark.length;
  if (/[!?]/.test(mark)) return !(closed && isSpeechTag(ahead, rules)) && !isMarkedName(context, stop, first);
  if (mark.length > 1 || mark === '…') return !/^I\b/.test(ahead) || closed;
  if (isStop && !closed) return !isAbbreviation(context, stop);
  return !(closed && shortTag(ahead, rules));
}

type StartKind = 'upper' | 'lower' | 'digit' | 'other' | 'continues';

function startKind(ahead: string): StartKind {
  const inner = ahead.replace(/^(?:["'“”‘’«»„([¿¡\-–—*•]|``|\s){1,4}/u, '');
  if (/^[-–—]\s/.test(ahead)) return /^[-–—]\s+\p{Lu}/u.test(ahead) ? 'upper' : 'continues';
  if (/^\p{Lu}|^\p{Lt}/u.test(inner)) return 'upper';
  if (/^\p{N}/u.test(inner)) return 'digit';
  // iPhone, eBay, al-Qaida at the start of a sentence.
  if (/^[a-z]\.\s\p{Lu}|^(?:\p{Ll}\p{Lu}|al-\p{Lu}|https?:|www\.)/u.test(inner)) return 'upper';
  if (/^\p{Ll}/u.test(inner)) return 'lower';
  return 'other';
}

function firstWord(ahead: string): string {
  return (/^[^\p{L}\p{N}]{0,4}([\p{L}\p{N}]+)/u.exec(ahead)?.[1] ?? '').toLowerCase();
}

/** `Smith asked`, `Mr Kim of the union said`: what names the speaker of the quotation before it. */
function isSpeechTag(ahead: string, rules: SentenceRules): boolean {
  const words = ahead.split(/\s+/, 8);
  let position = 0;
  while (
    position < words.length &&
    position < 5 &&
    /^(?:\p{Lu}|the$|of$|de$|van$)/u.test(words[position] ?? '')
  )
    position += 1;
  if (position === 0) return false;
  return rules.sayingVerbs.has((words[position] ?? '').replace(/[.,:;]$/, '').toLowerCase());
}

/** `"This is great." she said.` is caught by the small letter; `"Great." Smith said.` only where nothing follows. */
function shortTag(ahead: string, rules: SentenceRules): boolean {
  const match = /^\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,2}\s(\p{Ll}+)[.,]/u.exec(ahead);
  return match !== null && rules.sayingVerbs.has(match[1] ?? '');
}

function isMarkedName({ text, rules }: Context, { at, mark }: Stop, first: string): boolean {
  if (mark.length > 1) return false;
  const word = /[\p{L}]+$/u.exec(text.slice(Math.max(0, at - lookBackMax), at))?.[0] ?? '';
  return rules.markedNames.has(word.toLowerCase()) && !rules.firstWords.has(first);
}

/** Is the full stop part of an abbreviation, an initial, an ordinal or a list number, with the sentence going on? */
function isAbbreviation(context: Context, { start, at, ahead }: Stop): boolean {
  const { text, rules } = context;
  const before = text.slice(Math.max(start, at - lookBackMax), at);
  if (/\s$/.test(before)) return false;
  const token = /[^\s"“”‘([—–/]*$/u.exec(before)?.[0] ?? '';
  const word = token.toLowerCase().replace(/^['’]+/, '');
  const first = firstWord(ahead);
  // A dash goes on from an abbreviation: `WASHINGTON, D.C. — The vote`.
  const startsNew = rules.firstWords.has(first) && !/^[-–—]/.test(ahead);
  const startsDigit = /^[^\p{L}\p{N}]{0,2}\p{N}/u.test(ahead);
  if (isListNumber(text, start, at, token)) return true;
  if (rules.ordinalDots && /^\d{1,3}$/.test(token)) return !startsNew;
  if (rules.neverLast.has(word)) return !(startsNew && word === 'st');
  if (rules.beforeNumber.has(word) && startsDigit) return true;
  if (/^\p{Lu}{3,}$/u.test(token)) return false;
  if (/^\p{Lu}$/u.test(token)) return isInitial(before, token, startsNew);
  if (/^(?:\p{L}\.)+\p{L}$/u.test(token) && !rules.oftenLast.has(word)) return !startsNew && !startsDigit;
  if (rules.seldomLast.has(word)) return !startsNew;
  if (rules.oftenLast.has(word)) return rules.notFirst.has(first) || /^\p{Ll}/u.test(ahead);
  return false;
}

/** `1. The first point`: a number or letter that begins the sentence is a mark of a list. */
function isListNumber(text: string, start: number, at: number, token: string): boolean {
  if (!/^(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$/.test(token)) return false;
  return text.slice(start, at).trim() === token;
}

/** `J. K. Rowling`, `George W. Bush`; not `vitamin C. The` nor `than I. He`. */
function isInitial(before: string, token: string, startsNew: boolean): boolean {
  if (startsNew) return false;
  const previous = /(\S+)\s+\S*$/.exec(before)?.[1] ?? '';
  if (token === 'I' && /^\p{Ll}/u.test(previous)) return false;
  const afterLetterNoun =
    /^(?:vitamin|plan|type|grade|class|group|hepatitis|category|zone|line|team|section)$/i;
  return !afterLetterNoun.test(previous);
}
