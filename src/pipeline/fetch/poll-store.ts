import { z } from 'zod';
import type { PollContext, PollStatus } from './poll-types.ts';
import { newPollStatus } from './schedule.ts';

const time = z.number().finite();
const count = z.number().int().nonnegative();

const stored = z
  .object({
    state: z.enum(['active', 'paused', 'gone']),
    reason: z.string().nullable(),
    url: z.string(),
    nextPollAtMs: time,
    decidedAtMs: time,
    intervalMs: time.positive(),
    gapMs: time.nonnegative().nullable(),
    newestAtMs: time.nullable(),
    failures: count,
    refusals: count,
    parseFailures: count,
    failingSinceMs: time.nullable(),
    moved: z.object({ to: z.string(), times: count }).nullable(),
    validators: z
      .object({ etag: z.string(), lastModified: z.string(), bodyHash: z.string() })
      .partial()
      .transform((value) => value as PollStatus['validators']),
    lastPollAtMs: time.nullable(),
    lastOkAtMs: time.nullable(),
  })
  .partial();

/**
 * The status that a store kept as JSON, with what it lacks (a new source, a row of an older version) as for a new
 * source. `columns` are what the store keeps apart: they win. JSON of another shape counts as none.
 */
export function pollStatusFrom(
  json: unknown,
  columns: Partial<PollStatus> & Pick<PollStatus, 'url'>,
  context: Omit<PollContext, 'random'>,
): PollStatus {
  const parsed = stored.safeParse(json);
  const kept = parsed.success ? (parsed.data as Partial<PollStatus>) : {};
  return { ...newPollStatus(columns.url, context), ...kept, ...columns };
}
