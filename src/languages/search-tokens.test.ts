import { describe, expect, it } from 'vitest';
import { queryGroups, searchTokens } from './search-tokens.ts';

/** Whether an entry with this text would be found by this question, as the index compares them. */
function finds(question: string, text: string, lang: string, ui = 'en'): boolean {
  const known = new Set(searchTokens([{ text, weight: 'C' }], lang).map(({ token }) => token));
  const groups = queryGroups(question, ui);
  return groups.length > 0 && groups.every((group) => group.some((token) => known.has(token)));
}

describe('search tokens', () => {
  it.each([
    ['bridges', 'The bridge was closed on Thursday.', 'en'],
    ['bridge', 'All bridges were closed.', 'en'],
    ['금리', '한국은행이 기준금리를 올렸다.', 'ko'],
    ['금리를', '기준금리 인상이 예상된다.', 'ko'],
    ['기준금리 인상', '기준금리 인상이 예상된다.', 'ko'],
    ['8700', 'It shipped 8,700 tonnes.', 'en'],
    ['8,700', '8700t을 실어 날랐다.', 'ko'],
    ['samsung', '삼성(Samsung)은 2일 밝혔다.', 'ko'],
    ['Zürich', 'In Zurich wurde gewählt.', 'de'],
    ['zurich', 'In Zürich wurde gewählt.', 'de'],
    ['地震', '能登半島で地震が発生した。', 'ja'],
    ['U.S.', 'The U.S. economy grew.', 'en'],
    ["Caldmoor's", 'The parliament of Caldmoor met.', 'en'],
  ])('%s is found in: %s', (question, text, lang) => {
    expect(finds(question, text, lang)).toBe(true);
  });

  it.each([
    ['bridge toll', 'The bridge was closed.', 'en'],
    ['물가', '한국은행이 기준금리를 올렸다.', 'ko'],
    ['870', 'It shipped 8,700 tonnes.', 'en'],
  ])('%s is not found in: %s', (question, text, lang) => {
    expect(finds(question, text, lang)).toBe(false);
  });

  it('keeps weights and places, and leaves out function words of the text', () => {
    const tokens = searchTokens(
      [
        { text: 'The bridge', weight: 'A' },
        { text: 'of the river', weight: 'C' },
      ],
      'en',
    );
    expect(tokens).toContainEqual({ token: 'bridge', weight: 'A', position: 2 });
    expect(tokens.find(({ token }) => token === 'river')?.weight).toBe('C');
    expect(tokens.some(({ token, weight }) => token === 'of' && weight === 'C')).toBe(false);
  });

  it('asks for function words where nothing else is asked', () => {
    expect(queryGroups('the who', 'en').length).toBeGreaterThan(0);
    expect(queryGroups('!!! ---', 'en')).toEqual([]);
  });

  it('takes any text: long, broken, of marks alone', () => {
    for (const text of ['\ud800', "'", '\\', '가'.repeat(200_000), `${'x'.repeat(100)} y`, '\u0000\u200b'])
      expect(() => searchTokens([{ text, weight: 'C' }], 'ko')).not.toThrow();
    expect(searchTokens([{ text: '가나 '.repeat(50_000), weight: 'C' }], 'ko').length).toBeLessThanOrEqual(
      12_000,
    );
  });
});
