import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Database, Subscription } from '../db/database.ts';
import { invariant } from '../domain/errors.ts';
import { deadQueue, stagesOf, startBoss, superviseSeconds } from './boss.ts';
import {
  activeAttempts,
  bringForward,
  countJobs,
  countOpen,
  dropTakenOver,
  dueStages,
  listDead,
} from './job-rows.ts';
import { endFailed } from './leased-job.ts';
import { StageWorker } from './stage-worker.ts';
import type {
  DeadLetter,
  Enqueued,
  EnqueueOptions,
  Handler,
  JobQueue,
  QueueSettings,
  Revived,
  StageCounts,
  Tx,
  WorkOptions,
} from './types.ts';

/** How often jobs whose time has come are looked for. New jobs wake their stage at once. */
const lookMs = 1000;
/** How often dead letters that another job took over are looked for: as often as pg-boss looks for lost jobs. */
const sweepMs = superviseSeconds * 1000;
const graceMsDefault = 30_000;
const drainedLookMs = 25;
const deadLettersMax = 1000;

/** Opens the jobs of the desk's database; makes what they need there. Close the queue before the database. */
export async function openQueue(db: Database, settings: QueueSettings): Promise<JobQueue> {
  const boss = await startBoss(db, settings);
  const queue = new PgBossQueue(db, boss, settings);
  await queue.open();
  return queue;
}

class PgBossQueue implements JobQueue {
  private readonly db: Database;
  private readonly boss: PgBoss;
  private readonly stages: readonly string[];
  private readonly onProblem: (error: Error) => void;
  private readonly workers = new Map<string, StageWorker>();
  private readonly timer: NodeJS.Timeout;
  private readonly waiting = new Set<() => void>();
  private looking = false;
  private sweptAt = 0;
  private stopped: Promise<void> | null = null;
  private subscription: Subscription | null = null;

  constructor(db: Database, boss: PgBoss, settings: QueueSettings) {
    this.db = db;
    this.boss = boss;
    this.stages = Object.keys(stagesOf(settings));
    this.onProblem = settings.onProblem ?? (() => {});
    this.timer = setInterval(() => void this.look(), lookMs);
  }

  async open(): Promise<void> {
    // The channel that pg-boss notifies when a job is added, by whatever process.
    const { rows } = await sql<{ channel: string }>`
      select 'pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24) as channel`.execute(
      this.db.kysely,
    );
    const channel = rows[0]?.channel ?? '';
    this.subscription = await this.db.listen(
      channel,
      (stage) => this.workers.get(stage)?.wake(),
      () => this.wakeAll(),
    );
    if (this.db.engine === 'pglite') await this.recover();
    await this.sweep();
  }

  /** The data directory is ours alone: jobs that are active now are those of a process that died. */
  private async recover(): Promise<void> {
    const { boss, db } = this;
    const output = { message: 'The desk was stopped in the middle of the job.' };
    for (const attempt of await activeAttempts(db.kysely, this.stages))
      await db.transaction((tx) => endFailed({ boss, db, attempt }, tx, output));
  }

  async enqueue(
    tx: Tx | null,
    stage: string,
    key: string,
    data: object,
    options: EnqueueOptions = {},
  ): Promise<Enqueued> {
    if (!tx) return this.db.transaction((own) => this.enqueue(own, stage, key, data, options));
    this.check(stage, key);
    const startAfter = options.startAfter === undefined ? null : new Date(options.startAfter);
    const { priority = 0 } = options;
    const id = await this.boss.send(stage, data, {
      db: this.db.raw(tx as never),
      singletonKey: key,
      priority,
      ...(startAfter ? { startAfter } : {}),
    });
    if (id === null) await bringForward(tx, { stage, key, startAfter, priority });
    this.wakeAfterCommit(stage);
    return id === null ? 'waiting' : 'added';
  }

  async enqueueAll(
    tx: Tx | null,
    stage: string,
    jobs: readonly ({ key: string; data: object } & EnqueueOptions)[],
  ): Promise<number> {
    if (jobs.length === 0) return 0;
    if (!tx) return this.db.transaction((own) => this.enqueueAll(own, stage, jobs));
    const rows = jobs.map(({ key, data, startAfter, priority = 0 }) => {
      this.check(stage, key);
      return {
        data,
        singletonKey: key,
        priority,
        ...(startAfter === undefined ? {} : { startAfter: new Date(startAfter) }),
      };
    });
    const ids = await this.boss.insert(stage, rows, { db: this.db.raw(tx as never), returnId: true });
    this.wakeAfterCommit(stage);
    return ids?.length ?? 0;
  }

  private check(stage: string, key: string): void {
    invariant(this.stages.includes(stage), `${stage} is a stage of this queue`);
    invariant(key !== '', 'a job has a key');
  }

  private wakeAfterCommit(stage: string): void {
    this.db.afterCommit(() => this.workers.get(stage)?.wake());
  }

  work<Data>(stage: string, options: WorkOptions, handler: Handler<Data>): void {
    invariant(this.stages.includes(stage), `${stage} is a stage of this queue`);
    invariant(!this.workers.has(stage), `${stage} has a worker already`);
    invariant(!this.stopped, 'the queue is open');
    const parts = {
      boss: this.boss,
      db: this.db,
      onProblem: this.onProblem,
      onSettled: () => this.changed(),
    };
    this.workers.set(stage, new StageWorker(stage, parts, options, handler as Handler));
  }

  /** Jobs whose time has come, and those that another process left, have nobody to wake us. */
  private async look(): Promise<void> {
    if (this.looking || this.stopped) return;
    this.looking = true;
    try {
      const idle = [...this.workers].filter(([, worker]) => worker.isIdle).map(([stage]) => stage);
      if (idle.length > 0)
        for (const stage of await dueStages(this.db.kysely, idle)) this.workers.get(stage)?.wake();
      if (performance.now() - this.sweptAt >= sweepMs) await this.sweep();
      this.changed();
    } catch (error) {
      this.onProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.looking = false;
    }
  }

  private async sweep(): Promise<void> {
    this.sweptAt = performance.now();
    await dropTakenOver(this.db.kysely, this.stages);
  }

  private wakeAll(): void {
    for (const worker of this.workers.values()) worker.wake();
  }

  private changed(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }

  counts(): Promise<Record<string, StageCounts>> {
    return countJobs(this.db.kysely, this.stages);
  }

  async drained(): Promise<void> {
    while (!this.stopped) {
      // Before the count: what changes while it runs is not missed.
      const change = new Promise<void>((resolve) => this.waiting.add(resolve));
      if ((await countOpen(this.db.kysely, this.stages)) === 0) return;
      await change;
      // Jobs end by the dozen; counting after each would be most of the work.
      await sleep(drainedLookMs);
    }
  }

  openJobs(withinMs: number): Promise<number> {
    return countOpen(this.db.kysely, this.stages, withinMs);
  }

  deadLetters({ stage, limit = 100 }: { stage?: string; limit?: number } = {}): Promise<DeadLetter[]> {
    return listDead(this.db.kysely, { stage: stage ?? null, limit: Math.min(limit, deadLettersMax) });
  }

  async retryDead(id: string): Promise<Revived> {
    const [letter] = await listDead(this.db.kysely, { id, limit: 1 });
    if (!letter) return 'not-found';
    if ((await this.boss.redrive(deadQueue, { ids: [id] })) === 1) {
      this.workers.get(letter.stage)?.wake();
      return 'retried';
    }
    // pg-boss keeps it as failed because a job with its key waits; that one does what this one would.
    await this.boss.deleteJob(deadQueue, id);
    return 'waiting';
  }

  async dropDead(id: string): Promise<boolean> {
    const [letter] = await listDead(this.db.kysely, { id, limit: 1 });
    if (letter) await this.boss.deleteJob(deadQueue, id);
    return letter !== undefined;
  }

  stop({ graceMs = graceMsDefault }: { graceMs?: number } = {}): Promise<void> {
    this.stopped ??= this.end(graceMs);
    return this.stopped;
  }

  private async end(graceMs: number): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.workers.values()].map((worker) => worker.stop(graceMs)));
    await this.subscription?.close();
    await this.boss.stop({ graceful: false, close: false });
    this.changed();
  }
}
