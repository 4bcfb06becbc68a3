import type { Database } from '../db/database.ts';
import type { HostAsk, HostGate, HostTurn } from '../http/host-gate.ts';
import { claimSlot, quietSlots, releaseSlot } from '../queue/slots.ts';

/** A request that hangs for longer than this was given up by its client long ago. */
const leaseMs = 5 * 60_000;

const reasons = {
  quiet: 'the host asked to be left alone for a while',
  gap: 'the host was asked a moment ago',
  full: 'other requests to the host are under way',
} as const;

/** Politeness over several processes: who may ask a host now is decided by rows of the database. */
export class DatabaseHostGate implements HostGate {
  readonly #db: Database;
  readonly #concurrency: number;

  constructor(db: Database, concurrency: number) {
    this.#db = db;
    this.#concurrency = concurrency;
  }

  async acquire(host: string, { delayMs, waitMsMax, signal }: HostAsk): Promise<HostTurn> {
    const limits = { max: this.#concurrency, minGapMs: delayMs, leaseMs };
    for (let waitedMs = 0; ; ) {
      signal?.throwIfAborted();
      const claim = await claimSlot(this.#db, `host ${host}`, limits);
      if (claim.kind === 'claimed')
        return { kind: 'granted', release: () => releaseSlot(this.#db, claim.slot) };
      const { waitMs, why } = claim;
      if (waitedMs + waitMs > waitMsMax)
        return { kind: 'later', untilMs: Date.now() + waitMs, reason: reasons[why] };
      await pause(waitMs, signal);
      waitedMs += waitMs;
    }
  }

  quiet(host: string, forMs: number): Promise<void> {
    return quietSlots(this.#db, `host ${host}`, forMs);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
