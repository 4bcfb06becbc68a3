import type { BriefData } from '../../domain/reading.ts';
import { briefPage as view } from '../../views/site/brief.ts';
import { at } from '../../views/site/chrome.ts';
import { type RevisionsData, revisionsPage as revisionsView } from '../../views/site/revisions.ts';
import { definePage, fresh, type Loaded, type PageRequest, uiPattern } from '../page.ts';

/** STORY-LANG. */
const idPattern = /^[a-z0-9]{1,40}-[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

async function load({ reading, ui, params }: PageRequest): Promise<Loaded<BriefData>> {
  const { id = '' } = params;
  if (!idPattern.test(id)) return { kind: 'missing' };
  const found = await reading.brief(id);
  if (found.kind === 'moved') return { kind: 'redirect', to: at.brief(ui, found.id), status: 301 };
  if (found.kind === 'withdrawn') return { ...found, kind: 'gone' };
  return found;
}

export const briefPage = definePage<BriefData>({
  name: 'brief',
  path: `${uiPattern}/briefs/:id`,
  cache: fresh,
  load,
  view,
});

/** `/en/briefs/s2f-en/some-words`: the words are for people; the address without them is the one. */
export const briefSlugPage = definePage<never>({
  name: 'brief-slug',
  path: `${uiPattern}/briefs/:id/:slug`,
  cache: fresh,
  async load(request) {
    const loaded = await load(request);
    if (loaded.kind !== 'found') return loaded;
    return { kind: 'redirect', to: at.brief(request.ui, loaded.data.card.id), status: 301 };
  },
  view: (never) => never,
});

export const revisionsPage = definePage<RevisionsData>({
  name: 'revisions',
  path: `${uiPattern}/briefs/:id/revisions`,
  cache: fresh,
  async load(request) {
    const loaded = await load(request);
    if (loaded.kind === 'redirect') return { ...loaded, to: `${loaded.to}/revisions` };
    if (loaded.kind !== 'found') return loaded;
    const { id, headline, lang } = loaded.data.card;
    return { kind: 'found', data: { id, headline, lang, rows: await request.reading.revisions(id) } };
  },
  view: revisionsView,
});
