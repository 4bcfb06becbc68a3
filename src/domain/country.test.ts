import { describe, expect, it } from 'vitest';
import { countryCode, countryOf } from './country.ts';

const nothing = { said: null, address: 'https://news.example.com/1', languages: [] };

describe('the country of a voice', () => {
  it.each([
    ['the editor says so', { said: 'kr', address: 'https://a.example.de/' }, { code: 'KR', from: 'source' }],
    ['the address', { address: 'https://www.example.co.kr/news/1' }, { code: 'KR', from: 'address' }],
    ['the address, not by its ISO code', { address: 'https://a.co.uk/x' }, { code: 'GB', from: 'address' }],
    ['an address with a port and a dot', { address: 'https://a.de.:8443/' }, { code: 'DE', from: 'address' }],
    [
      'the address before the language',
      { address: 'https://a.at/', languages: ['de-DE'] },
      { code: 'AT', from: 'address' },
    ],
    ['the tag of the page', { languages: ['ko-KR', 'en-GB'] }, { code: 'KR', from: 'language' }],
    ['the tag of the source', { languages: ['en', 'en-GB'] }, { code: 'GB', from: 'language' }],
    ['a tag with a script', { languages: ['zh-Hant-TW'] }, { code: 'TW', from: 'language' }],
  ])('is known by %s', (_, given, country) => {
    expect(countryOf({ ...nothing, ...given })).toEqual(country);
  });

  it.each([
    ['there is nothing to tell', {}],
    ['the ending is sold to anybody', { address: 'https://news.example.io/' }],
    ['the ending is no country', { address: 'https://news.example.eu/' }],
    ['software said American English', { languages: ['en-US'] }],
    ['the region is a part of the world', { languages: ['es-419', 'en-001'] }],
    ['the address is one of numbers', { address: 'https://127.0.0.1/kr' }],
    ['the host is hostile', { address: 'https://x.kr.example.com/?.kr' }],
    ['nothing can be read', { said: '<b>', address: 'javascript:alert(1)', languages: ['%%%', '', null] }],
    ['the code is of nobody', { said: 'ZZ', address: 'https://a.zz/', languages: ['en-XA'] }],
  ])('is unknown where %s', (_, given) => {
    expect(countryOf({ ...nothing, ...given })).toBeNull();
  });

  it('takes codes as people write them', () => {
    expect(['kr', ' KR ', 'XK', 'KOR', 'eu', ''].map(countryCode)).toEqual([
      'KR',
      'KR',
      'XK',
      null,
      null,
      null,
    ]);
  });
});
