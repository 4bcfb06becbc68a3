import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { deskPages } from '../../src/desk/pages.ts';
import type { Brief } from '../../src/domain/brief.ts';
import { launch, noChromium } from '../support/chromium.ts';
import { testDatabases } from '../support/databases.ts';
import { buryOne, DeskClient, startDesk, type TestDesk } from '../support/desk.ts';
import { type Seeded, type SeedOptions, seedDesk } from '../support/desk-seed.ts';

const folder = resolve(import.meta.dirname, '..', 'fixtures', 'xss');
const purify = JSON.parse(readFileSync(resolve(folder, 'dompurify.json'), 'utf8')) as { payload: string }[];
const lines = readFileSync(resolve(folder, 'payloads-xss.txt'), 'utf8').split('\n');
const own = [
  '</script><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '--></title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover=alert(1) x='",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '</pre></code></textarea><img src=x onerror=alert(1)>',
  '?said=added"><script>alert(1)</script>',
  '__proto__',
  'constructor',
];
// PostgreSQL holds no NUL.
const payloads = [
  ...own,
  ...purify.map(({ payload }) => payload),
  ...lines.filter((line) => line !== ''),
].map((payload) => payload.replaceAll('\u0000', '').toWellFormed());

/** Fields of a brief whose values its schema fixes, and those that tie its parts together. */
const fixed = new Set(
  ['schema', 'id', 'claim', 'passage', 'document', 'source', 'sources', 'part', 'verdict', 'outcome'].concat(
    ['severity', 'kind', 'disclosure', 'review', 'fallback', 'certainty', 'headline', 'standfirst'],
    ['lede', 'crosshead', 'sentences', 'background'],
  ),
);

function poisoned(brief: Brief, text: (plain: string) => string): Brief {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return fixed.has(key) ? value : text(value);
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
  };
  const claims = brief.claims.filter(
    (claim, at) => at < 6 || claim.outcome === 'dropped' || claim.findings.length > 0,
  );
  return walk({ ...brief, claims }, '') as Brief;
}

type Node = DefaultTreeAdapterTypes.Node;

/** Every element with every attribute of a page, `a href`, and every address in it. */
function skeleton(page: string): { parts: Set<string>; addresses: string[]; texts: string } {
  const parts = new Set<string>();
  const addresses: string[] = [];
  const waiting: Node[] = [parse(page)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('childNodes' in node) waiting.push(...node.childNodes);
    if (!('tagName' in node)) continue;
    parts.add(node.tagName);
    for (const { name, value } of node.attrs) {
      parts.add(`${node.tagName} ${name}`);
      if (/^(href|src|action|formaction|xlink:href|data)$/.test(name)) addresses.push(value);
    }
  }
  return { parts, addresses, texts: page };
}

const addressesOf = (seeded: Seeded) =>
  deskPages.map(({ path }) => {
    const ids: Record<string, string> = {
      sources: 'courier',
      entries: String(seeded.entry),
      documents: String(seeded.documents[1]),
      stories: seeded.story,
      briefs: seeded.brief,
    };
    const filled = path.replace(':id', ids[path.split('/')[1] ?? ''] ?? '');
    const address = filled
      .replace(':host', seeded.host)
      .replace(':revision', '1')
      .replace(':event', seeded.event);
    return address === '/' ? '/desk' : `/desk${address}`;
  });

async function clear({ kysely }: Database): Promise<void> {
  await kysely.updateTable('story_status').set({ merged_into: null }).execute();
  for (const table of ['story', 'source', 'log', 'generation', 'rights'] as const)
    await kysely.deleteFrom(table).execute();
}

describe('a desk that reads hostile sources', () => {
  const databases = testDatabases('pglite');
  let db: Database;
  let desk: TestDesk;
  let client: DeskClient;
  /** What the actions and the site's own name say in the pages that forms bring. */
  let say = (plain: string) => plain;
  /** What the desk's own templates make. */
  const made = new Set<string>();

  async function pagesOf(options: SeedOptions): Promise<string[]> {
    await clear(db);
    const seeded = await seedDesk(db.kysely, options);
    const pages: string[] = [];
    for (const path of addressesOf(seeded)) {
      const response = await client.get(path);
      pages.push(await response.text());
      expect([path, response.status, desk.errors]).toEqual([path, 200, []]);
    }
    const csrf = await client.csrf();
    for (const [path, fields] of [
      ['/desk/sources/discover', { url: 'https://courier.example/' }],
      ['/desk/sources/discover', { url: 'refused' }],
      ['/desk/doctor', {}],
    ] as const)
      pages.push(await (await client.post(path, { csrf, ...fields })).text());
    const upload = new FormData();
    upload.set('csrf', csrf);
    upload.set('file', new File([`<opml>${say('')}</opml>`], 'x.opml'));
    pages.push(await (await client.post('/desk/sources/opml', upload)).text());
    const query = encodeURIComponent(say(''));
    for (const path of [
      `/desk/log?text=${query}&stage=${query}&outcome=${query}&source=${query}&entry=${query}`,
    ])
      pages.push(await (await client.get(path)).text());
    pages.push(await (await client.get(`/desk/sources?q=${query}&state=${query}&after=${query}`)).text());
    pages.push(await (await client.get(`/desk/nothing/${query}?said=${query}&ui=${query}`)).text());
    return pages;
  }

  const hostile = (text: (plain: string) => string): SeedOptions => {
    say = text;
    return { text, url: text, brief: (brief) => poisoned(brief, text) };
  };

  beforeAll(async () => {
    db = await databases.open();
    desk = await startDesk(db, { text: (plain) => say(plain) });
    client = new DeskClient(desk);
    await client.logIn();
    for (const page of await pagesOf({ brief: (brief) => poisoned(brief, (plain) => plain) }))
      for (const part of skeleton(page).parts) made.add(part);
  });
  afterAll(() => desk.close());

  function strangers(page: string): string[] {
    const { parts, addresses } = skeleton(page);
    const odd = addresses.filter((address) => !/^(\/(?!\/)|https?:\/\/[^/]|#content$)/.test(address));
    return [...[...parts].filter((part) => !made.has(part)), ...odd];
  }

  it('has a payload in every field of every page, or this test would prove nothing', async () => {
    let count = 0;
    const pages = await pagesOf(hostile(() => `XYZZY${++count}Q`));
    const shown = new Set(pages.join('').match(/XYZZY\d+Q/g));
    expect(count).toBeGreaterThan(150);
    expect(shown.size).toBeGreaterThan(120);
    expect(made.has('script')).toBe(false);
  });

  it('makes no element, attribute or address of its own', { timeout: 300_000 }, async () => {
    const found: string[] = [];
    // Every round goes through all fields; the payloads fall into other fields each time.
    let next = 0;
    for (let round = 0; next < payloads.length * 8; round += 1) {
      const pages = await pagesOf(hostile(() => payloads[next++ % payloads.length] ?? ''));
      found.push(...pages.flatMap(strangers).map((stranger) => `${stranger} in round ${round}`));
    }
    expect(found).toEqual([]);
  });

  it.each(own)('stands it when every field is %j', async (payload) => {
    expect((await pagesOf(hostile(() => payload))).flatMap(strangers)).toEqual([]);
  });

  const title = `runs nothing in Chromium and asks nobody else for anything${noChromium ? ` (skipped: ${noChromium})` : ''}`;
  it.skipIf(noChromium)(title, async () => {
    const browser = await launch();
    await buryOne(desk.queue, own.join(' '), { hostile: own });
    await pagesOf(hostile((plain) => `${plain}${own.join('')}`));
    const context = await browser.newContext();
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('dialog', (dialog) => {
      trouble.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('console', (message) => trouble.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${desk.origin}/desk`)) trouble.push(request.url());
    });
    await page.goto(`${desk.origin}${desk.auth.enterPath()}`);
    for (const path of deskPages.map((one) => one.path).filter((one) => !one.includes(':')))
      await page.goto(`${desk.origin}/desk${path === '/' ? '' : path}`);
    expect(trouble).toEqual([]);
    await browser.close();
  });
});
