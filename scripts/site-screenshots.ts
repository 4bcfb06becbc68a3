/**
 * Pictures of the reader site, to be looked at: `node scripts/site-screenshots.ts [PAGE ...]`. They go to `out/site/`.
 * Every page of a seeded desk in English and Korean: wide, phone, some in the dark; an empty desk; error pages.
 * `--fresh` seeds anew. Needs Chromium (`CHROMIUM`, else /usr/bin/chromium).
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { openDatabase } from '../src/db/open.ts';
import { openReading } from '../src/db/reading.ts';
import type { SiteIdentity } from '../src/domain/site.ts';
import { readerApp } from '../src/reader/app.ts';
import { type Seeded, seedDesk } from '../test/support/seed-desk.ts';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'out', 'site');
const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

const site: SiteIdentity = {
  name: 'The Standfirst',
  url: null,
  contact: 'desk@standfirst.example',
  responsible: 'Ida Marlow, editor',
  languages: ['en', 'ko'],
  hub: null,
};

async function openDesk(name: string, isEmpty: boolean) {
  const dataDir = join(root, 'out', `desk-${name}`);
  const note = join(dataDir, 'seeded.json');
  if (process.argv.includes('--fresh')) rmSync(dataDir, { recursive: true, force: true });
  const isNew = !existsSync(note);
  const db = await openDatabase({ dataDir });
  if (isNew) {
    const made = isEmpty ? { now: new Date() } : await seedDesk(db);
    writeFileSync(note, JSON.stringify(made));
  }
  const seeded = JSON.parse(readFileSync(note, 'utf8')) as Seeded;
  const now = new Date(seeded.now);
  const app = readerApp({
    reading: openReading(db.kysely),
    site,
    now: () => now,
    log: () => undefined,
    versionMs: 0,
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((ready) => server.once('listening', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, seeded, db, server };
}

function pathsOf(seeded: Seeded): Record<string, string> {
  const { into } = seeded.merged;
  return {
    front: '/',
    all: '/all',
    section: '/sections/society',
    day: '/days/2026-03-06',
    brief: `/briefs/${seeded.corrected}`,
    'brief-plain': `/briefs/${seeded.briefs.find((id) => id.endsWith('-ko') && !id.startsWith(into))}`,
    'brief-ko': `/briefs/${into}-ko`,
    revisions: `/briefs/${seeded.corrected}/revisions`,
    story: `/stories/${into}`,
    source: '/sources/straits',
    sources: '/sources',
    search: '/search?q=bridge+%EB%8B%A4%EB%A6%AC',
    'search-hits': '/search?q=bridge',
    'search-ko': '/search?q=%EC%82%B0%EB%B6%88',
    'search-empty': '/search',
    about: '/about',
    policy: '/policy',
    accuracy: '/accuracy',
    corrections: '/corrections',
    missing: '/no-such-page',
    gone: `/briefs/${seeded.withdrawn}`,
  };
}

async function shoot(
  browser: Browser,
  url: string,
  name: string,
  options: BrowserContextOptions,
): Promise<void> {
  const context = await browser.newContext({ ...options, javaScriptEnabled: false, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  await context.close();
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  mkdirSync(out, { recursive: true });
  const desk = await openDesk('full', false);
  const empty = await openDesk('empty', true);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const [name, path] of Object.entries(pathsOf(desk.seeded))) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const ui of ['en', 'ko']) {
      const url = `${desk.origin}/${ui}${path}`;
      await shoot(browser, url, `${name}.${ui}`, wide);
      await shoot(browser, url, `${name}.${ui}.phone`, phone);
      if (/^(front|brief|story|accuracy)$/.test(name))
        await shoot(browser, url, `${name}.${ui}.dark`, { ...wide, colorScheme: 'dark' });
    }
  }
  if (asked.length === 0 || asked.includes('empty'))
    for (const ui of ['en', 'ko']) await shoot(browser, `${empty.origin}/${ui}/`, `empty.${ui}`, wide);
  await browser.close();
  for (const { server, db } of [desk, empty]) {
    server.close();
    await db.close();
  }
}

await main();
