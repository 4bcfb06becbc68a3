import { hostOf, plain, safeUrl } from '../safe.ts';
import { shortLabel } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import type { SearchView } from './search.ts';

/**
 * What a search found, for programs: the results of one page, best first, with what they were found by, and the counts
 * to narrow by. Briefs carry their label; of originals only title, publisher and address are given.
 */
export function searchJson({ asked, data, pages }: SearchView, chrome: Chrome): string {
  const { ui, origin } = chrome;
  const { q, source, lang, name, from, to, page, trouble } = asked;
  const results = (data?.hits ?? []).map((hit) => {
    const isBrief = hit.kind === 'brief';
    const url = isBrief ? `${origin}${at.brief(ui, hit.ref)}` : safeUrl(hit.url ?? undefined);
    return {
      kind: hit.kind,
      id: hit.ref,
      url: url ?? null,
      title: plain(hit.title),
      lang: hit.lang,
      at: hit.at,
      foundBy: hit.by,
      ...(isBrief
        ? {
            disclosure: hit.disclosure ?? 'ai-generated',
            label: shortLabel({ disclosure: hit.disclosure ?? 'ai-generated' }, chrome),
          }
        : { publisher: plain(hit.publisher ?? '') || hostOf(url), source: hit.sourceId }),
      story: hit.storyId === null ? null : `${origin}${at.story(ui, hit.storyId)}`,
    };
  });
  const counts = (rows: readonly { value: string; title?: string; count: number }[]) =>
    rows.map(({ value, title, count }) => ({
      value: plain(value),
      ...(title === undefined ? {} : { title: plain(title) }),
      count,
    }));
  const { facets } = data ?? {};
  const answer = {
    asked: { q, source, lang, name, from, to },
    notUnderstood: trouble,
    total: data?.total ?? 0,
    /** There may be more than `total`: that many of the newest were looked at, and counted. */
    more: data?.more ?? false,
    byMeaningAlone: data?.byMeaning ?? null,
    page,
    pages,
    results,
    facets: facets && {
      lang: counts(facets.lang),
      source: counts(facets.source),
      name: counts(facets.name),
      since: counts(facets.since),
      day: counts(facets.day),
    },
  };
  return `${JSON.stringify(answer, null, 1)}\n`;
}
