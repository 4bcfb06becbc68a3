import { describe, expect, it } from 'vitest';
import { packFor } from './languages.ts';

describe('the pack for a language tag', () => {
  it.each([
    ['ko', 'ko'],
    ['ko-KR', 'ko'],
    ['kor', 'ko'],
    ['EN_gb', 'en'],
    ['eng', 'en'],
    ['deu-AT', 'de'],
    ['pt-BR', 'pt'],
    ['', 'und'],
    ['not a tag', 'und'],
  ])('%j is read by the pack %s', (tag, pack) => expect(packFor(tag).tag).toBe(pack));

  it('is the same object each time', () => expect(packFor('sw')).toBe(packFor('sw')));
});
