/**
 * Pictures of the page, to be looked at: `node scripts/screenshots.ts [BRIEF.json | PAGE.html ...]`.
 * They go to `out/`; without arguments every brief of `test/fixtures/briefs` and two stories of `demo/` are pictured.
 * `--docs` makes the two pictures of the README instead. Needs Chromium (`CHROMIUM`, else /usr/bin/chromium).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Brief, brief as briefSchema } from '../src/domain/brief.ts';
import { renderBriefHtml } from '../src/views/html/page.ts';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'out');
const fixtures = join(root, 'test', 'fixtures', 'briefs');

const bridge = ['bridge-averil-courier', 'bridge-northern-ledger', 'bridge-mirnaru-ko'].map(demoPage);
const plant = [demoPage('garam-anode-plant-ko')];

function demoPage(name: string): string {
  return join(root, 'demo', `${name}.html`);
}

interface Shot {
  name: string;
  options: BrowserContextOptions;
  /** Brings the page into the state that is pictured. */
  act?: (page: Page) => Promise<void>;
  fullPage?: boolean;
}

const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** A sentence of the text in the middle of the window, with the pointer on it. */
async function hover(page: Page, at: number): Promise<void> {
  await page.locator('.text p .s').nth(at).hover();
}

const shots: Shot[] = [
  { name: 'wide', options: wide, act: (page) => hover(page, 1) },
  { name: 'full', options: wide, fullPage: true },
  { name: 'dark', options: { ...wide, colorScheme: 'dark' }, act: (page) => hover(page, 0) },
  { name: 'phone', options: phone },
  { name: 'phone-full', options: phone, fullPage: true },
  { name: 'phone-note', options: phone, act: (page) => page.locator('.text p .s').nth(1).tap() },
];

/** The brief of a story, from a saved brief or by the whole pipeline from pages. */
function briefOf(files: readonly string[]): Brief {
  const [first = ''] = files;
  const text =
    extname(first) === '.json'
      ? readFileSync(first, 'utf8')
      : execFileSync(process.execPath, [
          join(root, 'bin', 'standfirst.js'),
          'brief',
          ...files,
          '--format',
          'json',
        ]);
  return briefSchema.parse(JSON.parse(String(text)));
}

async function take(browser: Browser, html: string, shot: Shot, name: string): Promise<void> {
  const context = await browser.newContext({
    ...shot.options,
    javaScriptEnabled: false,
    reducedMotion: 'reduce',
  });
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

/** A picture of the README: the top of a page with one sentence's evidence open. */
async function picture(
  browser: Browser,
  files: readonly string[],
  sentence: number,
  file: string,
): Promise<void> {
  const viewport = { width: 1120, height: 960 };
  const context = await browser.newContext({ viewport, javaScriptEnabled: false, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.setContent(await renderBriefHtml(briefOf(files)));
  await hover(page, sentence);
  await page.screenshot({ path: join(root, 'docs', file) });
  await context.close();
}

async function pictureAll(browser: Browser, stories: readonly string[][]): Promise<void> {
  mkdirSync(out, { recursive: true });
  for (const files of stories) {
    const name = basename(files[0] ?? '', extname(files[0] ?? ''));
    const html = await renderBriefHtml(briefOf(files));
    writeFileSync(join(out, `${name}.html`), html);
    for (const shot of shots) await take(browser, html, shot, name);
    await print(browser, html, name);
    console.log(`${name}: ${Buffer.byteLength(html)} bytes`);
  }
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const saved = readdirSync(fixtures).map((file) => [join(fixtures, file)]);
  const stories = asked.length > 0 ? asked.map((file) => [file]) : [...saved, bridge, plant];
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  if (process.argv.includes('--docs')) {
    mkdirSync(join(root, 'docs'), { recursive: true });
    await picture(browser, bridge, 0, 'brief.png');
    await picture(browser, plant, 1, 'brief-ko.png');
  } else {
    await pictureAll(browser, stories);
  }
  await browser.close();
}

await main();
