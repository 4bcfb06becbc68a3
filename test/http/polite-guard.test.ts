import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MemoryHostGate } from '../../src/http/host-gate.ts';
import { politeClient } from '../../src/http/polite.ts';
import { SiteRights } from '../../src/http/rights/site-rights.ts';
import { MemoryRobotsCache } from '../../src/http/robots-cache.ts';
import type { FetchOptions, Resolve } from '../../src/http/types.ts';
import { MemoryRights, politeWeb, site } from '../support/polite-web.ts';
import { closeServers, codeOf, resolvingTo } from '../support/web.ts';

/** Every request that the polite client makes on its own account has the guard: robots.txt, terms, each hop. */

afterEach(closeServers);

interface HostileUrl {
  url: string;
  why: string;
  resolves_to?: string;
}

const hostile = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/ssrf/ssrf.json'), 'utf8'),
) as HostileUrl[];
const allPorts = Array.from({ length: 65_536 }, (_, port) => port);

function clientWith(fetchOptions: FetchOptions) {
  const rights = new MemoryRights();
  const client = politeClient({
    ...{ hosts: new MemoryHostGate({ concurrency: 2 }), robotsCache: new MemoryRobotsCache(), rights },
    ...{ hostDelayMs: 0, fetchOptions },
  });
  return { client, rights };
}

const host = 'news.example';
const resolveHostile = (address: string | undefined): Resolve =>
  resolvingTo(...(address === undefined ? [] : [address]));

describe('hostile addresses', () => {
  it.each(hostile)('$url is refused ($why)', async ({ url, resolves_to: address }) => {
    const { client } = clientWith({ resolve: resolveHostile(address), ports: allPorts });
    const outcome = await client.get(url, { purpose: 'page' });
    expect(outcome.kind).toBe('refused');
    expect(codeOf(outcome as never)).toMatch(/^(url|address)-refused$/);
  });

  /** Names of our own go to the test's server, all others where the hostile list says. */
  const resolving =
    (address: string | undefined): Resolve =>
    (name) =>
      name.endsWith('.example') ? resolvingTo('127.0.0.2')(name) : resolveHostile(address)(name);

  // The server listens on 127.0.0.2, the only address allowed: all else of loopback is as foreign as any.
  const web = (location: string, at: string, address: string | undefined) =>
    politeWeb(
      {
        [host]: (path, response) => {
          if (path === at) response.writeHead(302, { location }).end();
          else if (path === '/robots.txt') response.end();
          else response.writeHead(404).end();
        },
      },
      { fetchOptions: { resolve: resolving(address), ports: allPorts, allowAddresses: ['127.0.0.2'] } },
      '127.0.0.2',
    );
  // Relative ones stay with the site, as they should.
  const elsewhere = hostile.filter(({ url }) => URL.canParse(url));

  it.each(elsewhere)('a page that redirects to $url is refused', async ({ url, resolves_to: address }) => {
    const { get } = await web(url, '/page', address);
    const outcome = await get(`${host}/page`);
    expect(outcome.kind).toBe('refused');
    expect(codeOf(outcome as never)).toMatch(/^(url|address)-refused$/);
  });

  it.each(elsewhere)(
    'a robots.txt that redirects to $url closes the site',
    async ({ url, resolves_to: address }) => {
      const { get, asked } = await web(url, '/robots.txt', address);
      const outcome = await get(`${host}/page`);
      expect(['refused', 'disallowed']).toContain(outcome.kind);
      expect(asked).toEqual([`${host}/robots.txt`]);
    },
  );

  it.each(elsewhere)(
    'a tdmrep.json that redirects to $url says nothing',
    async ({ url, resolves_to: address }) => {
      const { client, rights, url: urlOf, asked } = await web(url, '/.well-known/tdmrep.json', address);
      const outcome = await new SiteRights({ client, rights }).read(urlOf(`${host}/`));
      expect(outcome.kind).toBe('read');
      expect(rights.ledger(host).signals).toEqual([]);
      expect(asked).toEqual([`${host}/robots.txt`, `${host}/.well-known/tdmrep.json`]);
    },
  );

  it.each(elsewhere)('a licence at $url is not fetched', async ({ url, resolves_to: address }) => {
    const { client, rights, url: urlOf, asked } = await web('/', '/none', address);
    const terms = [
      { kind: 'rsl', url },
      { kind: 'tdmrep', url },
    ] as const;
    await new SiteRights({ client, rights }).read(urlOf(`${host}/`), terms);
    expect(asked).toEqual([`${host}/robots.txt`, `${host}/.well-known/tdmrep.json`]);
    expect(
      rights.ledger(host).signals.every(({ sayings }) => sayings.every(({ says }) => says === 'ask')),
    ).toBe(true);
  });
});

describe('rebinding', () => {
  /** Answers with the allowed address so many times, then with another of loopback. */
  function turning(times: number) {
    let asked = 0;
    const resolve: Resolve = async () => {
      asked += 1;
      return [{ address: asked <= times ? '127.0.0.1' : '127.0.0.3', family: 4 }];
    };
    return resolve;
  }

  it.each([
    [0, []],
    [1, [`${host}/robots.txt`]],
    [2, [`${host}/robots.txt`, `${host}/page`]],
  ])('a name that turns after %d answers is refused from there on', async (times, expected) => {
    const web = await politeWeb(
      { [host]: site('', (path, response) => void response.writeHead(302, { location: '/next' }).end(path)) },
      { fetchOptions: { resolve: turning(times) } },
    );
    const outcome = await web.get(`${host}/page`);
    expect(codeOf(outcome as never)).toBe('address-refused');
    expect(web.asked).toEqual(expected);
  });

  it('robots.txt on an allowed address opens no other', async () => {
    const web = await politeWeb(
      { [host]: site('', (_, response) => void response.end('secret')) },
      {
        fetchOptions: {
          resolve: async (name) => resolvingTo(name === host ? '127.0.0.1' : '10.0.0.1')(name),
        },
      },
    );
    expect((await web.get(`${host}/page`)).kind).toBe('fetched');
    expect(codeOf((await web.get('intranet.example/')) as never)).toBe('address-refused');
  });

  it('an answer that mixes good and bad refuses the host for every request', async () => {
    const web = await politeWeb(
      { [host]: site('', (_, response) => void response.end('x')) },
      { fetchOptions: { resolve: resolvingTo('127.0.0.1', '169.254.169.254') } },
    );
    expect(codeOf((await web.get(`${host}/page`)) as never)).toBe('address-refused');
    expect(web.asked).toEqual([]);
  });
});

it('ports that are not allowed are not asked for robots.txt either', async () => {
  const web = await politeWeb(
    { [host]: site('', (_, response) => void response.end('x')) },
    { fetchOptions: { ports: [80] } },
  );
  expect(codeOf((await web.get(`${host}/page`)) as never)).toBe('port-refused');
  expect(web.asked).toEqual([]);
});
