import { type Context, Hono } from 'hono';
import type { Reading } from '../domain/reading.ts';
import { isUiLanguage, type SiteIdentity, type UiLanguage } from '../domain/site.ts';
import { inPaperOrder } from '../languages/site-strings.ts';
import { assetBody, loadSiteAssets, type SiteAssets } from '../views/site/assets.ts';
import { at } from '../views/site/chrome.ts';
import { cacheControl, foreverControl, isUnchanged, securityHeaders } from './headers.ts';
import { preferredLanguage } from './language.ts';
import { type AnyPage, type CachePolicy, fresh, uiPattern } from './page.ts';
import { encoded, PageCache, type PageCopy } from './page-cache.ts';
import { pages } from './pages.ts';
import {
  dayKey,
  htmlType,
  type RenderParts,
  type RenderRequest,
  renderBroken,
  renderMissing,
  renderPage,
} from './render.ts';

export interface ReaderOptions {
  reading: Reading;
  site: SiteIdentity;
  now(): Date;
  /** Told of what went wrong; never of readers. */
  log(event: { what: string; error?: unknown }): void;
  /** A copy that is kept as files: no search, no "yesterday". */
  isStatic?: boolean;
  cacheBytesMax?: number;
  /** Longest wait for the database before the last good copy is served. */
  loadTimeoutMs?: number;
  /** How long one look at the version of the data holds. */
  versionMs?: number;
}

const defaults = { cacheBytesMax: 64 * 1024 * 1024, loadTimeoutMs: 5000, versionMs: 500 };
const addressCharsMax = 2000;

/**
 * The reader site. Pages are made from stored revisions alone: no worker, queue or model is asked. A page is made once
 * for each version of the data; where the database does not answer, the last good copy is served.
 */
export function readerApp(options: ReaderOptions): Hono {
  const server = new ReaderServer({ ...defaults, ...options });
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value);
  });
  app.get('/', (context) => {
    const ui = preferredLanguage(context.req.header('accept-language'), server.site.languages);
    context.header('vary', 'Accept-Language');
    context.header('cache-control', 'public, max-age=300');
    return context.redirect(at.front(ui), 302);
  });
  app.get(uiPattern, async (context) => {
    const ui = server.uiOf(context);
    return ui ? context.redirect(at.front(ui), 301) : server.missing(context);
  });
  app.get('/assets/*', (context) => server.asset(context));
  for (const page of pages) app.get(page.path, (context) => server.page(page, context));
  app.get('*', (context) => server.missing(context));
  app.all('*', (context) => {
    context.header('allow', 'GET, HEAD');
    return context.text('Method not allowed\n', 405);
  });
  app.onError((error, context) => server.broken(error, context));
  return app;
}

class ReaderServer {
  readonly site: SiteIdentity;
  readonly #options: Required<ReaderOptions>;
  readonly #assets: SiteAssets;
  readonly #parts: RenderParts;
  /** Pages with one address each; and those that anybody can make up addresses for. */
  readonly #cache: PageCache;
  readonly #passing: PageCache;
  readonly #making = new Map<string, Promise<PageCopy | { to: string; status: 301 | 302 }>>();
  #version: { at: number; value: Promise<string> } | null = null;
  #sections: { version: string; byUi: Map<UiLanguage, Promise<readonly string[]>> } | null = null;

  constructor(options: typeof defaults & ReaderOptions) {
    this.#options = { isStatic: false, ...options };
    this.site = options.site;
    this.#assets = loadSiteAssets();
    this.#cache = new PageCache(options.cacheBytesMax);
    this.#passing = new PageCache(options.cacheBytesMax / 8);
    const { reading, site } = options;
    this.#parts = { reading, site, sheets: this.#assets, isStatic: this.#options.isStatic };
  }

  /** The language of the chrome: of the path, else of a file name (`opensearch-ko.xml`), else the first. */
  uiOf(context: Context): UiLanguage | null {
    const [, named] = /^\/(?:opensearch-)?([a-z]{2})(?:[/.]|$)/.exec(context.req.path) ?? [];
    if (named === undefined) return this.site.languages[0] ?? 'en';
    return isUiLanguage(named) && this.site.languages.includes(named) ? named : null;
  }

  async asset(context: Context): Promise<Response> {
    const asset = this.#assets.files.get(context.req.path);
    if (!asset) return this.missing(context);
    const body = assetBody(asset);
    return context.body(typeof body === 'string' ? body : new Uint8Array(body), 200, {
      'content-type': asset.type,
      'cache-control': foreverControl,
      // Fonts are asked for with CORS, from a copy of files too.
      'access-control-allow-origin': '*',
    });
  }

  async page(page: AnyPage, context: Context): Promise<Response> {
    const ui = this.uiOf(context);
    if (!ui) return this.missing(context);
    const request = this.#requestOf(context, ui, page.hasQuery ?? false);
    const key = `${request.origin} ${context.req.path.slice(0, addressCharsMax)} ${request.query}`;
    try {
      const version = `${await this.#dataVersion()} ${dayKey(this.#parts, request)}`;
      const known = this.#known(key);
      if (known?.version === version) return this.#send(context, known, page.cache, null);
      const copy = await this.#once(key, () => this.#make(page, request, key, version));
      return 'to' in copy ? this.#redirect(context, copy) : this.#send(context, copy, page.cache, null);
    } catch (error) {
      const last = this.#known(key);
      if (!last) throw error;
      this.#options.log({ what: `a stale copy of ${context.req.path} was served`, error });
      return this.#send(context, last, page.cache, '110 - "Response is Stale"');
    }
  }

  async missing(context: Context): Promise<Response> {
    const ui = this.uiOf(context) ?? this.#preferred(context);
    const request = this.#requestOf(context, ui, false);
    const sections = await this.#sectionsOf(ui).catch(() => []);
    const { text, headers } = renderMissing(this.#parts, request, sections);
    return context.body(text, 404, {
      ...headers,
      'content-type': htmlType,
      'cache-control': 'public, max-age=10',
    });
  }

  broken(error: unknown, context: Context): Response {
    this.#options.log({ what: `${context.req.path} could not be made`, error });
    const ui = this.uiOf(context) ?? this.#preferred(context);
    const text = renderBroken(this.#parts, this.#requestOf(context, ui, false));
    const headers = { 'content-type': htmlType, 'cache-control': 'no-store', 'retry-after': '60' };
    return context.body(text, 503, { ...headers, 'content-language': ui });
  }

  #preferred(context: Context): UiLanguage {
    return preferredLanguage(context.req.header('accept-language'), this.site.languages);
  }

  #requestOf(context: Context, ui: UiLanguage, hasQuery: boolean): RenderRequest {
    const params = context.req.param() as Record<string, string>;
    const query = hasQuery ? new URL(context.req.url).searchParams : new URLSearchParams();
    return { ui, origin: this.#originOf(context), params, query, now: this.#options.now() };
  }

  /** Our own address: as configured; else that of the request, where it came from this machine and no other. */
  #originOf(context: Context): string {
    if (this.site.url !== null) return this.site.url.replace(/\/+$/, '');
    const url = new URL(context.req.url);
    const isLoopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    return isLoopback ? url.origin : 'http://localhost';
  }

  /** One look for all requests of a moment. */
  #dataVersion(): Promise<string> {
    const now = this.#options.now().getTime();
    const { versionMs } = this.#options;
    if (this.#version && Math.abs(now - this.#version.at) < versionMs) return this.#version.value;
    const value = this.#inTime(this.#options.reading.version());
    const mine = { at: now, value };
    this.#version = mine;
    value.catch(() => {
      if (this.#version === mine) this.#version = null;
    });
    return value;
  }

  async #sectionsOf(ui: UiLanguage): Promise<readonly string[]> {
    const version = await this.#dataVersion();
    if (this.#sections?.version !== version) this.#sections = { version, byUi: new Map() };
    const { byUi } = this.#sections;
    const known = byUi.get(ui) ?? this.#orderedSections(ui);
    byUi.set(ui, known);
    known.catch(() => byUi.delete(ui));
    return known;
  }

  async #orderedSections(ui: UiLanguage): Promise<readonly string[]> {
    return inPaperOrder(await this.#options.reading.sections([ui]), (name) => name);
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    const { loadTimeoutMs } = this.#options;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The database did not answer within ${loadTimeoutMs} ms.`)),
        loadTimeoutMs,
      );
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** Many readers of one new page wait for one making of it. */
  #once<T extends PageCopy | { to: string; status: 301 | 302 }>(
    key: string,
    make: () => Promise<T>,
  ): Promise<T> {
    const known = this.#making.get(key);
    if (known) return known as Promise<T>;
    const work = make().finally(() => this.#making.delete(key));
    this.#making.set(key, work);
    return work;
  }

  #known(key: string): PageCopy | undefined {
    return this.#cache.get(key) ?? this.#passing.get(key);
  }

  async #make(page: AnyPage, request: RenderRequest, key: string, version: string) {
    const rendered = await this.#inTime(
      renderPage(page, this.#parts, request, () => this.#sectionsOf(request.ui)),
    );
    if (rendered.kind === 'redirect') return { to: rendered.to, status: rendered.status };
    const { kind: _, ...made } = rendered;
    const cache = made.status === 200 && !page.hasQuery ? this.#cache : this.#passing;
    return cache.put(key, { version, ...made }, request.now);
  }

  #redirect(context: Context, { to, status }: { to: string; status: 301 | 302 }): Response {
    context.header('cache-control', cacheControl(fresh));
    return context.redirect(to, status);
  }

  #send(context: Context, copy: PageCopy, cache: CachePolicy, warning: string | null): Response {
    const headers: Record<string, string> = {
      ...copy.headers,
      etag: copy.etag,
      'last-modified': copy.modifiedAt.toUTCString(),
      'cache-control': cacheControl(cache),
      vary: 'Accept-Encoding',
      ...(warning === null ? {} : { warning }),
    };
    const asked = {
      ifNoneMatch: context.req.header('if-none-match'),
      ifModifiedSince: context.req.header('if-modified-since'),
    };
    if (copy.status === 200 && isUnchanged(asked, copy)) return context.body(null, 304, headers);
    const { body, gzip } = encoded(copy, context.req.header('accept-encoding'));
    return context.body(new Uint8Array(body), copy.status, {
      ...headers,
      'content-type': copy.type,
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    });
  }
}
