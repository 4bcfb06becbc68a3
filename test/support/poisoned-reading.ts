import type { Reading } from '../../src/domain/reading.ts';
import { fixtureBrief } from './chromium.ts';

/** Rows about a brief and its story, with the payload wherever a string comes from outside. */
function briefRows(payload: string) {
  const time = '2026-03-05T06:30:00.000Z';
  const card = {
    id: 's2f-en',
    storyId: 's2f',
    lang: 'en',
    section: payload,
    kicker: payload,
    headline: payload,
    standfirst: payload,
    firstPublishedAt: time,
    publishedAt: time,
    disclosure: 'ai-generated' as const,
    review: 'not-reviewed' as const,
    documents: 3,
    voices: 2,
    languages: ['en', payload],
    corrected: true,
  };
  const correction = {
    ...{
      id: 1,
      briefId: 's2f-en',
      headline: payload,
      lang: payload,
      revision: 1,
      kind: 'correction' as const,
    },
    ...{
      at: time,
      text: payload,
      before: payload,
      after: payload,
      quoteLang: payload,
      publisher: payload,
      url: payload,
    },
  };
  const document = (id: number, copyOf: number | null) => ({
    ...{
      id,
      title: payload,
      publisher: payload,
      byline: [payload],
      lang: payload,
      url: payload,
      publishedAt: time,
    },
    ...{
      seenAt: time,
      sourceId: payload,
      sourceTitle: payload,
      copyOf,
      state: 'current' as const,
      version: 2,
      country: { code: 'KR', from: 'language' as const },
    },
  });
  const story = { id: 's2f', documents: 3, voices: 2, languages: ['en', payload], section: payload };
  return { card, correction, document, story, time };
}

/** Rows about sources, search and feeds. */
function otherRows(payload: string, { document, time }: ReturnType<typeof briefRows>) {
  const source = {
    ...{ id: payload, title: payload, publisher: payload, homeUrl: payload, lang: payload, section: payload },
    ...{ state: 'active' as const, lastOkAt: time },
  };
  const fixture = fixtureBrief('en-model');
  const brief = {
    ...fixture,
    kicker: payload,
    claims: fixture.claims.map((claim) => ({ ...claim, text: payload, lang: payload })),
    sources: fixture.sources.map((one) => ({
      ...one,
      title: payload,
      publisher: payload,
      url: payload,
      lang: payload,
    })),
  };
  const documents = [document(1, null), document(2, 1), document(3, null)];
  const said = {
    text: payload,
    lang: payload,
    speaker: payload,
    sentences: [{ text: payload, lang: payload, figure: payload, speaker: payload }],
  };
  const sides = [
    { ...said, value: 1, documents: [1] },
    { ...said, value: 2, documents: [3] },
  ];
  const why = [{ kind: 'same-names' as const, items: [payload], score: 1 }];
  const row = {
    id: 's2f-en',
    lang: payload,
    storyId: 's2f',
    headline: payload,
    firstPublishedAt: time,
    publishedAt: time,
  };
  const hit = {
    ...{ kind: 'document' as const, ref: payload, lang: payload, at: time, title: payload, text: payload },
    ...{ publisher: payload, sourceId: payload, url: payload, storyId: payload, disclosure: null },
    by: 'meaning' as const,
  };
  const facet = { value: payload, count: 1 };
  const dayFacet = { value: '2026-03-05', count: 1 };
  const since = { revision: 1, at: time, claims: brief.lede, sources: ['D1'] };
  const copyGroups = [
    {
      ...{ documents: [1, 2], first: 2, fullest: 2 },
      owner: { name: payload, isAgency: true, document: null },
      signs: [{ kind: 'dateline' as const, document: 2, text: payload }],
    },
  ];
  const originals = [
    {
      ...{ id: 9, storyId: 's3g', title: payload, publisher: payload, lang: payload, url: payload },
      ...{ publishedAt: time, seenAt: time, sourceId: payload, sourceTitle: payload, blurb: payload, why },
    },
  ];
  return { originals, copyGroups, source, brief, since, documents, sides, why, row, hit, facet, dayFacet };
}

/** A reading in which every string that comes from outside is the payload; ids, times and codes are ours. */
export function poisonedReading(payload: string): Reading {
  const rows = briefRows(payload);
  const { card, correction, document, story, time } = rows;
  const { originals, copyGroups, source, brief, since, documents, sides, why, row, hit, facet, dayFacet } =
    otherRows(payload, rows);
  return {
    version: async () => '1',
    front: async () => ({
      latest: [card],
      sections: [{ name: payload, cards: [card] }],
      languages: ['en', payload],
    }),
    section: async () => ({ cards: [card, { ...card, id: 's2g-en' }], languages: ['en'] }),
    sections: async () => [payload],
    published: async () => [card],
    beside: async () => ({ earlier: time, later: time }),
    brief: async () => ({
      kind: 'found',
      data: {
        ...{ brief, card, corrections: [correction], copyGroups, originals, since },
        related: [{ ...card, why }],
        ...{ story: { ...story, firstAt: time, lastAt: time }, timeline: documents, others: [card] },
      },
    }),
    revisions: async () => [
      { revision: 1, at: time, contentHash: payload, writer: payload, review: 'reviewed', isPublic: true },
    ],
    story: async () => ({
      kind: 'found',
      data: {
        ...{ ...story, firstAt: time, lastAt: time, items: documents, briefs: [card], more: 1 },
        ...{
          disagreements: [{ kind: payload, about: payload, sides }],
          corrections: [correction],
        },
        copyGroups,
        firstReports: [
          { document: 1, facts: [{ pieces: [{ text: payload, isNew: true }], repeatedBy: [2] }] },
        ],
      },
    }),
    source: async () => ({ source, documents: [{ ...document(1, null), storyId: 's2f' }], briefs: [card] }),
    sources: async () => [source],
    corrections: async () => [correction],
    knowsMeaning: true,
    search: async () => ({
      hits: [hit, { ...hit, kind: 'brief', ref: 's2f-en', disclosure: 'ai-generated' }],
      ...{ total: 50, more: true, byMeaning: 3 },
      facets: {
        ...{ lang: [facet], source: [{ ...facet, title: payload }], name: [{ ...facet, title: payload }] },
        ...{ day: [dayFacet], since: [dayFacet] },
      },
    }),
    feed: async () => [
      {
        ...card,
        ...{ labelText: payload, digitalSourceType: payload, model: payload },
        originals: [{ title: payload, publisher: payload, url: payload, lang: payload }],
      },
    ],
    sitemap: async () => [row],
    sitemapFiles: async () => 1,
    news: async () => [row],
    stories: async () => [],
    liveCounts: async (days) => ({
      ...{ days, briefs: 1, sentences: 1, supported: 1, dropped: 0, rewritten: 0, quoted: 0, corrections: 0 },
    }),
  };
}
