import type { Span } from '../../domain/span.ts';
import { koreanTimes } from './times.ts';

/** Digits that are no amounts. */
const patterns: RegExp[] = [
  // Telephone numbers, registration numbers.
  /(?<![\d-])(?:\+\d{1,3}[- ]?)?\(?0?\d{1,4}\)?[- ]\d{3,4}-\d{4}(?!\d)/g,
  /(?<![\d-])\d{3}-\d{2}-\d{5}(?!\d)/g,
  /(?<!\d)1[5-9]\d{2}-\d{4}(?!\d)/g,
  // Web and mail addresses, versions and numeric addresses.
  /(?:https?:\/\/|www\.)[^\s가-힣]{1,300}/g,
  /[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,120}/g,
  /(?<![\d.])\d{1,4}(?:\.\d{1,4}){2,5}(?![\d.])/g,
  // 2005.10 at the foot of a text is a month.
  /(?<![\d.,])(?:19\d{2}|20[0-4]\d)\.(?:0[1-9]|1[0-2])(?![\d.]|\s?[%가-힣㎞$])/g,
  // K-9, F-35A, G7, 5G, B-52, COVID-19, SM-6.
  /(?<![A-Za-z])[A-Za-z]{1,12}[- ]?\d{1,4}[A-Za-z]{0,3}(?![\d.,]\d|[A-Za-z])(?!\s?(?:달러|원|명|유로))/g,
  /(?<![\d.])\d{1,2}[GD](?![A-Za-z])/g,
  // 6·25, 5·18, 9·11, 12·3.
  /(?<![\d.])\d{1,2}[·ㆍ.]\d{1,2}(?=\s?(?:전쟁|사태|운동|혁명|사건|테러|민주|항쟁|참사|선언|합의|비상|계엄|회담|대책))/g,
  /(?<![\d.])\d{1,2}[·ㆍ]\d{1,2}(?![\d])/g,
  // 제3조 2항, 형법 307조, 302호, 12번지, 3호선.
  /(?:제\s?|법\s|법률\s|령\s|규칙\s|헌법\s)\d{1,4}조(?:의\s?\d{1,3})?(?:\s?제?\d{1,3}항)?(?:\s?제?\d{1,3}호)?/g,
  /(?<!\d)\d{1,4}조\s?(?:제?\s?\d{1,3}항|위반)/g,
  /(?<!\d)\d{1,3}항(?!공|만|소|쟁|의|목)/g,
  /(?<!\d)\d{1,4}(?:번지|호선|번 ?국도|번 ?출구|번 ?버스)/g,
];

/** Model names and the like may not swallow a unit of measure: `A 3 kg`. */
function isModel(text: string): boolean {
  return !/^[A-Za-z]{1,12} \d/.test(text) || /^[A-Z]/.test(text);
}

/** What the calendar and these patterns claim: numbers there are not quantities. Unsorted, may overlap. */
export function blockedSpans(text: string): Span[] {
  const spans: Span[] = koreanTimes(text)
    .filter((time) => time.kind === 'point')
    .map(({ start, end }) => ({ start, end }));
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (isModel(match[0])) spans.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}
