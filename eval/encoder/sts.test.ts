import { expect, it } from 'vitest';
import { spearman } from './sts.ts';

it('correlates ranks, whatever the numbers, and lets equals share theirs', () => {
  expect(spearman([1, 2, 3, 4], [10, 100, 101, 9999])).toBeCloseTo(1);
  expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1);
  // Worked by hand: ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3.
  expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5));
});
