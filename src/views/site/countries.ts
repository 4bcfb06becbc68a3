import type { StoryDocument } from '../../domain/reading.ts';
import { countryName } from '../../languages/country-name.ts';
import { localeOf } from '../safe.ts';
import type { Chrome } from './chrome.ts';
import { nameOf } from './story-timeline.ts';

/** Countries of the independent voices of a story, those with most voices first, and how many voices there are. */
export function voiceCountries(documents: readonly StoryDocument[]): {
  codes: string[];
  known: number;
  voices: number;
} {
  const heard = Map.groupBy(
    documents.filter(({ state, copyOf }) => state === 'current' && copyOf === null),
    (document) => nameOf(document).trim().toLowerCase(),
  );
  const counts = new Map<string, number>();
  for (const own of heard.values()) {
    const code = own.find(({ country }) => country !== null)?.country?.code;
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const codes = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
  return { codes, known: [...counts.values()].reduce((sum, one) => sum + one, 0), voices: heard.size };
}

/** `South Korea and Germany`, and of how many voices that is known; null where it is of none. */
export function countriesLine(documents: readonly StoryDocument[], { ui, words }: Chrome): string | null {
  const { codes, known, voices } = voiceCountries(documents);
  if (codes.length === 0) return null;
  const names = codes.map((code) => countryName(code, localeOf(ui)) ?? code);
  const list = new Intl.ListFormat(localeOf(ui), { type: 'conjunction' }).format(names);
  return words.countries(list, known, voices);
}

/** A report's country and by what it is known; empty where it is not. */
export function countryNote({ country }: StoryDocument, { ui, words }: Chrome): string {
  if (country === null) return '';
  return `${countryName(country.code, localeOf(ui)) ?? country.code} (${words.countryFrom[country.from]})`;
}
