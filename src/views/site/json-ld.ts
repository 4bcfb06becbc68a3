import type { BriefCard, BriefData } from '../../domain/reading.ts';
import { interfaceFor } from '../../languages/site-strings.ts';
import { briefLd } from '../html/json-ld.ts';
import type { BriefView } from '../model.ts';
import { plain } from '../safe.ts';
import { at, type Chrome } from './chrome.ts';
import type { PageBody } from './layout.ts';

function organisation({ site, origin, ui }: Chrome): Record<string, unknown> {
  const mail = site.contact && /^[^\s@:/]+@[^\s@/]+$/.test(site.contact) ? { email: site.contact } : {};
  const contact = site.contact
    ? { contactPoint: { '@type': 'ContactPoint', contactType: 'editorial', ...mail } }
    : {};
  return {
    '@type': 'NewsMediaOrganization',
    name: site.name,
    url: `${origin}${at.front(ui)}`,
    publishingPrinciples: `${origin}${at.policy(ui)}`,
    correctionsPolicy: `${origin}${at.corrections(ui)}`,
    ...contact,
  };
}

/** The site itself, with its search. */
export function siteLd(chrome: Chrome): Record<string, unknown> {
  const { site, origin, ui } = chrome;
  const search = {
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}${at.search(ui)}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: site.name,
    url: `${origin}${at.front(ui)}`,
    inLanguage: ui,
    publisher: organisation(chrome),
    ...(chrome.isStatic ? {} : search),
  };
}

export function pageLd(
  chrome: Chrome,
  path: string,
  name: string,
  type = 'WebPage',
): Record<string, unknown> {
  const { origin, ui, site } = chrome;
  return {
    '@context': 'https://schema.org',
    '@type': type,
    name,
    url: `${origin}${path}`,
    inLanguage: ui,
    isPartOf: { '@type': 'WebSite', name: site.name, url: `${origin}${at.front(ui)}` },
    publisher: organisation(chrome),
  };
}

const listedMax = 20;

/** The briefs of a list, in order. */
export function listLd(cards: readonly BriefCard[], chrome: Chrome): Record<string, unknown> {
  if (cards.length === 0) return {};
  return {
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: cards.slice(0, listedMax).map((card, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: plain(card.headline),
        url: `${chrome.origin}${canonicalBrief(card, chrome)}`,
      })),
    },
  };
}

/** The address of a brief that search engines and feeds are given: in the chrome of its own language. */
export function canonicalBrief(card: Pick<BriefCard, 'id' | 'lang'>, { site }: Pick<Chrome, 'site'>): string {
  return at.brief(interfaceFor(card.lang, site.languages), card.id);
}

/** NewsArticle with its originals, how it was made, and what was corrected. */
export function articleLd(view: BriefView, data: BriefData, chrome: Chrome): Record<string, unknown> {
  const { origin, site } = chrome;
  const { card, corrections } = data;
  const ui = interfaceFor(card.lang, site.languages);
  const url = `${origin}${canonicalBrief(card, chrome)}`;
  const publisher = organisation({ ...chrome, ui });
  const corrected = corrections
    .filter(({ kind }) => kind !== 'withdrawal')
    .map(({ at: time, text, after }) => ({
      '@type': 'CorrectionComment',
      text: plain(text || after || ''),
      datePublished: time,
    }));
  return {
    ...briefLd(view),
    url,
    mainEntityOfPage: url,
    datePublished: card.firstPublishedAt,
    dateModified: card.publishedAt,
    isAccessibleForFree: true,
    author: { '@type': 'Organization', name: site.name, url: `${origin}${at.about(ui)}` },
    publisher,
    publishingPrinciples: `${origin}${at.policy(ui)}`,
    correctionsPolicy: `${origin}${at.corrections(ui)}`,
    backstory: view.checked.join(' '),
    ...(site.responsible ? { accountablePerson: { '@type': 'Person', name: site.responsible } } : {}),
    ...(corrected.length > 0 ? { correction: corrected } : {}),
  };
}

/** What a page of several briefs is: as strong as its strongest item. */
export function disclosureOf(cards: readonly Pick<BriefCard, 'disclosure'>[]): PageBody['disclosure'] {
  if (cards.length === 0) return null;
  const isWritten = cards.some(({ disclosure }) => disclosure === 'ai-generated');
  return { words: isWritten ? 'ai-generated' : 'ai-assisted', digitalSourceType: null };
}
