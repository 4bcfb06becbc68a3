import type { Executor } from '../db/executor.ts';
import { ensureNearIndex } from '../db/near/near-index.ts';
import { nextVectorJobs, putOffVectors, saveVectors, type VectorJob } from '../db/vectors.ts';
import type { Embedder } from '../domain/embedder.ts';
import { invariant } from '../domain/errors.ts';
import { vectorText } from '../pipeline/stories/view.ts';
import type { Enqueue, Stage, StageParts, StageResult } from './types.ts';

/** Texts of one run: some seconds of the encoder in the package. */
const batchMax = 64;
/** Documents that are let through at a time where there is no model. */
const releaseMax = 500;
/** Longest wait for the model. Documents wait no longer for their vectors than this: they are grouped without. */
const embedTimeoutMs = 60_000;
/** Between two runs over what is old: new documents and readers come first. */
const pauseMs = 500;
/** After a failure, where no new document asks before. */
const retryMs = 600_000;

/**
 * After a failure fewer are tried together: one text that the model does not take must not fail the others for ever.
 */
function together(jobs: readonly VectorJob[]): readonly VectorJob[] {
  const tries = jobs[0]?.tries ?? 0;
  return tries === 0 ? jobs : jobs.slice(0, Math.max(1, batchMax >> (2 * Math.min(tries, 8))));
}

async function letThrough(enqueue: Enqueue, jobs: readonly VectorJob[]): Promise<void> {
  const first = jobs.filter(({ isFirst }) => isFirst);
  await enqueue.all(
    'cluster',
    first.flatMap(({ documentId }) => (documentId === null ? [] : [{ documentId }])),
  );
}

/** Without a model nothing waits for one; with it the rows say what there is to do. */
async function release({ db }: StageParts): Promise<StageResult> {
  const jobs = await nextVectorJobs(db.kysely, null, releaseMax);
  return {
    outcome: jobs.length === 0 ? 'unchanged' : 'skipped',
    ...(jobs.length > 0 && { reason: 'No model for sentence vectors is configured.' }),
    async commit(tx, enqueue) {
      const ids = jobs.map(({ id }) => id);
      await putOffVectors(tx, ids);
      await letThrough(enqueue, jobs);
      if (jobs.length > 0) await enqueue('embed', {});
    },
  };
}

function made(
  jobs: readonly VectorJob[],
  vectors: readonly Float32Array[],
  { db, embedder }: { db: StageParts['db']; embedder: Embedder },
): StageResult {
  const { id: model, dimensions } = embedder;
  const isNew = jobs.some(({ isFirst }) => isFirst);
  return {
    outcome: 'embedded',
    detail: { model, texts: jobs.length },
    async commit(tx: Executor, enqueue: Enqueue) {
      // An embedded database has one connection, which such an index would hold up for long.
      if (db.engine === 'postgres' && db.capabilities.vector) await ensureNearIndex(tx, model, dimensions);
      await saveVectors(
        tx,
        model,
        jobs.map(({ id }, at) => ({ id, values: vectors[at]! })),
      );
      await letThrough(enqueue, jobs);
      await enqueue('embed', {}, isNew ? {} : { startAfterMs: pauseMs });
    },
  };
}

function failed(jobs: readonly VectorJob[], error: unknown): StageResult {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    outcome: 'failed',
    reason: `The model for sentence vectors did not answer: ${reason}`.slice(0, 1000),
    async commit(tx, enqueue) {
      const ids = jobs.map(({ id }) => id);
      await putOffVectors(tx, ids);
      await letThrough(enqueue, jobs);
      await enqueue('embed', {}, { startAfterMs: retryMs });
    },
  };
}

/**
 * Vectors of what lacks one: of new documents before they are grouped, many in one run; then of whatever has none yet;
 * then of what has one by another model; the newest first. A model that fails holds nothing up: documents are grouped
 * without a vector and get theirs later.
 */
export const embedStage: Stage<'embed'> = {
  name: 'embed',
  version: '1',
  key: () => 'embed',
  async run(_input, parts) {
    const { db, embedder, signal } = parts;
    if (!embedder) return release(parts);
    const jobs = together(await nextVectorJobs(db.kysely, embedder.id, batchMax));
    if (jobs.length === 0) return { outcome: 'unchanged' };
    const isOfModel = (values: Float32Array) =>
      values.length === embedder.dimensions && values.every(Number.isFinite);
    try {
      const timeOut = AbortSignal.timeout(embedTimeoutMs);
      const texts = jobs.map(vectorText);
      const vectors = await embedder.embed(texts, { signal: AbortSignal.any([signal, timeOut]) });
      const isWhole = vectors.length === jobs.length && vectors.every(isOfModel);
      invariant(isWhole, `${embedder.id} gives every text a vector of ${embedder.dimensions} numbers`);
      return made(jobs, vectors, { db, embedder });
    } catch (error) {
      if (signal.aborted) throw error;
      return failed(jobs, error);
    }
  },
};
