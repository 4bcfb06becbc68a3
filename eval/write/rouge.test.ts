import { describe, expect, it } from 'vitest';
import { porterStem } from './porter.ts';
import { rouge, rougeTokens } from './rouge.ts';

/** Computed with rouge-score 0.1.2 for Python (nltk's Porter stemmer), newline between sentences for Lsum. */
const fromPython = [
  {
    wanted: ['The council voted to close the bridge.', 'Repairs will cost $3.5m.'],
    predicted: ['Councillors voted on Tuesday to close the old bridge.', 'Repairing it costs millions.'],
    stem: true,
    f: [0.56, 0.2608695652173913, 0.56],
  },
  {
    wanted: ['The council voted to close the bridge.', 'Repairs will cost $3.5m.'],
    predicted: ['Councillors voted on Tuesday to close the old bridge.', 'Repairing it costs millions.'],
    stem: false,
    f: [0.4, 0.17391304347826086, 0.4],
  },
  {
    wanted: ['A storm cut power to 40,000 homes.', 'Crews restored most lines by Sunday, the utility said.'],
    predicted: [
      'Crews working through the weekend restored most power lines.',
      'The storm had cut power to some 40,000 homes and closed schools.',
    ],
    stem: true,
    f: [0.6153846153846154, 0.2702702702702703, 0.6153846153846154],
  },
];

describe('rouge', () => {
  it('gives the figures of the Python scorer', () => {
    for (const { wanted, predicted, stem, f } of fromPython) {
      const scores = rouge(wanted, predicted, stem);
      [scores.rouge1.f, scores.rouge2.f, scores.rougeLsum.f].forEach((value, at) => {
        expect(value).toBeCloseTo(f[at] ?? -1, 12);
      });
    }
  });

  it('is one for the same text and nought for a text that shares no word', () => {
    expect(rouge(['One two three.'], ['One two three.']).rougeLsum.f).toBe(1);
    expect(rouge(['One two three.'], ['Quite another thing.']).rouge1.f).toBe(0);
    expect(rouge([], ['Quite another thing.']).rouge1.f).toBe(0);
  });

  it('stems words of more than three letters only', () => {
    expect(rougeTokens('His cats hopped happily, 3.5m!', true)).toEqual([
      'his',
      'cat',
      'hop',
      'happili',
      '3',
      '5m',
    ]);
  });
});

describe('porterStem', () => {
  it.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['ties', 'tie'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['hopping', 'hop'],
    ['filing', 'file'],
    ['enjoy', 'enjoy'],
    ['relational', 'relat'],
    ['vietnamization', 'vietnam'],
    ['generalizations', 'gener'],
    ['dying', 'die'],
    ['news', 'news'],
    ['controll', 'control'],
    ['geology', 'geolog'],
  ])('turns %s into %s', (word, stem) => expect(porterStem(word)).toBe(stem));
});
