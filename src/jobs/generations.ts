import { type Executor, json } from '../db/executor.ts';
import type { Generation } from '../models/types.ts';

/**
 * Enters model calls in the cost ledger, each once: the sum of the rows is what was spent (I9). They are entered
 * whether or not the brief is stored: they were paid for.
 */
export async function saveGenerations(
  db: Executor,
  briefId: string,
  generations: readonly Generation[],
): Promise<void> {
  if (generations.length === 0) return;
  await db
    .insertInto('generation')
    .values(
      generations.map(({ id, at, provider, model, inputTokens, outputTokens, costUsd, error, ...data }) => ({
        key: id,
        at,
        brief_id: briefId,
        provider,
        model,
        tokens_in: inputTokens ?? 0,
        tokens_out: outputTokens ?? 0,
        cost_usd: costUsd ?? 0,
        outcome: error === null ? 'ok' : error.code,
        data: json(data),
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
