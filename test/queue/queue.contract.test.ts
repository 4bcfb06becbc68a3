import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../src/db/open.ts';
import { openQueue } from '../../src/queue/queue.ts';
import type { Job, JobQueue, StageSettings, Tx } from '../../src/queue/types.ts';
import { eachDatabase } from '../support/databases.ts';

const quick = { retryDelaySeconds: 0, retryLimit: 2 };

eachDatabase((_name, databases) => {
  let db: OpenDatabase;
  const queues: JobQueue[] = [];
  const problems: Error[] = [];
  let count = 0;

  beforeAll(async () => {
    db = await databases.open();
  });
  afterAll(async () => {
    await Promise.all(queues.map((queue) => queue.stop()));
    expect(problems).toEqual([]);
  });

  /** Stages of its own for each test, so that none sees another's jobs. */
  async function open(settings: StageSettings = quick) {
    const stage = `stage-${'abcdefghijklmnopqrstuvwxyz'[count++]}`;
    const queue = await openQueue(db, {
      stages: { [stage]: settings },
      onProblem: (error) => problems.push(error),
    });
    queues.push(queue);
    return { queue, stage };
  }

  const put = (tx: Tx, key: string) => tx.insertInto('desk_value').values({ key, value: '1' }).execute();
  const stored = async () =>
    (await db.kysely.selectFrom('desk_value').select('key').execute()).map(({ key }) => key);
  const countsOf = async (queue: JobQueue, stage: string) => (await queue.counts())[stage];
  /** Brings everything that waits for a later time to now, in place of sleeping. */
  const skipTime = (stage: string) =>
    sql`update pgboss.job set start_after = now() where name = ${stage} and state < 'active'`.execute(
      db.kysely,
    );

  it('does jobs as soon as they are added, with their data', async () => {
    const { queue, stage } = await open();
    const seen: unknown[][] = [];
    queue.work<{ n: number }>(stage, { concurrency: 2 }, async ([job]) => {
      seen.push([job?.key, job?.data, job?.attempt]);
    });
    await queue.enqueue(null, stage, 'a', { n: 1 });
    await queue.enqueue(null, stage, 'b', { n: 2, deep: { text: '가' } });
    await queue.drained();
    // Two at a time: which of them is seen first is nobody's promise.
    expect(seen.toSorted((one, other) => String(one[0]).localeCompare(String(other[0])))).toEqual([
      ['a', { n: 1 }, 1],
      ['b', { n: 2, deep: { text: '가' } }, 1],
    ]);
    expect(await countsOf(queue, stage)).toEqual({
      waiting: 0,
      deferred: 0,
      active: 0,
      retry: 0,
      failed: 0,
      dead: 0,
    });
  });

  it('adds jobs with the transaction or not at all', async () => {
    const { queue, stage } = await open();
    const seen: string[] = [];
    queue.work(stage, {}, async ([job]) => void seen.push(job?.key ?? ''));
    const failing = db.transaction(async (tx) => {
      await queue.enqueue(tx, stage, 'rolled back', {});
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await db.transaction(async (tx) => {
      await put(tx, `${stage} output`);
      await queue.enqueue(tx, stage, 'with output', {});
      await queue.enqueueAll(tx, stage, [
        { key: 'x', data: {} },
        { key: 'y', data: {} },
        { key: 'x', data: {} },
      ]);
    });
    await queue.drained();
    expect(seen.sort()).toEqual(['with output', 'x', 'y']);
  });

  it('keeps one waiting job per key, as early and as urgent as anybody asked', async () => {
    const { queue, stage } = await open();
    const later = new Date(Date.now() + 3_600_000);
    expect(await queue.enqueue(null, stage, 'k', {}, { startAfter: later })).toBe('added');
    expect(await queue.enqueue(null, stage, 'k', {}, { startAfter: new Date(Date.now() + 7_200_000) })).toBe(
      'waiting',
    );
    expect(await countsOf(queue, stage)).toMatchObject({ deferred: 1, waiting: 0 });
    expect(
      await queue.enqueueAll(null, stage, [
        { key: 'k', data: {} },
        { key: 'l', data: {} },
      ]),
    ).toBe(1);
    expect(await queue.enqueue(null, stage, 'k', {}, { priority: 5 })).toBe('waiting');
    expect(await countsOf(queue, stage)).toMatchObject({ deferred: 0, waiting: 2 });
    const order: string[] = [];
    queue.work(stage, {}, async ([job]) => void order.push(job?.key ?? ''));
    await queue.drained();
    expect(order).toEqual(['k', 'l']);
  });

  it('never runs two jobs of one key at a time, and loses no wish to run again', async () => {
    const { queue, stage } = await open();
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: gate, resolve: leave } = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    let runs = 0;
    queue.work(stage, { concurrency: 4 }, async () => {
      running += 1;
      most = Math.max(most, running);
      runs += 1;
      enter();
      if (runs === 1) await gate;
      running -= 1;
    });
    await queue.enqueue(null, stage, 'same', {});
    await entered;
    expect(await queue.enqueue(null, stage, 'same', {})).toBe('added');
    expect(await queue.enqueue(null, stage, 'same', {})).toBe('waiting');
    expect(await countsOf(queue, stage)).toMatchObject({ active: 1, waiting: 1 });
    leave();
    await queue.drained();
    expect([runs, most]).toEqual([2, 1]);
  });

  it('tries again, then keeps a dead letter with the reason, which can be tried anew or dropped', async () => {
    const { queue, stage } = await open();
    const attempts: number[] = [];
    let broken = true;
    queue.work(stage, {}, async ([job]) => {
      attempts.push(job?.attempt ?? 0);
      if (broken) throw new Error('the page is 뷁');
    });
    const ended = queue.enqueue(null, stage, 'bad', { url: 'u' }).then(() => queue.drained());
    const timer = setInterval(() => void skipTime(stage), 50);
    await ended;
    expect(attempts).toEqual([1, 2, 3]);
    const [letter] = await queue.deadLetters({ stage });
    expect(letter).toMatchObject({
      stage,
      key: 'bad',
      data: { url: 'u' },
      reason: 'the page is 뷁',
      attempts: 3,
    });
    expect(Date.parse(letter?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(await countsOf(queue, stage)).toMatchObject({ failed: 1, dead: 1, waiting: 0 });

    broken = false;
    expect(await queue.retryDead(letter?.id ?? '')).toBe('retried');
    await queue.drained();
    expect(attempts).toEqual([1, 2, 3, 1]);
    expect(await queue.retryDead(letter?.id ?? '')).toBe('not-found');

    broken = true;
    await queue.enqueue(null, stage, 'bad', {});
    await queue.drained();
    clearInterval(timer);
    const [second] = await queue.deadLetters({ stage });
    await queue.enqueue(null, stage, 'bad', {}, { startAfter: new Date(Date.now() + 3_600_000) });
    expect(await queue.retryDead(second?.id ?? '')).toBe('waiting');
    expect(await queue.deadLetters({ stage })).toEqual([]);
    expect(await queue.dropDead(second?.id ?? '')).toBe(false);
  });

  it('buries a job at once with its reason, and postpones one without an attempt', async () => {
    const { queue, stage } = await open();
    const seen: string[] = [];
    queue.work(stage, {}, async ([job]) => {
      seen.push(`${job?.key} ${job?.attempt}`);
      if (job?.key === 'hopeless') await job.bury('robots.txt forbids it');
      else if (seen.length < 3) await job?.postpone(new Date(Date.now() + 3_600_000));
    });
    await queue.enqueue(null, stage, 'hopeless', {});
    await queue.enqueue(null, stage, 'later', { n: 1 });
    await queue.drained();
    expect(seen).toEqual(['hopeless 1', 'later 1']);
    expect(await queue.deadLetters({ stage })).toMatchObject([
      { key: 'hopeless', reason: 'robots.txt forbids it', attempts: 1 },
    ]);
    expect(await countsOf(queue, stage)).toMatchObject({ deferred: 1 });
    await skipTime(stage);
    await queue.drained();
    expect(seen).toEqual(['hopeless 1', 'later 1', 'later 1']);
    expect(await queue.dropDead((await queue.deadLetters({ stage }))[0]?.id ?? '')).toBe(true);
  });

  it('gives a handler batches, and ends each job of one on its own', async () => {
    const { queue, stage } = await open({ ...quick, retryLimit: 0 });
    await queue.enqueueAll(
      null,
      stage,
      Array.from({ length: 25 }, (_, n) => ({ key: `k${n}`, data: { n } })),
    );
    const sizes: number[] = [];
    const failed: string[] = [];
    queue.work<{ n: number }>(stage, { batch: 10, concurrency: 2 }, async (jobs) => {
      sizes.push(jobs.length);
      await db.transaction(async (tx) => {
        for (const job of jobs) if (job.data.n % 2 === 0) await job.finish(tx);
      });
      if (!jobs.some(({ data }) => data.n === 3)) return;
      failed.push(...jobs.filter(({ data }) => data.n % 2 === 1).map(({ key }) => key));
      throw new Error('three');
    });
    await queue.drained();
    expect(sizes.toSorted((a, b) => b - a)).toEqual([10, 10, 5]);
    expect(failed).toContain('k3');
    expect((await queue.deadLetters({ stage })).map(({ key }) => key).sort()).toEqual(failed.sort());
  });

  describe('a job that is no longer ours', () => {
    /** What an expired lease does, without waiting for it. */
    const takeAway = (job: Job) =>
      sql`update pgboss.job set state = 'retry', start_after = now() where id = ${job.id}::uuid`.execute(
        db.kysely,
      );

    it('refuses the output of the late worker, which another attempt makes once', async () => {
      const { queue, stage } = await open();
      const lost: unknown[] = [];
      queue.work(stage, { concurrency: 2 }, async ([job]) => {
        if (job?.attempt === 1) await takeAway(job);
        try {
          await db.transaction(async (tx) => {
            await put(tx, `${stage} ${job?.attempt}`);
            await job?.assertLease(tx);
            await job?.finish(tx);
          });
        } catch (error) {
          lost.push(error);
          throw error;
        }
      });
      await queue.enqueue(null, stage, 'late', {});
      await queue.drained();
      expect(lost).toMatchObject([{ code: 'lease-lost' }]);
      expect((await stored()).filter((key) => key.startsWith(stage))).toEqual([`${stage} 2`]);
      expect(await queue.deadLetters({ stage })).toEqual([]);
    });

    it('is not ended by the late worker either', async () => {
      const { queue, stage } = await open();
      const refused: unknown[] = [];
      const note = (error: unknown) => refused.push((error as { code?: string }).code);
      let runs = 0;
      queue.work(stage, {}, async ([job]) => {
        runs += 1;
        if (job?.attempt !== 1) return;
        await takeAway(job);
        await job.bury('no').catch(note);
        await job.postpone(new Date()).catch(note);
      });
      await queue.enqueue(null, stage, 'late', {});
      await queue.drained();
      expect(refused).toEqual(['lease-lost', 'lease-lost']);
      expect(runs).toBe(2);
    });

    it('does not count as ended where the transaction that ended it was rolled back', async () => {
      const { queue, stage } = await open();
      let runs = 0;
      queue.work(stage, {}, async ([job]) => {
        runs += 1;
        if (runs > 1) return;
        await db
          .transaction(async (tx) => {
            await job?.finish(tx);
            throw new Error('back');
          })
          .catch(() => {});
        throw new Error('not done');
      });
      await queue.enqueue(null, stage, 'k', {});
      await sql`select 1`.execute(db.kysely);
      const timer = setInterval(() => void skipTime(stage), 50);
      await queue.drained();
      clearInterval(timer);
      expect(runs).toBe(2);
    });
  });

  it('stops: lets what runs end, and gives back what does not', async () => {
    const { queue, stage } = await open();
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: never } = Promise.withResolvers<void>();
    const seen: string[] = [];
    queue.work(stage, { concurrency: 2 }, async ([job]) => {
      if (job?.key === 'polite')
        await new Promise((resolve) => job.signal.addEventListener('abort', resolve, { once: true }));
      seen.push(job?.key ?? '');
      if (job?.key !== 'stuck') throw job?.signal.reason;
      enter();
      await never;
    });
    await queue.enqueueAll(null, stage, [
      { key: 'polite', data: {} },
      { key: 'stuck', data: {} },
    ]);
    await entered;
    await queue.stop({ graceMs: 0 });
    expect(seen).toEqual(['stuck', 'polite']);
    const { queue: other } = { queue: await openQueue(db, { stages: { [stage]: quick } }) };
    queues.push(other);
    expect(await countsOf(other, stage)).toMatchObject({ active: 0, retry: 2 });
  });

  it('forgives attempts that were cut short more often than those that failed, though not for ever', async () => {
    const { queue, stage } = await open();
    /** What pg-boss does with a job whose worker is gone. */
    const boss = new PgBoss({ db: db.raw(), supervise: false, schedule: false, registerInstance: false });
    await boss.start();
    await queue.enqueue(null, stage, 'k', {});
    const cut = async () => {
      await skipTime(stage);
      const [row] = await boss.fetch(stage);
      await boss.fail(stage, row?.id ?? '', { message: 'gone' });
    };
    let cuts = 0;
    for (; (await queue.deadLetters({ stage })).length === 0; cuts += 1) await cut();
    // Of two further attempts at a quarter of the price, and the last.
    expect(cuts).toBe(12);
    const [letter] = await queue.deadLetters({ stage });
    await queue.retryDead(letter?.id ?? '');
    await cut();
    await boss.stop({ graceful: false, close: false });
    let failures = 0;
    queue.work(stage, {}, async () => {
      failures += 1;
      throw new Error('broken');
    });
    const timer = setInterval(() => void skipTime(stage), 50);
    await queue.drained();
    clearInterval(timer);
    expect(failures).toBe(3);
  });

  it('keeps what waits for as long as it takes', async () => {
    const { queue, stage } = await open();
    await queue.enqueue(null, stage, 'k', {}, { startAfter: new Date(Date.now() + 3_600_000) });
    const { rows } = await sql<{
      years: number;
    }>`select extract(year from age(keep_until, now()))::integer as years
      from pgboss.job where name = ${stage}`.execute(db.kysely);
    expect(rows).toEqual([{ years: expect.any(Number) }]);
    expect(rows[0]?.years).toBeGreaterThan(10);
  });
});
