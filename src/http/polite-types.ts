import type { RightsPermission, RightsReport } from '../domain/rights.ts';
import type { HostGate } from './host-gate.ts';
import type { RobotsCache } from './robots-cache.ts';
import type { FetchOptions, FetchOutcome, Hop, Redirected } from './types.ts';

/** What is asked for: it decides what the request says it accepts. */
export type Purpose = 'feed' | 'page' | 'sitemap' | 'rights' | 'hub';

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
  purpose: Exclude<Purpose, 'hub'>;
}

export interface PostOptions extends Pick<FetchOptions, 'bodyBytesMax' | 'timeoutMs' | 'signal'> {
  /** `application/x-www-form-urlencoded`. */
  form: string;
}

export interface PoliteClient {
  /** Never throws for what the web does; rejects only where a port (store) fails. */
  get(url: string, options: GetOptions): Promise<PoliteOutcome>;
  /**
   * Sends a form to a hub that a publisher named. The guard, the host's turn and the operator's record hold as for
   * `get`; robots.txt does not: it speaks of what crawlers read, and a hub is there to be written to (WebSub).
   */
  post(url: string, options: PostOptions): Promise<PoliteOutcome>;
}
