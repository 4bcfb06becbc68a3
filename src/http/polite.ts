import type { RightsPermission, RightsReport } from '../domain/rights.ts';
import { rightsFor } from '../domain/rights.ts';
import { fetchDefaults, fetchOnce, tooManyRedirects } from './fetch-page.ts';
import type { HostGate } from './host-gate.ts';
import { headerReport } from './rights/header-signals.ts';
import { groupFor, robotsVerdict } from './robots.ts';
import { type Access, RobotsAccess } from './robots-access.ts';
import type { RobotsCache } from './robots-cache.ts';
import { type FetchOptions, type FetchOutcome, FetchProblem, type Hop, type Redirected } from './types.ts';
import { allowedUrl } from './url.ts';

/** What is asked for: it decides what the request says it accepts. */
export type Purpose = 'feed' | 'page' | 'sitemap' | 'rights';

/** What a polite fetch came to: what `fetchPage` gives, or why nothing was asked. */
export type PoliteOutcome =
  | FetchOutcome
  /** Robots rules or the operator's record forbid it. With `untilMs` (epoch) it is worth asking again then. */
  | { kind: 'disallowed'; url: string; reason: string; rule: DisallowedRule; untilMs?: number; hops: Hop[] }
  /** The host is busy with us or asked to be left alone. */
  | { kind: 'deferred'; url: string; reason: string; untilMs: number; hops: Hop[] };

/** `robots: /private` (the pattern), `robots-unreachable`, `operator`. */
export type DisallowedRule = `robots: ${string}` | 'robots-unreachable' | 'operator';

/** Takes what publishers say about their rights, as it is met. */
export interface RightsSink {
  report(report: RightsReport): void | Promise<void>;
}

/** Knows what the operator recorded for a host. */
export interface RightsBook extends RightsSink {
  permissionFor(host: string): Promise<RightsPermission | null>;
}

/** One request, a redirect being an outcome (`fetchOnce`). */
export type FetchStep = (url: string, options: FetchOptions) => Promise<FetchOutcome | Redirected>;

export interface PoliteOptions {
  fetch?: FetchStep;
  hosts: HostGate;
  robotsCache: RobotsCache;
  rights: RightsBook;
  now?: () => number;
  /** Least time between the beginnings of two requests to one host; a Crawl-delay makes it longer. */
  hostDelayMs?: number;
  /** Longest wait for a host's turn; beyond it the fetch is put off. */
  waitMsMax?: number;
  /** Longest time that one `get` takes in all, with robots.txt, waits and redirects. */
  totalMsMax?: number;
  /** For every request: user agent, `allowAddresses`, `resolve`, `ports`, limits. */
  fetchOptions?: FetchOptions;
}

export interface GetOptions
  extends Pick<
    FetchOptions,
    'accept' | 'acceptLanguage' | 'ifNoneMatch' | 'ifModifiedSince' | 'bodyBytesMax' | 'timeoutMs' | 'signal'
  > {
  purpose: Purpose;
}

export interface PoliteClient {
  /** Never throws for what the web does; rejects only where a port (store) fails. */
  get(url: string, options: GetOptions): Promise<PoliteOutcome>;
}

export const politeDefaults = {
  hostDelayMs: 1000,
  hostConcurrency: 2,
  waitMsMax: 20_000,
  totalMsMax: 120_000,
} as const;

const accepts: Record<Purpose, string> = {
  feed:
    'application/rss+xml,application/atom+xml,application/feed+json,application/rdf+xml;q=0.9,' +
    'application/xml;q=0.8,text/xml;q=0.8,application/json;q=0.7,text/html;q=0.6,*/*;q=0.5',
  page: fetchDefaults.accept,
  sitemap: 'application/xml,text/xml,text/plain;q=0.8,*/*;q=0.5',
  rights: 'application/json,application/ld+json,application/rsl+xml,application/xml;q=0.9,*/*;q=0.5',
};

/** The honest name under which the desk asks: the software, and how to reach who runs it. */
export function userAgentFor(contact: string | undefined): string {
  const plain = contact?.replace(/[^\x20-\x7e]|[()]/g, '').trim();
  return plain ? fetchDefaults.userAgent.replace(')', `; +${plain})`) : fetchDefaults.userAgent;
}

/**
 * The polite client: asks robots.txt of every origin on the way first, waits for each host's turn, sends an honest
 * user agent and the validators that it is given, and reports every rights signal that it meets.
 */
export function politeClient(options: PoliteOptions): PoliteClient {
  const fetch = options.fetch ?? fetchOnce;
  const now = options.now ?? Date.now;
  const robots = new RobotsAccess({
    fetch,
    now,
    cache: options.robotsCache,
    rights: options.rights,
    hosts: options.hosts,
    waitMsMax: options.waitMsMax ?? politeDefaults.waitMsMax,
    fetchOptions: options.fetchOptions ?? {},
  });
  const parts: Parts = { ...options, fetch, now, robots };
  return {
    async get(url, ask) {
      const totalMsMax = options.totalMsMax ?? politeDefaults.totalMsMax;
      const deadline = AbortSignal.timeout(totalMsMax);
      const signal = ask.signal ? AbortSignal.any([deadline, ask.signal]) : deadline;
      const hops: Hop[] = [];
      const stopped = stoppedOutcome(url, deadline, totalMsMax, hops);
      const outcome = await orStopped(follow(url, { ...ask, signal }, parts, hops), signal, stopped);
      return outcome.kind === 'failed' && outcome.code === 'aborted' ? stopped() : outcome;
    },
  };
}

interface Parts extends PoliteOptions {
  fetch: FetchStep;
  now: () => number;
  robots: RobotsAccess;
}

type Ask = GetOptions & { signal: AbortSignal };

function stoppedOutcome(url: string, deadline: AbortSignal, totalMsMax: number, hops: Hop[]) {
  return (): PoliteOutcome =>
    deadline.aborted
      ? {
          kind: 'failed',
          ...{ url, hops, code: 'timed-out', hint: 'Try again later.' },
          message: `It did not arrive within ${totalMsMax / 1000} s, waits included.`,
        }
      : {
          kind: 'failed',
          ...{ url, hops, code: 'aborted', hint: 'Start it again.' },
          message: 'The fetch was stopped.',
        };
}

/** The work's result, or `stopped()` as soon as the signal says so, whatever the work is waiting for. */
function orStopped<T>(work: Promise<T>, signal: AbortSignal, stopped: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(stopped());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, (error: unknown) => (signal.aborted ? stop() : reject(error)))
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

async function follow(url: string, ask: Ask, parts: Parts, hops: Hop[]): Promise<PoliteOutcome> {
  const redirectsMax = parts.fetchOptions?.redirectsMax ?? fetchDefaults.redirectsMax;
  let at = url;
  for (;;) {
    const outcome = await oneHop(at, ask, parts);
    if (outcome.kind !== 'redirected') return { ...outcome, hops };
    if (hops.length >= redirectsMax) return tooManyRedirects(at, redirectsMax, hops);
    hops.push({ url: outcome.url, status: outcome.status, to: outcome.to });
    at = outcome.to;
  }
}

function targetOf(url: string, parts: Parts): URL | PoliteOutcome {
  try {
    return allowedUrl(url, undefined, parts.fetchOptions?.ports ?? fetchDefaults.ports);
  } catch (error) {
    if (!(error instanceof FetchProblem)) throw error;
    const { code, message, hint } = error;
    return { kind: 'refused', url, code, message, hint, hops: [] } as FetchOutcome;
  }
}

/** Robots, turn, request: for one address, whatever brought us to it. */
async function oneHop(url: string, ask: Ask, parts: Parts): Promise<PoliteOutcome | Redirected> {
  const target = targetOf(url, parts);
  if (!(target instanceof URL)) return target;
  const access = await mayFetch(target, ask.signal, parts);
  if ('kind' in access) return access;
  const { hosts, now } = parts;
  const turn = await hosts.acquire(target.hostname, {
    delayMs: Math.max(parts.hostDelayMs ?? politeDefaults.hostDelayMs, access.crawlDelayMs),
    waitMsMax: parts.waitMsMax ?? politeDefaults.waitMsMax,
    signal: ask.signal,
  });
  if (turn.kind === 'later')
    return {
      kind: 'deferred',
      ...{ url: target.href, untilMs: turn.untilMs, hops: [] },
      reason: `Not now: ${turn.reason}.`,
    };
  try {
    const outcome = await parts.fetch(target.href, requestOptions(ask, parts));
    if (outcome.kind === 'failed' && (outcome.status === 429 || outcome.status === 503))
      await hosts.quiet(target.hostname, quietMs(outcome.retryAfterMs));
    if ('headers' in outcome) {
      const report = headerReport(outcome, new Date(now()).toISOString());
      if (report.signals.length > 0) await parts.rights.report(report);
    }
    return outcome;
  } finally {
    await turn.release();
  }
}

/** What a busy host gets when it does not say how long, and the most that it gets when it does. */
const quietMsDefault = 60_000;
const quietMsMax = 24 * 3600 * 1000;

const quietMs = (retryAfterMs: number | undefined) => Math.min(retryAfterMs ?? quietMsDefault, quietMsMax);

/** Permission first, then robots.txt. */
async function mayFetch(
  target: URL,
  signal: AbortSignal,
  { robots, rights, now }: Parts,
): Promise<PoliteOutcome | { crawlDelayMs: number }> {
  const permission = (await rights.permissionFor(target.hostname)) ?? { state: 'unknown', note: '' };
  const recorded = rightsFor(
    { host: target.hostname, signals: [], permission },
    target.href,
    'fetch',
    new Date(now()).toISOString(),
  );
  if (recorded.rule === 'permission-denied')
    return { kind: 'disallowed', url: target.href, reason: recorded.reason, rule: 'operator', hops: [] };
  const access = await robots.of(target, signal);
  if (recorded.rule === 'permission-granted')
    return { crawlDelayMs: access.kind === 'rules' ? crawlDelayOf(access) : 0 };
  return access.kind === 'rules' ? byRules(target, access) : access.outcome;
}

const crawlDelayOf = ({ robots }: Extract<Access, { kind: 'rules' }>) => groupFor(robots)?.crawlDelayMs ?? 0;

function byRules(
  target: URL,
  access: Extract<Access, { kind: 'rules' }>,
): PoliteOutcome | { crawlDelayMs: number } {
  const { allowed, rule } = robotsVerdict(access.robots, target.href);
  if (allowed) return { crawlDelayMs: crawlDelayOf(access) };
  const pattern = (rule?.pattern ?? '').slice(0, 200);
  return {
    kind: 'disallowed',
    ...{ url: target.href, rule: `robots: ${pattern}`, hops: [] },
    reason: `robots.txt of ${target.origin} disallows this address (line ${rule?.line}: "Disallow: ${pattern}").`,
  };
}

function requestOptions(ask: Ask, { fetchOptions, now }: Parts): FetchOptions {
  const { purpose, ...given } = ask;
  return { ...fetchOptions, now, accept: accepts[purpose], ...given };
}
