import type { FrontData } from '../../domain/reading.ts';
import { frontPage as view } from '../../views/site/front.ts';
import { definePage, fresh, langsOf, type PageRequest, uiPattern } from '../page.ts';

async function load({ reading, ui }: PageRequest, isAll: boolean) {
  const data = await reading.front(langsOf(ui, isAll));
  // A desk that has briefs in other languages only shows those rather than nothing.
  const isElsewhere = !isAll && data.latest.length === 0 && data.languages.length > 0;
  if (!isElsewhere) return { kind: 'found' as const, data: { front: data, isAll } };
  return { kind: 'found' as const, data: { front: await reading.front([]), isAll: true } };
}

export const frontPage = definePage<{ front: FrontData; isAll: boolean }>({
  name: 'front',
  path: `${uiPattern}/`,
  cache: fresh,
  load: (request) => load(request, false),
  view: ({ front, isAll }, chrome) => view(front, isAll, chrome),
});

export const allPage = definePage<{ front: FrontData; isAll: boolean }>({
  name: 'all',
  path: `${uiPattern}/all`,
  cache: fresh,
  load: (request) => load(request, true),
  view: ({ front, isAll }, chrome) => view(front, isAll, chrome),
});
