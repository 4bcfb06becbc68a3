import { copyScore, sketchOf } from './stories/copies.ts';

/**
 * Groups texts that are the same text (wire copy, syndication), in the order given. Returns one group number per text,
 * from 1; texts with the same number count as one independent voice. Quadratic in the number of texts: for one story.
 */
export function copyGroups(texts: readonly string[]): number[] {
  const sketches = texts.map((text) => sketchOf({ title: '', text }, true));
  const groups: number[] = [];
  let next = 1;
  sketches.forEach((sketch) => {
    const twin = groups.findIndex((_group, other) => copyScore(sketches[other]!, sketch) > 0);
    groups.push(twin >= 0 ? groups[twin]! : next);
    if (twin < 0) next += 1;
  });
  return groups;
}
