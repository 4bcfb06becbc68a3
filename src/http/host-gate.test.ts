import { describe, expect, it } from 'vitest';
import { type HostTurn, MemoryHostGate } from './host-gate.ts';

/** A clock that only sleeping moves. */
function clock(startMs = 1_000_000) {
  let atMs = startMs;
  return {
    now: () => atMs,
    set: (ms: number) => {
      atMs = ms;
    },
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      atMs += ms;
      await Promise.resolve();
      signal?.throwIfAborted();
    },
  };
}

const granted = (turn: HostTurn) => {
  if (turn.kind !== 'granted') throw new Error(`not granted: ${turn.reason}`);
  return turn;
};
const ask = { delayMs: 0, waitMsMax: 10_000 };

describe('the gate of one process', () => {
  it('lets so many in at a time, and hosts do not wait for one another', async () => {
    const gate = new MemoryHostGate({ concurrency: 2, ...clock() });
    const first = granted(await gate.acquire('a.example', ask));
    granted(await gate.acquire('a.example', ask));
    expect(await gate.acquire('a.example', { ...ask, waitMsMax: 0 })).toMatchObject({ kind: 'later' });
    granted(await gate.acquire('b.example', { ...ask, waitMsMax: 0 }));
    await first.release();
    await first.release();
    granted(await gate.acquire('a.example', { ...ask, waitMsMax: 0 }));
    expect(await gate.acquire('a.example', { ...ask, waitMsMax: 0 })).toMatchObject({ kind: 'later' });
  });

  it('never has more under way than it may, whatever the order', async () => {
    const time = clock();
    const gate = new MemoryHostGate({ concurrency: 3, ...time });
    let active = 0;
    let most = 0;
    const one = async () => {
      const turn = granted(await gate.acquire('a.example', { delayMs: 0, waitMsMax: 1_000_000 }));
      active += 1;
      most = Math.max(most, active);
      await time.sleep(70);
      active -= 1;
      await turn.release();
    };
    await Promise.all(Array.from({ length: 40 }, one));
    expect(most).toBe(3);
  });

  it('keeps the delay between the beginnings of two requests', async () => {
    const time = clock();
    const gate = new MemoryHostGate({ concurrency: 5, ...time });
    const starts: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      granted(await gate.acquire('a.example', { delayMs: 1000, waitMsMax: 5000 })).release();
      starts.push(time.now());
    }
    expect(starts.map((ms) => ms - starts[0]!)).toEqual([0, 1000, 2000, 3000]);
  });

  it('says when to come again where the wait would be too long', async () => {
    const time = clock();
    const gate = new MemoryHostGate({ concurrency: 1, ...time });
    granted(await gate.acquire('a.example', ask)).release();
    const later = await gate.acquire('a.example', { delayMs: 60_000, waitMsMax: 5000 });
    expect(later).toMatchObject({ kind: 'later', untilMs: time.now() + 60_000 });
  });

  it('keeps quiet for as long as a host asked, and the longer of two', async () => {
    const time = clock();
    const gate = new MemoryHostGate({ concurrency: 1, ...time });
    gate.quiet('a.example', 30_000);
    gate.quiet('a.example', 10_000);
    const start = time.now();
    const later = await gate.acquire('a.example', ask);
    expect(later).toMatchObject({
      kind: 'later',
      untilMs: start + 30_000,
      reason: expect.stringMatching(/alone/),
    });
    time.set(start + 30_000);
    granted(await gate.acquire('a.example', ask));
  });

  it('a clock that was set back makes no wait longer than it was', async () => {
    const time = clock(10 * 365 * 86_400_000);
    const gate = new MemoryHostGate({ concurrency: 1, ...time });
    granted(await gate.acquire('a.example', { delayMs: 1000, waitMsMax: 0 })).release();
    time.set(5000);
    const later = await gate.acquire('a.example', { delayMs: 1000, waitMsMax: 0 });
    expect(later).toMatchObject({ kind: 'later', untilMs: 6000 });
    granted(await gate.acquire('a.example', { delayMs: 1000, waitMsMax: 1000 }));
  });

  it('who stops waiting is out at once and leaves no slot taken', async () => {
    const gate = new MemoryHostGate({ concurrency: 1 });
    const first = granted(await gate.acquire('a.example', ask));
    const stop = new AbortController();
    const waiting = gate.acquire('a.example', { ...ask, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await first.release();
    granted(await gate.acquire('a.example', { ...ask, waitMsMax: 0 }));
    await expect(gate.acquire('b.example', { ...ask, signal: stop.signal })).rejects.toThrow('enough');
  });

  it('a real clock does as well', async () => {
    const gate = new MemoryHostGate({ concurrency: 1 });
    const first = granted(await gate.acquire('a.example', ask));
    const second = gate.acquire('a.example', ask);
    await first.release();
    granted(await second);
  });

  it('no slots at all is a bad option', () =>
    expect(() => new MemoryHostGate({ concurrency: 0 })).toThrow(/1 or more/));
});
