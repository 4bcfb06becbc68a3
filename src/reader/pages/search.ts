import type { SearchQuery } from '../../domain/reading.ts';
import { type SearchView, searchPage as view } from '../../views/site/search.ts';
import { definePage, fresh, type PageRequest, uiPattern } from '../page.ts';
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

export const searchPage = definePage<SearchView>({
  name: 'search',
  path: `${uiPattern}/search`,
  cache: fresh,
  hasQuery: true,
  async load(request) {
    const { asked, query } = parseSearch(request.query, request.ui, request.now);
    const { knowsMeaning } = request.reading;
    if (query === null) return { kind: 'found', data: { asked, data: null, pages: 0, knowsMeaning } };
    const resolved = await withSource(query, request);
    const data = await request.reading.search(resolved, asked.page);
    const pages = Math.ceil(data.total / hitsPerPage);
    const shown = { ...asked, source: resolved.source };
    return { kind: 'found', data: { asked: shown, data, pages, knowsMeaning } };
  },
  view,
});
