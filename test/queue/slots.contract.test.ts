import { beforeAll, expect, it } from 'vitest';
import type { OpenDatabase } from '../../src/db/open.ts';
import { DatabaseHostGate } from '../../src/queue/host-gate.ts';
import { claimSlot, quietSlots, releaseSlot } from '../../src/queue/slots.ts';
import { eachDatabase } from '../support/databases.ts';

const hour = 3_600_000;

eachDatabase((_name, databases) => {
  let db: OpenDatabase;
  /** A second process, as far as the server is concerned. */
  let other: OpenDatabase;

  beforeAll(async () => {
    const place = await databases.place();
    db = await databases.openAt(place);
    other = 'url' in place ? await databases.openAt(place) : db;
  });

  it('never gives more slots of a key than allowed, whoever asks', async () => {
    const limits: Record<string, number> = { a: 1, b: 2, c: 1, d: 2, e: 3 };
    const running: Record<string, number> = {};
    const most: Record<string, number> = {};
    let done = 0;
    const worker = async (n: number) => {
      const keys = Object.keys(limits);
      for (let turn = 0; turn < 30; turn++) {
        const key = keys[(turn * 7 + n) % keys.length] ?? 'a';
        const asked = n % 2 === 0 ? db : other;
        const claim = await claimSlot(asked, key, { max: limits[key] ?? 1, minGapMs: 0, leaseMs: hour });
        if (claim.kind !== 'claimed') {
          expect(claim.why).toBe('full');
          continue;
        }
        running[key] = (running[key] ?? 0) + 1;
        most[key] = Math.max(most[key] ?? 0, running[key]);
        await asked.kysely.selectFrom('slot').selectAll().execute();
        running[key] -= 1;
        done += 1;
        await releaseSlot(asked, claim.slot);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => worker(n)));
    for (const [key, limit] of Object.entries(limits)) expect(most[key]).toBeLessThanOrEqual(limit);
    expect(done).toBeGreaterThan(50);
    expect(await db.kysely.selectFrom('slot').selectAll().execute()).toEqual([]);
  });

  it('keeps the gap, and says how long is left of it', async () => {
    const limits = { max: 10, minGapMs: hour, leaseMs: hour };
    expect(await claimSlot(db, 'gap', { ...limits, minGapMs: 0 })).toMatchObject({ kind: 'claimed' });
    const second = await claimSlot(other, 'gap', limits);
    expect(second).toMatchObject({ kind: 'wait', why: 'gap' });
    expect(second.kind === 'wait' && second.waitMs).toBeGreaterThan(hour - 60_000);
    expect(second.kind === 'wait' && second.waitMs).toBeLessThanOrEqual(hour);
    const racing = await Promise.all(
      Array.from({ length: 8 }, (_, n) => claimSlot(n % 2 ? db : other, 'race', limits)),
    );
    expect(racing.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });

  it('a claim that is not counted starts no gap', async () => {
    const limits = { max: 10, minGapMs: hour, leaseMs: hour };
    expect(await claimSlot(db, 'apart', { ...limits, uncounted: true })).toMatchObject({ kind: 'claimed' });
    expect(await claimSlot(db, 'apart', limits)).toMatchObject({ kind: 'claimed' });
    expect(await claimSlot(db, 'apart', limits)).toMatchObject({ kind: 'wait', why: 'gap' });
  });

  it('leaves a key alone that asked for it, the longest time that it asked for', async () => {
    await quietSlots(db, 'quiet', hour);
    await quietSlots(other, 'quiet', 1000);
    const claim = await claimSlot(db, 'quiet', { max: 1, minGapMs: 0, leaseMs: hour });
    expect(claim).toMatchObject({ kind: 'wait', why: 'quiet' });
    expect(claim.kind === 'wait' && claim.waitMs).toBeGreaterThan(hour - 60_000);
  });

  it('frees the slot of a holder that died when its lease is over', async () => {
    const limits = { max: 1, minGapMs: 0, leaseMs: hour };
    expect(await claimSlot(db, 'dead', { ...limits, leaseMs: 0 })).toMatchObject({ kind: 'claimed' });
    const next = await claimSlot(other, 'dead', limits);
    expect(next).toMatchObject({ kind: 'claimed' });
    expect(await claimSlot(other, 'dead', limits)).toMatchObject({ kind: 'wait', why: 'full' });
  });

  it('serves the polite client as its gate', async () => {
    const gate = new DatabaseHostGate(db, { concurrency: 1, leaseMs: hour });
    const ask = { delayMs: 0, waitMsMax: 0 };
    const first = await gate.acquire('a.example', ask);
    expect(first.kind).toBe('granted');
    expect(await gate.acquire('a.example', ask)).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('under way'),
    });
    expect((await gate.acquire('b.example', ask)).kind).toBe('granted');
    const waiting = gate.acquire('a.example', { delayMs: 0, waitMsMax: hour });
    if (first.kind === 'granted') await first.release();
    expect((await waiting).kind).toBe('granted');
    await gate.quiet('b.example', hour);
    expect(await gate.acquire('b.example', ask)).toMatchObject({
      kind: 'later',
      untilMs: expect.any(Number),
    });
    await expect(
      gate.acquire('b.example', { ...ask, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });
});
