import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/domain/reading.ts';
import { pages } from '../../src/reader/pages.ts';
import { fixtureBrief } from '../support/chromium.ts';
import { openSite, pathIn } from '../support/site.ts';

const folder = resolve(import.meta.dirname, '..', 'fixtures', 'xss');
const purify = JSON.parse(readFileSync(resolve(folder, 'dompurify.json'), 'utf8')) as { payload: string }[];
const lines = readFileSync(resolve(folder, 'payloads-xss.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const own = [
  '</script><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '--></title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover=alert(1) x='",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '\u0000<scr\u0000ipt>alert(1)</script>\ud800\ufffe',
  '\u2028</script>\u2029<script>alert(1)//',
  '}</style><style>*{background:url(http://evil.test/)}',
  '&lt;script&gt;alert(1)&lt;/script&gt;&#x26;&bogus;',
  '\u202e\u2066gnp.exe\u{e0041}',
];
const payloads = [...own, ...purify.map(({ payload }) => payload), ...lines];
const patienceMs = 300_000;

/** A reading in which every string that comes from outside is the payload; ids, times and codes are ours. */
function poisonedReading(payload: string): Reading {
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
    },
  });
  const story = { id: 's2f', documents: 3, voices: 2, languages: ['en', payload], section: payload };
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
  const sides = [
    { text: payload, value: 1, documents: [1] },
    { text: payload, value: 2, documents: [3] },
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
  };
  const facet = { value: payload, count: 1 };
  const dayFacet = { value: '2026-03-05', count: 1 };
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
        ...{ brief, card, corrections: [correction], related: [{ ...card, why }] },
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
        ...{ disagreements: [{ kind: payload, about: payload, sides }], corrections: [correction] },
      },
    }),
    source: async () => ({ source, documents: [{ ...document(1, null), storyId: 's2f' }], briefs: [card] }),
    sources: async () => [source],
    corrections: async () => [correction],
    search: async () => ({
      hits: [hit, { ...hit, kind: 'brief', ref: 's2f-en', disclosure: 'ai-generated' }],
      ...{ total: 50, more: true },
      facets: { lang: [facet], source: [{ ...facet, title: payload }], day: [dayFacet] },
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

const part = (text: string) => encodeURIComponent(text.toWellFormed());

const paths: Record<string, (payload: string) => string> = {
  search: (payload) => `/search?q=${part(`${payload.slice(0, 60)} source:${payload.slice(0, 60)}`)}`,
  brief: () => '/briefs/s2f-en',
  'brief-slug': (payload) => `/briefs/s2f-en/${part(payload)}`,
  revisions: () => '/briefs/s2f-en/revisions',
  story: () => '/stories/s2f',
};

/** An address for a page of the table, out of its pattern. */
function addressOf(name: string, pattern: string, payload: string): string {
  const made = paths[name]?.(payload) ?? pattern.replace(/^\/:ui\{[^}]*\}/, '');
  if (!pattern.startsWith('/:ui'))
    return `/${pattern.replace(/:file\{.*\}$/, name === 'opensearch' ? 'opensearch-en.xml' : '0.xml')}`;
  return made.replace(':section', part(payload)).replace(':day', '2026-03-05').replace(':id', 'x');
}

const scriptLike = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'base',
  'frame',
  'applet',
  'style',
  'img',
  'video',
  'audio',
  'math',
  'template',
]);
const drawn = new Set(['svg', 'path', 'line', 'circle', 'text', 'rect']);

function troubleIn(html: string): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [parse(html)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const {
      childNodes = [],
      tagName = '',
      attrs = [],
    } = node as {
      childNodes?: unknown[];
      tagName?: string;
      attrs?: { name: string; value: string }[];
    };
    waiting.push(...childNodes);
    const type = attrs.find(({ name }) => name === 'type')?.value;
    if (scriptLike.has(tagName) && type !== 'application/ld+json') found.push(`<${tagName}>`);
    for (const { name, value } of attrs) {
      if (/^on|^style$|^srcdoc$|^formaction$|^xlink/.test(name)) found.push(`<${tagName} ${name}>`);
      if (
        /^(href|src|action|cite)$/.test(name) &&
        !drawn.has(tagName) &&
        !/^(https?:\/\/|\/(?!\/)|#|mailto:)/.test(value)
      )
        found.push(`${name}=${value}`);
      if (name === 'class' && /[<>"'=]/.test(value)) found.push(`class=${value}`);
    }
  }
  return found;
}

function wellFormed(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (/^(script|svg|img|iframe)$/i.test(name)) throw new Error(`<${name}>`);
  });
  parser.write(text).close();
}

/** The HTML that feed readers take out of a feed. */
function contentsOf(text: string, type: string): string[] {
  if (type.includes('json'))
    return (
      (JSON.parse(text) as { items?: { content_html: string }[] }).items?.map((item) => item.content_html) ??
      []
    );
  const found: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let isContent = false;
  parser.on('opentag', ({ name }) => {
    isContent = name === 'content' || name === 'content:encoded';
  });
  parser.on('text', (words) => {
    if (isContent) found.push(words);
  });
  parser.on('closetag', () => {
    isContent = false;
  });
  parser.write(text).close();
  return found;
}

describe('hostile data in every field of every page', () => {
  it.each(pages.map(({ name, path }) => [name, path] as const))(
    '%s makes nothing of it',
    { timeout: patienceMs },
    async (name, pattern) => {
      // Every payload on the pages, in bundles so that a thousand stay quick; the first ones alone as well.
      const bundles: string[] = [...own];
      for (let at = 0; at < payloads.length; at += 120) bundles.push(payloads.slice(at, at + 120).join(' '));
      for (const payload of bundles) {
        const site = openSite({} as never, new Date('2026-03-06T00:00:00Z'), {
          reading: poisonedReading(payload),
        });
        const response = await site.get(pathIn('en', addressOf(name, pattern, payload.slice(0, 200))));
        expect(site.logged).toEqual([]);
        expect(response.status).toBe(name === 'brief-slug' ? 301 : 200);
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(response.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
        const text = await response.text();
        const type = response.headers.get('content-type') ?? '';
        if (type.startsWith('text/html')) {
          expect(troubleIn(text)).toEqual([]);
          const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
          expect(() => JSON.parse(data)).not.toThrow();
        } else if (/xml/.test(type) && name !== 'favicon') wellFormed(text);
        if (/rss|atom|feed\+json/.test(type))
          for (const content of contentsOf(text, type)) expect(troubleIn(content)).toEqual([]);
      }
    },
  );
});
