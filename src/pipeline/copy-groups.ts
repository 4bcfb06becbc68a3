import { sha256 } from '../kit/hash.ts';

/** Words in one shingle. Long enough that two reporters do not write the same by chance. */
const shingleWords = 8;
/** Documents count as one voice when the shorter shares at least this much of its shingles with the longer. */
const containmentMin = 0.6;
/** Below this many shingles only equal texts count as copies. */
const shinglesMin = 5;

function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const shingles = new Set<string>();
  for (let at = 0; at + shingleWords <= words.length; at += 1) {
    shingles.add(words.slice(at, at + shingleWords).join(' '));
  }
  return shingles;
}

function isCopy(a: Set<string>, b: Set<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size < shinglesMin) return false;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / small.size >= containmentMin;
}

/**
 * Groups texts that are the same text (wire copy, syndication), in the order given. Returns one group number per text,
 * from 1; texts with the same number count as one independent voice. Quadratic in the number of texts: for one story.
 */
export function copyGroups(texts: readonly string[]): number[] {
  const hashes = texts.map((text) => sha256(text.replace(/\s+/g, ' ').trim()));
  const shingles = texts.map(shinglesOf);
  const groups: number[] = [];
  let next = 1;
  texts.forEach((_, index) => {
    const twin = groups.findIndex(
      (_group, other) => hashes[other] === hashes[index] || isCopy(shingles[other]!, shingles[index]!),
    );
    groups.push(twin >= 0 ? groups[twin]! : next);
    if (twin < 0) next += 1;
  });
  return groups;
}
