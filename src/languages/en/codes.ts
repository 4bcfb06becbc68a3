import type { Span } from '../../domain/span.ts';

const codePattern = new RegExp(
  [
    'https?://\\S{1,300}',
    'www\\.\\S{1,200}',
    '[\\w.+-]{1,64}@[\\w-]{1,64}\\.\\w{2,20}',
    // Telephone numbers: groups of digits with a plus, brackets or two separators.
    '\\+\\d[\\d\\s().-]{6,18}\\d',
    '\\(\\d{2,4}\\)\\s?\\d{3,4}[-\\s]?\\d{3,4}',
    '(?<![\\d.,-])\\d{2,4}[-.]\\d{3,4}[-.]\\d{3,4}(?![\\d-])',
    '(?<![\\d.,-])\\d{3}-\\d{4}(?![\\d-])',
    '(?<![\\d.,-])0\\d{2,4}\\s\\d{3}\\s?\\d{3,4}(?!\\d)',
    // Versions, addresses of machines, dates that are none, fractions of nothing.
    '\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}(?:\\.\\d{1,4})?',
    '\\b(?:9/11|7/7|24/7|50/50|50-50)\\b',
    '[\\p{L}_]{1,20}[-_]?\\d[\\p{L}\\d_-]{0,40}',
    '\\d{1,6}[\\p{Lu}_][\\p{L}\\d_-]{1,30}\\d',
    '#\\d{1,6}',
    '(?<![\\d.,-])\\d{1,3}-\\d{1,3}-\\d{1,3}(?![\\d-])',
    '\\d{1,3}-something',
    '\\b7-(?:Eleven|eleven)\\b',
  ].join('|'),
  'gu',
);

/** Telephone numbers, addresses, versions and the like: digits that count nothing. */
export function codes(text: string): Span[] {
  return [...text.matchAll(codePattern)]
    .filter((match) => !/^(?:US|HK|NT|NZ|AU|CA|USD|EUR|GBP|KRW|RM|Rs|CHF|JPY|CNY|RMB|INR)\d/.test(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
