import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import { StandfirstError } from '../domain/errors.ts';
import { type Attempt, chargeFailure, hasSuccessor, holdsLease, takeAttempts } from './job-rows.ts';
import type { Job, Tx } from './types.ts';

const reasonCharsMax = 2000;

/** How an attempt ends, seen from the worker that has it. */
export class LeasedJob<Data = unknown> implements Job<Data>, Attempt {
  readonly id: string;
  readonly stage: string;
  readonly key: string;
  readonly data: Data;
  readonly retryCount: number;
  readonly attempt: number;
  readonly leaseMs: number;
  readonly signal: AbortSignal;
  /** It ended in a transaction of the handler, or is somebody else's. */
  settled = false;
  private readonly priority: number;
  private readonly boss: PgBoss;
  private readonly db: Database;
  private readonly aborter = new AbortController();

  constructor(parts: { boss: PgBoss; db: Database }, row: JobWithMetadata<Data>) {
    this.boss = parts.boss;
    this.db = parts.db;
    this.id = row.id;
    this.stage = row.name;
    this.key = row.singletonKey ?? '';
    this.data = row.data;
    this.retryCount = row.retryCount;
    this.attempt = row.retryCount + 1;
    this.leaseMs = row.expireInSeconds * 1000;
    this.priority = row.priority;
    this.signal = this.aborter.signal;
  }

  abort(reason: Error): void {
    this.aborter.abort(reason);
  }

  async assertLease(tx: Tx): Promise<void> {
    if (!(await holdsLease(tx, this))) throw this.lost();
  }

  async finish(tx: Tx): Promise<void> {
    await this.complete(tx);
    this.settledAfter();
  }

  async postpone(until: string | Date, tx?: Tx): Promise<void> {
    if (!tx) return this.db.transaction((own) => this.postpone(until, own));
    await this.complete(tx);
    // Finished and added anew: the attempts start from the first again, and a job with the key that waits stays one.
    await this.boss.send(this.stage, this.data as object, {
      db: this.db.raw(tx as never),
      singletonKey: this.key,
      startAfter: new Date(until),
      priority: this.priority,
    });
    this.settledAfter();
  }

  async bury(reason: string, tx?: Tx): Promise<void> {
    if (!tx) return this.db.transaction((own) => this.bury(reason, own));
    await takeAttempts(tx, this);
    await this.failIn(tx, new Error(reason));
    this.settledAfter();
  }

  /** Ends the attempt without success; the queue decides what comes next. Throws `lease-lost` as the others do. */
  async fail(error: unknown): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!isStopping(error)) await chargeFailure(tx, this);
      const { affected } = await endFailed(
        { boss: this.boss, db: this.db, attempt: this },
        tx,
        outputOf(error),
      );
      if (affected !== 1) throw this.lost();
    });
    this.settled = true;
  }

  private async complete(tx: Tx): Promise<void> {
    const answer = await this.boss.complete(this.stage, this.self(), null, {
      db: this.db.raw(tx as never),
    });
    if ((answer as Settled).affected !== 1) throw this.lost();
  }

  private async failIn(tx: Tx, error: unknown): Promise<void> {
    const answer = await this.boss.fail(this.stage, this.self(), outputOf(error), {
      db: this.db.raw(tx as never),
    });
    if ((answer as Settled).affected !== 1) throw this.lost();
  }

  private self(): { id: string; retryCount: number } {
    return { id: this.id, retryCount: this.retryCount };
  }

  /** Only the commit ends the job: after a rollback it is as open as before. */
  private settledAfter(): void {
    this.db.afterCommit(() => {
      this.settled = true;
    });
  }

  private lost(): StandfirstError {
    this.settled = true;
    return new StandfirstError(
      'lease-lost',
      `Attempt ${this.attempt} at ${this.stage} ${this.key} took too long: the job is no longer this worker's.`,
    );
  }
}

interface FailedAttempt {
  boss: PgBoss;
  db: Database;
  attempt: Attempt & { readonly key: string };
}

/**
 * Ends an attempt without success; the queue decides what comes next. Where another job with its key waits for its next
 * try, pg-boss would give this one up: that one does its work. None is affected where the job is somebody else's.
 */
export async function endFailed(failed: FailedAttempt, tx: Tx, output: object): Promise<Settled> {
  const { boss, db, attempt } = failed;
  const { stage, id, retryCount } = attempt;
  const inside = { db: db.raw(tx as never) };
  const answer = (await hasSuccessor(tx, attempt))
    ? await boss.complete(stage, { id, retryCount }, null, inside)
    : await boss.fail(stage, { id, retryCount }, output, inside);
  return answer as Settled;
}

/** Cut short by the desk, which is no fault of the job. */
function isStopping(error: unknown): boolean {
  return error instanceof StandfirstError && error.code === 'stopping';
}

/** Like pg-boss's answer to complete, fail and touch, whose type says less than it gives. */
export interface Settled {
  affected: number;
  settled?: string[];
}

function outputOf(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof StandfirstError ? error.code : undefined;
  return { message: message.slice(0, reasonCharsMax), ...(code === undefined ? {} : { code }) };
}
