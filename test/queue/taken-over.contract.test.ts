import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../src/db/open.ts';
import { openQueue } from '../../src/queue/queue.ts';
import type { JobQueue } from '../../src/queue/types.ts';
import { eachDatabase } from '../support/databases.ts';

eachDatabase((_name, databases) => {
  describe('a job that was cut short while another with its key waits for its next try', () => {
    let db: OpenDatabase;
    const queues: JobQueue[] = [];
    let count = 0;

    beforeAll(async () => {
      db = await databases.open();
    });
    afterAll(() => Promise.all(queues.map((queue) => queue.stop())));

    /** The desk's jobs, as a process has them that opens them. */
    async function open(stage: string) {
      const queue = await openQueue(db, { stages: { [stage]: { retryDelaySeconds: 600, retryLimit: 2 } } });
      queues.push(queue);
      return queue;
    }

    async function cutShort() {
      const stage = `stage-${'abc'[count++]}`;
      const queue = await open(stage);
      await queue.enqueue(null, stage, 'k', { n: 1 });
      await sql`update pgboss.job set state = 'retry', retry_count = 1, start_after = now() + interval '1 hour'
        where name = ${stage}`.execute(db.kysely);
      await queue.enqueue(null, stage, 'k', { n: 2 });
      await sql`update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now() - interval '1 hour'
        where name = ${stage} and state = 'created'`.execute(db.kysely);
      return { queue, stage };
    }
    /** As pg-boss does from time to time. */
    async function takeBackLost(stage: string) {
      const boss = new PgBoss({ db: db.raw(), supervise: false, schedule: false, registerInstance: false });
      await boss.start();
      await sql`update pgboss.queue set monitor_on = null where name = ${stage}`.execute(db.kysely);
      await boss.supervise(stage);
      await boss.stop({ graceful: false, close: false });
    }

    it.runIf(databases.engine === 'pglite')('is given up for that one when the desk is opened', async () => {
      const { stage } = await cutShort();
      const again = await open(stage);
      expect(await again.deadLetters({ stage })).toEqual([]);
      expect(await again.counts()).toMatchObject({ [stage]: { active: 0, retry: 1, waiting: 0, failed: 0 } });
    });

    it('leaves no dead letter where pg-boss gave it up', async () => {
      const { queue, stage } = await cutShort();
      await takeBackLost(stage);
      expect(await queue.deadLetters({ stage })).toMatchObject([{ reason: 'job heartbeat timeout' }]);
      const again = await open(stage);
      expect(await again.deadLetters({ stage })).toEqual([]);
      expect(await again.counts()).toMatchObject({ [stage]: { active: 0, retry: 1, waiting: 0, dead: 0 } });
    });

    it('stays a dead letter where it had no attempt left', async () => {
      const { stage } = await cutShort();
      await sql`update pgboss.job set retry_limit = retry_count where name = ${stage} and state = 'active'`.execute(
        db.kysely,
      );
      await takeBackLost(stage);
      const again = await open(stage);
      expect(await again.deadLetters({ stage })).toMatchObject([{ key: 'k', data: { n: 2 } }]);
    });
  });
});
