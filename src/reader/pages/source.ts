import type { SourceData, SourceRow } from '../../domain/reading.ts';
import { sourcesPage as sourcesView, sourcePage as sourceView } from '../../views/site/source.ts';
import { definePage, fresh, uiPattern } from '../page.ts';

export const sourcePage = definePage<SourceData>({
  name: 'source',
  path: `${uiPattern}/sources/:id`,
  cache: fresh,
  async load({ reading, params }) {
    const data = await reading.source(params.id ?? '');
    return data ? { kind: 'found', data } : { kind: 'missing' };
  },
  view: sourceView,
});

export const sourcesPage = definePage<SourceRow[]>({
  name: 'sources',
  path: `${uiPattern}/sources`,
  cache: fresh,
  async load({ reading }) {
    return { kind: 'found', data: await reading.sources() };
  },
  view: sourcesView,
});
