import { setTimeout as delay } from 'node:timers/promises';
import type { ModelError } from './errors.ts';

const backoffMs = { base: 500, max: 20_000 };
/** A provider that asks for a longer wait is not waited for. */
export const retryAfterMsMax = 60_000;

/** The provider's wish where it has one, else exponential backoff with full jitter. `random`: 0 <= x < 1. */
export function waitBefore(attempts: number, error: ModelError, random: () => number): number {
  if (error.retryAfterMs !== null) return error.retryAfterMs + Math.round(random() * backoffMs.base);
  return Math.round(random() * Math.min(backoffMs.max, backoffMs.base * 2 ** attempts));
}

/** Rejects with the signal's reason where it aborts before. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {});
}
