import type { Executor } from '../db/executor.ts';
import type { JobQueue } from '../queue/types.ts';
import { type EnqueueIn, runStage, stages } from './runner.ts';
import type { Enqueue, StageInputs, StageName, StageParts } from './types.ts';

/** How many jobs of a stage run at a time in one process: those that wait for the network many, those that count few. */
const concurrency: Record<StageName, number> = {
  poll: 6,
  fetch: 8,
  extract: 2,
  embed: 1,
  cluster: 1,
  merge: 1,
  compare: 1,
  write: 2,
  publish: 1,
  relate: 1,
  subscribe: 2,
  rights: 4,
  obey: 1,
  maintain: 1,
};

/** Follow-up jobs go into the queue in the transaction that they follow from. */
export function enqueueWith(queue: JobQueue, now: () => Date): EnqueueIn {
  const keyOf = <S extends StageName>(stage: S, input: StageInputs[S]) =>
    (stages[stage].key as (given: StageInputs[S]) => string)(input);
  return (tx: Executor): Enqueue => {
    const one: Omit<Enqueue, 'all'> = async <S extends StageName>(
      stage: S,
      input: StageInputs[S],
      { startAfterMs }: { startAfterMs?: number } = {},
    ) => {
      const startAfter =
        startAfterMs === undefined ? {} : { startAfter: new Date(now().getTime() + startAfterMs) };
      await queue.enqueue(tx, stage, keyOf(stage, input), input, startAfter);
    };
    const all: Enqueue['all'] = async (stage, inputs) => {
      await queue.enqueueAll(
        tx,
        stage,
        inputs.map((data) => ({ key: keyOf(stage, data), data })),
      );
    };
    return Object.assign(one, { all }) as Enqueue;
  };
}

/** Starts doing the jobs of these stages in this process. */
export function startWorkers(
  queue: JobQueue,
  names: readonly StageName[],
  parts: Omit<StageParts, 'signal'>,
): void {
  const enqueueIn = enqueueWith(queue, parts.now);
  for (const name of names) {
    queue.work<StageInputs[typeof name]>(name, { concurrency: concurrency[name] }, async ([job]) => {
      if (!job) return;
      const lease = { finish: (tx: Executor) => job.finish(tx) };
      await runStage(name, job.data, { parts: { ...parts, signal: job.signal }, lease, enqueueIn });
    });
  }
}
