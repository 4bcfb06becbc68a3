import { describe, expect, it } from 'vitest';
import { matchShingles, quantile, scoreOf, totalOf, wordF1 } from './scores.ts';

describe('shingle F1', () => {
  it('is 1 for the same words, whatever stands between them', () => {
    const { precision, recall, f1 } = scoreOf(
      matchShingles('One two three four, five.', 'One  two\nthree four five'),
    );
    expect([precision, recall, f1]).toEqual([1, 1, 1]);
  });

  it('counts shingles of four words as multisets, scaled to the page', () => {
    // Truth: abcd, bcde. Given: abcd, bcde, cdef.
    const matching = matchShingles('a b c d e', 'a b c d e f');
    expect(matching.tp).toBeCloseTo(2 / 3);
    expect(matching.fp).toBeCloseTo(1 / 3);
    expect(matching.fn).toBe(0);
    // The same shingle twice where it is wanted once is one right and one wrong.
    expect(scoreOf(matchShingles('a b c d', 'a b c d a b c d')).precision).toBeCloseTo(1 / 5);
  });

  it('takes a text of fewer than four words as one shingle, case and underscores counting', () => {
    expect(scoreOf(matchShingles('just three words', 'just three words')).f1).toBe(1);
    expect(scoreOf(matchShingles('just three words', 'Just three words')).f1).toBe(0);
    expect(scoreOf(matchShingles('a_b c', 'a b c')).f1).toBe(0);
  });

  it('leaves pages without output out of the mean precision, not out of the mean recall', () => {
    const right = matchShingles('a b c d', 'a b c d');
    const empty = matchShingles('a b c d', '');
    const total = totalOf([right, empty]);
    expect(total.precision).toBe(1);
    expect(total.recall).toBe(0.5);
    expect(total.f1).toBeCloseTo(2 / 3);
  });
});

describe('word F1', () => {
  it('compares lower-cased words as multisets', () => {
    expect(wordF1('The dam, the dam', 'THE dam')).toBeCloseTo(2 / 3);
    expect(wordF1('한들시 저수지', '한들시 저수지 두 곳')).toBeCloseTo(2 / 3);
    expect(wordF1('', '')).toBe(1);
    expect(wordF1('a', '')).toBe(0);
  });
});

it('a quantile is a value that was seen', () => {
  expect(quantile([5, 1, 3], 0.5)).toBe(3);
  expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
  expect(quantile([], 0.5)).toBe(0);
});
