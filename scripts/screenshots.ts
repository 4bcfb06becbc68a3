/**
 * Pictures of the page, to be looked at: `node scripts/screenshots.ts [--docs] [BRIEF.json ...]`.
 * They go to `out/`; with `--docs` the two pictures of the README are made as well.
 * Needs Chromium (`CHROMIUM`, else /usr/bin/chromium).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { brief as briefSchema } from '../src/domain/brief.ts';
import { renderBriefHtml } from '../src/views/html/page.ts';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'out');
const fixtures = join(root, 'test', 'fixtures', 'briefs');

interface Shot {
  name: string;
  options: BrowserContextOptions;
  /** Brings the page into the state that is pictured. */
  act?: (page: Page) => Promise<void>;
  fullPage?: boolean;
}

const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

async function hover(page: Page, at: number): Promise<void> {
  await page.locator('.text p .s').nth(at).hover();
}

const shots: Shot[] = [
  { name: 'wide', options: wide, act: (page) => hover(page, 1) },
  { name: 'full', options: wide, fullPage: true },
  { name: 'dark', options: { ...wide, colorScheme: 'dark' }, act: (page) => hover(page, 0) },
  { name: 'phone', options: phone },
  { name: 'phone-full', options: phone, fullPage: true },
  { name: 'phone-note', options: phone, act: (page) => page.locator('.text p .s').nth(1).click() },
];

async function take(browser: Browser, html: string, shot: Shot, name: string): Promise<void> {
  const context = await browser.newContext({ ...shot.options, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.setContent(html);
  if ((await page.locator('.text p .s').count()) > 1) await shot.act?.(page);
  await page.screenshot({ path: join(out, `${name}-${shot.name}.png`), fullPage: shot.fullPage ?? false });
  await context.close();
}

async function print(browser: Browser, html: string, name: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 794, height: 1123 } });
  const page = await context.newPage();
  await page.setContent(html);
  await page.pdf({ path: join(out, `${name}-print.pdf`), preferCSSPageSize: true, format: 'A4' });
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: join(out, `${name}-print.png`), fullPage: true });
  await context.close();
}

/** The pictures of the README: the top of a page with one sentence's evidence open. */
async function picture(browser: Browser, html: string, file: string): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1160, height: 1000 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.setContent(html);
  await hover(page, 0);
  await page.screenshot({ path: join(root, 'docs', file) });
  await context.close();
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const files = asked.length > 0 ? asked : readdirSync(fixtures).map((file) => join(fixtures, file));
  mkdirSync(out, { recursive: true });
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const file of files) {
    const name = basename(file, '.json');
    const brief = briefSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const html = await renderBriefHtml(brief);
    writeFileSync(join(out, `${name}.html`), html);
    for (const shot of shots) await take(browser, html, shot, name);
    await print(browser, html, name);
    if (process.argv.includes('--docs'))
      await picture(browser, html, brief.lang === 'ko' ? 'brief-ko.png' : 'brief.png');
    console.log(`${name}: ${html.length} characters`);
  }
  await browser.close();
}

await main();
