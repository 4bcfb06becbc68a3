/**
 * Month names in the languages of CLDR that Node carries, in nominative and genitive, long and short. One table for
 * all, and one per language for names that mean different months in two (Croatian and Polish `listopad`).
 */

const languages =
  'en de fr es it pt nl sv da nb nn fi is pl cs sk sl hr sr bs mk bg ru uk be hu ro et lv lt el tr az ca gl eu ga cy mt sq id ms vi tl sw af ar fa he hi bn ta te th ka hy kk uz mn'.split(
    ' ',
  );

const styles: Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'short' },
  { day: 'numeric', month: 'long' },
  { day: 'numeric', month: 'short' },
];

/** Spellings that people use and CLDR does not. */
const extra: Record<string, string[]> = {
  en: ['sept:9', 'febr:2'],
  de: ['jänner:1', 'feber:2', 'mrz:3', 'maerz:3', 'sept:9'],
  fr: ['fevrier:2', 'aout:8', 'decembre:12', 'janv:1', 'févr:2', 'juil:7', 'sept:9'],
  es: ['setiembre:9', 'sept:9', 'set:9'],
  pt: ['marco:3'],
  it: ['sett:9'],
  id: ['pebruari:2', 'nopember:11', 'agt:8', 'ags:8'],
  ru: ['сент:9', 'нояб:11'],
  tr: ['subat:2', 'agustos:8', 'eylul:9', 'kasim:11', 'aralik:12'],
  ro: ['ian:1'],
  vi: [],
};

export function normalMonth(word: string): string {
  return word
    .toLocaleLowerCase('en')
    .normalize('NFC')
    .replace(/\u0307/g, '')
    .replace(/\.$/, '');
}

const byLanguage = new Map<string, Map<string, number>>();
let common: Map<string, number> | null = null;

function namesOf(language: string): Map<string, number> {
  const known = byLanguage.get(language);
  if (known) return known;
  const names = new Map<string, number>();
  for (const style of styles) {
    const format = new Intl.DateTimeFormat(language, { ...style, calendar: 'gregory', timeZone: 'UTC' });
    for (let month = 1; month <= 12; month++) {
      const parts = format.formatToParts(Date.UTC(2021, month - 1, 15));
      const name = normalMonth(parts.find((part) => part.type === 'month')?.value ?? '');
      if (/^\p{L}[\p{L}\p{M}'’]+$/u.test(name) && !names.has(name)) names.set(name, month);
    }
  }
  for (const entry of extra[language] ?? []) {
    const [name = '', month] = entry.split(':');
    names.set(name, Number(month));
  }
  byLanguage.set(language, names);
  return names;
}

/** All languages together; a name that means two months in two languages is left out. Built once, some 30 ms. */
function commonNames(): Map<string, number> {
  if (common) return common;
  common = new Map();
  for (const language of languages) {
    for (const [name, month] of namesOf(language)) {
      const other = common.get(name);
      if (other === undefined) common.set(name, month);
      else if (other !== month) common.set(name, 0);
    }
  }
  return common;
}

/** 1..12 for a month's name or short form in the language, else in any language; 0 for any other word. */
export function monthOf(word: string, lang?: string): number {
  const name = normalMonth(word);
  const primary = lang?.toLowerCase().split('-')[0] ?? '';
  const language = primary === 'no' ? 'nb' : primary;
  if (languages.includes(language)) {
    const own = namesOf(language).get(name);
    if (own !== undefined) return own;
  }
  const english = namesOf('en').get(name);
  return english ?? commonNames().get(name) ?? 0;
}
