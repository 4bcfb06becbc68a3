import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoFeed, type DemoOutlet, editionAt, stagesMax } from '../../src/demo/corpus.ts';
import { type DemoWeb, demoOpml, demoOpmlPort, startDemoWeb } from '../../src/demo/demo-web.ts';
import { feedDocuments } from '../../src/demo/feeds.ts';
import { type FetchedPage, fetchPage, pageOrThrow } from '../../src/http/fetch-page.ts';
import { decodeBytes } from '../../src/kit/charset.ts';
import { parseFeed } from '../../src/pipeline/sources/parse-feed.ts';

const root = join(import.meta.dirname, '..', '..');
let web: DemoWeb;

beforeAll(async () => {
  web = await startDemoWeb();
});
afterAll(() => web.close());

const get = async (url: string): Promise<FetchedPage> => pageOrThrow(await fetchPage(url, web));

function feeds(): { outlet: DemoOutlet; feed: DemoFeed; url: string }[] {
  return web.outlets.flatMap((outlet) =>
    outlet.site.feeds
      .filter(({ format }) => format !== 'page')
      .map((feed) => ({ outlet, feed, url: `${web.origin(outlet.id)}${feed.path}` })),
  );
}

function xmlProblem(page: FetchedPage): string | null {
  const { text } = decodeBytes({ bytes: page.body, kind: 'xml', contentType: page.contentType });
  const parser = new SaxesParser({ xmlns: true });
  let problem: string | null = null;
  parser.on('error', (error) => {
    problem ??= error.message;
  });
  parser.write(text).close();
  return problem;
}

describe('the feeds of the demo web', () => {
  it('say what is there at every stage, in every format', async () => {
    const formats = new Set<string>();
    for (let stage = 1; stage <= stagesMax; stage += 1) {
      while (web.stage < stage) web.advance();
      for (const { outlet, feed, url } of feeds()) {
        const page = await get(url);
        const outcome = parseFeed({ body: page.body, url: page.url, contentType: page.contentType });
        if (outcome.kind !== 'parsed') throw new Error(`${url}: ${outcome.message}`);
        const expected = feedDocuments(outlet, feed, stage).map((document) => ({
          url: `${web.origin(outlet.id)}${document.path}`,
          title: editionAt(document, stage)?.title,
        }));
        const got = outcome.feed.entries.map((entry) => ({ url: entry.url, title: entry.title }));
        expect(got, url).toEqual(expected);
        formats.add(feed.format);
      }
    }
    expect([...formats].sort()).toEqual(['atom', 'json', 'rdf', 'rss', 'sitemap']);
  });

  it('are well formed but for those that are broken on purpose', async () => {
    const broken: string[] = [];
    for (const { outlet, feed, url } of feeds()) {
      const page = await get(url);
      if (feed.format === 'json') JSON.parse(Buffer.from(page.body).toString('utf8'));
      else if (xmlProblem(page) !== null) {
        expect(feed.bareAmpersands, url).toBe(true);
        broken.push(`${outlet.id}${feed.path}`);
      }
    }
    expect(broken.sort()).toEqual(['nurigyeol/rss/people.xml', 'post/rss/business']);
  });

  it('come in the charsets that the web still has', async () => {
    const names = new Set<string>();
    for (const { url, feed } of feeds().filter((one) => one.feed.format !== 'json')) {
      const text = Buffer.from((await get(url)).body).toString('latin1');
      names.add(`${feed.charset ?? 'utf-8'}: ${text.match(/encoding="([^"]+)"/)?.[1]}`);
    }
    expect([...names].sort()).toEqual(['cp949: euc-kr', 'latin1: iso-8859-1', 'utf-8: utf-8']);
  });

  it('repeat guids in one outlet only', async () => {
    for (const { outlet, feed, url } of feeds().filter((one) => one.feed.format === 'rss')) {
      const text = Buffer.from((await get(url)).body).toString('latin1');
      const guids = [...text.matchAll(/<guid[^>]*>([^<]+)</g)].map((match) => match[1]);
      const repeated = new Set(guids).size < guids.length;
      expect(repeated, url).toBe(outlet.id === 'today' && guids.length > 3 && feed.repeatedGuids === true);
    }
  });

  it('keep their bytes from stage to stage where nothing in them changes', async () => {
    const own = await startDemoWeb();
    const url = `${own.origin('gazette')}/neighbourhoods.xml`;
    own.advance();
    const second = await fetchPage(url, own);
    own.advance();
    const etag = second.kind === 'fetched' ? (second.headers.etag ?? '') : '';
    expect((await fetchPage(url, { ...own, ifNoneMatch: etag })).kind).toBe('not-modified');
    await own.close();
  });
});

describe('the links of the demo web', () => {
  it('lead somewhere, on every page that the demo web makes', async () => {
    const seen = new Set<string>();
    const dead: string[] = [];
    const queue = web.outlets.flatMap(({ id, documents }) => [
      `${web.origin(id)}/`,
      ...documents.map(({ path }) => `${web.origin(id)}${path}`),
    ]);
    const kept = new Set(
      web.outlets.flatMap(({ id, documents }) =>
        documents.filter(({ page }) => page).map(({ path }) => `${web.origin(id)}${path}`),
      ),
    );
    for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const outcome = await fetchPage(url, web);
      if (outcome.kind !== 'fetched') {
        dead.push(url);
        continue;
      }
      if (!outcome.contentType.startsWith('text/html') || kept.has(url)) continue;
      const html = Buffer.from(outcome.body).toString('utf8');
      for (const [, href] of html.matchAll(/\shref="([^"#]+)"/g)) queue.push(new URL(href ?? '', url).href);
    }
    expect(dead).toEqual([`${web.origin('today')}${withdrawn()}`]);
  });
});

function withdrawn(): string {
  const gone = web.outlets
    .flatMap(({ documents }) => documents)
    .find(({ goneFrom }) => goneFrom !== undefined);
  return gone?.path ?? '';
}

describe('the list of subscriptions', () => {
  it('is the OPML file of the repository, a section each', () => {
    const file = readFileSync(join(root, 'demo', 'sources.opml'), 'utf8');
    expect(file).toBe(demoOpml(web.outlets, demoOpmlPort));
    expect(file.match(/xmlUrl=/g)).toHaveLength(web.sources.length);
  });

  it('names kinds and sections that hold something', () => {
    expect(new Set(web.sources.map(({ kind }) => kind))).toEqual(new Set(['feed', 'sitemap', 'page']));
    for (const { outlet, feed, url } of feeds())
      expect(feedDocuments(outlet, feed, stagesMax - 1).length, url).toBeGreaterThan(0);
  });
});
