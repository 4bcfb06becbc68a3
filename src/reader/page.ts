import type { Reading } from '../domain/reading.ts';
import type { SiteIdentity, UiLanguage } from '../domain/site.ts';
import type { Chrome } from '../views/site/chrome.ts';
import type { PageBody } from '../views/site/layout.ts';

/** How long others may keep a page. */
export interface CachePolicy {
  maxAgeS: number;
  /** Served while a newer copy is fetched. */
  revalidateS: number;
}

/** Withdrawals show within a minute, whatever lies between: both spans together stay under it. */
export const fresh: CachePolicy = { maxAgeS: 25, revalidateS: 30 };
/** Pages that change with the program or once a day. */
export const steady: CachePolicy = { maxAgeS: 300, revalidateS: 600 };

export interface PageRequest {
  reading: Reading;
  ui: UiLanguage;
  site: SiteIdentity;
  params: Readonly<Record<string, string>>;
  /** Empty for every page but the search. */
  query: URLSearchParams;
  now: Date;
}

/** What an address leads to. Paths of redirects are made by `at`, never taken from the request. */
export type Loaded<T> =
  | { kind: 'found'; data: T }
  | { kind: 'redirect'; to: string; status: 301 | 302 }
  | { kind: 'gone'; id: string; headline: string; lang: string; at: string; reason: string | null }
  | { kind: 'missing' };

/** A page that is no HTML: feed, sitemap. */
export interface PlainBody {
  type: string;
  text: string;
}

/** One page of the site: one file in `pages/`, one line in `pages.ts`. */
export interface Page<T> {
  name: string;
  /** A pattern of hono: `/:ui{(?:en|ko)}/stories/:id`. */
  path: string;
  cache: CachePolicy;
  /** The query is part of the address (search). */
  hasQuery?: boolean;
  load(request: PageRequest): Promise<Loaded<T>>;
  view(data: T, chrome: Chrome): PageBody | PlainBody;
}

export type Answer = Exclude<Loaded<never>, { kind: 'found' }> | { kind: 'body'; body: PageBody | PlainBody };

/** A page whose data is nobody else's business. */
export interface AnyPage extends Pick<Page<unknown>, 'name' | 'path' | 'cache' | 'hasQuery'> {
  answer(request: PageRequest, chrome: () => Promise<Chrome>): Promise<Answer>;
}

export function definePage<T>(page: Page<T>): AnyPage {
  const { name, path, cache, hasQuery = false } = page;
  return {
    name,
    path,
    cache,
    hasQuery,
    async answer(request, chrome) {
      const loaded = await page.load(request);
      if (loaded.kind !== 'found') return loaded;
      return { kind: 'body', body: page.view(loaded.data, await chrome()) };
    },
  };
}

/** Begins every path with a language. */
export const uiPattern = '/:ui{(?:en|ko)}';

/** Languages of the briefs on a page: the interface's own, or all. */
export function langsOf(ui: UiLanguage, isAll: boolean): string[] {
  return isAll ? [] : [ui];
}
