import type { SiteIdentity, UiLanguage } from '../../domain/site.ts';
import { packFor } from '../../languages/languages.ts';
import { type SiteStrings, siteStrings } from '../../languages/site-strings.ts';
import type { UiStrings } from '../../languages/strings.ts';

/** What every page is made with, beside its own data. */
export interface Chrome {
  ui: UiLanguage;
  /** Words of the site and of the briefs, in the language of the interface. */
  words: SiteStrings;
  strings: UiStrings;
  site: SiteIdentity;
  /** Absolute address of the site, without a slash at the end. */
  origin: string;
  /** Sections of the navigation. */
  sections: readonly string[];
  /** ISO 8601; null in a copy that is kept: it may not say "yesterday". */
  now: string | null;
  /** A copy of files: nothing that needs a server (search) is offered. */
  isStatic: boolean;
}

export function chromeFor(ui: UiLanguage, rest: Omit<Chrome, 'ui' | 'words' | 'strings'>): Chrome {
  return { ui, words: siteStrings(ui), strings: packFor(ui).strings, ...rest };
}

/** Half a surrogate pair cannot be written in an address. */
const part = (text: string) => encodeURIComponent(text.toWellFormed());

/** Every address of the site, from the root. `at.brief('en', 's2f-ko')` is `/en/briefs/s2f-ko`. */
export const at = {
  front: (ui: UiLanguage) => `/${ui}/`,
  all: (ui: UiLanguage) => `/${ui}/all`,
  brief: (ui: UiLanguage, id: string) => `/${ui}/briefs/${part(id)}`,
  revisions: (ui: UiLanguage, id: string) => `/${ui}/briefs/${part(id)}/revisions`,
  story: (ui: UiLanguage, id: string) => `/${ui}/stories/${part(id)}`,
  source: (ui: UiLanguage, id: string) => `/${ui}/sources/${part(id)}`,
  sources: (ui: UiLanguage) => `/${ui}/sources`,
  section: (ui: UiLanguage, name: string) => `/${ui}/sections/${part(name)}`,
  day: (ui: UiLanguage, day: string) => `/${ui}/days/${part(day)}`,
  search: (ui: UiLanguage) => `/${ui}/search`,
  about: (ui: UiLanguage) => `/${ui}/about`,
  policy: (ui: UiLanguage) => `/${ui}/policy`,
  accuracy: (ui: UiLanguage) => `/${ui}/accuracy`,
  corrections: (ui: UiLanguage) => `/${ui}/corrections`,
  feed: (ui: UiLanguage, kind: 'rss' | 'atom' | 'json', section: string | null = null) =>
    section === null ? `/${ui}/feed.${kind}` : `/${ui}/sections/${part(section)}/feed.${kind}`,
  openSearch: (ui: UiLanguage) => `/opensearch-${ui}.xml`,
} as const;
