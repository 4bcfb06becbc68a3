import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReading } from '../../src/db/reading.ts';
import { exportSite, fileOf, relativeLink } from '../../src/reader/export.ts';
import { testDatabases } from '../support/databases.ts';
import { type Seeded, seedDesk } from '../support/seed-desk.ts';
import { testSite } from '../support/site.ts';

describe('files of a copy', () => {
  it.each([
    ['/en/', 'en/index.html'],
    ['/en/about', 'en/about.html'],
    ['/en/sections/%EC%A0%95%EC%B9%98', 'en/sections/정치.html'],
    ['/ko/sections/society/feed.rss', 'ko/sections/society/feed.rss'],
    ['/.well-known/tdmrep.json', '.well-known/tdmrep.json'],
    ['/assets/f-12/inter.woff2', 'assets/f-12/inter.woff2'],
  ])('%s is %s', (path, file) => expect(fileOf(path)).toBe(file));

  it.each([
    '/en/sections/..%2F..%2Fetc%2Fpasswd',
    '/en/sections/%2e%2e',
    '/en/sections/a%00b',
    '/en/sections/C%3A',
  ])('%s stays inside the folder', (path) => {
    const file = resolve('/copy', fileOf(path));
    expect(dirname(file)).toBe('/copy/en/sections');
    expect(file).toMatch(/\/x-[0-9a-f]{16}\.html$/);
  });

  it('leads from one to another', () => {
    expect(relativeLink('en/briefs/a.html', 'en/index.html')).toBe('../index.html');
    expect(relativeLink('en/index.html', 'en/sections/정치.html')).toBe('sections/%EC%A0%95%EC%B9%98.html');
    expect(relativeLink('404.html', 'ko/index.html')).toBe('ko/index.html');
  });
});

describe('standfirst export', () => {
  const databases = testDatabases('pglite');
  const dir = mkdtempSync(join(tmpdir(), 'standfirst-export-'));
  let seeded: Seeded;
  beforeAll(async () => {
    const db = await databases.open();
    seeded = await seedDesk(db, { storiesMax: 8 });
    await exportSite({ reading: openReading(db.kysely), site: testSite, dir, now: () => seeded.now });
  }, 300_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const pages = () =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));

  it('has every brief and story in both languages, feeds and sitemaps', () => {
    for (const ui of ['en', 'ko']) {
      for (const id of seeded.briefs.filter((one) => one !== seeded.withdrawn))
        expect(existsSync(join(dir, ui, 'briefs', `${id}.html`))).toBe(true);
      for (const id of seeded.stories) expect(existsSync(join(dir, ui, 'stories', `${id}.html`))).toBe(true);
      for (const feed of ['feed.rss', 'feed.atom', 'feed.json'])
        expect(readFileSync(join(dir, ui, feed), 'utf8')).toContain('https://news.example/');
    }
    for (const file of ['index.html', '404.html', 'sitemap.xml', 'robots.txt', '.well-known/tdmrep.json'])
      expect(existsSync(join(dir, file))).toBe(true);
  });

  it('has no link that leads nowhere, and none that needs a server', () => {
    const dead: string[] = [];
    for (const page of pages()) {
      const html = readFileSync(join(dir, page), 'utf8');
      for (const [, target = ''] of html.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
        if (/^(https?:|mailto:|#)/.test(target)) continue;
        const file = resolve(dir, dirname(page), decodeURIComponent(target.split('#')[0] ?? ''));
        if (target.startsWith('/') || relative(dir, file).startsWith('..') || !existsSync(file))
          dead.push(`${page} -> ${target}`);
      }
      expect(html).not.toContain('<form');
    }
    expect(dead).toEqual([]);
    expect(pages().length).toBeGreaterThan(60);
  });

  it('has the fonts that its style sheets name', () => {
    const sheets = readdirSync(join(dir, 'assets')).filter((file) => file.endsWith('.css'));
    const fonts = sheets.flatMap((sheet) =>
      [...readFileSync(join(dir, 'assets', sheet), 'utf8').matchAll(/url\(([^)]*)\)/g)].map(
        ([, url = '']) => url,
      ),
    );
    expect(fonts.length).toBeGreaterThan(250);
    expect(fonts.filter((font) => !existsSync(join(dir, 'assets', font)))).toEqual([]);
  });

  it('says no word that is wrong tomorrow', () => {
    const text = readFileSync(join(dir, 'en', 'index.html'), 'utf8');
    expect(text).not.toMatch(/>(?:yesterday|today)/);
    expect(text).toMatch(/\d+ March 2026/);
  });
});
