import type { Chrome } from '../../views/site/chrome.ts';
import { atomFeed, type FeedData, jsonFeed, rssFeed } from '../../views/site/feeds.ts';
import {
  type AnyPage,
  definePage,
  fresh,
  type Loaded,
  langsOf,
  type PageRequest,
  uiPattern,
} from '../page.ts';

const kinds = {
  rss: { type: 'application/rss+xml; charset=utf-8', write: rssFeed },
  atom: { type: 'application/atom+xml; charset=utf-8', write: atomFeed },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
} satisfies Record<string, { type: string; write(data: FeedData, chrome: Chrome): string }>;

async function load({ reading, ui, params }: PageRequest): Promise<Loaded<FeedData>> {
  const section = params.section ?? null;
  const rows = await reading.feed(langsOf(ui, false), section);
  if (section !== null && rows.length === 0 && !(await reading.sections([])).includes(section))
    return { kind: 'missing' };
  return { kind: 'found', data: { rows, section } };
}

function feedPage(kind: keyof typeof kinds, isSection: boolean): AnyPage {
  const { type, write } = kinds[kind];
  return definePage<FeedData>({
    name: `${isSection ? 'section-' : ''}feed-${kind}`,
    path: `${uiPattern}${isSection ? '/sections/:section' : ''}/feed.${kind}`,
    cache: fresh,
    load,
    view: (data, chrome) => ({ type, text: write(data, chrome) }),
  });
}

/** RSS, Atom and JSON Feed, of the front page and of every section. */
export const feedPages: readonly AnyPage[] = (['rss', 'atom', 'json'] as const).flatMap((kind) => [
  feedPage(kind, false),
  feedPage(kind, true),
]);
