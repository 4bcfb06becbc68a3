import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import type { HostAsk, HostGate, HostTurn } from '../http/host-gate.ts';
import { claimSlot, quietSlots, releaseSlot, type SlotClaim } from './slots.ts';

const reasons: Record<Extract<SlotClaim, { kind: 'wait' }>['why'], string> = {
  quiet: 'the host asked to be left alone for a while',
  gap: 'the host was asked a moment ago',
  full: 'as many requests as allowed are under way to the host',
};

/** The turns of hosts, kept in the database: the limits hold over all processes of the desk. */
export class DatabaseHostGate implements HostGate {
  private readonly db: Database;
  private readonly concurrency: number;
  private readonly leaseMs: number;

  /** `leaseMs`: longer than any request may take. */
  constructor(db: Database, { concurrency, leaseMs }: { concurrency: number; leaseMs: number }) {
    this.db = db;
    this.concurrency = concurrency;
    this.leaseMs = leaseMs;
  }

  async acquire(host: string, { delayMs, waitMsMax, uncounted = false, signal }: HostAsk): Promise<HostTurn> {
    const limits = { max: this.concurrency, minGapMs: delayMs, leaseMs: this.leaseMs, uncounted };
    for (let waitedMs = 0; ; ) {
      signal?.throwIfAborted();
      const claim = await claimSlot(this.db, keyOf(host), limits);
      if (claim.kind === 'claimed')
        return { kind: 'granted', release: () => releaseSlot(this.db, claim.slot) };
      const { waitMs, why } = claim;
      if (waitedMs + waitMs > waitMsMax)
        return { kind: 'later', untilMs: Date.now() + waitMs, reason: reasons[why] };
      await sleep(waitMs, undefined, signal ? { signal } : {});
      waitedMs += waitMs;
    }
  }

  quiet(host: string, forMs: number): Promise<void> {
    return quietSlots(this.db, keyOf(host), forMs);
  }
}

function keyOf(host: string): string {
  return `host:${host}`;
}
