import { describe, expect, it } from 'vitest';
import { decidingRule, escapePath, matchesPath, type PathRule, pathOf } from './path-pattern.ts';

/** A small generator of numbers that gives the same ones for the same seed. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const word = (next: (below: number) => number, letters: string, most: number) =>
  Array.from({ length: next(most + 1) }, () => letters[next(letters.length)]).join('');

/** What the two special characters mean, said with a regular expression (RFC 9309, 2.2.3). */
function reference(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const body = (anchored ? pattern.slice(0, -1) : pattern)
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}/]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${body}${anchored ? '$' : ''}`, 's').test(path);
}

describe('path patterns', () => {
  it('match as a regular expression of the same meaning does', () => {
    const next = random(20_261_125);
    let matches = 0;
    for (let count = 0; count < 20_000; count += 1) {
      const pattern = `/${word(next, 'ab*$', 7)}${next(4) === 0 ? '$' : ''}`;
      const path = `/${word(next, 'ab$', 8)}`;
      const expected = reference(pattern, path);
      expect(matchesPath(pattern, path), `${pattern} ${path}`).toBe(expected);
      if (expected) matches += 1;
    }
    expect(matches).toBeGreaterThan(2000);
  });

  it('the deciding rule is the longest that matches, and the order of the lines does not matter', () => {
    const next = random(7);
    for (let count = 0; count < 3000; count += 1) {
      const rules: PathRule[] = Array.from({ length: 1 + next(6) }, () => ({
        allow: next(2) === 0,
        pattern: `/${word(next, 'ab*', 4)}`,
      }));
      const path = `/${word(next, 'ab', 6)}`;
      const matching = rules.filter(({ pattern }) => reference(pattern, path));
      const longest = Math.max(0, ...matching.map(({ pattern }) => pattern.length));
      const best = matching.filter(({ pattern }) => pattern.length === longest);
      const expected = best.length === 0 ? undefined : best.some(({ allow }) => allow);
      expect(decidingRule(rules, path)?.allow).toBe(expected);
      expect(decidingRule(rules.toReversed(), path)?.allow).toBe(expected);
    }
  });

  it.each([
    ['https://a.example/b?c=d#e', '/b?c=d'],
    ['https://a.example', '/'],
    ['https://a.example?x', '/?x'],
    ['https://a.example;x', '/;x'],
    ['//a.example/b', '/b'],
    ['/b//c', '/b//c'],
    ['/b://c/d', '/b://c/d'],
    ['', '/'],
    ['#x', '/'],
    ['https://a.example/%ea%b8%b0', '/%EA%B8%B0'],
  ])('the path of %j is %j', (url, path) => expect(pathOf(url)).toBe(path));

  it.each([
    ['/기', '/%EA%B8%B0'],
    ['/a b"<>', '/a%20b%22%3C%3E'],
    ['/%ea', '/%EA'],
    ["/a*$?=&!'()", "/a*$?=&!'()"],
    ['/\0\t', '/%00%09'],
  ])('%j is compared as %j', (written, escaped) => expect(escapePath(written)).toBe(escaped));

  it('a pattern in the path of a parsed URL is found whatever characters it has', () => {
    const next = random(99);
    for (let count = 0; count < 2000; count += 1) {
      const path = `/${word(next, 'a%é기 "<>~!()é', 6).replaceAll('%', '%41')}x`;
      const url = new URL(`https://a.example${path}`).href;
      expect(decidingRule([{ allow: false, pattern: escapePath(path) }], pathOf(url)), path).not.toBe(null);
    }
  });
});
