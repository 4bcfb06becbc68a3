import { describe, expect, it } from 'vitest';
import { englishReasons } from './en.ts';
import { koreanReasons } from './ko.ts';

describe('a reason in Korean', () => {
  it.each([
    ['8만7000톤', '이라고'],
    ['9.6조 원', '이라고'],
    ['2라운드', '라고'],
    ['12', '라고'],
    ['13', '이라고'],
    ['10', '이라고'],
    ['6.2%', '라고'],
    ['71.3m', '라고'],
    ['29억 km', '라고'],
    ['16kg', '이라고'],
    ['5㎡', '라고'],
    ['NATO', '라고'],
    ['IBM', '이라고'],
    ['KTX', '라고'],
    ['Facebook', '이라고'],
    ['Google', '라고'],
    ['“무죄”', '라고'],
  ])('takes the particle that %s is read with', (words, particle) => {
    expect(koreanReasons.numberDiffers('1', words)).toBe(`원문은 1인데 ${words}${particle} 썼습니다.`);
  });

  it('says who does what to whom, and whose words they are', () => {
    expect(koreanReasons.rolesSwapped('물길연대', '한누리시청')).toBe(
      '주체와 대상이 바뀌었습니다. 원문에서는 물길연대가 주체이고 한누리시청이 대상입니다.',
    );
    expect(koreanReasons.attributionDropped('주장했다', '노조')).toBe(
      '원문은 노조의 말로 전했는데(“주장했다”) 여기서는 사실처럼 썼습니다.',
    );
  });
});

describe('a reason in English', () => {
  it('is one sentence, whatever stood at the beginning of another', () => {
    expect(englishReasons.numberDiffers('Six', 'Two')).toBe('The source says six, not two.');
    expect(englishReasons.numberDiffers('8,700 tons', '87,000')).toBe(
      'The source says 8,700 tons, not 87,000.',
    );
  });
});
