import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { eachDatabase } from '../support/databases.ts';

const script = join(import.meta.dirname, '../support/processes/queue-writer.ts');
const jobs = 60;
const kills = 6;
const stages = ['first', 'second'];

/** Random, and the same in every run. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

eachDatabase((name, databases) => {
  it(`loses nothing and does nothing twice when it is killed in the middle of writes (${name})`, async () => {
    const place = await databases.place();
    const random = randomNumbers(17);
    const acknowledged = new Set<string>();

    /** Runs the process until it ends, or kills it after so many committed outputs. */
    const run = async (killAfter: number) => {
      const child = fork(script, [JSON.stringify(place), String(jobs)], { execArgv: [] });
      const exited = once(child, 'exit');
      let ended = false;
      let seen = 0;
      child.on('message', (message: string) => {
        if (message === 'end') ended = true;
        else acknowledged.add(message);
        seen += 1;
        if (seen >= killAfter) child.kill('SIGKILL');
      });
      await exited;
      return ended;
    };

    for (let kill = 0; kill < kills; kill++) {
      await run(1 + Math.floor(random.next().value * 15));
      // What the end of a lease does; on the embedded engine the next start does it.
      if ('url' in place) {
        const db = await openDatabase(place);
        await sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`.execute(
          db.kysely,
        );
        await db.close();
      }
    }
    expect(acknowledged.size).toBeGreaterThan(kills);
    expect(await run(Number.POSITIVE_INFINITY)).toBe(true);

    const db = await databases.openAt(place);
    const rows = await db.kysely.selectFrom('log').select(['stage', 'reason']).execute();
    const effects = rows.map(({ stage, reason }) => `${stage} ${reason}`);
    const expected = stages.flatMap((stage) => Array.from({ length: jobs }, (_, n) => `${stage} job ${n}`));
    expect(effects.toSorted()).toEqual(expected.toSorted());
    for (const effect of acknowledged) expect(effects).toContain(effect);
    const queue = await openQueue(db, { stages });
    expect(await queue.deadLetters()).toEqual([]);
    await queue.stop();
  }, 240_000);
});
