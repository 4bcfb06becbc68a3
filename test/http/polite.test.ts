import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { rightsFor } from '../../src/domain/rights.ts';
import { MemoryHostGate } from '../../src/http/host-gate.ts';
import { userAgentFor } from '../../src/http/polite.ts';
import { politeWeb, site, text } from '../support/polite-web.ts';
import { closeServers, codeOf, textOf } from '../support/web.ts';

afterEach(closeServers);

const hostA = 'a.example';
const hostB = 'b.example';
const open = site('', text);

describe('what is asked', () => {
  it('robots.txt first and once, then the page, honestly', async () => {
    const headers: Record<string, unknown>[] = [];
    const web = await politeWeb(
      {
        [hostA]: site('', (_, response, request) => {
          headers.push(request.headers);
          response.setHeader('set-cookie', 'id=1').end('ok');
        }),
      },
      { fetchOptions: { userAgent: userAgentFor('desk@news.example') } },
    );
    await web.get(`${hostA}/1`, { ifNoneMatch: '"v1"', ifModifiedSince: 'Wed, 25 Nov 2026 10:00:00 GMT' });
    await web.get(`${hostA}/2`, { purpose: 'feed' });
    expect(web.asked).toEqual([`${hostA}/robots.txt`, `${hostA}/1`, `${hostA}/2`]);
    expect(headers[0]).toMatchObject({
      'user-agent': 'Standfirst/0.1 (self-hosted news desk; +desk@news.example)',
      'if-none-match': '"v1"',
      'if-modified-since': 'Wed, 25 Nov 2026 10:00:00 GMT',
    });
    expect(headers[1]).not.toHaveProperty('if-none-match');
    expect(headers[1]).not.toHaveProperty('cookie');
    expect(headers[1]?.accept).toMatch(/^application\/rss\+xml/);
  });

  it('the name of the software carries no line breaks or brackets of a contact', () =>
    expect(userAgentFor('x\r\nCookie: a (b)')).toBe('Standfirst/0.1 (self-hosted news desk; +xCookie: a b)'));

  it('one robots.txt for many who ask at once', async () => {
    const web = await politeWeb(
      { [hostA]: site('User-agent: *\nDisallow: /no', text) },
      { hosts: new MemoryHostGate({ concurrency: 2 }) },
    );
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, at) => web.get(`${hostA}/${at % 3 === 0 ? 'no' : 'yes'}/${at}`)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'disallowed')).toHaveLength(10);
    expect(outcomes.filter(({ kind }) => kind === 'fetched')).toHaveLength(20);
    expect(web.asked.filter((path) => path.endsWith('/robots.txt'))).toHaveLength(1);
    expect(web.asked.filter((path) => path.includes('/no/'))).toEqual([]);
  });

  it('never more at a time than a host may be asked', async () => {
    let active = 0;
    let most = 0;
    const web = await politeWeb(
      {
        [hostA]: site('', (_, response) => {
          active += 1;
          most = Math.max(most, active);
          response.on('close', () => {
            active -= 1;
          });
          setImmediate(() => response.end('ok'));
        }),
      },
      { hosts: new MemoryHostGate({ concurrency: 3 }) },
    );
    const outcomes = await Promise.all(Array.from({ length: 25 }, (_, at) => web.get(`${hostA}/${at}`)));
    expect(outcomes.every(({ kind }) => kind === 'fetched')).toBe(true);
    expect(most).toBeLessThanOrEqual(3);
  });
});

describe('redirects', () => {
  const to = (url: string, status = 302) =>
    site('', (_, response) => void response.writeHead(status, { location: url }).end());

  it('ask robots.txt of every origin on the way, and stop where it forbids', async () => {
    const web = await politeWeb({
      [hostA]: (path, response) =>
        path === '/robots.txt'
          ? void response.end()
          : to(web.url(`${hostB}/secret`), 301)(path, response, null!),
      [hostB]: site('User-agent: Standfirst\nDisallow: /secret', text),
    });
    expect(await web.get(`${hostA}/x`)).toMatchObject({
      ...{ kind: 'disallowed', url: web.url(`${hostB}/secret`), rule: 'robots: /secret' },
      reason: expect.stringMatching(/b\.example.*line 2: "Disallow: \/secret"/),
      hops: [{ url: web.url(`${hostA}/x`), status: 301, to: web.url(`${hostB}/secret`) }],
    });
    expect(web.asked).toEqual([`${hostA}/robots.txt`, `${hostA}/x`, `${hostB}/robots.txt`]);
  });

  it('are followed within a host as well', async () => {
    const web = await politeWeb({
      [hostA]: site('User-agent: *\nDisallow: /old', (path, response) =>
        path === '/new' ? void response.end('ok') : void response.writeHead(308, { location: '/new' }).end(),
      ),
    });
    const outcome = await web.get(`${hostA}/x`);
    expect(outcome).toMatchObject({ kind: 'fetched', url: web.url(`${hostA}/new`), hops: [{ status: 308 }] });
  });

  it('without end are left after five', async () => {
    const web = await politeWeb({ [hostA]: to('/again') });
    const outcome = await web.get(`${hostA}/again`);
    expect(codeOf(outcome as never)).toBe('too-many-redirects');
    expect(outcome.hops).toHaveLength(5);
    expect(web.asked).toHaveLength(7);
  });
});

describe('the pace of a host', () => {
  it('is its Crawl-delay where that is longer than ours', async () => {
    const web = await politeWeb({ [hostA]: site('User-agent: *\nCrawl-delay: 30', text), [hostB]: open });
    expect((await web.get(`${hostA}/1`)).kind).toBe('fetched');
    expect(await web.get(`${hostA}/2`)).toMatchObject({
      ...{
        kind: 'deferred',
        untilMs: web.clock.now() + 30_000,
        reason: 'Not now: the host was asked a moment ago.',
      },
    });
    expect((await web.get(`${hostB}/1`)).kind).toBe('fetched');
    web.clock.atMs += 30_000;
    expect((await web.get(`${hostA}/2`)).kind).toBe('fetched');
  });

  it('waits for a short delay', async () => {
    const web = await politeWeb({ [hostA]: open }, { hostDelayMs: 1000, waitMsMax: 5000 });
    const start = web.clock.now();
    await web.get(`${hostA}/1`);
    await web.get(`${hostA}/2`);
    await web.get(`${hostA}/3`);
    expect(web.clock.now() - start).toBe(2000);
  });

  it.each([
    [503, '120', 120_000],
    [429, 'Wed, 25 Nov 2026 13:00:00 GMT', 3_600_000],
    [429, undefined, 60_000],
    [503, '99999999', 86_400_000],
  ])(
    '%d with Retry-After %j: nothing more is asked of the host until then',
    async (status, retryAfter, quietMs) => {
      const web = await politeWeb({
        [hostA]: site(
          '',
          (_, response) =>
            void response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end(),
        ),
        [hostB]: open,
      });
      const busy = await web.get(`${hostA}/1`);
      expect(busy).toMatchObject({ kind: 'failed', status });
      const { length } = web.asked;
      expect(await web.get(`${hostA}/2`)).toMatchObject({
        kind: 'deferred',
        untilMs: web.clock.now() + quietMs,
      });
      expect(web.asked).toHaveLength(length);
      expect((await web.get(`${hostB}/1`)).kind).toBe('fetched');
      web.clock.atMs += quietMs;
      expect(await web.get(`${hostA}/2`)).toMatchObject({ kind: 'failed', status });
    },
  );
});

describe('what the operator recorded', () => {
  it('a permission stands above robots.txt, a refusal asks for nothing at all', async () => {
    const web = await politeWeb({ [hostA]: site('User-agent: *\nDisallow: /', text), [hostB]: open });
    web.rights.permit(hostA, { state: 'granted', note: 'Contract' });
    web.rights.permit(hostB, { state: 'denied', note: 'They wrote to us' });
    expect((await web.get(`${hostA}/1`)).kind).toBe('fetched');
    expect(await web.get(`${hostB}/1`)).toMatchObject({
      ...{ kind: 'disallowed', rule: 'operator', reason: expect.stringMatching(/They wrote to us/) },
    });
    expect(web.asked.some((path) => path.startsWith(hostB))).toBe(false);
  });

  it('a permission for another use does not open robots.txt, one that ended neither', async () => {
    const web = await politeWeb({ [hostA]: site('User-agent: *\nDisallow: /', text) });
    web.rights.permit(hostA, { state: 'granted', uses: ['summarise'], note: 'x' });
    expect((await web.get(`${hostA}/1`)).kind).toBe('disallowed');
    web.rights.permit(hostA, { state: 'granted', note: 'x', until: '2026-11-25T11:59:59Z' });
    expect((await web.get(`${hostA}/1`)).kind).toBe('disallowed');
  });

  it('a permission opens a host whose robots.txt cannot be read', async () => {
    const web = await politeWeb({ [hostA]: site(500, text) });
    expect((await web.get(`${hostA}/1`)).kind).toBe('disallowed');
    web.rights.permit(hostA, { state: 'granted', note: 'x' });
    expect((await web.get(`${hostA}/1`)).kind).toBe('fetched');
  });
});

describe('rights signals', () => {
  it('of robots.txt, headers, HTML and redirects are reported and decide', async () => {
    const web = await politeWeb({
      [hostA]: site('User-agent: *\nContent-Signal: search=yes', (path, response) => {
        if (path === '/moved')
          return void response.writeHead(301, { location: '/tdm', 'tdm-reservation': '1' }).end();
        if (path === '/tdm') response.setHeader('tdm-reservation', '1');
        if (path === '/two') response.setHeader('x-robots-tag', ['otherbot: noindex', 'nosnippet']);
        response.setHeader('content-type', 'text/html');
        response.end(path === '/meta' ? '<meta name=robots content="noai, max-snippet:60">' : '<p>x');
      }),
    });
    for (const path of ['/plain', '/moved', '/two', '/meta']) await web.get(`${hostA}${path}`);
    const decide = (path: string, use: 'index' | 'excerpt' | 'summarise') =>
      rightsFor(web.rights.ledger(hostA), web.url(`${hostA}${path}`), use);
    expect(decide('/plain', 'summarise').allowed).toBe(true);
    expect(decide('/tdm', 'summarise')).toMatchObject({ allowed: false, rule: 'tdmrep' });
    expect(decide('/moved', 'summarise')).toMatchObject({ allowed: false, rule: 'tdmrep' });
    expect(decide('/two', 'index').allowed).toBe(true);
    expect(decide('/two', 'excerpt')).toMatchObject({ allowed: false, rule: 'robots-tag', wordCap: 0 });
    expect(decide('/meta', 'summarise')).toMatchObject({ allowed: false, rule: 'robots-tag' });
  });

  it('that are gone at the next fetch are taken back', async () => {
    let reserved = true;
    const web = await politeWeb({
      [hostA]: site('', (_, response) => {
        if (reserved) response.setHeader('tdm-reservation', '1');
        response.end('x');
      }),
    });
    const allowed = () => rightsFor(web.rights.ledger(hostA), web.url(`${hostA}/1`), 'summarise').allowed;
    await web.get(`${hostA}/1`);
    expect(allowed()).toBe(false);
    reserved = false;
    await web.get(`${hostA}/1`);
    expect(allowed()).toBe(true);
  });

  it('a 304 takes nothing back', async () => {
    const web = await politeWeb({
      [hostA]: site('', (_, response, request) => {
        if (request.headers['if-none-match']) response.writeHead(304).end();
        else response.setHeader('x-robots-tag', 'noai').end('x');
      }),
    });
    await web.get(`${hostA}/1`);
    await web.get(`${hostA}/1`, { ifNoneMatch: '"x"' });
    expect(rightsFor(web.rights.ledger(hostA), web.url(`${hostA}/1`), 'summarise').allowed).toBe(false);
  });

  it('inside a compressed feed are found', async () => {
    const feed = `<rss xmlns:rsl="https://rslstandard.org/rsl"><channel><rsl:content url="/"><rsl:license>
      <rsl:prohibits type="usage">ai-all</rsl:prohibits></rsl:license></rsl:content></channel></rss>`;
    const web = await politeWeb({
      [hostA]: site(
        '',
        (_, response) =>
          void response
            .writeHead(200, { 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' })
            .end(gzipSync(feed)),
      ),
    });
    expect(textOf((await web.get(`${hostA}/feed`, { purpose: 'feed' })) as never)).toBe(feed);
    const { allowed, rule } = rightsFor(web.rights.ledger(hostA), web.url(`${hostA}/1`), 'summarise');
    expect({ allowed, rule }).toEqual({ allowed: false, rule: 'rsl' });
  });
});

describe('nothing waits for ever', () => {
  const hang = () => undefined;

  it('a page that never comes is left after the time limit, its slot given back', async () => {
    const web = await politeWeb(
      { [hostA]: site('', (path, response) => (path === '/hang' ? hang() : void response.end('x'))) },
      { hosts: new MemoryHostGate({ concurrency: 1 }) },
    );
    expect(await web.get(`${hostA}/hang`, { timeoutMs: 100 })).toMatchObject({
      kind: 'failed',
      code: 'timed-out',
    });
    expect((await web.get(`${hostA}/1`)).kind).toBe('fetched');
  });

  it('everything together has a limit as well', async () => {
    const web = await politeWeb({ [hostA]: hang }, { totalMsMax: 150 });
    expect(await web.get(`${hostA}/1`)).toMatchObject({
      ...{ kind: 'failed', code: 'timed-out', message: expect.stringMatching(/waits included/) },
    });
  });

  it.each<[string, object]>([
    ['the robots cache', { robotsCache: { get: () => new Promise(hang), put: async () => undefined } }],
    ['the rights book', { rights: { permissionFor: () => new Promise(hang), report: hang } }],
    ['the gate', { hosts: { acquire: () => new Promise(hang), quiet: hang } }],
    ['a report', { rights: { permissionFor: async () => null, report: () => new Promise(hang) } }],
  ])('%s that never answers does not hold up the caller', async (_, ports) => {
    const web = await politeWeb({ [hostA]: open }, { ...ports, totalMsMax: 150 });
    expect(await web.get(`${hostA}/1`)).toMatchObject({ kind: 'failed', code: 'timed-out' });
  });

  it('the caller can stop it at any point, and others who wait for the same robots.txt go on', async () => {
    const held: (() => void)[] = [];
    const stop = new AbortController();
    const web = await politeWeb({
      [hostA]: (path, response) => {
        if (path !== '/robots.txt') return void response.end('x');
        held.push(() => response.end());
        stop.abort();
      },
    });
    const stopped = web.get(`${hostA}/1`, { signal: stop.signal });
    const other = web.get(`${hostA}/2`);
    expect(await stopped).toMatchObject({ kind: 'failed', code: 'aborted' });
    for (const answer of held) answer();
    expect((await other).kind).toBe('fetched');
    expect(await web.get(`${hostA}/3`, { signal: stop.signal })).toMatchObject({
      kind: 'failed',
      code: 'aborted',
    });
    expect(web.asked).toEqual([`${hostA}/robots.txt`, `${hostA}/2`]);
  });

  it('a store that fails is an error of its own, and the slot is given back', async () => {
    let broken = true;
    const rights = {
      permissionFor: async () => null,
      report: async () => {
        if (broken) throw new Error('the store is down');
      },
    };
    const web = await politeWeb({ [hostA]: open }, { rights, hosts: new MemoryHostGate({ concurrency: 1 }) });
    await expect(web.get(`${hostA}/1`)).rejects.toThrow('the store is down');
    await expect(web.get(`${hostA}/1`)).rejects.toThrow('the store is down');
    broken = false;
    expect((await web.get(`${hostA}/1`)).kind).toBe('fetched');
  });
});
