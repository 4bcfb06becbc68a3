import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';
import { invariant, StandfirstError } from '../domain/errors.ts';
import type { Reading } from '../domain/reading.ts';
import type { SiteIdentity } from '../domain/site.ts';
import { sha256 } from '../kit/hash.ts';
import { siteStrings } from '../languages/site-strings.ts';
import { assetBody, loadSiteAssets } from '../views/site/assets.ts';
import { at } from '../views/site/chrome.ts';
import { readerApp } from './app.ts';

export interface ExportOptions {
  reading: Reading;
  site: SiteIdentity;
  /** Folder that is filled; files of an earlier export are written over. */
  dir: string;
  now(): Date;
  onFile?(files: number): void;
}

export interface Exported {
  files: number;
  bytes: number;
}

/** A name for one part of an address: as it is where every file system takes it, else its hash. */
function fileName(part: string): string {
  let name = part;
  try {
    name = decodeURIComponent(part);
  } catch {
    // Not an encoded name: its hash stands for it.
  }
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,80}$/u.test(name) ? name : `x-${sha256(part).slice(0, 16)}`;
}

/** `/en/` is `en/index.html`, `/en/about` is `en/about.html`, `/en/feed.rss` stays. */
export function fileOf(path: string): string {
  const parts = path.split('/').slice(1);
  const last = parts.pop() ?? '';
  const folders = parts.map((part) => (part === '.well-known' ? part : fileName(part)));
  const name = last === '' ? 'index.html' : fileName(last);
  return [
    ...folders,
    /\.(html|xml|txt|json|svg|rss|atom|css|woff2)$/.test(name) ? name : `${name}.html`,
  ].join('/');
}

/** From one file of the copy to another, as a link says it. */
export function relativeLink(from: string, to: string): string {
  const [own, other] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < own.length && shared < other.length - 1 && own[shared] === other[shared]) shared += 1;
  const up = Array.from({ length: own.length - shared }, () => '..');
  return [...up, ...other.slice(shared).map(encodeURIComponent)].join('/');
}

const linkAttributes = new Set(['href', 'src', 'action']);

/** The page with its links made relative; gives the addresses that it leads to on this site. */
function localised(html: string, file: string): { html: string; links: string[] } {
  const document = parse(html);
  const links: string[] = [];
  const waiting: DefaultTreeAdapterTypes.Node[] = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('childNodes' in node) waiting.push(...node.childNodes);
    if (!('attrs' in node)) continue;
    for (const attribute of node.attrs) {
      if (!linkAttributes.has(attribute.name) || !/^\/(?!\/)/.test(attribute.value)) continue;
      const [path = '', fragment] = attribute.value.split('#');
      links.push(path);
      attribute.value = relativeLink(file, fileOf(path)) + (fragment === undefined ? '' : `#${fragment}`);
    }
    // A file has no origin that a font could be asked for from.
    node.attrs = node.attrs.filter(({ name }) => name !== 'crossorigin');
  }
  return { html: serialize(document), links };
}

/** Where nobody knows the reader's language: both are offered, the first is taken after a moment. */
function startPage(site: SiteIdentity): string {
  const [first = 'en'] = site.languages;
  const items = site.languages
    .map(
      (ui) =>
        `<li><a href="${ui}/index.html" lang="${ui}" hreflang="${ui}">${siteStrings(ui).language}</a></li>`,
    )
    .join('');
  return `<!doctype html>\n<html lang="${first}"><head><meta charset="utf-8"><title>Standfirst</title><meta http-equiv="refresh" content="0; url=${first}/index.html"></head><body><ul>${items}</ul></body></html>\n`;
}

function movedPage(to: string): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url=${to}"></head><body><p><a href="${to}">${to}</a></p></body></html>\n`;
}

/** Addresses that pages may not lead to, but a reader or a machine may know. */
async function startingPaths({ reading, site }: ExportOptions): Promise<string[]> {
  const paths = [
    '/robots.txt',
    '/sitemap.xml',
    '/news-sitemap.xml',
    '/.well-known/tdmrep.json',
    '/favicon.svg',
  ];
  for (const ui of site.languages) paths.push(at.front(ui), at.all(ui));
  const files = await reading.sitemapFiles();
  for (let file = 0; file < files; file++) {
    if (files > 1) paths.push(`/sitemaps/${file}.xml`);
    for (const { id } of await reading.sitemap(file))
      for (const ui of site.languages) paths.push(at.brief(ui, id));
  }
  for (let after: string | null = null; ; ) {
    const stories = await reading.stories(after);
    for (const { id } of stories) for (const ui of site.languages) paths.push(at.story(ui, id));
    if (stories.length === 0) return paths;
    after = stories.at(-1)?.id ?? null;
  }
}

class Exporter {
  readonly #options: ExportOptions;
  readonly #app: ReturnType<typeof readerApp>;
  readonly done: Exported = { files: 0, bytes: 0 };
  readonly #origin: string;

  constructor(options: ExportOptions) {
    const { reading, site, now } = options;
    this.#options = options;
    this.#origin = 'http://localhost';
    const log = ({ what, error }: { what: string; error?: unknown }) => {
      throw new StandfirstError('export-failed', what, { cause: error });
    };
    this.#app = readerApp({
      reading,
      site,
      now,
      log,
      isStatic: true,
      versionMs: 60_000,
      cacheBytesMax: 1024 * 1024,
    });
  }

  async write(file: string, body: string | Buffer): Promise<void> {
    const path = join(this.#options.dir, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, body);
    this.done.files += 1;
    this.done.bytes += Buffer.byteLength(body);
    this.#options.onFile?.(this.done.files);
  }

  /** Writes the page at an address; gives the addresses it leads to. */
  async page(path: string): Promise<string[]> {
    const response = await this.#app.request(`${this.#origin}${path}`);
    const file = fileOf(path);
    const target = response.headers.get('location');
    if (target !== null) {
      await this.write(file, movedPage(relativeLink(file, fileOf(target))));
      return [target];
    }
    // A brief that was withdrawn keeps its address, with the notice.
    invariant(response.status === 200 || response.status === 410, `${path} is a page (${response.status})`);
    const text = await response.text();
    if (!response.headers.get('content-type')?.startsWith('text/html')) {
      await this.write(file, text);
      return [];
    }
    const { html, links } = localised(text, file);
    await this.write(file, html);
    return links;
  }

  async missingPage(): Promise<void> {
    const response = await this.#app.request(`${this.#origin}/no-such-page`);
    await this.write('404.html', localised(await response.text(), '404.html').html);
  }
}

/**
 * The whole site as files: every page in every language, feeds, sitemaps, style sheets and fonts, with links that work
 * from a disk and from any host. What needs a server (search) is left out. Throws `export-failed`.
 */
export async function exportSite(options: ExportOptions): Promise<Exported> {
  const exporter = new Exporter(options);
  const waiting = await startingPaths(options);
  const seen = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const link of await exporter.page(path)) {
      if (seen.has(link) || link.startsWith('/assets/')) continue;
      seen.add(link);
      waiting.push(link);
    }
  }
  for (const asset of loadSiteAssets().files.values())
    await exporter.write(fileOf(asset.path), assetBody(asset));
  await exporter.missingPage();
  await exporter.write('index.html', startPage(options.site));
  return exporter.done;
}
