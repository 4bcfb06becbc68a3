import { describe, expect, it } from 'vitest';
import { analyse } from '../../languages/analysis.ts';
import { packFor } from '../../languages/languages.ts';
import { isReckoned } from './figures.ts';
import { readSources } from './read.ts';
import { ratiosIn, standsInTable } from './tables.ts';

const results =
  'Brightwell lost money in the quarter.\n\nKey figures, million euros (Q4 2025 / Q4 2024)\n\nRevenue: 1,060 / 1,359\n\nOperating result: -61 / 58';

function quantity(text: string, lang = 'en') {
  const [found] = analyse(text, packFor(lang)).quantities;
  if (!found) throw new Error(`a number in ${text}`);
  return found;
}

describe('figures of tables', () => {
  it('have the unit of the heading', () => {
    const reading = readSources([{ id: 'D1', title: '', text: results, lang: 'en' }]);
    expect(standsInTable(quantity('a loss of 61 million euros'), reading)).toBe(true);
    expect(standsInTable(quantity('a loss of 61 billion euros'), reading)).toBe(false);
    expect(standsInTable(quantity('a loss of 63 million euros'), reading)).toBe(false);
  });

  it('are not looked for in every cut of a long run of digits', () => {
    const text = ['1', '1,', '1 ', '1%'].map((part) => `a: ${part.repeat(400)}x`).join('\n\n');
    const reading = readSources([{ id: 'D1', title: '', text, lang: 'en' }]);
    expect(standsInTable(quantity('a loss of 61 million euros'), reading)).toBe(false);
  });
});

describe('shares of many', () => {
  it.each([
    ['3 in 10 were electric', 0.3],
    ['스쿠터 10대 가운데 3대는 전기 스쿠터였다', 0.3],
    ['위원 7명 중 5명이 찬성했다', 5 / 7],
  ])('%s', (text, share) => expect(ratiosIn(text).map((ratio) => ratio.share)).toEqual([share]));
});

describe('sums of two figures', () => {
  const passages = [
    analyse('It carried 214 passengers and a crew of 19.', packFor('en')).quantities,
    analyse('It was 20 minutes late.', packFor('en')).quantities,
  ];

  it('bear out a number with digits enough, or one that is said to be reckoned', () => {
    expect(isReckoned(quantity('233 people'), passages, 'There were 233 people on board.')).toBe(true);
    expect(isReckoned(quantity('243 people'), passages, 'There were 243 people on board.')).toBe(false);
  });

  it('bear out no two digits by chance', () => {
    const small = [analyse('Of 14 counts 11 stood.', packFor('en')).quantities];
    expect(isReckoned(quantity('25 counts'), small, 'He faced 25 counts.')).toBe(false);
    expect(isReckoned(quantity('25 counts'), small, 'He faced 25 counts in all.')).toBe(true);
  });
});
