import type { Span } from '../../domain/span.ts';
import type { Name } from '../../languages/pack.ts';
import { foldName } from '../../languages/shared/name-keys.ts';
import { isOfficeWord } from './offices.ts';
import type { Reading, ReadPassage } from './types.ts';

/** What says who somebody is stands this near (code units) to the name. */
const nearMax = 40;
/** English words of this many letters are compared without their endings (`prosecution`, `prosecuting`). */
const stemCharsMin = 6;

function stemOf(word: string): string {
  return word.length > stemCharsMin && !/[가-힣]/.test(word)
    ? word.slice(0, Math.max(stemCharsMin, word.length - 3))
    : word;
}

const folded = new WeakMap<ReadPassage, string>();

function foldedOf(read: ReadPassage): string {
  let text = folded.get(read);
  if (text === undefined) {
    text = foldName(read.passage.text);
    folded.set(read, text);
  }
  return text;
}

function wordsOf(text: string): string[] {
  return foldName(text)
    .split(' ')
    .filter((word) => (/[가-힣]/.test(word) ? word.length > 1 : word.length > 3));
}

/**
 * The persons whom a description may mean: those beside whose name all its words stand somewhere in the sources
 * (`the foreign minister of Karvan`, `the prosecution`). None for a description of one everyday word.
 */
export function bearersOf(description: string, reading: Reading): Name[] {
  const words = wordsOf(description).map(stemOf);
  if (words.length === 0) return [];
  const telling = reading.passages.filter((read) => words.every((word) => foldedOf(read).includes(word)));
  return telling.flatMap(({ passage, analysis }) =>
    analysis.names.filter(({ kind, start, end }) => {
      if (kind !== 'person' && kind !== 'other') return false;
      const near = foldName(passage.text.slice(Math.max(0, start - nearMax), end + nearMax));
      return words.every((word) => near.includes(word));
    }),
  );
}

/** A Korean name of two to four syllables right before an office, where the pack took the office alone for the speaker. */
export function withNameBefore(speaker: Span & { text: string }, text: string): string {
  const words = speaker.text.trim();
  if (!/^[가-힣]+$/u.test(words) || !(isOfficeWord(words) || /(?:장|관|사|원|자|씨)$/u.test(words)))
    return words;
  const before = /(?:^|\s)([가-힣]{2,4})\s$/u.exec(text.slice(0, Math.max(0, speaker.start)))?.[1];
  return before === undefined || (/[은는이가을를의도에고며]$/u.test(before) && before.length > 3)
    ? words
    : `${before} ${words}`;
}
