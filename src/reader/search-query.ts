import type { SearchQuery } from '../domain/reading.ts';
import type { UiLanguage } from '../domain/site.ts';
import { packFor, primaryLanguage } from '../languages/languages.ts';
import { nameKeyOf } from '../languages/search-names.ts';
import { foldedForm, queryGroups } from '../languages/search-tokens.ts';
import { safeLang } from '../views/safe.ts';
import { type SearchAsked, searchFilters } from '../views/site/search.ts';

const queryCharsMax = 200;
const wordsMax = 24;
const phrasesMax = 4;
const pageMax = 100;

type FilterKey = (typeof searchFilters)[number];

/** Words before a colon, in both languages of the interface. */
const keys: Record<string, FilterKey> = {
  source: 'source',
  name: 'name',
  lang: 'lang',
  language: 'lang',
  from: 'from',
  since: 'from',
  to: 'to',
  until: 'to',
  출처: 'source',
  이름: 'name',
  언어: 'lang',
  부터: 'from',
  까지: 'to',
};

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** The value of a filter; null where it cannot be one. */
function filterValue(key: FilterKey, raw: string): string | null {
  const value = raw.replace(/^"|"$/g, '').trim();
  if (value === '') return null;
  if (key === 'source') return value.slice(0, 120);
  if (key === 'name') return nameKeyOf(value) || null;
  if (key === 'lang') return safeLang(value) === 'und' ? null : primaryLanguage(value);
  return isDay(value) ? value : null;
}

interface Parts {
  words: string[];
  phrases: string[];
  filters: Partial<Record<FilterKey, string>>;
  trouble: string[];
}

function partsOf(q: string): Parts {
  const parts: Parts = { words: [], phrases: [], filters: {}, trouble: [] };
  for (const match of q.matchAll(/([\p{L}]+):("[^"]*"|\S+)|"([^"]*)"?|([^\s"]+)/gu)) {
    const [whole, name, value, phrase, word] = match;
    const key = name === undefined ? undefined : keys[name.toLowerCase()];
    if (key !== undefined && value !== undefined) {
      const read = filterValue(key, value);
      if (read === null) parts.trouble.push(whole);
      else parts.filters[key] = read;
    } else if (phrase !== undefined) {
      if (phrase.trim() !== '') parts.phrases.push(phrase.trim());
    } else {
      parts.words.push(word ?? whole);
    }
  }
  return parts;
}

/** Words to mark in what was found: as typed, and in their base form. */
function termsOf(text: string, lang: string): string[] {
  const pack = packFor(/[\uac00-\ud7a3]/.test(text) ? 'ko' : lang);
  return pack
    .tokens(text)
    .filter(({ kind, stop }) => kind !== 'punctuation' && !stop)
    .flatMap(({ text: word, norm }) => [
      word,
      ...(foldedForm(word).startsWith(norm) && norm.length > 1 ? [norm] : []),
    ]);
}

export interface ParsedSearch {
  asked: SearchAsked;
  /** Null where nothing was asked. */
  query: SearchQuery | null;
}

/** Spans of a facet, in days before today, today included. */
const sinceDays = [1, 7, 30, 365];

function sinceOf(now: Date): string[] {
  return sinceDays.map((days) =>
    new Date(now.getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** `q=금리 "기준금리 인상" lang:ko from:2026-03-01`; the filters may also come as parameters of their own. */
export function parseSearch(params: URLSearchParams, ui: UiLanguage, now = new Date()): ParsedSearch {
  const q = (params.get('q') ?? '').slice(0, queryCharsMax).toWellFormed().replaceAll('\u0000', '').trim();
  const { words, phrases, filters, trouble } = partsOf(q);
  const filterOf = (key: FilterKey) => filterValue(key, params.get(key) ?? '') ?? filters[key] ?? null;
  const asks = Object.fromEntries(searchFilters.map((key) => [key, filterOf(key)])) as Record<
    FilterKey,
    string | null
  >;
  const { lang } = asks;
  const asking = [...words.slice(0, wordsMax), ...phrases.slice(0, phrasesMax)].join(' ');
  const groups = asking === '' ? [] : queryGroups(asking, lang ?? ui).slice(0, wordsMax * 4);
  const page = Math.min(pageMax, Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1));
  const terms = asking === '' ? [] : termsOf(asking, lang ?? ui);
  const asked: SearchAsked = { q, terms, ...asks, page, trouble };
  const isAsked = groups.length > 0 || searchFilters.some((key) => asks[key] !== null);
  // Words that leave nothing to look for (marks alone) find nothing rather than everything.
  const isEmpty = asking !== '' && groups.length === 0;
  if (!isAsked || isEmpty) return { asked, query: null };
  const question = phrases.length === 0 ? asking : '';
  const query = { question, groups, phrases: phrases.slice(0, phrasesMax), ...asks, since: sinceOf(now) };
  return { asked, query };
}
