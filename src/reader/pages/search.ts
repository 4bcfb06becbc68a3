import type { SearchQuery } from '../../domain/reading.ts';
import { searchPage as htmlView, type SearchView } from '../../views/site/search.ts';
import { searchJson } from '../../views/site/search-json.ts';
import { definePage, fresh, type Loaded, type PageRequest, uiPattern } from '../page.ts';
import { parseSearch } from '../search-query.ts';

const hitsPerPage = 20;

/** `source:` takes an id or a part of the name. */
async function withSource(query: SearchQuery, { reading }: PageRequest): Promise<SearchQuery> {
  if (query.source === null) return query;
  const wanted = query.source.toLowerCase();
  const sources = await reading.sources();
  const found =
    sources.find(({ id }) => id === query.source) ??
    sources.find(({ title, publisher }) => `${title}\n${publisher ?? ''}`.toLowerCase().includes(wanted));
  return { ...query, source: found?.id ?? query.source };
}

async function load(request: PageRequest): Promise<Loaded<SearchView>> {
  const { asked, query } = parseSearch(request.query, request.ui, request.now);
  const { knowsMeaning } = request.reading;
  if (query === null) return { kind: 'found', data: { asked, data: null, pages: 0, knowsMeaning } };
  const resolved = await withSource(query, request);
  const data = await request.reading.search(resolved, asked.page);
  const pages = Math.ceil(data.total / hitsPerPage);
  const shown = { ...asked, source: resolved.source };
  return { kind: 'found', data: { asked: shown, data, pages, knowsMeaning } };
}

const shared = { cache: fresh, hasQuery: true, load };

export const searchPage = definePage<SearchView>({
  ...shared,
  name: 'search',
  path: `${uiPattern}/search`,
  view: htmlView,
});

/** The same for programs. */
export const searchJsonPage = definePage<SearchView>({
  ...shared,
  name: 'search-json',
  path: `${uiPattern}/search.json`,
  view: (data, chrome) => ({ type: 'application/json; charset=utf-8', text: searchJson(data, chrome) }),
});
