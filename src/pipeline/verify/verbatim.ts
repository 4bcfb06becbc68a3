import { packFor } from '../../languages/languages.ts';
import { bare, barePassage } from './fold.ts';
import type { Reading, ReadPassage } from './types.ts';

const indexes = new WeakMap<Reading, Map<string, ReadPassage>>();

function indexOf(reading: Reading): Map<string, ReadPassage> {
  let index = indexes.get(reading);
  if (!index) {
    index = new Map();
    for (const read of reading.passages)
      if (!index.has(barePassage(read))) index.set(barePassage(read), read);
    indexes.set(reading, index);
  }
  return index;
}

/**
 * The passages that a text repeats, whole sentence by whole sentence; null where any of it differs. A part of a
 * sentence does not count: what was cut off may be "denied that".
 */
export function verbatimPassages(text: string, lang: string, reading: Reading): ReadPassage[] | null {
  const index = indexOf(reading);
  const whole = index.get(bare(text));
  if (whole && bare(text) !== '') return [whole];
  const sentences = packFor(lang).sentences(text);
  const found = sentences.map((sentence) => index.get(bare(sentence.text)));
  if (found.length === 0 || found.some((read) => read === undefined)) return null;
  return found.filter((read) => read !== undefined);
}
