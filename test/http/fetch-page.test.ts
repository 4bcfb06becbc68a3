import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPage, pageOrThrow } from '../../src/http/fetch-page.ts';
import type { FetchOptions, FetchOutcome, Resolve } from '../../src/http/types.ts';
import { httpServer, rawServer, type TestServer } from '../support/servers.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(server: Promise<TestServer>): Promise<TestServer> {
  const started = await server;
  open.push(started);
  return started;
}

const answering = (answer: (path: string, response: ServerResponse) => void) =>
  serve(httpServer((request, response) => answer(request.url ?? '', response)));

function local(server: TestServer, options: FetchOptions = {}): FetchOptions {
  return { allowAddresses: ['127.0.0.1'], ports: [server.port], timeoutMs: 10_000, ...options };
}

const page = '<!doctype html><title>Harbour</title><p>The harbour reopened.</p>';
const textOf = (outcome: FetchOutcome) => new TextDecoder().decode(pageOrThrow(outcome).body);
const codeOf = (outcome: FetchOutcome) => ('code' in outcome ? outcome.code : outcome.kind);

function resolvingTo(...addresses: string[]): Resolve {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

const allPorts = Array.from({ length: 65_536 }, (_, port) => port);

interface HostileUrl {
  url: string;
  why: string;
  resolves_to?: string;
}

describe('where the client may go', () => {
  const hostile = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/ssrf/ssrf.json'), 'utf8'),
  ) as HostileUrl[];

  it.each(hostile)('$url is refused ($why)', async ({ url, resolves_to: address }) => {
    const resolve = resolvingTo(...(address === undefined ? [] : [address]));
    const outcome = await fetchPage(url, { resolve, ports: allPorts });
    expect(outcome.kind).toBe('refused');
    expect(codeOf(outcome)).toMatch(/^(url|address)-refused$/);
    expect(codeOf(await fetchPage(url, { resolve }))).toMatch(/^(url|port|address)-refused$/);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://2130706433/',
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://0/',
    'https://10.1.2.3/',
  ])('the literal %s is refused without a lookup', async (url) => {
    const resolve: Resolve = () => Promise.reject(new Error('looked up'));
    expect(codeOf(await fetchPage(url, { resolve }))).toBe('address-refused');
  });

  it.each([
    ['a private answer', ['10.0.0.1']],
    ['a private answer among public ones', ['93.184.216.34', '127.0.0.1']],
    ['a mapped loopback answer', ['::ffff:127.0.0.1']],
    ['an answer that is no address', ['printer']],
  ])('a name with %s is refused', async (_, addresses) => {
    const resolve = resolvingTo(...addresses);
    expect(codeOf(await fetchPage('http://news.example/', { resolve }))).toBe('address-refused');
  });

  it('a name is looked up once and the checked answer is the one dialled', async () => {
    const server = await answering((_, response) => response.end(page));
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const resolve: Resolve = async () => [{ address: answers[asked++] ?? '127.0.0.3', family: 4 }];
    const outcome = await fetchPage(`http://news.example:${server.port}/`, local(server, { resolve }));
    expect(textOf(outcome)).toBe(page);
    expect(asked).toBe(1);
  });

  it('a name that leads elsewhere on the next hop (rebinding) is refused there', async () => {
    const server = await answering((path, response) =>
      path === '/' ? response.writeHead(302, { location: '/next' }).end() : response.end(page),
    );
    const answers = ['127.0.0.1', '127.0.0.2'];
    const resolve: Resolve = async () => [{ address: answers.shift() ?? '', family: 4 }];
    const outcome = await fetchPage(`http://news.example:${server.port}/`, local(server, { resolve }));
    expect(codeOf(outcome)).toBe('address-refused');
    expect(outcome.hops).toHaveLength(1);
  });

  it.each([
    'http://127.0.0.2/',
    'http://[::1]/',
    'file:///etc/passwd',
    'http://user:pw@127.0.0.1/',
    'ftp://a.example/',
  ])('a redirect to %s is refused', async (location) => {
    const server = await answering((_, response) => response.writeHead(301, { location }).end());
    const outcome = await fetchPage(`${server.origin}/`, local(server, { ports: [80, server.port] }));
    expect(outcome.kind).toBe('refused');
    expect(codeOf(outcome)).toMatch(/^(address|url)-refused$/);
  });

  it('ports other than 80 and 443 are refused', async () =>
    expect(codeOf(await fetchPage('http://93.184.216.34:22/'))).toBe('port-refused'));

  it('a name that does not resolve is told apart', async () => {
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const outcome = await fetchPage('http://nowhere.example/', { resolve });
    expect(codeOf(outcome)).toBe('host-not-found');
    expect(() => pageOrThrow(outcome)).toThrow(/nowhere\.example/);
  });

  it.each(['', 'not a url', '//news.example', 'x'.repeat(9000)])('%j is no URL', async (url) =>
    expect(codeOf(await fetchPage(url))).toBe('url-refused'),
  );
});

describe('what the client asks for', () => {
  it('sends an honest agent and validators, no cookies, and no ambient proxy is used', async () => {
    const seen: Record<string, unknown>[] = [];
    const server = await serve(
      httpServer((request, response) => {
        seen.push(request.headers);
        response.setHeader('set-cookie', 'id=1; Path=/');
        if (request.url === '/') response.writeHead(302, { location: '/page' }).end();
        else response.writeHead(304).end();
      }),
    );
    const outcome = await fetchPage(
      `${server.origin}/`,
      local(server, { ifNoneMatch: '"abc"', ifModifiedSince: 'Wed, 04 Mar 2026 10:00:00 GMT' }),
    );
    expect(outcome.kind).toBe('not-modified');
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      expect(headers['user-agent']).toMatch(/^Standfirst\//);
      expect(headers['if-none-match']).toBe('"abc"');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('authorization');
    }
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%d is followed and recorded', async (status) => {
    const server = await answering((path, response) =>
      path === '/a' ? response.writeHead(status, { location: '../b?x=1#part' }).end() : response.end(page),
    );
    const outcome = await fetchPage(`${server.origin}/a`, local(server));
    expect(textOf(outcome)).toBe(page);
    expect(outcome.url).toBe(`${server.origin}/b?x=1`);
    expect(outcome.hops).toEqual([{ url: `${server.origin}/a`, status, to: `${server.origin}/b?x=1` }]);
  });

  it('five are followed and the sixth is not', async () => {
    const server = await answering((path, response) => {
      const left = Number(path.slice(1));
      if (left === 0) response.end(page);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(textOf(await fetchPage(`${server.origin}/5`, local(server)))).toBe(page);
    expect(codeOf(await fetchPage(`${server.origin}/6`, local(server)))).toBe('too-many-redirects');
  });

  it('a Location in raw bytes goes back to the server as the same bytes', async () => {
    const paths: string[] = [];
    const server = await answering((path, response) => {
      paths.push(path);
      if (path !== '/') return void response.end(page);
      response.writeHead(302, { location: Buffer.from('/기사').toString('latin1') }).end();
    });
    expect(textOf(await fetchPage(`${server.origin}/`, local(server)))).toBe(page);
    expect(decodeURIComponent(paths[1] ?? '')).toBe('/기사');
  });

  it('a redirect without a target is a broken answer', async () => {
    const server = await answering((_, response) => response.writeHead(302).end());
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('broken-response');
  });
});

describe('statuses', () => {
  it.each([404, 410])('%d is gone', async (status) => {
    const server = await answering((_, response) => response.writeHead(status).end('x'));
    const outcome = await fetchPage(`${server.origin}/`, local(server));
    expect(outcome).toMatchObject({ kind: 'gone', status });
    expect(() => pageOrThrow(outcome)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it.each([
    [429, '120', 120_000],
    [503, 'Wed, 04 Mar 2026 10:01:00 GMT', 60_000],
    [500, undefined, undefined],
    [403, 'soon', undefined],
  ])('%d with Retry-After %j fails with the wait in it', async (status, retryAfter, retryAfterMs) => {
    const server = await answering((_, response) =>
      response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end(),
    );
    const now = () => Date.parse('2026-03-04T10:00:00Z');
    const outcome = await fetchPage(`${server.origin}/`, local(server, { now }));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'http-status', status });
    expect(outcome.kind === 'failed' ? outcome.retryAfterMs : 0).toBe(retryAfterMs);
  });
});

describe('bodies', () => {
  const encodings: [string, (text: string) => Buffer][] = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['identity', (text) => Buffer.from(text)],
    ['deflate, gzip', (text) => gzipSync(deflateSync(text))],
  ];

  it.each(encodings)('%s is taken off', async (encoding, encode) => {
    const server = await answering((_, response) =>
      response
        .writeHead(200, { 'content-encoding': encoding, 'content-type': 'text/html' })
        .end(encode(page)),
    );
    const outcome = pageOrThrow(await fetchPage(`${server.origin}/`, local(server)));
    expect(new TextDecoder().decode(outcome.body)).toBe(page);
    expect(outcome.contentType).toBe('text/html');
  });

  it.each(['gzip, gzip, gzip', 'rot13'])('the encoding %j is refused', async (encoding) => {
    const server = await answering((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(page),
    );
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('encoding-refused');
  });

  const bomb = Buffer.alloc(40 * 1024 * 1024);
  it.each([
    ['gzip', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb, { params: {} })],
    ['zstd', zstdCompressSync(bomb)],
    ['gzip, gzip', gzipSync(gzipSync(bomb))],
  ])('a %s bomb is cut at the limit', async (encoding, body) => {
    const server = await answering((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('too-large');
  });

  it('a body without end is cut at the limit', async () => {
    const server = await answering((_, response) => {
      const chunk = Buffer.alloc(65_536);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    const outcome = await fetchPage(`${server.origin}/`, local(server, { bodyBytesMax: 1_000_000 }));
    expect(codeOf(outcome)).toBe('too-large');
  });

  it('a body of exactly the limit passes', async () => {
    const server = await answering((_, response) => response.end(Buffer.alloc(1000)));
    const exact = await fetchPage(`${server.origin}/`, local(server, { bodyBytesMax: 1000 }));
    expect(pageOrThrow(exact).body).toHaveLength(1000);
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server, { bodyBytesMax: 999 })))).toBe(
      'too-large',
    );
  });

  it.each([
    ['gzip', gzipSync(page.repeat(50)).subarray(0, 60)],
    ['gzip', Buffer.from(page)],
    ['br', Buffer.from(page)],
    ['zstd', zstdCompressSync(page).subarray(0, 20)],
    ['deflate', Buffer.from([0x78, 0x9c, 0xff, 0xff])],
  ])('a damaged or truncated %s body fails', async (encoding, body) => {
    const server = await answering((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('broken-body');
  });
});

describe('servers that misbehave', () => {
  const raw = (text: string, end = true) =>
    serve(rawServer((socket) => (end ? socket.end(text, 'latin1') : void socket.write(text, 'latin1'))));

  it('a body shorter than its length fails', async () => {
    const server = await raw('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf a page');
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('connection-failed');
  });

  it('a body longer than its length is read to its length', async () => {
    const server = await raw('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage and more');
    const outcome = await fetchPage(`${server.origin}/`, local(server));
    if (outcome.kind === 'fetched') expect(textOf(outcome)).toBe('page');
    else expect(codeOf(outcome)).toBe('broken-response');
  });

  it('a chunked body that is cut off fails', async () => {
    const server = await raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npage\r\n');
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('connection-failed');
  });

  it('what is not HTTP fails', async () => {
    const server = await raw('220 mail.example ESMTP\r\n');
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('broken-response');
  });

  it('headers without end are cut', async () => {
    const server = await raw(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\npage`);
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('broken-response');
  });

  it.each([
    ['no answer', ''],
    ['half the headers', 'HTTP/1.1 200 OK\r\nX-A: '],
    ['half the body', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf'],
    ['only interim answers', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('a server that stops after %s is left after the time limit', async (_, text) => {
    const server = await raw(text, false);
    const outcome = await fetchPage(`${server.origin}/`, local(server, { timeoutMs: 150 }));
    expect(codeOf(outcome)).toBe('timed-out');
  });

  it('a body that drips in is left after the time limit', async () => {
    const server = await serve(
      rawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
        const drip = setInterval(() => socket.write('x'), 5);
        socket.on('close', () => clearInterval(drip));
      }),
    );
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server, { timeoutMs: 200 })))).toBe('timed-out');
  });

  it('a resolver that never answers is left after the time limit', async () => {
    const resolve: Resolve = () => new Promise(() => undefined);
    expect(codeOf(await fetchPage('http://slow.example/', { resolve, timeoutMs: 100 }))).toBe('timed-out');
  });

  it('a connection that is reset fails', async () => {
    const server = await serve(rawServer((socket) => socket.resetAndDestroy()));
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('connection-failed');
  });

  it('a closed port fails', async () => {
    const server = await httpServer(() => undefined);
    await server.close();
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server)))).toBe('connection-failed');
  });

  it('the caller can stop it', async () => {
    const stop = new AbortController();
    const server = await serve(rawServer(() => stop.abort()));
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server, { signal: stop.signal })))).toBe(
      'aborted',
    );
    expect(codeOf(await fetchPage(`${server.origin}/`, local(server, { signal: stop.signal })))).toBe(
      'aborted',
    );
  });

  it('plain HTTP where TLS is expected is told apart', async () => {
    const server = await answering((_, response) => response.end(page));
    const outcome = await fetchPage(`https://127.0.0.1:${server.port}/`, local(server));
    expect(codeOf(outcome)).toBe('tls-failed');
  });
});
