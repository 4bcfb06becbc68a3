import { describe, expect, it } from 'vitest';
import { korean } from '../src/languages/ko.ts';

/** Norms of the words that carry content. */
function norms(text: string): string[] {
  return korean
    .tokens(text)
    .filter(({ kind, stop }) => kind !== 'punctuation' && !stop)
    .map(({ norm }) => norm);
}

/** Forms of one word, which have to share a norm. */
const families: [string, ...string[]][] = [
  ['발표', '발표했다', '발표를', '발표된', '발표하며', '발표할', '발표한다고', '발표하지'],
  ['내리', '내렸다', '내린', '내려', '내리는', '내릴', '내리면'],
  ['어렵', '어려운', '어려웠다', '어렵다', '어려워'],
  ['만들', '만든', '만드는', '만들었다', '만들어', '만듭니다'],
  ['떨어지', '떨어진', '떨어졌다', '떨어지는', '떨어질'],
  ['정부', '정부는', '정부가', '정부의', '정부에서는', '정부로부터'],
  ['회의', '회의', '회의가', '회의에서', '회의는'],
  ['제도', '제도', '제도를', '제도의'],
  ['덧붙이', '덧붙였다', '덧붙이며', '덧붙인'],
  ['물', '물을', '물이', '물은'],
];

/** Words that look inflected or marked and are whole. */
const whole = [
  '국가',
  '전문가',
  '속도',
  '결과',
  '도로',
  '아이',
  '먼지',
  '변화',
  '북한',
  '피해',
  '역할',
  '차이',
];

describe('Korean words', () => {
  it.each(families)('of the family %s share a norm', (norm, ...forms) => {
    for (const form of forms) expect(`${form} ${norms(form)[0]}`).toBe(`${form} ${norm}`);
  });

  it.each(whole)('%s is whole', (word) => expect(norms(word)).toEqual([word]));

  it('are kept apart from particles, counters and copulas', () => {
    const words = (text: string) => korean.tokens(text).map(({ text: word }) => word);
    expect(words('정부는 12명이 KCNA에 관문인')).toEqual([
      '정부',
      '는',
      '12',
      '명',
      '이',
      'KCNA',
      '에',
      '관문',
      '인',
    ]);
  });

  it('have particles only that agree with the sound before them', () => {
    expect(norms('사과를 사과은')).toEqual(['사과', '사과은']);
  });
});
