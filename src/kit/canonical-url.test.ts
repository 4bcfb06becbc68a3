import { describe, expect, it } from 'vitest';
import { canonicalUrl } from './canonical-url.ts';

describe('canonicalUrl', () => {
  it.each([
    ['http://example.org/a', 'https://example.org/a'],
    ['https://www.example.org/a/', 'https://example.org/a'],
    ['HTTPS://Example.ORG:443/a?utm_source=x&b=2&a=1#top', 'https://example.org/a?a=1&b=2'],
    ['https://example.org/', 'https://example.org'],
    ['https://example.org/index.html', 'https://example.org'],
    ['https://example.org/%7Ekim/%c3%a9', 'https://example.org/~kim/%C3%A9'],
    ['https://example.org/a;jsessionid=12?fbclid=3', 'https://example.org/a'],
    ['https://example.org/#!/story/1', 'https://example.org#!/story/1'],
    ['http://example.org:8080/a', 'https://example.org:8080/a'],
    ['https://www.kr/a', 'https://www.kr/a'],
    ['tag:example.org,2026:1', 'tag:example.org,2026:1'],
    [' nothing ', 'nothing'],
  ])('%s is %s', (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
  });

  it.each([
    ['https://example.org/a?id=1', 'https://example.org/a?id=2'],
    ['https://example.org/a', 'https://example.org/A'],
    ['https://news.example.org/a', 'https://example.org/a'],
    ['https://example.org/a%2Fb', 'https://example.org/a/b'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
  });

  it('is idempotent, whatever it is given', () => {
    const parts = [
      'http://',
      'https://',
      'WWW.',
      'www.www.',
      'a.b',
      'x',
      ':80',
      ':443',
      ':8080',
      '/',
      '//',
      '/index.html',
    ];
    const more = [
      '?',
      '&',
      'utm_a=1',
      'b=%7e',
      '%2561',
      '%25%36%31',
      '#!',
      '#x',
      ';sid=1',
      ' ',
      '.',
      '가',
      'index.htm/',
    ];
    let seed = 7;
    const next = (max: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % max;
    };
    const all = [...parts, ...more];
    for (let round = 0; round < 20_000; round++) {
      const start = next(2) === 0 ? 'https://www.a.b' : '';
      const address = start + Array.from({ length: 1 + next(7) }, () => all[next(all.length)]).join('');
      const once = canonicalUrl(address);
      expect(canonicalUrl(once), address).toBe(once);
    }
  });
});
