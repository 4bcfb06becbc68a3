import type { Reading } from '../domain/reading.ts';
import type { SiteIdentity, UiLanguage } from '../domain/site.ts';
import { type Chrome, chromeFor } from '../views/site/chrome.ts';
import { documentOf, type PageBody, type PageSheets } from '../views/site/layout.ts';
import { brokenPage, gonePage, missingPage } from '../views/site/message.ts';
import { dayOf } from '../views/site/when.ts';
import { disclosureHeaders } from './headers.ts';
import type { AnyPage, PageRequest } from './page.ts';

/** What a page needs to be made. */
export interface RenderParts {
  reading: Reading;
  site: SiteIdentity;
  sheets: PageSheets;
  isStatic: boolean;
}

export interface RenderRequest {
  ui: UiLanguage;
  origin: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  now: Date;
}

export type Rendered =
  | { kind: 'made'; status: 200 | 404 | 410; type: string; text: string; headers: Record<string, string> }
  | { kind: 'redirect'; to: string; status: 301 | 302 };

export const htmlType = 'text/html; charset=utf-8';

function chrome(parts: RenderParts, request: RenderRequest, sections: readonly string[]): Chrome {
  const { site, isStatic } = parts;
  const now = isStatic ? null : request.now.toISOString();
  return chromeFor(request.ui, { site, origin: request.origin, sections, now, isStatic });
}

function made(body: PageBody, shown: Chrome, parts: RenderParts, status: 200 | 404 | 410): Rendered {
  const text = documentOf(body, shown, parts.sheets);
  const headers = { 'content-language': shown.ui, ...disclosureHeaders(body) };
  return { kind: 'made', status, type: htmlType, text, headers };
}

const navigationMax = 9;

/** Makes a page from the database. `sections` may be kept by the caller: they are the same for every page. */
export async function renderPage(
  page: AnyPage,
  parts: RenderParts,
  request: RenderRequest,
  sections: () => Promise<readonly string[]>,
): Promise<Rendered> {
  const { reading, site } = parts;
  const asked: PageRequest = { ...request, reading, site };
  const shown = async () => chrome(parts, request, (await sections()).slice(0, navigationMax));
  const answer = await page.answer(asked, shown);
  if (answer.kind === 'redirect') return answer;
  if (answer.kind === 'missing') return renderMissing(parts, request, await sections());
  if (answer.kind === 'gone') {
    const there = await shown();
    return made(gonePage(answer, there), there, parts, 410);
  }
  const { body } = answer;
  if ('text' in body) return { kind: 'made', status: 200, type: body.type, text: body.text, headers: {} };
  return made(body, await shown(), parts, 200);
}

export function renderMissing(
  parts: RenderParts,
  request: RenderRequest,
  sections: readonly string[],
): Rendered & { kind: 'made' } {
  const shown = chrome(parts, request, sections.slice(0, navigationMax));
  return made(missingPage(shown), shown, parts, 404) as Rendered & { kind: 'made' };
}

/** Needs nothing but what is in memory. */
export function renderBroken(parts: RenderParts, request: RenderRequest): string {
  const shown = chrome(parts, request, []);
  return documentOf(brokenPage(shown), shown, parts.sheets);
}

/** What a page depends on beside its data: the day, where it says "yesterday". */
export function dayKey(parts: RenderParts, request: RenderRequest): string {
  return parts.isStatic ? '' : dayOf(request.now.toISOString(), chrome(parts, request, []));
}
