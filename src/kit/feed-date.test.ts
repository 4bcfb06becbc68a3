import { describe, expect, it } from 'vitest';
import { feedDate, isBelievable, isoOfFeedDate } from './feed-date.ts';

const read = (text: string, options = {}): string | null => {
  const date = feedDate(text, options);
  return date === null ? null : isoOfFeedDate(date);
};

describe('feedDate', () => {
  it.each([
    // RFC 822 and its broken forms
    ['Thu, 05 Mar 2026 10:12:00 GMT', '2026-03-05T10:12:00Z'],
    ['Thu, 05 Mar 2026 10:12:00 +0900', '2026-03-05T10:12:00+09:00'],
    ['Thu, 5 Mar 26 10:12 EST', '2026-03-05T10:12:00-05:00'],
    ['05 Mar 2026 10:12:00 -0330', '2026-03-05T10:12:00-03:30'],
    ['Thursday, 05 March 2026 10:12:00 +0000', '2026-03-05T10:12:00Z'],
    ['Thu, Mar 05 2026 10:12:00 GMT', '2026-03-05T10:12:00Z'],
    ['Thu,05 Mar 2026 10:12:00GMT', '2026-03-05T10:12:00Z'],
    ['Thu, 05-Mar-2026 10:12:00 GMT+09:00', '2026-03-05T10:12:00+09:00'],
    ['Fri, 05 Mar 2026 10:12:00 +09:00', '2026-03-05T10:12:00+09:00'],
    ['Thu Mar  5 10:12:00 2026', '2026-03-05T10:12:00Z'],
    ['Thu Mar  5 10:12:00 KST 2026', '2026-03-05T10:12:00+09:00'],
    ['March 5, 2026, 10:12 pm', '2026-03-05T22:12:00Z'],
    ['5 mars 2026 10:12', '2026-03-05T10:12:00Z'],
    // ISO 8601 and W3CDTF
    ['2026', '2026-01-01T00:00:00Z'],
    ['2026-03', '2026-03-01T00:00:00Z'],
    ['2026-03-05', '2026-03-05T00:00:00Z'],
    ['20260305', '2026-03-05T00:00:00Z'],
    ['2026-064', '2026-03-05T00:00:00Z'],
    ['2026-03-05T10:12Z', '2026-03-05T10:12:00Z'],
    ['2026-03-05T10:12:00.123456+09:00', '2026-03-05T10:12:00+09:00'],
    ['2026-03-05 10:12:00 +0900', '2026-03-05T10:12:00+09:00'],
    ['2026-03-05T10:12:00 UTC', '2026-03-05T10:12:00Z'],
    ['20260305T101200Z', '2026-03-05T10:12:00Z'],
    ['2026-03-05t10:12:00z', '2026-03-05T10:12:00Z'],
    ['2026/3/5 10:12:00', '2026-03-05T10:12:00Z'],
    // as people write, and as machines count
    ['2026년 3월 5일 오후 1:02', '2026-03-05T13:02:00Z'],
    ['2026. 3. 5. 10:12', '2026-03-05T10:12:00Z'],
    ['2026年3月5日 10時12分', '2026-03-05T10:12:00Z'],
    ['1772705520', '2026-03-05T10:12:00Z'],
    ['1772705520000', '2026-03-05T10:12:00Z'],
    // the impossible and the absurd
    ['Thu, 31 Jun 2026 10:00:00 GMT', '2026-06-30T10:00:00Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    ['31 Dec 2099 23:59:60 GMT', '2100-01-01T00:00:00Z'],
    ['2026-13-05', null],
    ['yesterday', null],
    ['', null],
    ['0000-00-00 00:00:00', null],
    ['9999-12-31', null],
  ])('%s is %s', (text, iso) => expect(read(text)).toBe(iso));

  it('takes a time without a zone as local where the zone is known', () => {
    expect(read('2026-03-05 10:12:00', { zone: 'Asia/Seoul' })).toBe('2026-03-05T10:12:00+09:00');
    expect(read('2026-03-05T10:12:00Z', { zone: 'Asia/Seoul' })).toBe('2026-03-05T10:12:00Z');
  });

  it('finds the times of broken clocks', () => {
    const now = Date.UTC(2026, 2, 5);
    expect([0, now, now + 3_600_000, Date.UTC(2099, 0, 1)].map((at) => isBelievable(at, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
