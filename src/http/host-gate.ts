import { StandfirstError } from '../domain/errors.ts';

export interface HostAsk {
  /** Least time since the last request to this host began. */
  delayMs: number;
  /** The request starts no delay for the next one: robots.txt, one small file a day. */
  uncounted?: boolean;
  /** Longest that the caller waits for its turn. */
  waitMsMax: number;
  signal?: AbortSignal;
}

export type HostTurn =
  | { kind: 'granted'; release(): void | Promise<void> }
  /** Not within the wait: come again at `untilMs` (epoch). */
  | { kind: 'later'; untilMs: number; reason: string };

/** Decides when a host may be asked: so many at a time, so long between two, quiet when it asked for it. */
export interface HostGate {
  acquire(host: string, ask: HostAsk): Promise<HostTurn>;
  /** The host asked to be left alone for so long (Retry-After). */
  quiet(host: string, forMs: number): void | Promise<void>;
}

export interface MemoryGateOptions {
  /** Most requests to one host at a time. */
  concurrency: number;
  now?: () => number;
  /** Resolves after so long; tests give a clock of their own. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

interface HostState {
  active: number;
  /** Since the last request began, for the delay that was asked for last. */
  last: Span | null;
  quiet: Span | null;
  waiting: number;
}

/** More hosts than this are not remembered at once: the idle ones are forgotten first. */
const hostsMax = 10_000;
/** How long to wait for a slot before looking again: a release wakes nobody, so that a lost one blocks nobody. */
const lookAgainMs = 50;

const systemSleep = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const done = () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

interface Span {
  sinceMs: number;
  forMs: number;
}

/** What is left of a span of time. Where the clock was set back, it begins anew: it never gets longer than it was. */
function leftMs(span: Span | null, nowMs: number): number {
  if (span === null) return 0;
  if (nowMs < span.sinceMs) span.sinceMs = nowMs;
  return Math.max(0, span.sinceMs + span.forMs - nowMs);
}

/** A gate for one process. Several processes on one database need one that lives there. */
export class MemoryHostGate implements HostGate {
  readonly #hosts = new Map<string, HostState>();
  readonly #concurrency: number;
  readonly #now: () => number;
  readonly #sleep: (ms: number, signal?: AbortSignal) => Promise<void>;

  constructor({ concurrency, now = Date.now, sleep = systemSleep }: MemoryGateOptions) {
    if (!(concurrency >= 1))
      throw new StandfirstError('bad-option', 'The requests to a host at a time must be 1 or more.');
    this.#concurrency = concurrency;
    this.#now = now;
    this.#sleep = sleep;
  }

  async acquire(host: string, { delayMs, waitMsMax, uncounted, signal }: HostAsk): Promise<HostTurn> {
    const state = this.#state(host);
    let waitedMs = 0;
    state.waiting += 1;
    try {
      for (;;) {
        signal?.throwIfAborted();
        const nowMs = this.#now();
        const { waitMs, reason } = this.#wait(state, delayMs, nowMs);
        if (waitMs === 0) return this.#grant(state, uncounted ? null : nowMs);
        if (waitedMs + waitMs > waitMsMax) return { kind: 'later', untilMs: nowMs + waitMs, reason };
        await this.#sleep(waitMs, signal);
        waitedMs += waitMs;
      }
    } finally {
      state.waiting -= 1;
    }
  }

  quiet(host: string, forMs: number): void {
    const state = this.#state(host);
    const nowMs = this.#now();
    if (forMs > leftMs(state.quiet, nowMs)) state.quiet = { sinceMs: nowMs, forMs };
  }

  #wait(state: HostState, delayMs: number, nowMs: number): { waitMs: number; reason: string } {
    const quietMs = leftMs(state.quiet, nowMs);
    if (quietMs > 0) return { waitMs: quietMs, reason: 'the host asked to be left alone for a while' };
    if (state.last !== null) state.last.forMs = delayMs;
    const pauseMs = leftMs(state.last, nowMs);
    if (pauseMs > 0) return { waitMs: pauseMs, reason: 'the host was asked a moment ago' };
    if (state.active >= this.#concurrency)
      return { waitMs: lookAgainMs, reason: `${state.active} requests to the host are under way` };
    return { waitMs: 0, reason: '' };
  }

  #grant(state: HostState, startMs: number | null): HostTurn {
    state.active += 1;
    if (startMs !== null) state.last = { sinceMs: startMs, forMs: 0 };
    let released = false;
    return {
      kind: 'granted',
      release: () => {
        if (!released) state.active -= 1;
        released = true;
      },
    };
  }

  #state(host: string): HostState {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    if (this.#hosts.size >= hostsMax) this.#forget();
    const state: HostState = { active: 0, last: null, quiet: null, waiting: 0 };
    this.#hosts.set(host, state);
    return state;
  }

  #forget(): void {
    for (const [host, state] of this.#hosts) {
      if (this.#hosts.size < hostsMax / 2) return;
      const isIdle = state.active === 0 && state.waiting === 0;
      if (isIdle && leftMs(state.quiet, this.#now()) === 0) this.#hosts.delete(host);
    }
  }
}
