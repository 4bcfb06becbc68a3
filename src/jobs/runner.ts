import type { Executor } from '../db/executor.ts';
import { addLog } from '../db/log.ts';
import { StandfirstError } from '../domain/errors.ts';
import { clusterStage, mergeStage } from './cluster.ts';
import { compareStage } from './compare.ts';
import { embedStage } from './embed.ts';
import { extractStage } from './extract.ts';
import { fetchStage } from './fetch.ts';
import { maintainStage } from './maintain.ts';
import { pollStage } from './poll.ts';
import { publishStage } from './publish.ts';
import { relateStage } from './relate.ts';
import { obeyStage, rightsStage } from './site-rights.ts';
import { subscribeStage } from './subscribe.ts';
import type { Enqueue, Stage, StageInputs, StageName, StageParts, StageResult } from './types.ts';
import { writeStage } from './write.ts';

/** Every stage, in the order in which news goes through them. To add one: a file, and a line here. */
export const stages: { readonly [S in StageName]: Stage<S> } = {
  poll: pollStage,
  fetch: fetchStage,
  extract: extractStage,
  embed: embedStage,
  cluster: clusterStage,
  merge: mergeStage,
  compare: compareStage,
  write: writeStage,
  publish: publishStage,
  relate: relateStage,
  subscribe: subscribeStage,
  rights: rightsStage,
  obey: obeyStage,
  maintain: maintainStage,
};

export const stageNames = Object.keys(stages) as StageName[];

/** The part of a job that the runner needs. */
export interface Lease {
  /**
   * Ends the job in the transaction that stores its output. Throws where another worker has it by now: what this one
   * made must not be stored.
   */
  finish(tx: Executor): Promise<void>;
}

/** Gives the follow-up jobs of a transaction to the queue. */
export type EnqueueIn = (tx: Executor) => Enqueue;

/**
 * Runs one job: the slow part first, then its output, its line in the fetch log and its follow-up jobs in one
 * transaction, and only while the job is still ours. What throws is logged with its reason and thrown on, so that the
 * queue tries again or gives it up to the dead letters.
 */
export async function runStage<S extends StageName>(
  name: S,
  input: StageInputs[S],
  { parts, lease, enqueueIn }: { parts: StageParts; lease: Lease; enqueueIn: EnqueueIn },
): Promise<StageResult> {
  const stage: Stage<S> = stages[name];
  const started = performance.now();
  try {
    const result = await stage.run(input, parts);
    await parts.db.transaction(async (tx) => {
      await lease.finish(tx);
      await result.commit?.(tx, enqueueIn(tx));
      await addLog(tx, logLine(name, result, started));
    });
    return result;
  } catch (error) {
    // Told apart from outcomes: nothing was stored, and the queue decides whether it is tried again.
    await addLog(parts.db.kysely, { stage: name, ...aboutInput(input), ...failure(error, started) }).catch(
      () => undefined,
    );
    throw error;
  }
}

function logLine(stage: string, { outcome, reason, about, detail }: StageResult, started: number) {
  const durationMs = Math.round(performance.now() - started);
  return { stage, outcome, durationMs, ...about, ...(reason && { reason }), ...(detail ? { detail } : {}) };
}

function failure(error: unknown, started: number) {
  const reason =
    error instanceof StandfirstError
      ? `${error.code}: ${error.message}`
      : error instanceof Error
        ? error.message
        : String(error);
  return {
    outcome: 'error',
    reason: reason.slice(0, 1000),
    durationMs: Math.round(performance.now() - started),
  };
}

function aboutInput(input: object) {
  const given = input as Partial<Record<string, string | number>>;
  const pick = <K extends string>(key: K) => (given[key] === undefined ? {} : { [key]: given[key] });
  return {
    ...pick('sourceId'),
    ...pick('entryId'),
    ...pick('documentId'),
    ...pick('storyId'),
    ...pick('briefId'),
  };
}
