import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseServer } from '../../src/db/open.ts';
import { invariant } from '../../src/domain/errors.ts';
import { stageNames } from '../../src/jobs/runner.ts';
import { testDatabases } from '../support/databases.ts';
import { DeskProcess } from '../support/desk-process.ts';
import { endLeases, holdings, troubles } from '../support/desk-state.ts';
import { MuteProxy } from '../support/mute-proxy.ts';
import { inventedNews, siteName } from '../support/news-web.ts';
import { noPostgresql } from '../support/postgresql.ts';
import type { DeskRunOrder } from '../support/processes/desk-run.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

const plan = { seed: 23, documents: 60, sites: 6 };
const sites = Array.from({ length: plan.sites }, (_, index) => siteName(index));
const testMs = 240_000;
const title = noPostgresql === null ? 'several processes' : `several processes (skipped: ${noPostgresql})`;

describe.skipIf(noPostgresql !== null)(title, () => {
  const databases = testDatabases('postgres');
  let web: SmallWeb;
  let running: DeskProcess[] = [];

  beforeAll(async () => {
    web = await smallWeb(inventedNews(plan));
  });
  afterEach(async () => {
    for (const desk of running) await desk.signal('SIGKILL');
    running = [];
  });
  afterAll(() => web?.close());

  async function newPlace(): Promise<DatabaseServer> {
    const place = await databases.place();
    invariant('url' in place, 'a server has an address');
    return place;
  }

  function start(database: DatabaseServer, more: Partial<DeskRunOrder> = {}): DeskProcess {
    const port = web.fetchOptions.ports[0]!;
    const desk = new DeskProcess({ database, sites, port, hostDelayMs: 0, ...more });
    running.push(desk);
    return desk;
  }

  async function expectAllThere(place: DatabaseServer): Promise<void> {
    const db = await databases.openAt(place);
    expect(await troubles(db)).toEqual([]);
    const { entries, documents } = await holdings(db);
    expect(entries).toEqual(web.articles.map((article) => web.urlOf(article)).sort());
    expect(documents).toHaveLength(entries.length);
    await db.close();
  }

  it(
    'share the work: nothing is done twice, and a host is asked as slowly as by one',
    async () => {
      const place = await newPlace();
      web.asked.length = 0;
      const hostDelayMs = 40;
      const worker = { roles: { stages: stageNames, scheduler: false }, hostDelayMs };
      const desks = [
        start(place, worker),
        start(place, worker),
        start(place, { roles: { stages: [], scheduler: true }, hostDelayMs }),
      ];
      for (const desk of desks) expect(await desk.told('idle'), desk.problems.join('\n')).toBe(true);
      for (const desk of desks) await desk.signal('SIGTERM');
      await expectAllThere(place);
      const pages = web.asked.filter(({ path }) => path.startsWith('/news/'));
      expect(new Set(pages.map(({ site, path }) => site + path)).size).toBe(pages.length);
      // The turns are given that far apart; on the way to the server two requests may come closer by a little.
      const gaps = sites.flatMap((site) => {
        const times = pages.filter((page) => page.site === site).map(({ atMs }) => atMs);
        return times.slice(1).map((at, index) => at - times[index]!);
      });
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      expect(mean).toBeGreaterThanOrEqual(hostDelayMs);
      const db = await databases.openAt(place);
      const claims = await sql<{ n: number }>`select count(*) as n from slot`.execute(db.kysely);
      expect(claims.rows[0]?.n).toBe(0);
      await db.close();
    },
    testMs,
  );

  it(
    'outlive connections that are cut, again and again',
    async () => {
      const place = await newPlace();
      const address = new URL(place.url);
      const proxy = await MuteProxy.start(Number(address.port));
      address.port = String(proxy.port);
      const desk = start({ ...place, url: address.href });
      for (const lines of [20, 60, 120, 200, 260]) {
        await desk.reached(lines);
        proxy.cut();
      }
      expect(await desk.told('idle'), desk.problems.join('\n')).toBe(true);
      await desk.signal('SIGTERM');
      await proxy.stop();
      await expectAllThere(place);
    },
    testMs,
  );

  it(
    'outlive the end of every connection by the server itself',
    async () => {
      const place = await newPlace();
      const desk = start(place);
      const admin = await databases.openAt(
        { ...place, url: place.url.replace(/\/\w+$/, '/postgres') },
        {
          migrate: false,
          migrations: [],
        },
      );
      const name = new URL(place.url).pathname.slice(1);
      for (const lines of [30, 110, 220]) {
        await desk.reached(lines);
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(
          admin.kysely,
        );
      }
      expect(await desk.told('idle'), desk.problems.join('\n')).toBe(true);
      await desk.signal('SIGTERM');
      await expectAllThere(place);
    },
    testMs,
  );

  it(
    'are refused what they write late: one that was stopped longer than its leases last',
    async () => {
      const place = await newPlace();
      const late = start(place);
      await late.reached(90);
      await late.signal('SIGSTOP');
      const db = await databases.openAt(place);
      const held = await sql<{
        n: number;
      }>`select count(*) as n from pgboss.job where state = 'active'`.execute(db.kysely);
      // The server would end transactions that wait so long; the stopped process holds their locks until then. A
      // statement of its own that is still at work would leave one open when it is done.
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(
        db.kysely,
      );
      await endLeases(db);
      await db.close();
      const other = start(place);
      expect(await other.told('idle'), other.problems.join('\n')).toBe(true);
      await late.signal('SIGCONT');
      await late.told('idle');
      for (const desk of [late, other]) await desk.signal('SIGTERM');
      expect(held.rows[0]?.n).toBeGreaterThan(0);
      await expectAllThere(place);
    },
    testMs,
  );
});
