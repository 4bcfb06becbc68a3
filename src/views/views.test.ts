import { describe, expect, it } from 'vitest';
import { packFor } from '../languages/languages.ts';
import { grouped } from './model.ts';
import { inQuotes } from './quotes.ts';
import { plain, safeLang, safeUrl } from './safe.ts';
import { timeView } from './time.ts';

const english = { lang: 'en', strings: packFor('en').strings };
const korean = { lang: 'ko', strings: packFor('ko').strings };

describe('a time in the reader’s words', () => {
  it('stands as the source wrote it, with its offset, and exactly in datetime', () => {
    const view = timeView('2025-12-26T15:00:00+09:00', english);
    expect(view?.text).toBe('26 December 2025, 15:00 (UTC+9)');
    expect(view?.iso).toBe('2025-12-26T06:00:00.000Z');
    expect(view?.exact).toBe('2025-12-26T15:00:00+09:00');
  });

  it('leaves out the offset that Korean readers take for granted', () => {
    expect(timeView('2025-12-26T15:05:00+09:00', korean)?.text).toBe('2025년 12월 26일 오후 3시 5분');
    expect(timeView('2025-12-26T06:00:00Z', korean)?.text).toBe('2025년 12월 26일 오후 3시');
  });

  it('says yesterday only where it is told what now is', () => {
    const now = '2025-12-27T01:00:00+09:00';
    expect(timeView('2025-12-26T15:00:00+09:00', { ...korean, now })?.text).toBe('어제 오후 3시');
    expect(timeView('2025-12-26T15:00:00+09:00', { ...english, now, timeZone: 'Asia/Seoul' })?.text).toBe(
      'yesterday, 15:00 (UTC+9)',
    );
  });

  it('gives a plain date where the source has no more, and nothing for what is no time', () => {
    expect(timeView('2025-12-26', english)?.text).toBe('26 December 2025');
    expect(timeView('2025-12-26', english)?.iso).toBe('2025-12-26');
    for (const raw of ['yesterday', '', '2025-13-45', '2025-12-26T25:00:00Z', undefined, '12/26/2025'])
      expect(timeView(raw, english)).toBeNull();
  });
});

describe('text and addresses from outside', () => {
  it('become links only where they are http or https, without credentials', () => {
    expect(safeUrl('https://user:secret@news.example/a?b=1')).toBe('https://news.example/a?b=1');
    for (const url of [
      'javascript:alert(1)',
      ' data:text/html,x',
      '//news.example/a',
      'ftp://x.example/',
      'https://',
    ])
      expect(safeUrl(url)).toBeNull();
  });

  it('lose what hides or reorders words', () => {
    expect(plain('a\u202Eb\u200Bc\u0000d\u{E0041}e \n\t f\uD800')).toBe('abcde f\uFFFD');
  });

  it('name a language only by a tag that every browser and Intl takes', () => {
    expect(safeLang('KO-kr')).toBe('ko-KR');
    for (const tag of ['"><script>', 'en-', 'english language', 'aa-abcdefg-abcdefg', ''])
      expect(safeLang(tag)).toBe('und');
  });
});

describe('quotation marks', () => {
  const [open, close] = packFor('en').typography.quotes;
  it('are those of the page, whatever the quotation came with', () => {
    expect(inQuotes('"We will stay,"', [open, close])).toBe('“We will stay”');
    expect(inQuotes('We will stay.', [open, close])).toBe('“We will stay.”');
  });

  it('are left alone where the words hold quotations of their own', () => {
    const text = '“We will stay,” he said. “All of us.”';
    expect(inQuotes(text, [open, close])).toBe(text);
  });
});

describe('checks in a note', () => {
  it('of one kind are told in one phrase', () => {
    expect(grouped(['Name found: Ada.', 'Hedge kept.', 'Name found: Bo.', 'Name found: Ada.'])).toEqual([
      'Name found: Ada, Bo',
      'Hedge kept',
    ]);
  });
});
