import type { Kysely } from 'kysely';
import type { DeskSchema } from '../db/schema.ts';

/** The database inside a transaction. */
export type Tx = Kysely<DeskSchema>;

export interface StageSettings {
  /** How long one attempt may take before the job is given to another worker. Default 15 minutes. */
  leaseMinutes?: number;
  /**
   * Further attempts after the first that failed. Default 3. Those that were cut short, by a process that died or a
   * lease that ended, cost a quarter of one.
   */
  retryLimit?: number;
  /** Seconds before the first of them, doubled each time, with jitter. Default 2, never more than 10 minutes. */
  retryDelaySeconds?: number;
}

export interface QueueSettings {
  /** Every stage that jobs can be of: lower-case names. */
  stages: readonly string[] | Readonly<Record<string, StageSettings>>;
  /** Told about errors that no caller sees: the database away while waiting for jobs, a failing heartbeat. */
  onProblem?(error: Error): void;
}

export interface EnqueueOptions {
  /** Not before; ISO 8601 or a Date. */
  startAfter?: string | Date;
  /** Higher first. Default 0. */
  priority?: number;
}

/** `waiting`: a job with that key waits already, now no later and with no lower priority than asked. */
export type Enqueued = 'added' | 'waiting';

/**
 * One attempt at a job. Another worker may get the job when the lease ends, so whatever an attempt writes must be
 * written in a transaction that calls `assertLease` or `finish`: both refuse where the job is no longer ours.
 */
export interface Job<Data = unknown> {
  readonly id: string;
  readonly stage: string;
  readonly key: string;
  readonly data: Data;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborts when the lease is lost or over, and when the desk stops and will not wait any longer. */
  readonly signal: AbortSignal;
  /** Throws `lease-lost` unless the job is still ours; holds it until the transaction ends. */
  assertLease(tx: Tx): Promise<void>;
  /** Ends the job in the transaction that stores its output, so that both happen or neither. */
  finish(tx: Tx): Promise<void>;
  /** Ends this attempt and has the job wait until then; costs no attempt. For hosts and providers that said when. */
  postpone(until: string | Date, tx?: Tx): Promise<void>;
  /** Gives the job up at once, with the reason: for what no further attempt can change. */
  bury(reason: string, tx?: Tx): Promise<void>;
}

/**
 * Does the jobs of a stage. Those that it left open are finished when it resolves and tried again later when it
 * rejects; out of attempts, they become dead letters.
 */
export type Handler<Data = unknown> = (jobs: readonly Job<Data>[]) => Promise<void>;

export interface WorkOptions {
  /** How often the handler runs at a time in this process. Default 1. */
  concurrency?: number;
  /** Most jobs that one call of it is given. Default 1. */
  batch?: number;
}

export interface StageCounts {
  /** Can be done now. */
  waiting: number;
  /** Not before a later time. */
  deferred: number;
  active: number;
  /** Failed, will be tried again. */
  retry: number;
  /** Ended without success in the last days. */
  failed: number;
  /** Given up and kept until somebody decides. */
  dead: number;
}

export interface DeadLetter {
  id: string;
  stage: string;
  key: string;
  data: unknown;
  /** The last error. */
  reason: string;
  attempts: number;
  /** ISO 8601. */
  at: string;
}

/** `waiting`: another job with its key waits, so the dead letter was dropped. */
export type Revived = 'retried' | 'waiting' | 'not-found';

export interface JobQueue {
  /**
   * Adds a job inside the transaction, or at once where `tx` is null. `key` is its idempotency key within the stage:
   * while a job with it waits, no second one is added; while one is running, one more is, and waits for its end.
   */
  enqueue(
    tx: Tx | null,
    stage: string,
    key: string,
    data: object,
    options?: EnqueueOptions,
  ): Promise<Enqueued>;
  /** As `enqueue` for many at once; says how many were added. */
  enqueueAll(
    tx: Tx | null,
    stage: string,
    jobs: readonly ({ key: string; data: object } & EnqueueOptions)[],
  ): Promise<number>;
  /** Starts doing the jobs of a stage in this process. */
  work<Data>(stage: string, options: WorkOptions, handler: Handler<Data>): void;
  counts(): Promise<Record<string, StageCounts>>;
  /** Oldest first. */
  deadLetters(options?: { stage?: string; limit?: number }): Promise<DeadLetter[]>;
  /** Has a dead letter tried again, with all its attempts. */
  retryDead(id: string): Promise<Revived>;
  /** Drops a dead letter. False where there is none. */
  dropDead(id: string): Promise<boolean>;
  /** Resolves when nothing is due, running or waiting for a retry. What waits for a later time does not count. */
  drained(): Promise<void>;
  /** How many jobs are running, waiting for a retry, or due within so long. */
  openJobs(withinMs: number): Promise<number>;
  /** Takes no more jobs, waits for those that run, then aborts them and gives them back. */
  stop(options?: { graceMs?: number }): Promise<void>;
}
