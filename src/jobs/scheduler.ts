import type { Database } from '../db/database.ts';
import { deskValue, setDeskValue } from '../db/desk-values.ts';
import { dueEntries, setEntryStatus } from '../db/entries.ts';
import type { Executor } from '../db/executor.ts';
import { dueSites, setSiteNext } from '../db/sites.ts';
import { dueSources, setSourceStatus } from '../db/sources.ts';
import { dueSubscriptions } from '../db/subscriptions.ts';
import type { EnqueueIn } from './runner.ts';

/** Of each kind, how many are put into the queue in one round. */
const perRound = 200;
/** While a poll or fetch waits or runs it is not put into the queue again; the job itself sets the real time. */
const pollLeaseMs = 20 * 60_000;
const fetchLeaseMs = 60 * 60_000;

export interface SchedulerParts {
  db: Database;
  enqueueIn: EnqueueIn;
  now(): Date;
  /** The longest that any outcome of a poll puts the next one off. */
  pollDelayMaxMs: number;
  /** Whether hubs can call us. */
  takesPushes?: boolean;
}

/** Puts what is due into the queue, once. Several processes may do this at the same time. Gives how many jobs. */
export async function scheduleDue(parts: SchedulerParts): Promise<number> {
  const { db, enqueueIn, now, pollDelayMaxMs } = parts;
  const at = now();
  const later = (ms: number) => new Date(at.getTime() + ms).toISOString();
  return db.transaction(async (tx) => {
    const enqueue = enqueueIn(tx);
    const latest = later(pollDelayMaxMs);
    const sources = await dueSources(tx, { now: at.toISOString(), latest, limit: perRound });
    for (const sourceId of sources) {
      await enqueue('poll', { sourceId });
      await setSourceStatus(tx, sourceId, { nextPollAt: later(pollLeaseMs) });
    }
    const entries = await dueEntries(tx, at.toISOString(), perRound);
    for (const entryId of entries) {
      await enqueue('fetch', { entryId });
      await setEntryStatus(tx, entryId, { next_fetch_at: later(fetchLeaseMs) });
    }
    const subscriptions = parts.takesPushes ? await dueSubscriptions(tx, at.toISOString(), perRound) : [];
    for (const sourceId of subscriptions) await enqueue('subscribe', { sourceId });
    const maintained = await maintainDue(tx, at);
    if (maintained) await enqueue('maintain', {});
    const sites = await dueSites(tx, at.toISOString(), perRound);
    for (const origin of sites) {
      await enqueue('rights', { origin });
      await setSiteNext(tx, origin, later(fetchLeaseMs));
    }
    return sources.length + entries.length + subscriptions.length + sites.length;
  });
}

const maintainEveryMs = 3_600_000;
const maintainedKey = 'maintained-at';

/** Whether an hour has passed since this was last so; then it is noted. A clock that was set back waits for nothing. */
async function maintainDue(tx: Executor, now: Date): Promise<boolean> {
  const last = Date.parse((await deskValue<string>(tx, maintainedKey)) ?? '');
  const sinceMs = now.getTime() - last;
  if (sinceMs >= 0 && sinceMs < maintainEveryMs) return false;
  await setDeskValue(tx, maintainedKey, now.toISOString());
  return true;
}

export interface Scheduler {
  /** A round now, beside the regular ones. */
  round(): Promise<number>;
  close(): Promise<void>;
}

/** Looks every `everyMs` for what is due. A round that fails is reported and tried again with the next. */
export function startScheduler(
  parts: SchedulerParts,
  { everyMs, onError }: { everyMs: number; onError(error: unknown): void },
): Scheduler {
  let running: Promise<number> = Promise.resolve(0);
  let closed = false;
  const round = () => {
    running = running.catch(() => 0).then(() => (closed ? 0 : scheduleDue(parts)));
    return running;
  };
  const timer = setInterval(() => void round().catch(onError), everyMs);
  void round().catch(onError);
  return {
    round,
    async close() {
      closed = true;
      clearInterval(timer);
      await running.catch(() => undefined);
    },
  };
}
