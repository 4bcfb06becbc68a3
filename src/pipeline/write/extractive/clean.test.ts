import { describe, expect, it } from 'vitest';
import { sentenceCut } from './clean.ts';

const cut = (text: string, lang = 'en'): string => {
  const { start, end } = sentenceCut(text, lang);
  return text.slice(start, end);
};

describe('the sentence without its dateline', () => {
  it.each([
    'PORT AVERIL (Wire) — ',
    'EASTHAVEN, March 4 (Straits Wire) - ',
    'PORT AVERIL, Caldmoor, March 4 (Straits Wire) - ',
    'LISK (Dispatch) – ',
    'HARROWGATE HILL — ',
  ])('leaves out "%s"', (dateline) => {
    expect(cut(`${dateline}Caldmoor closed a bridge on Wednesday.`)).toBe(
      'Caldmoor closed a bridge on Wednesday.',
    );
  });

  it('leaves out the place, the agency and the reporters of a Korean one', () => {
    expect(cut('(별하도=다솜통신) 배이랑 온새미 기자 = 산불이 이어지고 있다.', 'ko')).toBe(
      '산불이 이어지고 있다.',
    );
  });

  it('keeps what only looks like one', () => {
    const text = 'NATO, Corvane and Merrow (which has no army) - all three of them - signed.';
    expect(cut(text)).toBe(text);
  });
});
