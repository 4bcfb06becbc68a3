import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { koreanSentences } from '../src/languages/ko/sentences.ts';

/** See the head of the fixture for its marks. */
const cases = readFileSync(join(import.meta.dirname, 'fixtures/languages/ko/sentences.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({
    line,
    text: line.replaceAll(' | ', ' ').replaceAll('||', '').replaceAll(/[⏎↩]/g, '\n'),
    sentences: line.split(/ \| |\|\||⏎/).map((one) => one.trim().replaceAll('↩', '\n')),
  }));

describe('Korean sentences', () => {
  it.each(cases)('$line', ({ text, sentences }) => {
    expect(koreanSentences(text).map((sentence) => sentence.text)).toEqual(sentences);
  });

  it('are split better than the platform does', () => {
    const segmenter = new Intl.Segmenter('ko', { granularity: 'sentence' });
    const platform = cases.filter(({ text, sentences }) => {
      const found = [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
      return found.join('\u0000') === sentences.join('\u0000');
    });
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(platform.length).toBeLessThan(cases.length * 0.8);
  });

  it('give spans into the text', () => {
    const text = cases.map((one) => one.text).join('\n\n');
    for (const { start, end, text: written } of koreanSentences(text))
      expect(text.slice(start, end)).toBe(written);
  });
});
