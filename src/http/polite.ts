import { type RightsReport, rightsFor } from '../domain/rights.ts';
import { fetchDefaults, fetchOnce, formNotCarried, mayCarryForm, tooManyRedirects } from './fetch-page.ts';
import type { FetchStep, PoliteClient, PoliteOptions, PoliteOutcome, Purpose } from './polite-types.ts';
import { headerReport } from './rights/header-signals.ts';
import { pageRights } from './rights/page-rights.ts';
import { groupFor, robotsVerdict } from './robots.ts';
import { type Access, RobotsAccess } from './robots-access.ts';
import { type FetchOptions, type FetchOutcome, FetchProblem, type Hop, type Redirected } from './types.ts';
import { allowedUrl } from './url.ts';

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
  hub: '*/*',
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
  const ask = async (url: string, asked: Omit<Ask, 'signal'> & { signal?: AbortSignal }) => {
    const totalMsMax = options.totalMsMax ?? politeDefaults.totalMsMax;
    const deadline = AbortSignal.timeout(totalMsMax);
    const signal = asked.signal ? AbortSignal.any([deadline, asked.signal]) : deadline;
    const hops: Hop[] = [];
    const stopped = stoppedOutcome(url, deadline, totalMsMax, hops);
    const outcome = await orStopped(follow(url, { ...asked, signal }, parts, hops), signal, stopped);
    return outcome.kind === 'failed' && outcome.code === 'aborted' ? stopped() : outcome;
  };
  return { get: ask, post: (url, form) => ask(url, { ...form, purpose: 'hub' }) };
}

interface Parts extends PoliteOptions {
  fetch: FetchStep;
  now: () => number;
  robots: RobotsAccess;
}

type Ask = Omit<FetchOptions, 'signal'> & { purpose: Purpose; signal: AbortSignal };

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
    if (ask.form !== undefined && !mayCarryForm(outcome)) return formNotCarried(outcome, hops);
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
  const access = await mayFetch(target, ask, parts);
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
    for (const report of reportsOf(outcome, ask.purpose, new Date(now()).toISOString()))
      await parts.rights.report(report);
    return outcome;
  } finally {
    await turn.release();
  }
}

function reportsOf(outcome: FetchOutcome | Redirected, purpose: Purpose, seenAt: string): RightsReport[] {
  // A document of terms speaks of other addresses than its own: who asked for it reads it.
  if (purpose === 'rights' || purpose === 'hub') return [];
  if (outcome.kind === 'fetched') return pageRights(outcome, seenAt);
  // A 304 repeats few headers, so what it lacks is not gone; a redirect speaks of the address that redirects.
  if (outcome.kind !== 'not-modified' && outcome.kind !== 'redirected') return [];
  return [headerReport(outcome, seenAt)].filter(({ signals }) => signals.length > 0);
}

/** What a busy host gets when it does not say how long, and the most that it gets when it does. */
const quietMsDefault = 60_000;
const quietMsMax = 24 * 3600 * 1000;

const quietMs = (retryAfterMs: number | undefined) => Math.min(retryAfterMs ?? quietMsDefault, quietMsMax);

/** Permission first, then robots.txt. */
async function mayFetch(
  target: URL,
  { purpose, signal }: Ask,
  { robots, rights, now }: Parts,
): Promise<PoliteOutcome | { crawlDelayMs: number }> {
  const permission = (await rights.permissionFor(target.hostname)) ?? { state: 'unknown', note: '' };
  const recorded = rightsFor({ host: target.hostname, signals: [], permission }, target.href, 'fetch', {
    now: new Date(now()).toISOString(),
  });
  if (recorded.rule === 'permission-denied')
    return { kind: 'disallowed', url: target.href, reason: recorded.reason, rule: 'operator', hops: [] };
  if (purpose === 'hub') return { crawlDelayMs: 0 };
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
