import { sql } from 'kysely';
import { cutsPerFailure, deadQueue } from './boss.ts';
import type { DeadLetter, StageCounts, Tx } from './types.ts';

/*
 * What we read and change of pg-boss's own table beyond its functions. Its columns are part of its documented SQL
 * interface; test/queue pins what we rely on.
 */

export interface Attempt {
  id: string;
  stage: string;
  /** pg-boss counts it up each time the job is claimed again: it tells one attempt from another. */
  retryCount: number;
}

/** True while the job is active under this attempt. It cannot be taken away before the transaction ends. */
export async function holdsLease(tx: Tx, { id, stage, retryCount }: Attempt): Promise<boolean> {
  const { rows } = await sql`select 1 from pgboss.job
    where name = ${stage} and id = ${id}::uuid and state = 'active' and retry_count = ${retryCount}
    for key share`.execute(tx);
  return rows.length === 1;
}

/** Takes the attempts that are left from a job of ours, so that failing it ends it. */
export async function takeAttempts(tx: Tx, { id, stage, retryCount }: Attempt): Promise<void> {
  await sql`update pgboss.job set retry_limit = retry_count
    where name = ${stage} and id = ${id}::uuid and state = 'active' and retry_count = ${retryCount}`.execute(
    tx,
  );
}

/** What an attempt that fails costs more than one that is cut short, which pg-boss counts as one. */
export async function chargeFailure(tx: Tx, { id, stage, retryCount }: Attempt): Promise<void> {
  await sql`update pgboss.job set retry_limit = greatest(retry_count, retry_limit - ${cutsPerFailure - 1}::integer)
    where name = ${stage} and id = ${id}::uuid and state = 'active' and retry_count = ${retryCount}`.execute(
    tx,
  );
}

/** A job that waits with that key: no later than asked (null: than now), no less urgent. */
export async function bringForward(
  tx: Tx,
  job: { stage: string; key: string; startAfter: Date | null; priority: number },
): Promise<void> {
  await sql`update pgboss.job
    set start_after = least(start_after, wanted), priority = greatest(priority, ${job.priority}::integer)
    from (select coalesce(${job.startAfter}::timestamptz, now()) as wanted) as ask
    where name = ${job.stage} and singleton_key = ${job.key} and state = 'created'
      and (start_after > wanted or priority < ${job.priority}::integer)`.execute(tx);
}

/** Another job with that key that will run soon: it does what this one would. */
export async function hasSuccessor(
  tx: Tx,
  job: { stage: string; key: string; id: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from pgboss.job
    where name = ${job.stage} and singleton_key = ${job.key} and id <> ${job.id}::uuid
      and (state = 'retry' or (state = 'created' and start_after <= now())) limit 1`.execute(tx);
  return rows.length === 1;
}

/**
 * Drops the dead letters of jobs that had attempts left. pg-boss gives up a job whose worker is gone, where another one
 * with its key waits for its next try; that does what this one would, and nobody need look at it. Gives how many.
 */
export async function dropTakenOver(tx: Tx, stages: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`delete from pgboss.job as letter using pgboss.job as job
    where letter.name = ${deadQueue} and letter.state < 'active' and letter.source_name = any(${[...stages]}::text[])
      and job.name = letter.source_name and job.id = letter.source_id
      and job.state = 'failed' and job.retry_count < job.retry_limit`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The stages, of those asked for, that have a job to be done now. */
export async function dueStages(tx: Tx, stages: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ stage: string }>`select stage from unnest(${[...stages]}::text[]) as stage
    where exists (select 1 from pgboss.job
      where name = stage and state < 'active' and not blocked and start_after <= now())`.execute(tx);
  return rows.map(({ stage }) => stage);
}

/** Jobs that are due, running or will be tried again. */
export async function countOpen(tx: Tx, stages: readonly string[], withinMs = 0): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*) as open from pgboss.job
    where name = any(${[...stages]}::text[])
      and (state in ('active', 'retry') or (state = 'created' and start_after <= now() + ${withinMs} * interval '1 millisecond'))`.execute(
    tx,
  );
  return rows[0]?.open ?? 0;
}

export async function activeAttempts(
  tx: Tx,
  stages: readonly string[],
): Promise<(Attempt & { key: string })[]> {
  const { rows } = await sql<Attempt & { key: string }>`
    select id::text, name as stage, coalesce(singleton_key, '') as key, retry_count as "retryCount" from pgboss.job
    where name = any(${[...stages]}::text[]) and state = 'active'`.execute(tx);
  return rows;
}

export async function countJobs(tx: Tx, stages: readonly string[]): Promise<Record<string, StageCounts>> {
  const { rows } = await sql<StageCounts & { stage: string }>`
    select stage,
      count(*) filter (where state = 'created' and start_after <= now()) as waiting,
      count(*) filter (where state = 'created' and start_after > now()) as deferred,
      count(*) filter (where state = 'active') as active,
      count(*) filter (where state = 'retry') as retry,
      count(*) filter (where state = 'failed') as failed,
      (select count(*) from pgboss.job as d
        where d.name = ${deadQueue} and d.source_name = stage and d.state < 'active') as dead
    from unnest(${[...stages]}::text[]) as stage
    left join pgboss.job as j on j.name = stage and j.state not in ('completed', 'cancelled')
    group by stage`.execute(tx);
  return Object.fromEntries(rows.map(({ stage, ...counts }) => [stage, counts]));
}

interface DeadRow extends Omit<DeadLetter, 'reason'> {
  output: { message?: unknown; value?: unknown } | null;
}

export async function listDead(
  tx: Tx,
  { stage = null, id = null, limit }: { stage?: string | null; id?: string | null; limit: number },
): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadRow>`
    select id::text, source_name as stage, singleton_key as key, data, source_retry_count + 1 as attempts,
      created_on as at, source_output as output
    from pgboss.job
    where name = ${deadQueue} and state < 'active'
      and (${stage}::text is null or source_name = ${stage}) and (${id}::uuid is null or id = ${id}::uuid)
    order by created_on, id limit ${limit}`.execute(tx);
  return rows.map(({ output, ...row }) => ({ ...row, reason: reasonOf(output) }));
}

/** What an attempt ended with, as it was given to pg-boss or as pg-boss itself says it. */
function reasonOf(output: DeadRow['output']): string {
  const value = output?.value as { message?: unknown } | undefined;
  const message = output?.message ?? value?.message ?? output?.value;
  return typeof message === 'string' ? message : 'unknown';
}
