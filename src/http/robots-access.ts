import { fetchDefaults, tooManyRedirects } from './fetch-page.ts';
import type { HostGate, HostTurn } from './host-gate.ts';
import type { FetchStep, PoliteOutcome, RightsSink } from './polite-types.ts';
import { robotsReport } from './rights/robots-signals.ts';
import { parseRobots, type RobotsFile, robotsBytesMax } from './robots.ts';
import { isFresh, type RobotsCache, type RobotsRecord, recordAfter } from './robots-cache.ts';
import type { FetchOptions, FetchOutcome, Hop, Redirected } from './types.ts';

/** What robots.txt says of an origin: rules, or why nothing there may be fetched now. */
export type Access = { kind: 'rules'; robots: RobotsFile } | { kind: 'closed'; outcome: PoliteOutcome };

type Later = Extract<HostTurn, { kind: 'later' }>;
type Answer = FetchOutcome | Later;

export interface RobotsAccessOptions {
  fetch: FetchStep;
  now: () => number;
  cache: RobotsCache;
  rights: RightsSink;
  hosts: HostGate;
  waitMsMax: number;
  fetchOptions: FetchOptions;
}

/** Parsed files kept beside the cache, so that a burst of pages of one site does not parse one file each. */
const parsedMax = 200;

/**
 * Robots.txt of each origin: from the cache while it is fresh, else fetched through the guarded client, once for all
 * who ask at the same time. One who stops waiting does not stop the others.
 */
export class RobotsAccess {
  readonly #options: RobotsAccessOptions;
  readonly #flights = new Map<string, Promise<RobotsRecord | Later>>();
  readonly #parsed = new Map<string, { text: string; robots: RobotsFile }>();

  constructor(options: RobotsAccessOptions) {
    this.#options = options;
  }

  async of(target: URL, signal: AbortSignal): Promise<Access> {
    signal.throwIfAborted();
    const { origin } = target;
    const cached = await this.#options.cache.get(origin);
    const fresh = cached !== null && isFresh(cached, this.#options.now());
    const record = fresh ? cached : await this.#fly(origin, cached);
    if ('kind' in record)
      return {
        kind: 'closed',
        outcome: {
          kind: 'deferred',
          ...{ url: target.href, untilMs: record.untilMs, hops: [] },
          reason: `Not now: ${record.reason}.`,
        },
      };
    return this.#access(target, record);
  }

  #fly(origin: string, cached: RobotsRecord | null): Promise<RobotsRecord | Later> {
    const under = this.#flights.get(origin);
    if (under !== undefined) return under;
    const flight = this.#check(origin, cached).finally(() => this.#flights.delete(origin));
    this.#flights.set(origin, flight);
    return flight;
  }

  async #check(origin: string, cached: RobotsRecord | null): Promise<RobotsRecord | Later> {
    const { cache, now, rights } = this.#options;
    const outcome = await this.#fetchRobots(origin, cached);
    if (outcome.kind === 'later') return outcome;
    const nowMs = now();
    const record = recordAfter(origin, cached, outcome, nowMs);
    // A request that was stopped says nothing about the site.
    if (record.problem?.code === 'aborted') return record;
    await cache.put(record);
    if (record.problem === undefined)
      await rights.report(robotsReport(this.#parse(record), origin, new Date(nowMs).toISOString()));
    return record;
  }

  /** Follows up to five redirects, as RFC 9309, 2.3.1.2 asks, wherever they lead that may be dialled. */
  async #fetchRobots(origin: string, cached: RobotsRecord | null): Promise<Answer> {
    const { fetch, now, fetchOptions } = this.#options;
    const hops: Hop[] = [];
    let at = `${origin}/robots.txt`;
    for (;;) {
      const outcome = await this.#inTurn(at, () =>
        fetch(at, {
          ...fetchOptions,
          now,
          accept: 'text/plain,*/*;q=0.5',
          bodyBytesMax: robotsBytesMax,
          cutBody: true,
          ...(cached?.etag && { ifNoneMatch: cached.etag }),
          ...(cached?.lastModified && { ifModifiedSince: cached.lastModified }),
        }),
      );
      if (outcome.kind === 'later') return outcome;
      if (outcome.kind !== 'redirected') return { ...outcome, hops };
      if (hops.length >= fetchDefaults.redirectsMax)
        return tooManyRedirects(at, fetchDefaults.redirectsMax, hops);
      hops.push({ url: outcome.url, status: outcome.status, to: outcome.to });
      at = outcome.to;
    }
  }

  /** In a slot of the host's, but without delay before or after: this is one small file a day. */
  async #inTurn(url: string, work: () => Promise<FetchOutcome | Redirected>): Promise<Answer | Redirected> {
    const { hosts, waitMsMax } = this.#options;
    const turn = await hosts.acquire(new URL(url).hostname, {
      ...{ delayMs: 0, uncounted: true, waitMsMax },
    });
    if (turn.kind === 'later') return turn;
    try {
      return await work();
    } finally {
      await turn.release();
    }
  }

  #parse({ origin, text }: RobotsRecord): RobotsFile {
    const known = this.#parsed.get(origin);
    if (known?.text === text) return known.robots;
    const robots = parseRobots(text);
    this.#parsed.delete(origin);
    this.#parsed.set(origin, { text, robots });
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > parsedMax && oldest !== undefined) this.#parsed.delete(oldest);
    return robots;
  }

  #access(target: URL, record: RobotsRecord): Access {
    const { problem } = record;
    if (problem === undefined || record.state !== 'unknown')
      return { kind: 'rules', robots: this.#parse(record) };
    const said = { url: target.href, hops: [] };
    const { kind, code, message, hint } = problem;
    // The page itself would fail the same way: the reason is the host's, not that of its rules.
    if (problem.at === undefined && ofHost.has(code))
      return { kind: 'closed', outcome: { ...said, kind, code, message, hint } as FetchOutcome };
    const where = problem.at === undefined ? '' : ` at ${problem.at.slice(0, 200)}`;
    return {
      kind: 'closed',
      outcome: {
        kind: 'disallowed',
        ...{ ...said, rule: 'robots-unreachable', untilMs: record.checkedAtMs + record.freshForMs },
        reason:
          `robots.txt of ${target.origin} could not be read${where}: ${message} ` +
          'Until it can, nothing there is fetched (RFC 9309).',
      },
    };
  }
}

/** Codes that tell of the host and not of one file. */
const ofHost: ReadonlySet<string> = new Set([
  'url-refused',
  'port-refused',
  'address-refused',
  'timed-out',
  'host-not-found',
  'connection-failed',
  'tls-failed',
  'aborted',
]);
