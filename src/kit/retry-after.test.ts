import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-03-04T10:00:00Z');

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['1.5', 1500],
  ['Wed, 04 Mar 2026 10:00:30 GMT', 30_000],
  ['Wed, 04 Mar 2026 09:00:00 GMT', 0],
  ['999999999999', 366 * 24 * 3600 * 1000],
])('Retry-After %j is %d ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

it.each(['', 'soon', '-5', '12abc', '2026-03-04', 'Wed, nonsense', null, undefined])(
  'Retry-After %j is not understood',
  (header) => expect(retryAfterMs(header, now)).toBeNull(),
);
