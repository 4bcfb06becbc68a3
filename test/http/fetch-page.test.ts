import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPage, pageOrThrow } from '../../src/http/fetch-page.ts';
import type { Resolve } from '../../src/http/types.ts';
import { httpServer, rawServer } from '../support/servers.ts';
import { answering, closeServers, codeOf, local, page, serve, textOf } from '../support/web.ts';

afterEach(closeServers);

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
