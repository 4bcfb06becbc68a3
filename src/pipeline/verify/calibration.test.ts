import { describe, expect, it } from 'vitest';
import { calibrated } from './calibration.ts';
import { scoreTogether } from './score.ts';

describe('the curve from doubts to a probability', () => {
  const knots = [
    { score: 0.4, unsupported: 0.2 },
    { score: 0.8, unsupported: 0.6 },
  ];

  it('goes through its knots and straight between them', () => {
    expect(calibrated(0.4, knots)).toBeCloseTo(0.2);
    expect(calibrated(0.6, knots)).toBeCloseTo(0.4);
    expect(calibrated(0.8, knots)).toBeCloseTo(0.6);
  });

  it('begins at nothing and ends at certainty', () => {
    expect(calibrated(0, knots)).toBe(0);
    expect(calibrated(0.2, knots)).toBeCloseTo(0.1);
    expect(calibrated(0.9, knots)).toBeCloseTo(0.8);
    expect(calibrated(1, knots)).toBe(1);
    expect(calibrated(0.3, [])).toBeCloseTo(0.3);
  });

  it.each(['en', 'ko', 'fr'])(
    'rises with every doubt in %s, and stays low for words of the source',
    (lang) => {
      const texts = [[], [0.01], [0.01, 0.2], [0.01, 0.2, 0.5], [0.9, 0.5], [0.99, 0.99]];
      const scores = texts.map((list) => scoreTogether(list, lang));
      expect(scores).toEqual(scores.toSorted((a, b) => a - b));
      expect(scores[1]).toBeLessThan(0.05);
      expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    },
  );
});
