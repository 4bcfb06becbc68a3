import { describe, expect, it } from 'vitest';
import { type DiffRun, textDiff } from './text-diff.ts';

const side = (runs: readonly DiffRun[], without: DiffRun['kind']) =>
  runs
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

const changed = (runs: readonly DiffRun[] | null) =>
  (runs ?? []).filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text.trim()]);

describe('textDiff', () => {
  it('says nothing of equal texts', () => {
    expect(changed(textDiff('The port reopened.', 'The port reopened.'))).toEqual([]);
    expect(textDiff('', '')).toEqual([]);
  });

  it('finds the word that changed', () => {
    expect(changed(textDiff('About 8,700 tons of grain', 'About 8,900 tons of grain'))).toEqual([
      ['removed', '8,700'],
      ['added', '8,900'],
    ]);
    expect(changed(textDiff('곡물 8700톤이 대기했다.', '곡물 8900톤이 대기했다.'))).toEqual([
      ['removed', '8700톤이'],
      ['added', '8900톤이'],
    ]);
  });

  it('finds what was put in and what was taken out', () => {
    expect(changed(textDiff('a b c', 'a x b c'))).toEqual([['added', 'x']]);
    expect(changed(textDiff('a b c', 'a c'))).toEqual([['removed', 'b']]);
    expect(changed(textDiff('', 'new text'))).toEqual([['added', 'new text']]);
    expect(changed(textDiff('old text', ''))).toEqual([['removed', 'old text']]);
  });

  it('loses no character of either text', () => {
    // A small generator of our own, so that a failure can be repeated.
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const words = ['항구', 'port', 'the', '8,700', '.', '말했다'];
    const gaps = [' ', '\n\n', '  '];
    const text = () =>
      Array.from(
        { length: random(30) },
        () => `${words[random(words.length)]}${gaps[random(gaps.length)]}`,
      ).join('');
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [text(), text()];
      const runs = textDiff(before, after) ?? [];
      expect(side(runs, 'added')).toBe(before);
      expect(side(runs, 'removed')).toBe(after);
    }
  });

  it('gives up on texts that differ in too much', () => {
    const many = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join(' ');
    expect(textDiff(many('a'), many('b'))).toBeNull();
  });
});
