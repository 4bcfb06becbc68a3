import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { DeskAuth } from '../../src/desk/auth.ts';
import { deskForms } from '../../src/desk/forms.ts';
import { acceptedLanguage } from '../../src/desk/guard.ts';
import { Secret } from '../../src/kit/secret.ts';
import { testDatabases } from '../support/databases.ts';
import { cookieOf, DeskClient, deskToken, startDesk, type TestDesk } from '../support/desk.ts';
import { seedDesk } from '../support/desk-seed.ts';

/** A request with any Host header, which fetch does not allow to be set. */
function statusWith(origin: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the way into the desk', () => {
  const databases = testDatabases('pglite');
  let db: Database;
  let desk: TestDesk;
  let client: DeskClient;
  beforeAll(async () => {
    db = await databases.open();
    await seedDesk(db.kysely);
    desk = await startDesk(db);
  });
  beforeEach(() => {
    // Wrong guesses of the test before are forgotten.
    desk.clock.now += 3_600_000;
    client = new DeskClient(desk);
  });
  afterAll(() => desk.close());

  it('opens with the token, in a cookie that no script and no other site gets', async () => {
    const response = await client.logIn();
    expect(response.status).toBe(303);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^standfirst-desk=[\w-]{43};/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect((await client.get('/desk')).status).toBe(200);
  });

  it('does not open with another token, nor with a cookie made up', async () => {
    const response = await client.logIn(`${deskToken.slice(0, -1)}X`);
    expect(response.status).toBe(401);
    expect(cookieOf(response)).toBeNull();
    client.cookie = `standfirst-desk=${'A'.repeat(43)}`;
    expect((await client.get('/desk')).status).toBe(303);
  });

  it('makes whoever guesses wait, the right token too, and forgets it with time', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1) statuses.push((await client.logIn('wrong')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const waiting = await client.logIn();
    expect(waiting.status).toBe(429);
    expect((await new DeskClient(desk).get(desk.auth.enterPath())).headers.get('location')).toBe('/desk');
    desk.clock.now += Number(waiting.headers.get('retry-after')) * 1000;
    expect((await client.logIn()).status).toBe(303);
  });

  it('opens once by a link, within half an hour', async () => {
    const path = desk.auth.enterPath();
    expect((await client.get(path, { 'sec-purpose': 'prefetch' })).status).toBe(503);
    const first = await client.get(path);
    expect(first.headers.get('location')).toBe('/desk');
    expect(cookieOf(first)).not.toBeNull();
    expect((await client.get(path)).status).toBe(401);
    const late = desk.auth.enterPath();
    desk.clock.now += 31 * 60_000;
    expect((await client.get(late)).status).toBe(401);
  });

  it('gives every login an id of its own and ends the one before', async () => {
    await client.logIn();
    const before = client.cookie;
    await client.logIn();
    expect(client.cookie).not.toBe(before);
    client.cookie = before;
    expect((await client.get('/desk')).status).toBe(303);
  });

  it('logs out one, or everybody', async () => {
    const other = new DeskClient(desk);
    await client.logIn();
    await other.logIn();
    await client.post('/desk/logout', { csrf: await client.csrf() });
    expect((await client.get('/desk')).status).toBe(303);
    expect((await other.get('/desk')).status).toBe(200);
    await client.logIn();
    await client.post('/desk/sessions/end-all', { csrf: await client.csrf() });
    expect((await other.get('/desk')).status).toBe(303);
  });

  it('ends a session that is idle for half a day, and any after a week', async () => {
    await client.logIn();
    desk.clock.now += 11 * 3_600_000;
    expect((await client.get('/desk')).status).toBe(200);
    desk.clock.now += 13 * 3_600_000;
    expect((await client.get('/desk')).status).toBe(303);
    await client.logIn();
    const statuses = new Set<number>();
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      statuses.add((await client.get('/desk/sessions')).status);
      desk.clock.now += 8 * 3_600_000;
    }
    expect([...statuses]).toEqual([200]);
    expect((await client.get('/desk')).status).toBe(303);
  });

  it('knows a session after a restart by its hash alone', async () => {
    await client.logIn();
    const id = client.cookie.split('=')[1] ?? '';
    const restarted = new DeskAuth({
      token: new Secret(deskToken),
      db: db.kysely,
      now: () => desk.clock.now,
    });
    expect(await restarted.isOpen(id)).toBe(true);
    const rows = await db.kysely.selectFrom('desk_value').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(id);
    expect(JSON.stringify(rows)).not.toContain(deskToken);
  });

  it('answers on this machine alone, under its own names, and behind no proxy', async () => {
    const { origin } = desk;
    const { host } = new URL(origin);
    expect(await statusWith(origin, '/desk/login', { host })).toBe(200);
    expect(await statusWith(origin, '/desk/login', { host: 'localhost:80' })).toBe(200);
    expect(await statusWith(origin, '/desk/login', { host: 'evil.example' })).toBe(403);
    expect(await statusWith(origin, '/desk/login', { host: '127.0.0.1.evil.example' })).toBe(403);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(await statusWith(origin, '/desk/login', { host, [name]: '203.0.113.9' })).toBe(403);
  });

  it('answers others under its own name where it is told to, with a cookie bound to TLS', async () => {
    const remote = await startDesk(db, { remote: true, site: { name: 'News', url: 'https://news.example' } });
    expect(await statusWith(remote.origin, '/desk/login', { host: 'news.example', via: '1.1 proxy' })).toBe(
      200,
    );
    expect(await statusWith(remote.origin, '/desk/login', { host: 'evil.example' })).toBe(403);
    expect(await statusWith(remote.origin, '/desk/login', {})).toBe(200);
    const cookie = await new Promise<string>((resolve, reject) => {
      const path = new URL(remote.auth.enterPath(), remote.origin);
      request(path, { headers: { host: 'news.example' } }, (response) => {
        response.resume();
        resolve(String(response.headers['set-cookie']));
      })
        .on('error', reject)
        .end();
    });
    expect(cookie).toMatch(/^__Host-standfirst-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    await remote.close();
  });

  describe('forms', () => {
    const paths = deskForms.map(({ path }) =>
      `/desk${path}`
        .replace('/entries/:id', '/entries/1')
        .replace(':id', 'courier')
        .replace(':host', 'courier.example'),
    );

    it.each(['/desk/login', '/desk/logout', '/desk/sessions/end-all', ...paths])(
      '%s takes nothing from another site',
      async (path) => {
        await client.logIn();
        const csrf = await client.csrf();
        const calls = desk.calls.length;
        for (const headers of [
          { 'sec-fetch-site': 'cross-site' },
          { 'sec-fetch-site': 'same-site' },
          { 'sec-fetch-site': 'none' },
          { origin: 'https://evil.example' },
          { origin: 'null' },
          { origin: desk.origin.replace('http:', 'ftp:') },
        ])
          expect((await client.post(path, { csrf, token: deskToken }, headers)).status).toBe(403);
        expect(desk.calls.length).toBe(calls);
        expect((await client.get('/desk')).status).toBe(200);
      },
    );

    it.each(paths)('%s takes nothing without the token of the session', async (path) => {
      await client.logIn();
      const calls = desk.calls.length;
      expect((await client.post(path, {})).status).toBe(403);
      expect((await client.post(path, { csrf: 'x'.repeat(43) })).status).toBe(403);
      const stranger = new DeskClient(desk);
      const response = await stranger.post(path, { csrf: await client.csrf() });
      expect(response.headers.get('location')).toBe('/desk/login?why=needed');
      expect(desk.calls.length).toBe(calls);
    });

    it.each(paths)('%s says what is missing instead of failing', async (path) => {
      await client.logIn();
      const csrf = await client.csrf();
      const response = await client.post(path, { csrf, uses: 'everything', stage: 'x', lang: '??', id: ' ' });
      expect(response.status).toBeLessThan(500);
      expect(desk.errors).toEqual([]);
    });

    it('is read up to a limit', async () => {
      await client.logIn();
      const csrf = await client.csrf();
      const url = 'x'.repeat(70_000);
      expect((await client.post('/desk/sources/discover', { csrf, url })).status).toBe(413);
    });
  });
});

describe('the language that a browser accepts', () => {
  it.each([
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['fr,de;q=0.9,ko;q=0.2,en;q=0.1', 'ko'],
    ['en;q=0.5, ko;q=0.4', 'en'],
    ['ko;q=0, en', 'en'],
    ['*', 'en'],
  ])('%s -> %s', (header, expected) => expect(acceptedLanguage(header)).toBe(expected));
});
