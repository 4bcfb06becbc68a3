import { gzipSync } from 'node:zlib';
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import type { Brief } from '../../src/domain/brief.ts';
import { pages } from '../../src/reader/pages.ts';
import { testDatabases } from '../support/databases.ts';
import { type Seeded, seedDesk } from '../support/seed-desk.ts';
import { examplePaths, openSite, pathIn, type TestSite } from '../support/site.ts';

const patienceMs = 300_000;
const policies = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
};

function expectGuarded(response: Response): void {
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy).toContain(rule);
  expect(policy).not.toMatch(/unsafe|script-src|\*/);
  for (const [name, value] of Object.entries(policies)) expect(response.headers.get(name)).toBe(value);
  expect(response.headers.get('permissions-policy')).toContain('camera=()');
}

function wellFormed(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

interface Tag {
  name: string;
  attributes: Record<string, string>;
}

function tagsOf(html: string): Tag[] {
  const found: Tag[] = [];
  const waiting: unknown[] = [parse(html)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const {
      childNodes = [],
      tagName,
      attrs = [],
    } = node as {
      childNodes?: unknown[];
      tagName?: string;
      attrs?: { name: string; value: string }[];
    };
    waiting.push(...childNodes);
    if (tagName)
      found.push({
        name: tagName,
        attributes: Object.fromEntries(attrs.map(({ name, value }) => [name, value])),
      });
  }
  return found;
}

describe('the reader site', () => {
  const databases = testDatabases('pglite');
  let seeded: Seeded;
  let site: TestSite;
  let db: Database;
  beforeAll(async () => {
    db = await databases.open();
    seeded = await seedDesk(db, { storiesMax: 12 });
    site = openSite(db, seeded.now);
  }, patienceMs);

  const names = pages.map(({ name }) => name);
  const languages = ['en', 'ko'];

  it('shows on the accuracy page what the published briefs of the last days add up to', async () => {
    const stored = await db.kysely
      .selectFrom('publication as p')
      .innerJoin('revision as r', (join) =>
        join.onRef('r.brief_id', '=', 'p.brief_id').onRef('r.revision', '=', 'p.revision'),
      )
      .where('p.state', '=', 'published')
      .select('r.brief')
      .execute();
    const rows = stored.map(({ brief }) => ({ brief: brief as Brief }));
    const sum = (of: (brief: Brief) => number) => rows.reduce((total, { brief }) => total + of(brief), 0);
    const claims = (outcome: string) => (brief: Brief) =>
      brief.claims.filter((claim) => claim.outcome === outcome).length;
    const live = await site.reading.liveCounts(30, seeded.now.toISOString());
    expect(live).toEqual({
      days: 30,
      briefs: seeded.briefs.length - 1,
      sentences: sum((brief) => brief.claims.length),
      supported: sum(
        ({ claims: all }) => all.filter((c) => c.outcome !== 'dropped' && c.verdict === 'supported').length,
      ),
      dropped: sum(claims('dropped')),
      rewritten: sum(claims('rewritten')),
      quoted: sum(claims('quoted')),
      corrections: 1,
    });
    expect(live.sentences).toBeGreaterThan(live.briefs);
    const page = await (await site.get('/en/accuracy')).text();
    for (const [count, words] of [
      [live.sentences, 'sentences checked'],
      [live.supported, 'supported as drafted or rewritten'],
      [live.corrections, 'corrections published'],
    ] as const)
      expect(page).toMatch(new RegExp(`<dd[^>]*>${count.toLocaleString('en')}</dd><dt[^>]*>${words}</dt>`));
    const later = await site.reading.liveCounts(30, '2100-01-01T00:00:00Z');
    expect(later).toMatchObject({ briefs: 0, sentences: 0, supported: 0, corrections: 0 });
  });

  it('has an example of every page in the table', () => {
    expect(Object.keys(examplePaths(seeded)).sort()).toEqual([...names].sort());
  });

  describe.each(names)('%s', (name) => {
    it.each(languages)('answers, guarded, and 304 to who has it (%s)', async (ui) => {
      const path = pathIn(ui, examplePaths(seeded)[name] ?? '');
      const response = await site.get(path);
      expectGuarded(response);
      if (name === 'brief-slug') {
        expect(response.status).toBe(301);
        expect(response.headers.get('location')).toBe(`/${ui}/briefs/${seeded.corrected}`);
        return;
      }
      expect(response.status).toBe(200);
      const etag = response.headers.get('etag') ?? '';
      expect(etag).toMatch(/^W\/"[0-9a-f]{24}"$/);
      expect(response.headers.get('cache-control')).toMatch(/public, max-age=\d+/);
      const again = await site.get(path, { 'if-none-match': etag });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expectGuarded(again);
      const since = response.headers.get('last-modified') ?? '';
      expect((await site.get(path, { 'if-modified-since': since })).status).toBe(304);
      const head = await site.get(path, {}, 'HEAD');
      expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
      expect((await site.get(path, {}, 'POST')).status).toBe(405);
    });

    it.each(languages)('is well-formed and light, with data for machines and no script (%s)', async (ui) => {
      const response = await site.get(pathIn(ui, examplePaths(seeded)[name] ?? ''));
      const text = await response.text();
      const type = response.headers.get('content-type') ?? '';
      if (response.status === 301) return;
      if (/xml/.test(type)) return wellFormed(text);
      if (/json/.test(type)) return expect(() => JSON.parse(text)).not.toThrow();
      if (!type.startsWith('text/html')) return;
      const tags = tagsOf(text);
      expect(tags.find((tag) => tag.name === 'html')?.attributes.lang).toBe(ui);
      const scripts = tags.filter((tag) => tag.name === 'script');
      expect(scripts.map(({ attributes }) => attributes.type)).toEqual(['application/ld+json']);
      const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '');
      expect(data['@context']).toBe('https://schema.org');
      expect(
        tags.some(({ attributes }) => Object.keys(attributes).some((key) => /^on|^style$/.test(key))),
      ).toBe(false);
      const sheets = tags.filter(
        ({ name: tag, attributes }) => tag === 'link' && attributes.rel === 'stylesheet',
      );
      let weight = gzipSync(text).length;
      for (const { attributes } of sheets) {
        const sheet = await site.get(attributes.href ?? '');
        expect([sheet.status, sheet.headers.get('cache-control')]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
        weight += gzipSync(await sheet.text()).length;
      }
      expect(sheets.length).toBeGreaterThan(0);
      expect(weight).toBeLessThan(60_000);
    });
  });

  it('has no dead link, whatever page one starts from', { timeout: patienceMs }, async () => {
    const waiting = ['/en/', '/ko/'];
    const seen = new Set(waiting);
    const dead: string[] = [];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const response = await site.get(path);
      if (response.status >= 400) dead.push(`${path} ${response.status}`);
      if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) continue;
      const tags = tagsOf(await response.text());
      const ids = new Set(tags.map(({ attributes }) => attributes.id));
      for (const { attributes } of tags) {
        const link = attributes.href ?? attributes.src ?? '';
        if (link.startsWith('#') && !ids.has(link.slice(1))) dead.push(`${path} -> ${link}`);

        if (!link.startsWith('/') || seen.has(link)) continue;
        seen.add(link);
        waiting.push(link);
      }
    }
    expect(dead).toEqual([]);
    expect(seen.size).toBeGreaterThan(100);
  });

  it('sends a reader to the language they like best', async () => {
    const to = async (header: string) => {
      const response = await site.get('/', { 'accept-language': header });
      expect(response.headers.get('vary')).toContain('Accept-Language');
      return response.headers.get('location');
    };
    expect(await to('ko-KR,ko;q=0.9,en;q=0.8')).toBe('/ko/');
    expect(await to('de-DE,de;q=0.9')).toBe('/en/');
    expect(await to('en;q=0.1, ko;q=0.2')).toBe('/ko/');
    expect(await to('ko;q=0, *')).toBe('/en/');
    expect((await site.get('/ko')).headers.get('location')).toBe('/ko/');
  });

  it('leads from a merged story to where it lives now', async () => {
    const response = await site.get(`/ko/stories/${seeded.merged.from}`);
    expect([response.status, response.headers.get('location')]).toEqual([
      301,
      `/ko/stories/${seeded.merged.into}`,
    ]);
    const brief = await site.get(`/ko/briefs/${seeded.merged.from}-ko`);
    expect([brief.status, brief.headers.get('location')]).toEqual([
      301,
      `/ko/briefs/${seeded.merged.into}-ko`,
    ]);
  });

  it('never leads off the site', async () => {
    const tries = [
      '//evil.example',
      '/\\evil.example',
      '/en//evil.example',
      '/en/briefs/..%2f..%2fevil.example/x',
      '/%2f%2fevil.example',
    ];
    for (const path of tries) {
      const response = await site.get(path);
      const to = response.headers.get('location') ?? '/';
      expect(to).toMatch(/^\/(?![/\\])/);
      expectGuarded(response);
    }
  });

  it.each(languages)(
    'says in the language of the page what is not there or was taken down (%s)',
    async (ui) => {
      const missing = await site.get(`/${ui}/no-such-page`);
      expect(missing.status).toBe(404);
      expectGuarded(missing);
      expect(await missing.text()).toContain(ui === 'ko' ? '없는 페이지입니다' : 'There is no such page');
      const gone = await site.get(`/${ui}/briefs/${seeded.withdrawn}`);
      expect(gone.status).toBe(410);
      const text = await gone.text();
      expect(text).toContain('The publisher has taken its report down.');
      expect(text).toContain('noindex');
    },
  );

  it('names the making of an article to machines', async () => {
    const response = await site.get(`/en/briefs/${seeded.corrected}`);
    const text = await response.text();
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '');
    expect(response.headers.get('ai-disclosure')).toBe('mode=ai-modified');
    expect(text).toContain('<meta name="ai-disclosure" content="ai-assisted">');
    expect(data).toMatchObject({
      '@type': 'NewsArticle',
      url: `https://news.example/en/briefs/${seeded.corrected}`,
      publishingPrinciples: 'https://news.example/en/policy',
      correctionsPolicy: 'https://news.example/en/corrections',
      publisher: { name: 'The Standfirst' },
    });
    expect(data.correction[0]['@type']).toBe('CorrectionComment');
    expect(data.isBasedOn.length).toBeGreaterThan(1);
    expect(data.citation.length).toBe(data.isBasedOn.length);
    expect(data.digitalSourceType).toBeTruthy();
  });

  it('compresses for who takes it', async () => {
    const plain = await site.get('/en/');
    const packed = await site.get('/en/', { 'accept-encoding': 'br;q=0.5, gzip' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect((await packed.arrayBuffer()).byteLength).toBeLessThan((await plain.arrayBuffer()).byteLength / 2);
    expect(
      (await site.get('/en/', { 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding'),
    ).toBeNull();
  });
});
