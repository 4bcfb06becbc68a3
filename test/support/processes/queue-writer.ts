import { openDatabase } from '../../../src/db/open.ts';
import { openQueue } from '../../../src/queue/queue.ts';

/*
 * A process to be killed: opens the database of the first argument, adds its jobs if they were not added yet, does
 * them, and writes a line for each output that was committed. Each job stores one row and adds a follow-up job, which
 * stores another.
 */
const [place = '{}', jobs = '0'] = process.argv.slice(2);
const db = await openDatabase(JSON.parse(place));
const settings = { retryLimit: 50, retryDelaySeconds: 0 };
const queue = await openQueue(db, { stages: { first: settings, second: settings } });

for (const stage of ['first', 'second']) {
  queue.work<{ n: number }>(stage, { concurrency: 3 }, async ([job]) => {
    if (!job) return;
    await db.transaction(async (tx) => {
      await tx.insertInto('log').values({ stage, outcome: 'done', reason: job.key }).execute();
      if (stage === 'first') await queue.enqueue(tx, 'second', job.key, {});
      await job.finish(tx);
    });
    process.send?.(`${stage} ${job.key}`);
  });
}
await db.transaction(async (tx) => {
  const added = await tx
    .insertInto('desk_value')
    .values({ key: 'added', value: '1' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .execute();
  if (added.length === 0) return;
  const all = Array.from({ length: Number(jobs) }, (_, n) => ({ key: `job ${n}`, data: { n } }));
  await queue.enqueueAll(tx, 'first', all);
});
await queue.drained();
await queue.stop();
await db.close();
process.send?.('end');
process.disconnect?.();
