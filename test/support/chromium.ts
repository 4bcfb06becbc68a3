import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Brief, brief as briefSchema } from '../../src/domain/brief.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const fixtures = resolve(import.meta.dirname, '..', 'fixtures', 'briefs');

/** Why tests in a browser are skipped here; null where they run. */
export const noChromium = existsSync(executablePath)
  ? null
  : `no Chromium at ${executablePath} (set CHROMIUM)`;

export const fixtureNames = readdirSync(fixtures)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));

export function fixtureBrief(name: string): Brief {
  return briefSchema.parse(JSON.parse(readFileSync(resolve(fixtures, `${name}.json`), 'utf8')));
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

export interface Opened {
  page: Page;
  /** Addresses that the page asked for, beside itself. */
  requests: string[];
  /** Console errors, page errors, dialogs. */
  trouble: string[];
}

const address = 'http://brief.test/';

/** Serves the page from a made-up host, so that every request it makes is seen and none leaves. */
export async function open(browser: Browser, html: string, options: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const trouble: string[] = [];
  await page.route('**', async (route) => {
    if (route.request().url() === address)
      return await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    requests.push(route.request().url());
    return await route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, trouble };
}
