import { expect, test } from 'vitest';
import { groupsIn, textGroups } from './boilerplate-words.ts';

/** Every word of every group as a text of its own, signs of the patterns taken out. */
const words = Object.values(textGroups).flatMap(({ source }) =>
  source.split('|').map((word) => word.replace(/\\b|\(\?:|[()?^$\\]/g, '')),
);

test('a text speaks of the groups whose whole pattern finds something in it', () => {
  for (const word of words)
    for (const text of [word, `Harbour ${word} reopens`, `${word} 항만 재개장 港口`])
      expect(groupsIn(text), text).toEqual(Object.values(textGroups).map((pattern) => pattern.test(text)));
});

test('words of every group are found, in East Asian scripts and others', () => {
  expect(words.length).toBeGreaterThan(300);
  const found = groupsIn('구독 newsletter 댓글 comments 저작권 copyright');
  expect(Object.keys(textGroups).filter((_, at) => found[at])).toEqual(['subscribe', 'comment', 'legal']);
});
