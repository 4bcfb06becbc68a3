import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { backup } from '../src/db/backup/backup.ts';
import { restore } from '../src/db/backup/restore.ts';
import { vacuumDue } from '../src/db/maintenance.ts';
import { type OpenDatabase, openDatabase } from '../src/db/open.ts';
import { openQueue } from '../src/queue/queue.ts';
import { claimSlot, releaseSlot } from '../src/queue/slots.ts';

/*
 * What the store and the jobs do per second, on an empty embedded database or, with an address as argument, on an empty
 * PostgreSQL database. Prints one JSON line per figure.
 */
const url = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'));
const place = url === undefined ? { dataDir: join(folder, 'data') } : { url, connectionsMax: 10 };
const stages = ['bench'];
const megabyte = 1024 * 1024;

function print(what: string, value: number, unit: string): void {
  console.log(
    JSON.stringify({
      engine: url === undefined ? 'pglite' : 'postgres',
      what,
      value: Math.round(value),
      unit,
    }),
  );
}

async function perSecond(what: string, count: number, run: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await run();
  print(what, (count / (performance.now() - started)) * 1000, '/s');
}

async function oneByOne(count: number, run: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < count; n++) await run(n);
}

async function benchRows(db: OpenDatabase): Promise<void> {
  const put = (key: string) => db.kysely.insertInto('desk_value').values({ key, value: '{"a":1}' }).execute();
  await perSecond('insert, one commit each', 1500, () => oneByOne(1500, (n) => put(`a${n}`)));
  await perSecond('insert, ten at a time', 1500, () =>
    Promise.all(Array.from({ length: 10 }, (_, lane) => oneByOne(150, (n) => put(`b${lane}-${n}`)))),
  );
  await perSecond('insert of 500 rows each', 20_000, () =>
    oneByOne(40, (n) => {
      const keys = Array.from({ length: 500 }, (_, at) => `c${n}-${at}`);
      return sql`insert into desk_value select key, '{}' from unnest(${keys}::text[]) as key`.execute(
        db.kysely,
      );
    }),
  );
  await perSecond('select by key', 3000, () =>
    oneByOne(3000, (n) =>
      db.kysely
        .selectFrom('desk_value')
        .selectAll()
        .where('key', '=', `a${n % 1500}`)
        .execute(),
    ),
  );
  await perSecond('transaction of two statements', 800, () =>
    oneByOne(800, (n) =>
      db.transaction(async (tx) => {
        await tx.selectFrom('desk_value').select('key').where('key', '=', `a${n}`).execute();
        await tx.insertInto('log').values({ stage: 'bench', outcome: 'x' }).execute();
      }),
    ),
  );
}

async function benchQueue(db: OpenDatabase): Promise<void> {
  const queue = await openQueue(db, { stages });
  await perSecond('enqueue, one transaction each', 500, () =>
    oneByOne(500, (n) => queue.enqueue(null, 'bench', `a${n}`, { n })),
  );
  const many = Array.from({ length: 5000 }, (_, n) => ({ key: `b${n}`, data: { n } }));
  await perSecond('enqueueAll of 500 jobs each', many.length, () =>
    oneByOne(10, (n) => queue.enqueueAll(null, 'bench', many.slice(n * 500, (n + 1) * 500))),
  );
  await queue.stop();
  await perSecond('fetch and finish, one handler, one job', 300, () => workOff(db, 300, { concurrency: 1 }));
  await perSecond('fetch and finish, four handlers', 1200, () => workOff(db, 1200, { concurrency: 4 }));
  // What is left of the 5500: the workers before may have taken a few more than they were asked for.
  const left = (await queue.counts()).bench?.waiting ?? 0;
  await perSecond('fetch and finish, batches of 50', left, () =>
    workOff(db, left, { concurrency: 1, batch: 50 }),
  );
  const idle = await openQueue(db, { stages });
  const waits: number[] = [];
  let done = () => {};
  idle.work<{ at: number }>('bench', {}, async ([job]) => {
    waits.push(performance.now() - (job?.data.at ?? 0));
    done();
  });
  await oneByOne(50, async (n) => {
    const finished = new Promise<void>((resolve) => {
      done = resolve;
    });
    await idle.enqueue(null, 'bench', `w${n}`, { at: performance.now() });
    await finished;
  });
  print('from enqueue to handler, median', (waits.sort((a, b) => a - b)[25] ?? 0) * 1000, 'us');
  await idle.stop();
}

/** A worker that stops after so many jobs; each is ended in a transaction that stores a row. */
async function workOff(
  db: OpenDatabase,
  count: number,
  options: { concurrency: number; batch?: number },
): Promise<void> {
  const queue = await openQueue(db, { stages });
  let left = count;
  await new Promise<void>((resolve) => {
    queue.work('bench', options, async (jobs) => {
      await db.transaction(async (tx) => {
        await tx.insertInto('log').values({ stage: 'bench', outcome: 'x' }).execute();
        for (const job of options.batch === undefined ? jobs : []) await job.finish(tx);
      });
      left -= jobs.length;
      if (left <= 0) resolve();
    });
  });
  await queue.stop();
}

async function benchBackup(db: OpenDatabase): Promise<void> {
  await sql`insert into source (id, kind, url, title) values ('s', 'x', 'u', 't')`.execute(db.kysely);
  await sql`insert into entry (source_id, url) values ('s', 'u')`.execute(db.kysely);
  // 50 MB that do not compress, as pages that are stored compressed.
  await sql`insert into capture (entry_id, url, final_url, status, body_hash, body_bytes, body)
    select 1, 'u', 'u', 200, 'h', 20000,
      (select string_agg(sha256((n || ' ' || part)::bytea), ''::bytea) from generate_series(1, 625) as part)
    from generate_series(1, 2500) as n`.execute(db.kysely);
  await sql`update desk_value set value = '{"b":2}'`.execute(db.kysely);
  const vacuumed = performance.now();
  await vacuumDue(db);
  print('vacuum of what is due', performance.now() - vacuumed, 'ms');
  const file = join(folder, 'x.backup');
  const started = performance.now();
  const { bytes } = await backup(db, file);
  print('backup', (performance.now() - started) as number, 'ms');
  print('backup file', bytes / megabyte, 'MB');
  const restored = performance.now();
  await restore({ dataDir: join(folder, 'restored') }, file, {
    prepare: async (target) => (await openQueue(target, { stages })).stop(),
  });
  print('restore to an embedded database', performance.now() - restored, 'ms');
}

const opening = performance.now();
const db = await openDatabase(place);
print('first open', performance.now() - opening, 'ms');
await benchRows(db);
await benchQueue(db);
await perSecond('claim and release a slot', 300, () =>
  oneByOne(300, async () => {
    const claim = await claimSlot(db, 'k', { max: 1, minGapMs: 0, leaseMs: 60_000 });
    if (claim.kind === 'claimed') await releaseSlot(db, claim.slot);
  }),
);
await benchBackup(db);
print('resident memory at the end', process.memoryUsage().rss / megabyte, 'MB');
await db.close();
if (url === undefined) {
  const again = performance.now();
  await (await openDatabase(place)).close();
  print('warm open and close', performance.now() - again, 'ms');
}
rmSync(folder, { recursive: true, force: true });
