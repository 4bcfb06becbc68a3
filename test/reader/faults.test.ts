import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { withdraw } from '../../src/db/briefs.ts';
import type { Database } from '../../src/db/database.ts';
import { openReading } from '../../src/db/reading.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { testDatabases } from '../support/databases.ts';
import { type Seeded, seedDesk } from '../support/seed-desk.ts';
import { openSite } from '../support/site.ts';

/** The real read model, until the plug is pulled: then every call fails, or none ever answers. */
function pluggedInto(reading: Reading, state: { broken: boolean; mute?: boolean }): Reading {
  return new Proxy(reading, {
    get: (target, name: keyof Reading) => {
      const call = target[name] as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => {
        if (state.mute) return new Promise(() => undefined);
        return state.broken ? Promise.reject(new Error('connection lost')) : call(...given);
      };
    },
  });
}

describe('the reader site when things break', () => {
  const databases = testDatabases('pglite');
  let db: Database;
  let seeded: Seeded;
  beforeAll(async () => {
    db = await databases.open();
    seeded = await seedDesk(db, { storiesMax: 4 });
  }, 300_000);

  it('serves the last good copy, byte for byte, with a note in the header alone', async () => {
    const state = { broken: false };
    const site = openSite(db, seeded.now, { reading: pluggedInto(openReading(db.kysely), state) });
    const before = await site.get('/en/');
    const text = await before.text();
    state.broken = true;
    const stale = await site.get('/en/');
    expect([stale.status, stale.headers.get('warning')]).toEqual([200, '110 - "Response is Stale"']);
    expect(await stale.text()).toBe(text);
    const etag = before.headers.get('etag') ?? '';
    expect((await site.get('/en/', { 'if-none-match': etag })).status).toBe(304);
    expect(site.logged.length).toBeGreaterThan(0);
    state.broken = false;
    expect((await site.get('/en/')).headers.get('warning')).toBeNull();
  });

  it('says so, set as a page and guarded, where there is no copy', async () => {
    const site = openSite(db, seeded.now, { reading: pluggedInto(openReading(db.kysely), { broken: true }) });
    for (const [path, words] of [
      ['/en/about', 'cannot be made right now'],
      ['/ko/', '지금은 이 페이지를 만들 수 없습니다'],
    ] as const) {
      const response = await site.get(path);
      expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'no-store']);
      expect(response.headers.get('retry-after')).toBe('60');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      const text = await response.text();
      expect(text).toContain(words);
      expect(text).not.toContain('connection lost');
    }
  });

  it('does not wait for a database that has gone mute', async () => {
    const state = { broken: false, mute: false };
    const reading = pluggedInto(openReading(db.kysely), state);
    const site = openSite(db, seeded.now, { reading, loadTimeoutMs: 30 });
    const slow = openSite(db, seeded.now, { reading });
    await slow.get('/en/');
    state.mute = true;
    expect((await site.get('/en/')).status).toBe(503);
  });

  it('shows a withdrawal at the next request', async () => {
    const site = openSite(db, seeded.now);
    const id = seeded.briefs.find((one) => one !== seeded.withdrawn) ?? '';
    const [, lang] = id.split('-');
    expect((await site.get(`/${lang}/briefs/${id}`)).status).toBe(200);
    expect(await (await site.get(`/${lang}/`)).text()).toContain(`/briefs/${id}"`);
    await withdraw(db.kysely, id, 'The original is gone.');
    expect((await site.get(`/${lang}/briefs/${id}`)).status).toBe(410);
    for (const path of [`/${lang}/`, `/${lang}/feed.rss`, '/sitemap.xml', `/${lang}/search?q=lang:${lang}`])
      expect(await (await site.get(path)).text()).not.toContain(`/briefs/${id}`);
  });

  it('makes a page once for many who ask at once', async () => {
    let made = 0;
    const reading = openReading(db.kysely);
    const counting = new Proxy(reading, {
      get: (target, name: keyof Reading) => {
        if (name === 'front') made += 1;
        return target[name];
      },
    });
    const site = openSite(db, seeded.now, { reading: counting });
    await Promise.all(Array.from({ length: 20 }, () => site.get('/ko/')));
    await site.get('/ko/');
    expect(made).toBe(1);
  });

  it('shows an empty desk what to do', async () => {
    const empty = await databases.open();
    const site = openSite(empty, seeded.now);
    for (const page of ['/en/', '/ko/']) {
      const text = await (await site.get(page)).text();
      const named = [...text.matchAll(/standfirst ([a-z]+) /g)].map(([, name]) => name);
      expect(named).toContain('add');
      for (const name of named) expect(commands.map((one) => one.name)).toContain(name);
    }
    for (const path of [
      '/en/feed.rss',
      '/en/feed.atom',
      '/en/feed.json',
      '/sitemap.xml',
      '/news-sitemap.xml',
      '/ko/sources',
      '/ko/accuracy',
      '/en/search?q=anything',
      '/en/corrections',
      '/en/all',
    ])
      expect((await site.get(path)).status).toBe(200);
  });
});
