import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import { StandfirstError } from '../domain/errors.ts';
import { heartbeatSeconds } from './boss.ts';
import { LeasedJob, type Settled } from './leased-job.ts';
import type { Handler, WorkOptions } from './types.ts';

const batchMax = 1000;
const retryFetchMs = 1000;
const touchMs = (heartbeatSeconds * 1000) / 3;
/** How long handlers get to end after they were told to stop. */
const abortGraceMs = 2000;

export interface WorkerParts {
  boss: PgBoss;
  db: Database;
  onProblem(error: Error): void;
  /** Something of a job changed: it ended, or went back. */
  onSettled(): void;
}

/** Does the jobs of one stage in this process: fetches as many as handlers are free, and sleeps where there are none. */
export class StageWorker {
  private readonly stage: string;
  private readonly parts: WorkerParts;
  private readonly concurrency: number;
  private readonly batch: number;
  private readonly handler: Handler;
  private readonly running = new Map<Promise<void>, readonly LeasedJob[]>();
  private readonly heartbeat: NodeJS.Timeout;
  private readonly loop: Promise<void>;
  private stopping = false;
  private woken = false;
  private wakeUp: () => void = () => {};

  constructor(stage: string, parts: WorkerParts, options: WorkOptions, handler: Handler) {
    this.stage = stage;
    this.parts = parts;
    this.concurrency = options.concurrency ?? 1;
    this.batch = options.batch ?? 1;
    this.handler = handler;
    this.heartbeat = setInterval(() => void this.touch(), touchMs);
    this.heartbeat.unref();
    this.loop = this.run();
  }

  /** Nothing is fetched at the moment for want of jobs, not of handlers. */
  get isIdle(): boolean {
    return this.running.size < this.concurrency;
  }

  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
    if (!(await this.allEnded(graceMs))) {
      const why = new StandfirstError('stopping', 'The desk is stopping.');
      for (const jobs of this.running.values()) for (const job of jobs) job.abort(why);
      if (!(await this.allEnded(abortGraceMs))) await this.giveBack(why);
    }
    clearInterval(this.heartbeat);
  }

  private async allEnded(withinMs: number): Promise<boolean> {
    if (this.running.size === 0) return true;
    let timer: NodeJS.Timeout | undefined;
    const timeOut = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), withinMs);
    });
    const ended = Promise.all(this.running.keys()).then(() => true);
    try {
      return await Promise.race([ended, timeOut]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Handlers that do not end: their jobs are failed, so that what they still write is refused. */
  private async giveBack(why: Error): Promise<void> {
    const open = [...this.running.values()].flat().filter(({ settled }) => !settled);
    await Promise.all(open.map((job) => job.fail(why).catch(this.unlessLost)));
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const free = this.concurrency - this.running.size;
      if (free === 0) {
        await this.slept(null);
        continue;
      }
      this.woken = false;
      const wanted = Math.min(batchMax, free * this.batch);
      const rows = await this.take(wanted);
      if (rows === null) await this.slept(retryFetchMs);
      else if (rows.length > 0) this.start(rows);
      // Fewer than asked for: there are no more until something wakes us.
      if (rows !== null && rows.length < wanted && !this.woken) await this.slept(null);
    }
  }

  /** Until something happens, or the time is over. */
  private slept(ms: number | null): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Null where the database could not be asked. */
  private async take(count: number): Promise<JobWithMetadata<unknown>[] | null> {
    try {
      return await this.parts.boss.fetch(this.stage, { batchSize: count, includeMetadata: true });
    } catch (error) {
      this.parts.onProblem(asError(error));
      return null;
    }
  }

  private start(rows: JobWithMetadata<unknown>[]): void {
    const jobs = rows.map((row) => new LeasedJob(this.parts, row));
    for (let at = 0; at < jobs.length; at += this.batch) {
      const group = jobs.slice(at, at + this.batch);
      const done = this.handle(group).finally(() => {
        this.running.delete(done);
        this.parts.onSettled();
        this.wakeUp();
      });
      this.running.set(done, group);
    }
  }

  /** Never rejects: what goes wrong here is the job's end or a problem to report. */
  private async handle(jobs: readonly LeasedJob[]): Promise<void> {
    const lease = Math.min(...jobs.map(({ leaseMs }) => leaseMs));
    const timer = setTimeout(() => {
      for (const job of jobs)
        job.abort(new StandfirstError('lease-over', 'The job took longer than its lease.'));
    }, lease);
    try {
      await this.handler(jobs);
      await this.complete(jobs.filter(({ settled }) => !settled));
    } catch (error) {
      const open = jobs.filter(({ settled }) => !settled);
      await Promise.all(open.map((job) => job.fail(error).catch(this.unlessLost)));
    } finally {
      clearTimeout(timer);
    }
  }

  private async complete(jobs: readonly LeasedJob[]): Promise<void> {
    if (jobs.length === 0) return;
    try {
      await this.parts.boss.complete(
        this.stage,
        jobs.map(({ id, retryCount }) => ({ id, retryCount })),
      );
    } catch (error) {
      // The work is done; when the lease ends it is found to be done already.
      this.parts.onProblem(asError(error));
    }
  }

  private async touch(): Promise<void> {
    const held = [...this.running.values()]
      .flat()
      .filter(({ settled, signal }) => !settled && !signal.aborted);
    if (held.length === 0) return;
    try {
      const attempts = held.map(({ id, retryCount }) => ({ id, retryCount }));
      const { settled } = (await this.parts.boss.touch(this.stage, attempts)) as Settled;
      const ours = new Set(settled);
      for (const job of held)
        if (settled && !ours.has(job.id) && !job.settled)
          job.abort(new StandfirstError('lease-lost', 'Another worker has the job.'));
    } catch (error) {
      this.parts.onProblem(asError(error));
    }
  }

  private readonly unlessLost = (error: unknown): void => {
    // Somebody else's job by now: nothing is left to do about it here.
    if (error instanceof StandfirstError && error.code === 'lease-lost') return;
    this.parts.onProblem(asError(error));
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
