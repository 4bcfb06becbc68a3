import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { politeWeb, site, text } from '../support/polite-web.ts';
import { closeServers } from '../support/web.ts';

afterEach(closeServers);

const host = 'a.example';
const hourMs = 3_600_000;
const rules = 'User-agent: *\nDisallow: /no';

describe('what a status of robots.txt means (RFC 9309, 2.3.1)', () => {
  it.each([
    [200, 'fetched'],
    [204, 'fetched'],
    [400, 'fetched'],
    [401, 'fetched'],
    [403, 'fetched'],
    [404, 'fetched'],
    [410, 'fetched'],
    [418, 'fetched'],
    [451, 'fetched'],
    [429, 'disallowed'],
    [500, 'disallowed'],
    [502, 'disallowed'],
    [503, 'disallowed'],
    [599, 'disallowed'],
  ])('%d: %s', async (status, kind) => {
    const web = await politeWeb({ [host]: site(status, text) });
    const outcome = await web.get(`${host}/1`);
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'disallowed')
      expect(outcome).toMatchObject({
        ...{ rule: 'robots-unreachable', untilMs: web.clock.now() + 300_000 },
        reason: expect.stringContaining(`status ${status}`) as string,
      });
    expect(web.asked).toEqual(
      kind === 'fetched' ? [`${host}/robots.txt`, `${host}/1`] : [`${host}/robots.txt`],
    );
  });
});

describe('redirects of robots.txt', () => {
  const chain = (length: number) =>
    politeWeb({
      [host]: (path, response) => {
        const step = path === '/robots.txt' ? 0 : Number(/^\/r(\d+)$/.exec(path)?.[1] ?? Number.NaN);
        if (Number.isNaN(step)) response.end('page');
        else if (step === length) response.end(rules);
        else response.writeHead(301, { location: `/r${step + 1}` }).end();
      },
    });

  it('five are followed, a sixth means that there is none', async () => {
    expect((await (await chain(5)).get(`${host}/no`)).kind).toBe('disallowed');
    expect((await (await chain(6)).get(`${host}/no`)).kind).toBe('fetched');
  });

  it('to another host give rules for the first one, whatever that host’s own say', async () => {
    const web = await politeWeb({
      [host]: (path, response) =>
        path === '/robots.txt'
          ? void response.writeHead(302, { location: web.url('cdn.example/rules.txt') }).end()
          : void response.end('page'),
      'cdn.example': site(
        'User-agent: *\nDisallow: /',
        (path, response) =>
          void (path === '/rules.txt' ? response.end(rules) : response.writeHead(404).end()),
      ),
    });
    expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
    expect((await web.get(`${host}/yes`)).kind).toBe('fetched');
    expect(web.asked).toEqual([`${host}/robots.txt`, 'cdn.example/rules.txt', `${host}/yes`]);
  });
});

describe('how long a robots.txt holds', () => {
  const served = (headers: Record<string, string>) => {
    let version = rules;
    const requests: (string | undefined)[] = [];
    const start = politeWeb({
      [host]: (path, response, request) => {
        if (path !== '/robots.txt') return void response.end('page');
        requests.push(request.headers['if-none-match']);
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag)
          return void response.writeHead(304).end();
        response.end(version);
      },
    });
    return {
      start,
      requests,
      change: (robots: string) => {
        version = robots;
      },
    };
  };

  it.each<[string, Record<string, string>, number]>([
    ['nothing said', {}, 24],
    ['a day at most', { 'cache-control': 'max-age=9999999' }, 24],
    ['an hour at least', { 'cache-control': 'max-age=0' }, 1],
    ['what it says in between', { 'cache-control': 'public, max-age=7200' }, 2],
  ])('%s', async (_, headers, hours) => {
    const { start, requests, change } = served(headers);
    const web = await start;
    expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
    change('User-agent: *\nAllow: /');
    web.clock.atMs += hours * hourMs - 1;
    expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
    expect(requests).toHaveLength(1);
    web.clock.atMs += 1;
    expect((await web.get(`${host}/no`)).kind).toBe('fetched');
    expect(requests).toHaveLength(2);
  });

  it('it is asked for on condition, and a 304 renews it', async () => {
    const { start, requests } = served({ etag: '"r1"' });
    const web = await start;
    for (let day = 0; day < 3; day += 1) {
      expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
      web.clock.atMs += 24 * hourMs;
    }
    expect(requests).toEqual([undefined, '"r1"', '"r1"']);
  });

  it('a clock that was set back makes it be asked for again, not kept for ever', async () => {
    const { start, requests } = served({});
    const web = await start;
    web.clock.atMs += 365 * 24 * hourMs;
    await web.get(`${host}/1`);
    web.clock.atMs -= 365 * 24 * hourMs;
    await web.get(`${host}/1`);
    expect(requests).toHaveLength(2);
  });
});

describe('a robots.txt that cannot be read', () => {
  function flaky() {
    const state = { status: 200, robots: rules, retryAfter: undefined as string | undefined };
    const start = politeWeb({
      [host]: (path, response) => {
        if (path !== '/robots.txt') return void response.end('page');
        if (state.retryAfter !== undefined) response.setHeader('retry-after', state.retryAfter);
        response.writeHead(state.status).end(state.status === 200 ? state.robots : '');
      },
    });
    return { start, state };
  }

  it('leaves the rules that were known, for as long as it takes', async () => {
    const { start, state } = flaky();
    const web = await start;
    await web.get(`${host}/1`);
    state.status = 500;
    for (let day = 0; day < 40; day += 1) {
      web.clock.atMs += 25 * hourMs;
      expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
      expect((await web.get(`${host}/yes`)).kind).toBe('fetched');
    }
    Object.assign(state, { status: 200, robots: '' });
    web.clock.atMs += 25 * hourMs;
    expect((await web.get(`${host}/no`)).kind).toBe('fetched');
  });

  it('and was not there before leaves all allowed', async () => {
    const { start, state } = flaky();
    const web = await start;
    state.status = 404;
    await web.get(`${host}/1`);
    state.status = 503;
    web.clock.atMs += 25 * hourMs;
    expect((await web.get(`${host}/no`)).kind).toBe('fetched');
  });

  it('is tried again after five minutes, then ten, to a day at most', async () => {
    const { start, state } = flaky();
    const web = await start;
    state.status = 500;
    const waits: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const outcome = await web.get(`${host}/1`);
      const untilMs = outcome.kind === 'disallowed' ? outcome.untilMs! : Number.NaN;
      waits.push((untilMs - web.clock.now()) / 60_000);
      web.clock.atMs = untilMs;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]);
    expect(web.asked).toHaveLength(12);
    state.status = 200;
    expect((await web.get(`${host}/1`)).kind).toBe('fetched');
  });

  it('waits for as long as it is asked to', async () => {
    const { start, state } = flaky();
    const web = await start;
    Object.assign(state, { status: 503, retryAfter: '7200' });
    expect(await web.get(`${host}/1`)).toMatchObject({ untilMs: web.clock.now() + 2 * hourMs });
  });

  it.each<[string, (response: import('node:http').ServerResponse) => void]>([
    ['an unknown encoding', (response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('x')],
    ['a broken encoding', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')],
    ['a redirect to nowhere', (response) => response.writeHead(301).end()],
    ['a redirect to a file', (response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end()],
  ])('with %s forbids, and says so', async (_, answer) => {
    const web = await politeWeb({
      [host]: (path, response) => (path === '/robots.txt' ? answer(response) : void response.end('page')),
    });
    const outcome = await web.get(`${host}/1`);
    expect(outcome.kind).not.toBe('fetched');
    expect('reason' in outcome ? outcome.reason : 'message' in outcome ? outcome.message : '').not.toBe('');
    expect(web.asked).toEqual([`${host}/robots.txt`]);
  });

  it('because the host itself cannot be reached, the page fails the same way', async () => {
    const hang = await politeWeb({ [host]: () => undefined }, { fetchOptions: { timeoutMs: 100 } });
    expect(await hang.get(`${host}/1`)).toMatchObject({ kind: 'failed', code: 'timed-out' });
    const reset = await politeWeb({ [host]: (_, response) => void response.destroy() });
    expect(await reset.get(`${host}/1`)).toMatchObject({ kind: 'failed', code: 'connection-failed' });
    const noName = await politeWeb(
      {},
      { fetchOptions: { resolve: () => Promise.reject(new Error('ENOTFOUND')) } },
    );
    expect(await noName.get('nowhere.example/1')).toMatchObject({ kind: 'failed', code: 'host-not-found' });
    expect(
      await noName.client.get(`https://127.0.0.1:${noName.server.port}/`, { purpose: 'page' }),
    ).toMatchObject({
      ...{ kind: 'failed', code: 'tls-failed' },
    });
  });
});

describe('a robots.txt of any size and sort', () => {
  const huge = `User-agent: *\nDisallow: /no\n${`# ${'x'.repeat(98)}\n`.repeat(10_000)}Disallow: /late\n`;

  it.each([
    ['plain', huge, undefined],
    ['compressed', gzipSync(huge), 'gzip'],
  ])('%s: 500 KiB of it count', async (_, body, encoding) => {
    const web = await politeWeb({
      [host]: (path, response) => {
        if (path !== '/robots.txt') return void response.end('page');
        if (encoding !== undefined) response.setHeader('content-encoding', encoding);
        response.end(body);
      },
    });
    expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
    expect((await web.get(`${host}/late`)).kind).toBe('fetched');
    expect((await web.robotsCache.get(`http://${host}:${web.server.port}`))?.text).toHaveLength(500 * 1024);
  });

  it('without end is cut', async () => {
    const web = await politeWeb({
      [host]: (path, response) => {
        if (path !== '/robots.txt') return void response.end('page');
        response.write('User-agent: *\nDisallow: /no\n');
        const chunk = Buffer.alloc(65_536, '#');
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      },
    });
    expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
  });

  it('in another charset, with NUL bytes, is kept as text that any store takes', async () => {
    const web = await politeWeb({
      [host]: (path, response) =>
        path === '/robots.txt'
          ? void response.end(
              Buffer.concat([Buffer.from('User-agent: *\0\nDisallow: /'), Buffer.from([0xb1, 0xe2])]),
            )
          : void response.end('page'),
    });
    expect((await web.get(`${host}/%B1%E2`)).kind).toBe('disallowed');
    const record = await web.robotsCache.get(`http://${host}:${web.server.port}`);
    expect(record?.text).toBe('User-agent: *\nDisallow: /%B1%E2');
  });

  it('each origin has its own', async () => {
    const web = await politeWeb({ [host]: site(rules, text), 'b.example': site('', text) });
    expect((await web.get(`${host}/no`)).kind).toBe('disallowed');
    expect((await web.get('b.example/no')).kind).toBe('fetched');
  });
});
