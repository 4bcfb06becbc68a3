import type { Passage } from '../../../domain/passage.ts';

/** Marks that two printings of the same words differ in. All one code unit, so that offsets stay. */
const evened: [RegExp, string][] = [
  [/[“”„«»＂]/g, '"'],
  [/[‘’‚`]/g, "'"],
  [/[–—−‐‑]/g, '-'],
  [/\s/g, ' '],
];

function even(text: string): string {
  return evened.reduce((so, [from, to]) => so.replace(from, to), text);
}

const edges = /^[\s"'.…,]+|[\s"'.…,]+$/g;

/** Fewer than this is a word that stands everywhere. */
const charsMin = 4;

/**
 * The words as they stand in a passage, marks and spacing aside; null where they do not. `near` is searched first, then
 * the rest in order.
 */
export function findWords(
  words: string,
  near: readonly Passage[],
  all: Iterable<Passage>,
): { passage: Passage; words: string } | null {
  const wanted = even(words).replace(/ {2,}/g, ' ').replace(edges, '');
  if (wanted.length < charsMin) return null;
  for (const group of [near, all]) {
    for (const passage of group) {
      const at = even(passage.text).indexOf(wanted);
      if (at >= 0) return { passage, words: passage.text.slice(at, at + wanted.length) };
    }
  }
  return null;
}

/** True where `part` stands in `whole`, marks, spacing and case aside. */
export function standsIn(part: string, whole: string): boolean {
  const wanted = even(part).trim().toLowerCase();
  return wanted !== '' && even(whole).toLowerCase().includes(wanted);
}
