import { type ServerType, serve } from '@hono/node-server';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeaningSearch } from '../../src/db/near/meaning.ts';
import { openReading } from '../../src/db/reading.ts';
import { readerApp } from '../../src/reader/app.ts';
import { launch, noChromium, wide } from '../support/chromium.ts';
import { testDatabases } from '../support/databases.ts';
import { hashEmbedder, makeVectors } from '../support/hash-embedder.ts';
import { type Seeded, seedDesk } from '../support/seed-desk.ts';
import { testSite } from '../support/site.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const patienceMs = 300_000;

const kinds = [
  'front',
  'all',
  'section',
  'day',
  'brief',
  'foreign',
  'revisions',
  'story',
  'source',
  'sources',
  'search',
  'nothing',
  'about',
  'policy',
  'accuracy',
  'corrections',
  'missing',
  'gone',
] as const;

function pathOf(kind: (typeof kinds)[number], ui: string, seeded: Seeded): string {
  const story = seeded.merged.into;
  const paths: Record<(typeof kinds)[number], string> = {
    front: '/',
    all: '/all',
    section: '/sections/society',
    day: '/days/2026-03-06',
    brief: `/briefs/${story}-${ui}`,
    foreign: `/briefs/${story}-${ui === 'ko' ? 'en' : 'ko'}`,
    revisions: `/briefs/${story}-${ui}/revisions`,
    story: `/stories/${story}`,
    source: '/sources/straits',
    sources: '/sources',
    search: '/search?q=bridge',
    nothing: '/search?q=qqqqqq&from=2026-13-40',
    about: '/about',
    policy: '/policy',
    accuracy: '/accuracy',
    corrections: '/corrections',
    missing: '/no-such-page',
    gone: `/briefs/${seeded.withdrawn}`,
  };
  return `/${ui}${paths[kind]}`;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: wcag } });
  const found = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

function inPage<Result>(page: Page, expression: string): Promise<Result> {
  return page.evaluate(expression) as Promise<Result>;
}

/** Whether this machine has a system face with the measures that the style sheet names for the time before ours come. */
const hasFallback =
  "[...document.fonts].some(({ family, status }) => /fallback/.test(family) && status === 'loaded')";

/** Sums what moved by itself, from the first paint on. */
const watchShifts = `window.shifts = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

describe.skipIf(noChromium)(`the site in Chromium${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  const databases = testDatabases('pglite');
  let browser: Browser;
  let server: ServerType;
  let seeded: Seeded;
  let origin: string;
  beforeAll(async () => {
    const db = await databases.open();
    seeded = await seedDesk(db);
    const embedder = hashEmbedder('words/1', 512);
    await makeVectors(db, embedder);
    const now = seeded.now;
    const site = { ...testSite, url: null };
    const app = readerApp({
      reading: openReading(db.kysely, new MeaningSearch(db, embedder)),
      site,
      now: () => now,
      log: () => undefined,
      versionMs: 60_000,
    });
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((ready) => server.once('listening', ready));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    browser = await launch();
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function visit(path: string, options: BrowserContextOptions) {
    const context = await browser.newContext({ ...options, bypassCSP: false });
    const page = await context.newPage();
    const foreign: string[] = [];
    const trouble: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) foreign.push(request.url());
    });
    page.on('response', (response) => {
      const isPage = response.request().resourceType() === 'document';
      if (response.status() >= 400 && !isPage) trouble.push(`${response.status()} ${response.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(04|10)/.test(message.text()))
        trouble.push(message.text());
    });
    page.on('pageerror', (error) => trouble.push(error.message));
    await page.addInitScript(watchShifts);
    await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
    return { page, foreign, trouble };
  }

  describe.each(['en', 'ko'])('%s', (ui) => {
    it.each(kinds)(
      '%s: WCAG 2.2 AA in light and dark, nothing foreign or broken, fits 390 and 320',
      async (kind) => {
        const { page, foreign, trouble } = await visit(pathOf(kind, ui, seeded), {
          ...wide,
          colorScheme: 'light',
        });
        expect(await violations(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await violations(page)).toEqual([]);
        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 700 });
          expect(await inPage<number>(page, 'document.documentElement.scrollWidth')).toBe(width);
        }
        expect(await violations(page)).toEqual([]);
        expect(foreign).toEqual([]);
        expect(trouble).toEqual([]);
        await page.context().close();
      },
    );

    it.each(['front', 'brief', 'story'] as const)(
      '%s: hardly anything moves once it is there',
      async (kind) => {
        const { page } = await visit(pathOf(kind, ui, seeded), wide);
        await inPage(page, 'document.fonts.ready.then(() => true)');
        const [shifts, isMeasured] = [
          await inPage<number>(page, 'window.shifts'),
          await inPage<boolean>(page, hasFallback),
        ];
        // Core Web Vitals call up to 0.1 good. Measured here: 0.000 to 0.003 on the front pages, 0.001 to 0.052 elsewhere.
        // Without a system face of the right measures a line may break elsewhere until the fonts are there.
        expect(shifts).toBeLessThan(isMeasured ? 0.1 : 0.25);
        await page.context().close();
      },
    );

    it('is walked by keyboard: skip link, content, search', async () => {
      const { page } = await visit(pathOf('front', ui, seeded), wide);
      await page.keyboard.press('Tab');
      expect(await inPage<boolean>(page, "document.activeElement.matches('.skip')")).toBe(true);
      await page.keyboard.press('Enter');
      expect(await inPage<string>(page, 'location.hash')).toBe('#content');
      await page.keyboard.press('Tab');
      expect(await inPage<boolean>(page, "document.activeElement.closest('main .lead') !== null")).toBe(true);
      const outline = await inPage<string>(page, 'getComputedStyle(document.activeElement).outlineStyle');
      expect(outline).toBe('solid');
      await page.locator('#q').fill(ui === 'ko' ? '산불' : 'bridge');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=/);
      expect(await page.locator('.hits li').count()).toBeGreaterThan(1);
      expect(await page.locator('.hits mark').count()).toBeGreaterThan(1);
      await page.context().close();
    });

    it('shows the evidence of a sentence inside the site, without script', async () => {
      const { page } = await visit(pathOf('brief', ui, seeded), { ...wide, javaScriptEnabled: false });
      const sentence = page.locator('.text p .s').first();
      await sentence.scrollIntoViewIfNeeded();
      await sentence.hover();
      const note = page.locator((await sentence.getAttribute('href')) ?? '');
      const [own, beside] = [await sentence.boundingBox(), await note.boundingBox()];
      expect(beside?.x).toBeGreaterThan((own?.x ?? 0) + 300);
      expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThanOrEqual(1280);
      await page.context().close();
    });
  });

  it('leaves on paper what one reads', async () => {
    const { page } = await visit(pathOf('story', 'en', seeded), wide);
    await page.emulateMedia({ media: 'print' });
    const style = (selector: string, property: string) =>
      inPage<string>(page, `getComputedStyle(document.querySelector('${selector}')).${property}`);
    expect([await style('.find', 'display'), await style('.bar', 'display')]).toEqual(['none', 'none']);
    const after = "getComputedStyle(document.querySelector('.moment .headline a'), '::after').content";
    expect(await inPage<string>(page, after)).toContain('https://');
    await page.context().close();
  });
});
