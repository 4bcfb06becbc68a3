import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { deskPages } from '../../src/desk/pages.ts';
import { launch, noChromium, phone, wide } from '../support/chromium.ts';
import { testDatabases } from '../support/databases.ts';
import { buryOne, startDesk, type TestDesk } from '../support/desk.ts';
import { type Seeded, seedDesk } from '../support/desk-seed.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const modes: readonly (readonly [string, BrowserContextOptions])[] = [
  ['wide, light, English', { ...wide, locale: 'en-GB' }],
  ['phone, dark, Korean', { ...phone, colorScheme: 'dark', locale: 'ko-KR' }],
];

async function inPage<Result>(page: Page, expression: string): Promise<Result> {
  return (await page.evaluate(expression)) as Result;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: wcag } });
  const found = await inPage<AxeResults>(page, `axe.run(document, ${options})`);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

function addressesOf(seeded: Seeded): string[] {
  const ids: Record<string, string> = {
    sources: 'courier',
    entries: String(seeded.entry),
    documents: String(seeded.documents[1]),
    stories: seeded.story,
    briefs: seeded.brief,
  };
  return deskPages.map(({ path }) => {
    const filled = path.replace(':id', ids[path.split('/')[1] ?? ''] ?? '');
    return `/desk${filled.replace(':host', seeded.host).replace(':revision', '1').replace(':event', seeded.event)}`.replace(
      /\/$/,
      '',
    );
  });
}

/** Forty pages take half a minute on an idle machine, minutes on a busy one. */
const patienceMs = 300_000;

/** Words that cannot be broken at a space, in every field. */
const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);

describe.skipIf(noChromium)(`the desk in Chromium${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
  const databases = testDatabases('pglite');
  const desks: Record<'full' | 'empty' | 'long', TestDesk | undefined> = {
    full: undefined,
    empty: undefined,
    long: undefined,
  };
  let browser: Browser;
  let addresses: string[] = [];
  const bare = deskPages
    .filter(({ path }) => !path.includes(':'))
    .map(({ path }) => `/desk${path}`.replace(/\/$/, ''));

  async function start(fill: (db: Database) => Promise<unknown>): Promise<TestDesk> {
    const db = await databases.open();
    await fill(db);
    return await startDesk(db);
  }

  beforeAll(async () => {
    browser = await launch();
    desks.full = await start(async ({ kysely }) => {
      addresses = addressesOf(await seedDesk(kysely));
    });
    await buryOne(desks.full.queue, 'The page never ends.', { captureId: 7 });
    desks.empty = await start(async () => undefined);
    desks.long = await start(({ kysely }) =>
      seedDesk(kysely, { text: (plain) => `${plain} ${long}`, url: (plain) => `${plain}${long}` }),
    );
  });
  afterAll(async () => {
    await browser?.close();
    for (const desk of Object.values(desks)) await desk?.close();
  });

  async function enter(which: keyof typeof desks, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...options, baseURL: desks[which]?.origin ?? '' });
    const page = await context.newPage();
    await page.goto(desks[which]?.auth.enterPath() ?? '');
    return page;
  }

  describe.each(modes)('%s', (_, options) => {
    it('meets WCAG 2.2 AA as axe sees it, full and empty, with everything opened', {
      timeout: patienceMs,
    }, async () => {
      for (const which of ['full', 'empty'] as const) {
        const page = await enter(which, { ...options, bypassCSP: true });
        for (const path of which === 'full' ? addresses : bare) {
          await page.goto(path);
          await inPage(page, "document.querySelectorAll('details').forEach((one) => { one.open = true })");
          expect([path, await violations(page)]).toEqual([path, []]);
        }
        await page.context().clearCookies();
        await page.goto('/desk/login');
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      }
    });

    it('fits the window, however long the words are', { timeout: patienceMs }, async () => {
      const width = options.viewport?.width ?? 0;
      const page = await enter('long', {
        ...options,
        viewport: { width: Math.min(width, 1280), height: 900 },
      });
      for (const path of addresses) {
        await page.goto(path);
        expect([path, await inPage(page, 'document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      for (const path of addresses) {
        await page.goto(path);
        expect([path, await inPage(page, 'document.documentElement.scrollWidth')]).toEqual([path, 320]);
      }
      await page.context().close();
    });

    it('sets its own fonts and complains of nothing', async () => {
      const page = await enter('full', options);
      const trouble: string[] = [];
      page.on('console', (message) => trouble.push(message.text()));
      page.on('requestfailed', (request) => {
        // A page that is left at once stops what it was still loading.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') trouble.push(request.url());
      });
      for (const path of addresses) await page.goto(path);
      const fonts = await inPage<string[]>(
        page,
        'document.fonts.ready.then(() => [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family))',
      );
      expect(fonts).toContain('sf-ui');
      expect(fonts).toContain('sf-display');
      expect(trouble).toEqual([]);
      await page.context().close();
    });
  });

  it('is worked by the keyboard alone: skip, reach, pause a source', async () => {
    const page = await enter('full', wide);
    await page.goto('/desk/sources/courier');
    await page.keyboard.press('Tab');
    expect(await inPage(page, 'document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await inPage(page, 'document.activeElement.id')).toBe('content');
    const reached: string[] = [];
    for (let tabs = 0; tabs < 20; tabs += 1) {
      await page.keyboard.press('Tab');
      const name = await inPage<string>(page, 'document.activeElement.textContent.trim()');
      const outline = await inPage<string>(page, 'getComputedStyle(document.activeElement).outlineStyle');
      expect([name, outline]).toEqual([name, 'solid']);
      reached.push(name);
      if (name === 'Pause') break;
    }
    expect(reached).toContain('Poll now');
    await page.keyboard.press('Enter');
    await page.waitForURL(/said=paused/);
    expect(await page.getByRole('status').textContent()).toContain('paused');
    expect(desks.full?.calls.filter(([name]) => name !== 'likelyStories')).toEqual([
      ['setState', 'courier', 'paused'],
    ]);
    await page.context().close();
  });

  it('logs in by a form of its own, changes the language and stays in it', async () => {
    const context = await browser.newContext({
      ...wide,
      locale: 'en-GB',
      baseURL: desks.empty?.origin ?? '',
    });
    const page = await context.newPage();
    await page.goto('/desk');
    await page.getByLabel('Token').fill('not the token');
    await page.getByRole('button', { name: 'Log in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('secrets.json');
    await page.goto(desks.empty?.auth.enterPath() ?? '');
    await page.getByRole('link', { name: '한국어' }).click();
    expect(await page.locator('h1').textContent()).toBe('한눈에');
    await page.getByRole('link', { name: '수집원', exact: true }).click();
    expect(await page.locator('h1').textContent()).toBe('수집원');
    await page.getByRole('button', { name: '로그아웃' }).click();
    expect(await page.locator('h1').textContent()).toBe('로그인');
    await context.close();
  });

  it('says in every empty page what to do next', async () => {
    const page = await enter('empty', wide);
    for (const path of [
      '/desk',
      '/desk/sources',
      '/desk/stories',
      '/desk/briefs',
      '/desk/log',
      '/desk/rights',
    ]) {
      await page.goto(path);
      const next = page.locator('main .empty, main .lead');
      expect([path, await next.count()]).not.toEqual([path, 0]);
      expect([path, await page.locator('main .empty a, main .lead a').count()]).not.toEqual([path, 0]);
    }
    await page.context().close();
  });
});
