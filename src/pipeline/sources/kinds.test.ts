import { describe, expect, it } from 'vitest';
import { type Kind, kinds, type SourceResponse } from './kinds.ts';

const url = 'https://courier.example/';
const response = (text: string): SourceResponse => ({ body: new TextEncoder().encode(text), url });
const list = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `<li><a href="/n/12345${at}">Headline number ${at} of this page</a></li>`,
  );

/** One response that each kind reads, with the number of its items; one that it refuses. */
const samples: Record<Kind['id'], { good: string; items: number; bad?: [text: string, code: string] }> = {
  feed: {
    good: '<rss><channel><item><title>a</title></item><item/></channel></rss>',
    items: 2,
    bad: ['<html></html>', 'html-page'],
  },
  sitemap: {
    good: '<urlset><url><loc>/a</loc></url><url><loc>mailto:x</loc></url></urlset>',
    items: 2,
    bad: ['<rss><channel><item><title>a</title></item></channel></rss>', 'wrong-kind'],
  },
  page: { good: `<ul>${list(4).join('')}</ul>`, items: 4, bad: ['<p>Hello</p>', 'no-links'] },
  url: { good: '<p>Anything</p>', items: 1 },
};

describe.each(Object.values(kinds))('the kind $id', (kind) => {
  const { good, items, bad } = samples[kind.id];

  it('accounts for every item of a response', () => {
    const outcome = kind.toEntries(response(good));
    if (outcome.kind !== 'entries') throw new Error(outcome.message);
    const quarantined = outcome.quarantined.reduce((sum, { count }) => sum + count, 0);
    expect(outcome.entries.length + quarantined).toBe(items);
    for (const { reason, message } of outcome.quarantined)
      expect(`${reason} ${message}`).toMatch(/^[a-z-]+ \S/);
    expect(kind.toEntries(response(good))).toEqual(outcome);
  });

  it.skipIf(bad === undefined)('refuses what it cannot read, and says what to do', () => {
    const outcome = kind.toEntries(response(bad?.[0] ?? ''));
    expect(outcome).toMatchObject({ kind: 'refused', code: bad?.[1] });
    expect(outcome.kind === 'refused' && outcome.hint).toMatch(/\w/);
  });

  it('is named in every language of the desk', () => {
    expect(Object.values(kind.label).every((text) => text !== '')).toBe(true);
  });
});

describe('kinds', () => {
  it('keeps a rule of a page and follows it', () => {
    const first = kinds.page.toEntries(response(list(4).join('')));
    if (first.kind !== 'entries' || first.rule === undefined) throw new Error('no rule');
    const again = kinds.page.toEntries({ ...response(list(1).join('')), rule: first.rule });
    expect(again).toMatchObject({ kind: 'entries', entries: [{ title: 'Headline number 0 of this page' }] });
  });

  it('gives the sitemaps of an index, newest first', () => {
    const index = ['2026-01-01', '2026-03-01', '']
      .map((day, at) => `<sitemap><loc>/s${at}.xml</loc><lastmod>${day}</lastmod></sitemap>`)
      .join('');
    expect(kinds.sitemap.toEntries(response(`<sitemapindex>${index}</sitemapindex>`))).toMatchObject({
      entries: [],
      sitemaps: [{ url: `${url}s1.xml` }, { url: `${url}s0.xml` }, { url: `${url}s2.xml` }],
    });
  });
});
