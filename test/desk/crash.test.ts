import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { DeskProcess } from '../support/desk-process.ts';
import { endLeases, holdings, logLines, troubles } from '../support/desk-state.ts';
import { inventedNews, newsWeb, seededRandom, siteName } from '../support/news-web.ts';
import type { DeskRunOrder } from '../support/processes/desk-run.ts';
import type { SmallWeb } from '../support/small-web.ts';

/** More with STANDFIRST_CRASH_DOCUMENTS and _KILLS; another seed with STANDFIRST_CRASH_SEED, as a failure prints it. */
const plan = {
  seed: Number(process.env.STANDFIRST_CRASH_SEED ?? 11),
  documents: Number(process.env.STANDFIRST_CRASH_DOCUMENTS ?? 80),
  sites: 8,
};
const kills = Number(process.env.STANDFIRST_CRASH_KILLS ?? 5);
const sites = Array.from({ length: plan.sites }, (_, index) => siteName(index));
const testMs = 300_000;

eachDatabase((name, databases) => {
  let web: SmallWeb;
  /** What a run without any fault comes to. */
  let calm: { entries: string[]; documents: string[]; lines: number };

  const newOrder = async (): Promise<DeskRunOrder> => ({
    database: await databases.place(),
    sites,
    port: web.fetchOptions.ports[0]!,
    hostDelayMs: 0,
  });

  async function runToTheEnd(order: DeskRunOrder): Promise<void> {
    const desk = new DeskProcess(order);
    expect(await desk.told('idle'), desk.problems.join('\n')).toBe(true);
    await desk.signal('SIGTERM');
    expect(await desk.told('closed')).toBe(true);
  }

  async function expectNothingLost(order: DeskRunOrder, what: string): Promise<void> {
    const db = await databases.openAt(order.database);
    expect(await troubles(db), what).toEqual([]);
    const { entries, documents } = calm;
    expect(await holdings(db), what).toEqual({ entries, documents });
    await db.close();
  }

  beforeAll(async () => {
    web = await newsWeb(plan);
    const order = await newOrder();
    await runToTheEnd(order);
    const db = await databases.openAt(order.database);
    calm = { ...(await holdings(db)), lines: await logLines(db) };
    expect(await troubles(db)).toEqual([]);
    await db.close();
  }, testMs);
  afterAll(() => web?.close());

  describe(`a desk that follows ${plan.sites} feeds (${name})`, () => {
    it('takes in every article of its web', () => {
      const there = inventedNews(plan).map((article) => web.urlOf(article));
      expect(calm.entries).toEqual(there.sort());
      expect(calm.documents).toHaveLength(there.length);
    });

    it(
      `loses nothing and does nothing twice when it is killed ${kills} times`,
      async () => {
        const order = await newOrder();
        const random = seededRandom(plan.seed + (name === 'PGlite' ? 1 : 2));
        const points = Array.from({ length: kills }, () => Math.floor(random() * calm.lines));
        for (const point of points.sort((a, b) => a - b)) {
          const desk = new DeskProcess(order);
          await desk.reached(point);
          await desk.signal('SIGKILL');
          if (databases.engine === 'pglite') continue;
          const db = await databases.openAt(order.database);
          await endLeases(db);
          await db.close();
        }
        await runToTheEnd(order);
        await expectNothingLost(order, `seed ${plan.seed}, killed at ${points.join(', ')}`);
      },
      testMs,
    );

    it(
      'ends what it does when it is told to end, and goes on where it was',
      async () => {
        const order = await newOrder();
        for (const part of [0.2, 0.7]) {
          const desk = new DeskProcess(order);
          await desk.reached(Math.floor(calm.lines * part));
          await desk.signal('SIGTERM');
          expect(await desk.told('closed')).toBe(true);
        }
        const db = await databases.openAt(order.database);
        // Nothing is left as if somebody were at work on it: the next start need not wait for any lease.
        const active = await db.kysely.selectFrom('slot').selectAll().execute();
        expect(active).toEqual([]);
        await db.close();
        await runToTheEnd(order);
        await expectNothingLost(order, 'told to end');
      },
      testMs,
    );
  });
});
