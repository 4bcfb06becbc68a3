import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoWeb, startDemoWeb } from '../../src/demo/demo-web.ts';
import { fetchPage } from '../../src/http/fetch-page.ts';
import type { FetchOutcome } from '../../src/http/types.ts';

let web: DemoWeb;

beforeAll(async () => {
  web = await startDemoWeb();
});
afterAll(() => web.close());

const get = (url: string, options = {}) => fetchPage(url, { ...web, ...options });

function etagOf(outcome: FetchOutcome): string {
  if (outcome.kind !== 'fetched') throw new Error(`${outcome.url}: ${outcome.kind}`);
  return outcome.headers.etag ?? '';
}

async function textAt(url: string): Promise<string> {
  const outcome = await get(url);
  return outcome.kind === 'fetched' ? Buffer.from(outcome.body).toString('utf8') : outcome.kind;
}

const urlOf = (id: string): string => {
  const [outlet = ''] = id.split('/');
  const document = web.outlets.flatMap(({ documents }) => documents).find((one) => one.id === id);
  return `${web.origin(outlet)}${document?.path}`;
};

describe('the demo web', () => {
  it('serves outlets by name through the guarded client, packed, with validators', async () => {
    const outcome = await get(urlOf('straits/2026-03-04-tellin-bridge-closed'));
    expect(outcome).toMatchObject({
      kind: 'fetched',
      contentType: 'text/html; charset=utf-8',
      headers: {
        'content-encoding': 'gzip',
        'last-modified': 'Wed, 04 Mar 2026 11:20:00 GMT',
        etag: expect.stringMatching(/^W\/"[0-9a-f]{16}"$/),
      },
    });
  });

  it('answers 304 to either validator and 200 to an older one', async () => {
    const url = urlOf('straits/2026-03-04-tellin-bridge-closed');
    const etag = etagOf(await get(url));
    expect((await get(url, { ifNoneMatch: etag })).kind).toBe('not-modified');
    expect((await get(url, { ifModifiedSince: 'Wed, 04 Mar 2026 11:20:00 GMT' })).kind).toBe('not-modified');
    expect((await get(url, { ifModifiedSince: 'Wed, 04 Mar 2026 11:19:59 GMT' })).kind).toBe('fetched');
    // Where both are sent the tag decides (RFC 9110, 13.1.3).
    const both = { ifNoneMatch: '"other"', ifModifiedSince: 'Wed, 04 Mar 2026 11:20:00 GMT' };
    expect((await get(url, both)).kind).toBe('fetched');
  });

  it('knows no other names, and answers 404 and 405 where it should', async () => {
    await expect(web.resolve('example.org')).rejects.toThrow(/not part of the demo web/);
    expect((await get(`${web.origin('courier')}/no-such-page`)).kind).toBe('gone');
    const posted = await fetch(`http://127.0.0.1:${web.port}/`, { method: 'POST' });
    expect(posted.status).toBe(405);
    const listed = await fetch(`http://127.0.0.1:${web.port}/`);
    expect(await listed.text()).toContain('http://mirnaru.localhost');
  });

  it('tells what may be read: robots.txt, Content-Signal, TDM-Reservation', async () => {
    expect(await textAt(`${web.origin('courier')}/robots.txt`)).toContain('Disallow: /members/');
    expect(await textAt(`${web.origin('gazette')}/robots.txt`)).toContain('ai-input=no');
    const outcome = await get(`${web.origin('teknuri')}/`);
    expect(outcome).toMatchObject({ headers: { 'tdm-reservation': '1' } });
  });

  it('says clearly when the port is taken', async () => {
    await expect(startDemoWeb({ port: web.port })).rejects.toMatchObject({ code: 'demo-web-port' });
  });
});

describe('the days of the demo web', () => {
  it('brings new articles, edits, a withdrawal and a moved feed, and leaves the rest as it was', async () => {
    const own = await startDemoWeb();
    const read = (url: string) => fetchPage(url, own);
    const at = (id: string) => urlOf(id).replace(String(web.port), String(own.port));
    const bridge = at('courier/2026-03-05-tellin-bridge-shut-six-weeks');
    const wire = at('straits/2026-03-04-tellin-bridge-closed');
    const rumour = at('today/2026-03-05-bridge-demolition');
    const fire = at('dasom/2026-03-05-byeolha-fire-day3');
    const industry = `${own.origin('saeyeoul')}/rss/industry.xml`;
    const wireFirst = await read(wire);
    expect((await read(bridge)).kind).toBe('gone');
    expect(own.advance()).toBe(2);
    expect((await read(bridge)).kind).toBe('fetched');
    expect((await read(rumour)).kind).toBe('fetched');
    const fireFirst = await read(fire);
    expect(own.advance()).toBe(3);
    const ferries = at('courier/2026-03-06-ferries-first-day');
    expect(await read(ferries)).toMatchObject({
      headers: { 'last-modified': 'Fri, 06 Mar 2026 12:40:00 GMT' },
    });
    expect(own.advance()).toBe(4);
    expect(own.advance()).toBe(4);
    expect(await read(ferries)).toMatchObject({
      headers: { 'last-modified': 'Fri, 06 Mar 2026 17:15:00 GMT' },
    });
    expect(await read(rumour)).toMatchObject({ kind: 'gone', status: 410 });
    const fireSecond = await read(fire);
    expect(fireSecond).toMatchObject({ headers: { 'last-modified': 'Thu, 05 Mar 2026 13:40:00 GMT' } });
    expect(etagOf(fireSecond)).not.toBe(etagOf(fireFirst));
    const moved = await read(industry);
    expect(moved).toMatchObject({
      kind: 'fetched',
      url: `${own.origin('saeyeoul')}/feeds/industry.xml`,
      hops: [{ status: 301 }],
    });
    expect(etagOf(await read(wire))).toBe(etagOf(wireFirst));
    await own.close();
  });
});
