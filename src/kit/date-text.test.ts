import { describe, expect, it } from 'vitest';
import { datesIn, isoOf, parseDateValue } from './date-text.ts';
import { monthOf } from './month-names.ts';

const first = (text: string, lang?: string) => {
  const found = datesIn(text, lang ? { lang } : {})[0];
  return found ? isoOf({ ...found, offsetMinutes: found.offsetMinutes ?? 0 }) : null;
};

describe('datesIn reads dates as people write them', () => {
  it.each([
    ['2026-03-05T06:30:00+01:00', 'en', '2026-03-05T06:30:00+01:00'],
    ['입력 2026.03.04. 오전 10:12', 'ko', '2026-03-04T10:12:00+00:00'],
    ['수정 2026.03.05. 오후 6:47', 'ko', '2026-03-05T18:47:00+00:00'],
    ['2026년 3월 5일 15시 20분', 'ko', '2026-03-05T15:20:00+00:00'],
    ['승인 2026.05.18 11:24', 'ko', '2026-05-18T11:24:00+00:00'],
    ['2026年3月5日 15時20分', 'ja', '2026-03-05T15:20:00+00:00'],
    ['令和8年3月5日', 'ja', '2026-03-05'],
    ['2026年03月05日15:20', 'zh', '2026-03-05T15:20:00+00:00'],
    ['March 5, 2026 9:12 a.m. CET', 'en', '2026-03-05T09:12:00+01:00'],
    ['Mar. 5th, 2026', 'en', '2026-03-05'],
    ['5 March 2026, 6.30am', 'en', '2026-03-05T06:30:00+00:00'],
    ['Thursday 5th of March, 2026', 'en', '2026-03-05'],
    ['5. März 2026, 14:30 Uhr', 'de', '2026-03-05T14:30:00+00:00'],
    ['05.03.2026 um 14:30', 'de', '2026-03-05T14:30:00+00:00'],
    ['le 1er mars 2026 à 9h05', 'fr', '2026-03-01T09:05:00+00:00'],
    ['5 de marzo de 2026', 'es', '2026-03-05'],
    ['5 de março de 2026', 'pt', '2026-03-05'],
    ['5 marzo 2026', 'it', '2026-03-05'],
    ['5 марта 2026', 'ru', '2026-03-05'],
    ['5 березня 2026', 'uk', '2026-03-05'],
    ['5 marca 2026', 'pl', '2026-03-05'],
    ['5. března 2026', 'cs', '2026-03-05'],
    ['5 maart 2026', 'nl', '2026-03-05'],
    ['5. maaliskuuta 2026', 'fi', '2026-03-05'],
    ['5 mars 2026', 'sv', '2026-03-05'],
    ['2026. március 5.', 'hu', '2026-03-05'],
    ['5 Mart 2026', 'tr', '2026-03-05'],
    ['5 Maret 2026', 'id', '2026-03-05'],
    ['5 Μαρτίου 2026', 'el', '2026-03-05'],
    ['٥ مارس ٢٠٢٦', 'ar', '2026-03-05'],
    ['5 มีนาคม 2569', 'th', '2026-03-05'],
    ['ngày 5 tháng 3 năm 2026', 'vi', '2026-03-05'],
    ['3/5/2026', 'en', '2026-03-05'],
    ['3/5/2026', 'en-GB', '2026-05-03'],
    ['13/5/2026', 'en', '2026-05-13'],
    ['20260305', 'en', '2026-03-05'],
  ])('%s (%s)', (text, lang, expected) => expect(first(text, lang)).toBe(expected));

  it.each([
    'version 1.2.2026.4',
    '30 February 2026',
    '2026-13-01',
    'call 010-2026-0305',
    'may 12 people',
    '12 apples 2026',
  ])('finds none in: %s', (text) => expect(datesIn(text)).toEqual([]));

  it('reads machine values: RFC 5322, epoch, JavaScript', () => {
    expect(isoOf(parseDateValue('Thu, 05 Mar 2026 06:30:00 +0100')!)).toBe('2026-03-05T06:30:00+01:00');
    expect(isoOf(parseDateValue('1772692200')!)).toBe('2026-03-05T06:30:00+00:00');
    expect(isoOf(parseDateValue('Thu Mar 05 2026 06:30:00 GMT+0100 (Central European Time)')!)).toBe(
      '2026-03-05T06:30:00+01:00',
    );
    expect(parseDateValue('soon')).toBeNull();
  });

  it('tells apart month names that two languages share', () => {
    expect(monthOf('listopada', 'pl')).toBe(11);
    expect(monthOf('listopada', 'hr')).toBe(10);
    expect(monthOf('Dezember')).toBe(12);
    expect(monthOf('banana')).toBe(0);
  });

  it('is quick on text made to be slow', () => {
    for (const piece of ['1.', '12 ', '1 a', '2026-', 'Mar ', '５'])
      expect(Array.isArray(datesIn(piece.repeat(100_000)))).toBe(true);
  });
});
