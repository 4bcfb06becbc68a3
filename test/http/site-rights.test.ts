import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { rightsFor, unreadTerms } from '../../src/domain/rights.ts';
import { SiteRights } from '../../src/http/rights/site-rights.ts';
import { type PoliteWeb, politeWeb, type Site } from '../support/polite-web.ts';
import { closeServers } from '../support/web.ts';

afterEach(closeServers);

const host = 'news.example';
const rsl = (inner: string) =>
  `<rsl xmlns="https://rslstandard.org/rsl"><content url="/">${inner}</content></rsl>`;
const noAi = rsl('<license><prohibits type="usage">ai-all</prohibits></license>');
const free = rsl('<license><permits type="usage">all</permits></license>');

/** A site of files; a number is a status. */
const files =
  (given: Record<string, string | number | ((response: ServerResponse) => void)>): Site =>
  (path, response) => {
    const file = given[path];
    if (typeof file === 'function') file(response);
    else if (typeof file === 'string') response.end(file);
    else response.writeHead(file ?? 404).end();
  };

/** Reads until nothing is unread, as a job of the desk does. */
async function readAll(web: PoliteWeb) {
  const reader = new SiteRights({ client: web.client, rights: web.rights, now: web.clock.now });
  const url = web.url(`${host}/1`);
  await reader.read(url);
  const second = await reader.read(url, unreadTerms(web.rights.ledger(host)));
  return { ...second, may: rightsFor(web.rights.ledger(host), url, 'summarise') };
}

describe('RSL that robots.txt names', () => {
  it.each<[string, string | number, boolean, RegExp]>([
    ['prohibits', noAi, false, /refuses use as input/],
    ['permits', free, true, /allows this use/],
    ['wants to be paid', rsl('<license><payment type="use"/></license>'), false, /reserves.*payment: use/],
    ['is not there', 404, false, /cannot be read/],
    ['is locked', 403, false, /cannot be read/],
    ['is no RSL', '<!doctype html><p>Our terms', false, /no RSL document/],
    ['is hostile', `<!DOCTYPE x [<!ENTITY a "b">]>${free}`, false, /no RSL document/],
  ])('%s', async (_, licence, allowed, reason) => {
    const web = await politeWeb({ [host]: files({ '/robots.txt': 'License: /l.xml', '/l.xml': licence }) });
    const { kind, may } = await readAll(web);
    expect(kind).toBe('read');
    expect(may).toMatchObject({ allowed, reason: expect.stringMatching(reason) as string });
    expect(unreadTerms(web.rights.ledger(host))).toEqual([]);
  });

  it('and cannot be read now is asked for later, and reserves until then', async () => {
    const web = await politeWeb({ [host]: files({ '/robots.txt': 'License: /l.xml', '/l.xml': 500 }) });
    const { kind, may } = await readAll(web);
    expect(kind).toBe('later');
    expect(may).toMatchObject({
      allowed: false,
      reason: expect.stringMatching(/has not been read/) as string,
    });
  });

  it('on another host is fetched by that host’s rules, and speaks for the site that named it alone', async () => {
    const licence = `<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><permits type="usage">all</permits>
      </license></content><content url="https://victim.example/"><license><prohibits type="usage">all</prohibits>
      </license></content></rsl>`;
    const web = await politeWeb({
      [host]: (path, response) =>
        path === '/robots.txt'
          ? void response.end(`License: ${web.url('licences.example/l.xml')}`)
          : void response.writeHead(404).end(),
      'licences.example': files({ '/l.xml': licence }),
    });
    expect((await readAll(web)).may.allowed).toBe(true);
    expect(web.asked).toContain('licences.example/robots.txt');
    expect([...web.rights.ledgers.keys()]).not.toContain('victim.example');
  });

  it('which robots.txt itself forbids is not fetched, and reserves', async () => {
    const robots = 'User-agent: *\nDisallow: /l.xml\nLicense: /l.xml';
    const web = await politeWeb({ [host]: files({ '/robots.txt': robots, '/l.xml': free }) });
    const { may } = await readAll(web);
    expect(may).toMatchObject({ allowed: false, reason: expect.stringMatching(/disallows/) as string });
    expect(web.asked).not.toContain(`${host}/l.xml`);
  });
});

describe('tdmrep.json', () => {
  const rules = (policy?: string) =>
    JSON.stringify([
      { location: '/open/', 'tdm-reservation': 0 },
      { location: '/', 'tdm-reservation': 1, ...(policy && { 'tdm-policy': policy }) },
    ]);
  const path = '/.well-known/tdmrep.json';

  it('reserves by path', async () => {
    const web = await politeWeb({ [host]: files({ [path]: rules() }) });
    expect((await readAll(web)).may).toMatchObject({ allowed: false, rule: 'tdmrep' });
    expect(rightsFor(web.rights.ledger(host), web.url(`${host}/open/1`), 'summarise').allowed).toBe(true);
  });

  it.each<[string, string | number, boolean]>([
    ['permits mining', '{"permission":[{"action":"tdm:mine"}]}', true],
    ['wants consent', '{"permission":[{"action":"tdm:mine","duty":[{"action":"obtainConsent"}]}]}', false],
    ['is a page for people', '<!doctype html><p>Ask us', false],
    ['is not there', 404, false],
  ])('its policy %s', async (_, policy, allowed) => {
    const web = await politeWeb({ [host]: files({ [path]: rules('/policy.json'), '/policy.json': policy }) });
    expect((await readAll(web)).may.allowed).toBe(allowed);
  });

  it.each([404, 403, 410])('that is not there for us (%d) says nothing', async (status) => {
    const web = await politeWeb({ [host]: files({ [path]: status }) });
    expect(await readAll(web)).toMatchObject({ kind: 'read', may: { allowed: true, rule: 'none' } });
  });

  it('that is taken down takes its reservation back; one that fails does not', async () => {
    const given: Record<string, string | number> = { [path]: rules() };
    const web = await politeWeb({ [host]: files(given) });
    await readAll(web);
    given[path] = 503;
    expect(await readAll(web)).toMatchObject({ kind: 'later', may: { allowed: false } });
    given[path] = 404;
    web.clock.atMs += 3_600_000;
    expect(await readAll(web)).toMatchObject({ kind: 'read', may: { allowed: true } });
  });

  it.each(['', '[', '{}', '[1,2,3]', `[${'[null],'.repeat(1000)}1]`])(
    'that is none (%j) says nothing',
    async (body) => {
      const web = await politeWeb({ [host]: files({ [path]: body }) });
      expect((await readAll(web)).may).toMatchObject({ allowed: true, rule: 'none' });
    },
  );

  it('larger than any is refused, not read', async () => {
    const web = await politeWeb({ [host]: files({ [path]: `[${' '.repeat(2_000_000)}]` }) });
    expect((await readAll(web)).kind).toBe('read');
  });
});

describe('a ledger is made complete', () => {
  const tdm = '/.well-known/tdmrep.json';
  const given = (over: Record<string, string | number> = {}) => ({
    ...{ '/robots.txt': 'License: /l.xml', '/l.xml': noAi, [tdm]: '[]' },
    ...over,
  });
  const reader = (web: PoliteWeb) =>
    new SiteRights({ client: web.client, rights: web.rights, now: web.clock.now });

  it('by one reading a day, for all who ask at once', async () => {
    const web = await politeWeb({ [host]: files(given()) });
    const rights = reader(web);
    const url = web.url(`${host}/1`);
    await Promise.all(Array.from({ length: 10 }, () => rights.ensure(url)));
    await rights.ensure(web.url(`${host}/2`));
    expect(web.asked).toEqual([`${host}/robots.txt`, `${host}${tdm}`, `${host}/l.xml`]);
    expect(rightsFor(web.rights.ledger(host), url, 'summarise')).toMatchObject({
      allowed: false,
      rule: 'rsl',
    });
    web.clock.atMs += 24 * 3_600_000;
    await rights.ensure(url);
    expect(web.asked).toHaveLength(6);
  });

  it('takes up terms that a page names later, and tries those that fail again after an hour', async () => {
    const site: Record<string, string | number | ((response: ServerResponse) => void)> = {
      '/1': (response) =>
        void response.setHeader('link', '</late.xml>; rel=license; type="application/rsl+xml"').end('x'),
      '/late.xml': 500,
    };
    const web = await politeWeb({ [host]: files(site) });
    const rights = reader(web);
    const url = web.url(`${host}/1`);
    expect(await rights.ensure(url)).toMatchObject({ kind: 'read' });
    await web.get(`${host}/1`);
    expect(await rights.ensure(url)).toMatchObject({ kind: 'later' });
    expect(await rights.ensure(url)).toMatchObject({ kind: 'read', documents: 0 });
    expect(web.asked.filter((path) => path.endsWith('/late.xml'))).toHaveLength(1);
    site['/late.xml'] = free;
    web.clock.atMs += 3_600_000;
    expect(await rights.ensure(url)).toMatchObject({ kind: 'read', documents: 1 });
    expect(rightsFor(web.rights.ledger(host), url, 'summarise').allowed).toBe(true);
  });

  it('a site that fails is asked again when it said, not at each page', async () => {
    const web = await politeWeb({ [host]: files(given({ [tdm]: 500 })) });
    const rights = reader(web);
    for (let page = 0; page < 5; page += 1) await rights.ensure(web.url(`${host}/${page}`));
    expect(web.asked.filter((path) => path.endsWith(tdm))).toHaveLength(1);
    web.clock.atMs += 3_600_000;
    await rights.ensure(web.url(`${host}/1`));
    expect(web.asked.filter((path) => path.endsWith(tdm))).toHaveLength(2);
  });
});

it('names of many terms are read to a limit', async () => {
  const robots = Array.from({ length: 60 }, (_, at) => `License: /l${at}.xml`).join('\n');
  const web = await politeWeb({ [host]: files({ '/robots.txt': robots }) });
  await readAll(web);
  expect(web.asked.filter((path) => path.includes('/l'))).toHaveLength(10);
});

it('the caller can stop it', async () => {
  const stop = new AbortController();
  const web = await politeWeb({
    [host]: (_, response) => {
      stop.abort();
      response.end();
    },
  });
  const reader = new SiteRights({ client: web.client, rights: web.rights, now: web.clock.now });
  expect(await reader.read(web.url(`${host}/1`), [], stop.signal)).toMatchObject({ kind: 'later' });
});
