import axe, { type AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brief } from '../src/domain/brief.ts';
import { renderBriefHtml } from '../src/views/html/page.ts';
import { fixtureBrief, fixtureNames, launch, noChromium, open, phone, wide } from './support/chromium.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const modes = [
  ['wide, light', { ...wide, colorScheme: 'light' }],
  ['wide, dark', { ...wide, colorScheme: 'dark' }],
  ['phone, light', { ...phone, colorScheme: 'light' }],
  ['phone, dark', { ...phone, colorScheme: 'dark' }],
] as const;

async function violations(page: Page): Promise<string[]> {
  const options = JSON.stringify({ runOnly: { type: 'tag', values: wcag } });
  const found = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

async function inWindow(page: Page, target: Locator): Promise<boolean> {
  const box = await target.boundingBox();
  const size = page.viewportSize();
  if (!box || !size) return false;
  return box.y >= 0 && box.y < size.height && box.x >= 0 && box.x + box.width <= size.width + 1;
}

/** An expression that runs in the page: a string, so that no browser type enters the project. */
async function inPage<Result>(page: Page, expression: string): Promise<Result> {
  return (await page.evaluate(expression)) as Result;
}

/** A property of the computed style of the first element that the selector finds. */
function styleOf(page: Page, selector: string, property: string, pseudo = ''): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return inPage(page, `getComputedStyle(${element}, ${JSON.stringify(pseudo)})[${JSON.stringify(property)}]`);
}

function widthOf(page: Page): Promise<number> {
  return inPage(page, 'document.documentElement.scrollWidth');
}

function heightOf(page: Page): Promise<number> {
  return inPage(page, 'document.documentElement.scrollHeight');
}

/** `#n4` of the sentence's link. */
async function noteOf(sentence: Locator): Promise<string> {
  return (await sentence.getAttribute('href')) ?? '';
}

/** A brief many times as long as any that a writer makes. */
function longBrief(brief: Brief): Brief {
  return { ...brief, sections: Array.from({ length: 12 }, () => brief.sections).flat() };
}

/** Words and addresses that cannot be broken at a space. */
function unbroken(brief: Brief): Brief {
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);
  const claims = brief.claims.map((claim) => ({ ...claim, text: `${claim.text} ${long}` }));
  return {
    ...brief,
    claims,
    sources: brief.sources.map((source) => ({ ...source, title: long, publisher: long })),
  };
}

describe.skipIf(noChromium)(
  `the brief page in Chromium${noChromium ? ` (skipped: ${noChromium})` : ''}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => {
      await browser?.close();
    });

    it.each(fixtureNames)(
      'asks for nothing, complains of nothing and sets its own fonts: %s',
      async (name) => {
        const { page, requests, trouble } = await open(
          browser,
          await renderBriefHtml(fixtureBrief(name)),
          wide,
        );
        const fonts = await inPage<string[]>(
          page,
          'document.fonts.ready.then(() => [...document.fonts].map(({ family, status }) => family + " " + status))',
        );
        expect(requests).toEqual([]);
        expect(trouble).toEqual([]);
        expect(fonts.filter((font) => font.endsWith('error'))).toEqual([]);
        expect(fonts).toContain('sf-display loaded');
        await page.context().close();
      },
    );

    describe.each(['en-model', 'ko-model', 'ko-headline-only'])('%s', (name) => {
      it.each(name === 'ko-headline-only' ? modes.slice(0, 1) : modes)(
        'meets WCAG 2.2 AA as axe sees it, at rest and with a note and the changes open: %s',
        async (_, options) => {
          const html = await renderBriefHtml(fixtureBrief(name), { fonts: 'none' });
          const { page } = await open(browser, html, { ...options, bypassCSP: true });
          await page.evaluate(axe.source);
          expect(await violations(page)).toEqual([]);
          await page.locator('summary').click();
          await page.locator('a.s').last().click();
          expect(await violations(page)).toEqual([]);
          await page.context().close();
        },
      );
    });

    it.each(fixtureNames)('fits 320 pixels, has no dead link and no id twice: %s', async (name) => {
      const html = await renderBriefHtml(fixtureBrief(name), { fonts: 'none' });
      const { page } = await open(browser, html, { viewport: { width: 320, height: 640 } });
      expect(await widthOf(page)).toBe(320);
      const ids = await inPage<string[]>(page, "[...document.querySelectorAll('[id]')].map(({ id }) => id)");
      const links = await inPage<string[]>(
        page,
        "[...document.querySelectorAll('a')].map((link) => link.getAttribute('href')).filter((to) => to[0] === '#')",
      );
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
      expect(links.length).toBeGreaterThan(2);
      await page.context().close();
    });

    it('shows the evidence of the sentence under the pointer, without script', async () => {
      const html = await renderBriefHtml(fixtureBrief('en-model'), { fonts: 'none' });
      const { page } = await open(browser, html, { ...wide, javaScriptEnabled: false });
      const sentence = page.locator('.text p .s').nth(3);
      const note = page.locator(await noteOf(sentence));
      await page.mouse.wheel(0, 700);
      expect(await inWindow(page, note)).toBe(false);
      await sentence.hover();
      expect(await inWindow(page, note)).toBe(true);
      const [beside, own] = [await note.boundingBox(), await sentence.boundingBox()];
      expect(beside?.x).toBeGreaterThan((own?.x ?? 0) + (own?.width ?? 0));
      expect(Math.abs((beside?.y ?? 0) - (own?.y ?? 0))).toBeLessThan(40);
      await page.context().close();
    });

    it.each([
      ['wide', wide],
      ['phone', phone],
    ])('is walked by keyboard: skip link, sentence, evidence (%s)', async (_, options) => {
      const { page } = await open(
        browser,
        await renderBriefHtml(fixtureBrief('en-model'), { fonts: 'none' }),
        options,
      );
      const focused = (selector: string) =>
        inPage<boolean>(page, `document.activeElement.matches('${selector}')`);
      await page.keyboard.press('Tab');
      expect(await focused('.skip')).toBe(true);
      expect(await inWindow(page, page.locator('.skip'))).toBe(true);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      const sentence = page.locator('.text .s').first();
      const selector = await noteOf(sentence);
      expect(await focused(`#${await sentence.getAttribute('id')}`)).toBe(true);
      expect(await styleOf(page, ':focus', 'outlineStyle')).toBe('solid');
      expect(await styleOf(page, selector, 'position')).toBe('fixed');
      expect(await inWindow(page, page.locator(selector))).toBe(true);
      expect(await inWindow(page, sentence)).toBe(true);
      await page.keyboard.press('Enter');
      expect(await inWindow(page, page.locator(selector))).toBe(true);
      await page.keyboard.press('Tab');
      expect(await focused(`${selector} a`)).toBe(true);
      await page.context().close();
    });

    it('opens a sheet on a phone by tap and closes it without moving the text', async () => {
      const { page } = await open(
        browser,
        await renderBriefHtml(fixtureBrief('ko-model'), { fonts: 'none' }),
        {
          ...phone,
          javaScriptEnabled: false,
        },
      );
      const sentence = page.locator('.text p .s').nth(2);
      await sentence.scrollIntoViewIfNeeded();
      const selector = await noteOf(sentence);
      const before = (await sentence.boundingBox())?.y;
      await sentence.tap();
      expect(await styleOf(page, selector, 'position')).toBe('fixed');
      expect(await inWindow(page, page.locator(selector))).toBe(true);
      expect((await sentence.boundingBox())?.y).toBe(before);
      await page.locator(`${selector} .close`).tap();
      expect(await styleOf(page, selector, 'position')).toBe('static');
      expect((await sentence.boundingBox())?.y).toBe(before);
      await page.context().close();
    });

    it('keeps the place of a note that stands beside its sentence, so that the foot hardly moves', async () => {
      const { page } = await open(browser, await renderBriefHtml(fixtureBrief('en-model')), wide);
      const before = await heightOf(page);
      for (const sentence of await page.locator('.text p .s').all()) {
        await sentence.hover();
        expect(Math.abs((await heightOf(page)) - before)).toBeLessThan(80);
      }
      await page.context().close();
    });

    it('holds together when a brief is very long or cannot be broken', async () => {
      const [english, korean] = [fixtureBrief('en-model'), fixtureBrief('ko-model')];
      for (const brief of [longBrief(english), unbroken(english), unbroken(korean)]) {
        const narrow = { viewport: { width: 320, height: 640 } };
        const { page } = await open(browser, await renderBriefHtml(brief, { fonts: 'none' }), narrow);
        expect(await widthOf(page)).toBe(320);
        await page.context().close();
      }
    });

    it('prints its notes and the addresses of its originals', async () => {
      const { page } = await open(
        browser,
        await renderBriefHtml(fixtureBrief('en-model'), { fonts: 'none' }),
        wide,
      );
      await page.emulateMedia({ media: 'print' });
      expect(await styleOf(page, '.originals .title', 'content', '::after')).toContain(
        'https://courier.example/',
      );
      expect(await styleOf(page, '.legend', 'display')).toBe('none');
      const heights = 'map((element) => element.getBoundingClientRect().height)';
      const notes = await inPage<number[]>(page, `[...document.querySelectorAll('.note')].${heights}`);
      expect(Math.min(...notes)).toBeGreaterThan(20);
      const changed = await inPage<number[]>(
        page,
        `[...document.querySelectorAll('.changed li')].${heights}`,
      );
      expect(Math.min(...changed)).toBeGreaterThan(20);
      await page.context().close();
    });
  },
);
