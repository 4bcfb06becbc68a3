import type { TextSpan } from '../../domain/span.ts';
import type { Name, Sentence } from '../pack.ts';
import { rememberLast } from '../shared/memo.ts';
import { englishQuoteStyle, pairQuotes, type QuotePair } from '../shared/quotes.ts';
import { spanOf } from '../shared/spans.ts';
import { englishNames } from './names.ts';
import { englishSentences } from './sentences.ts';

export type Speaker = TextSpan & { key: string };

/** What finding a speaker needs of one text, worked out once. */
export interface SpeechContext {
  text: string;
  sentences: readonly Sentence[];
  names: readonly Name[];
  /** Outermost quotations. */
  quotes: readonly QuotePair[];
}

export const speechContext: (text: string) => SpeechContext = rememberLast(readSpeech);

function readSpeech(text: string): SpeechContext {
  const quotes = pairQuotes(text, englishQuoteStyle).filter((pair) => pair.depth === 0);
  return { text, sentences: englishSentences(text), names: englishNames(text), quotes };
}

/** Index of the first item that ends behind `at`. */
export function firstEndingAfter(spans: readonly { end: number }[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function sentenceAt({ sentences }: SpeechContext, at: number): Sentence | undefined {
  const sentence = sentences[firstEndingAfter(sentences, at)];
  return sentence && sentence.start <= at ? sentence : undefined;
}

/** Names that lie wholly between two offsets. */
export function namesWithin({ names }: SpeechContext, from: number, to: number): Name[] {
  const found: Name[] = [];
  for (let index = firstEndingAfter(names, from); index < names.length; index += 1) {
    const name = names[index];
    if (!name || name.start >= to) break;
    if (name.start >= from && name.end <= to) found.push(name);
  }
  return found;
}

export function isQuoted({ quotes }: SpeechContext, at: number): boolean {
  const quote = quotes[firstEndingAfter(quotes, at)];
  return quote !== undefined && quote.start <= at;
}

/** A speaker under the key of the fullest form of the name. */
export function speakerOf({ text }: SpeechContext, name: Name): Speaker {
  const full = name.key.includes(' ')
    ? undefined
    : name.aliases.find((alias) => alias.includes(' ') && !alias.startsWith('~'));
  return { ...spanOf(text, name.start, name.end), key: full ?? name.key };
}
