import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Desk } from '../../src/app-desk.ts';
import { deskValue } from '../../src/db/desk-values.ts';
import { addSource } from '../../src/db/sources.ts';
import { checkInvariants } from '../../src/jobs/invariants.ts';
import { renewStages } from '../../src/jobs/renew.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let desk: Desk;
  const library = ferryNews().find(({ path }) => path === '/library')!;

  beforeAll(async () => {
    web = await smallWeb([structuredClone(library)]);
    const keep = { logDays: 90, captures: 2 };
    desk = await openTestDesk(await databases.place(), web, { settings: { languages: ['en'], keep } });
    await addSource(desk.db.kysely, { id: 'harbour', kind: 'feed', url: web.feedOf('harbour'), title: 'H' });
    await pollAll(desk);
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  const round = async () => {
    await desk.scheduler?.round();
    await desk.idle();
  };
  const maintain = async () => {
    await desk.db.kysely.deleteFrom('desk_value').where('key', '=', 'maintained-at').execute();
    await round();
  };
  const count = async (table: 'log' | 'entry_key' | 'entry' | 'document') =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(desk.db.kysely))
      .rows[0]!.n;
  const captures = async () =>
    (
      await sql<{ id: number; whole: boolean; cited: boolean }>`
        select c.id, octet_length(c.body) > 0 as whole, exists (
          select 1 from document d join revision r on r.documents @> to_jsonb(d.id) where d.capture_id = c.id) as cited
        from capture c order by c.id`.execute(desk.db.kysely)
    ).rows;

  it('is done once an hour, and checks the promises of the desk', async () => {
    const runs = async () =>
      (await desk.db.kysely.selectFrom('log').select('outcome').where('stage', '=', 'maintain').execute())
        .length;
    expect(await runs()).toBe(1);
    await round();
    expect(await runs()).toBe(1);
    const checked = await deskValue<{ results: { id: string; broken: number }[] }>(
      desk.db.kysely,
      'invariants',
    );
    expect(checked?.results.map(({ id }) => id)).toContain('I4');
    expect(checked?.results.filter(({ broken }) => broken > 0)).toEqual([]);
  });

  it('does the comparing and relating of another release again, once', async () => {
    expect(await renewStages(desk)).toBe(0);
    await desk.db.kysely
      .updateTable('desk_value')
      .set({ value: JSON.stringify({ compare: 'old' }) })
      .where('key', '=', 'stage-versions')
      .execute();
    await desk.db.kysely.deleteFrom('first_report').execute();
    expect(await renewStages(desk)).toBe(2);
    expect(await renewStages(desk)).toBe(0);
    await desk.idle();
    expect(await desk.db.kysely.selectFrom('first_report').select('story_id').execute()).not.toEqual([]);
  });

  it('lets go of the bytes of old captures, but of none that a brief was written from', async () => {
    // Advertisements change with every visit and make captures; the text stays, so no document or brief comes of them.
    for (const visit of [1, 2, 3, 4]) {
      web.advertisement = `Visit ${visit}`;
      await desk.db.kysely
        .updateTable('entry_status')
        .set({ next_fetch_at: '2026-01-01T00:00:00Z' })
        .execute();
      await round();
    }
    expect((await captures()).map(({ whole, cited }) => [whole, cited])).toEqual([
      [true, true],
      [true, false],
      [true, false],
      [true, false],
      [true, false],
    ]);
    const before = [await count('entry'), await count('entry_key'), await count('document')];
    await maintain();
    expect((await captures()).map(({ whole }) => whole)).toEqual([true, false, false, true, true]);
    expect([await count('entry'), await count('entry_key'), await count('document')]).toEqual(before);

    const pruned = (await captures())[1]!.id;
    await desk.db.transaction((tx) => desk.enqueueIn(tx)('extract', { captureId: pruned }));
    await desk.idle();
    expect(await desk.queue.deadLetters()).toEqual([]);
    const broken = (await checkInvariants(desk.db.kysely)).filter((result) => result.broken > 0);
    expect(broken).toEqual([]);
  });

  it('trims the log and the features that the clustering has forgotten, by age', async () => {
    await sql`insert into log (at, stage, outcome) values (now() - interval '91 days', 'poll', 'old'),
      (now() - interval '89 days', 'poll', 'young')`.execute(desk.db.kysely);
    await sql`update membership set joined_at = now() - interval '22 days'`.execute(desk.db.kysely);
    await maintain();
    const left = await desk.db.kysely
      .selectFrom('log')
      .select('outcome')
      .where('outcome', 'in', ['old', 'young'])
      .execute();
    expect(left).toEqual([{ outcome: 'young' }]);
    const features = await desk.db.kysely.selectFrom('membership').select('features').execute();
    expect(features).toEqual([{ features: null }]);
  });
});
