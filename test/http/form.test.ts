import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { fetchPage, mayCarryForm } from '../../src/http/fetch-page.ts';
import { httpServer } from '../support/servers.ts';
import { closeServers, codeOf, local, serve } from '../support/web.ts';

afterEach(closeServers);

async function collector(status: number) {
  const seen: string[] = [];
  const server = await serve(
    httpServer(async (request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${await text(request)}`);
      if (request.url === '/a') response.writeHead(status, { location: '/b' }).end();
      else response.writeHead(202).end();
    }),
  );
  return { seen, post: () => fetchPage(`${server.origin}/a`, local(server, { form: 'a=1&b=%EB%B0%94' })) };
}

const type = 'application/x-www-form-urlencoded';

it('posts a form, and sends it on where the server asks for the same request elsewhere', async () => {
  const { seen, post } = await collector(307);
  expect(await post()).toMatchObject({ kind: 'fetched', status: 202 });
  expect(seen).toEqual([`POST /a ${type} a=1&b=%EB%B0%94`, `POST /b ${type} a=1&b=%EB%B0%94`]);
});

it.each([301, 302, 303])('sends a form nowhere else on %d', async (status) => {
  const { seen, post } = await collector(status);
  expect(codeOf(await post())).toBe('http-status');
  expect(seen).toHaveLength(1);
});

it('never sends a form from https on to http', () => {
  const moved = { kind: 'redirected' as const, status: 308, headers: {}, url: 'https://hub.example/' };
  expect(mayCarryForm({ ...moved, to: 'http://hub.example/' })).toBe(false);
  expect(mayCarryForm({ ...moved, to: 'https://other.example/' })).toBe(true);
});

it('dials no private address for a form', async () => {
  expect(codeOf(await fetchPage('http://127.0.0.1/', { form: 'a=1' }))).toBe('address-refused');
});
