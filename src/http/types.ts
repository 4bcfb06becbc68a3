import type { StandfirstError } from '../domain/errors.ts';

/** Why we would not go on: nothing was or will be read from there. */
export type RefusedCode =
  | 'url-refused'
  | 'port-refused'
  | 'address-refused'
  | 'too-many-redirects'
  | 'too-large'
  | 'encoding-refused';

/** Why it did not work, this time. */
export type FailedCode =
  | 'timed-out'
  | 'host-not-found'
  | 'connection-failed'
  | 'tls-failed'
  | 'broken-body'
  | 'broken-response'
  | 'http-status'
  | 'aborted';

/** One redirect that was followed. */
export interface Hop {
  url: string;
  status: number;
  /** Where it pointed to. */
  to: string;
}

/** What fetching one page came to. Header names are lower case, several values of one name joined by `, `. */
export type FetchOutcome =
  | {
      kind: 'fetched';
      /** The final URL, after redirects. */
      url: string;
      status: number;
      headers: Record<string, string>;
      /** The values one by one of headers that came more than once, where that matters (X-Robots-Tag). */
      repeated?: Record<string, string[]>;
      /** With every content encoding taken off; charset still unknown. */
      body: Uint8Array;
      /** The Content-Type header as it came; empty where there was none. */
      contentType: string;
      hops: Hop[];
    }
  | { kind: 'not-modified'; url: string; status: 304; headers: Record<string, string>; hops: Hop[] }
  | { kind: 'gone'; url: string; status: 404 | 410; message: string; hops: Hop[] }
  | { kind: 'refused'; url: string; code: RefusedCode; message: string; hint: string; hops: Hop[] }
  | {
      kind: 'failed';
      url: string;
      code: FailedCode;
      message: string;
      hint: string;
      /** Set for `http-status`. */
      status?: number;
      /** The server's Retry-After, in milliseconds from now; uncapped: the caller knows its own patience. */
      retryAfterMs?: number;
      hops: Hop[];
    };

/** A single request that was answered with a redirect, which nobody has followed yet. */
export interface Redirected {
  kind: 'redirected';
  url: string;
  status: number;
  headers: Record<string, string>;
  /** Where it points to: an allowed URL (syntax and port); where that leads is checked when it is dialled. */
  to: string;
}

/** An address that a name resolved to. */
export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Name to every address, as the machine's resolver gives them. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

export interface FetchOptions {
  /** Names the software and, where the operator gives one, a way to reach them. Sent as it is. */
  userAgent?: string;
  accept?: string;
  acceptLanguage?: string;
  /** Validators of an earlier capture: with them the server may answer 304. */
  ifNoneMatch?: string;
  ifModifiedSince?: string;
  /** All hops, name resolution and the body together. */
  timeoutMs?: number;
  /** Sent as the body of a POST, `application/x-www-form-urlencoded`; without it the request is a GET. */
  form?: string;
  /** Largest body, counted after decoding while it streams in. */
  bodyBytesMax?: number;
  /** A larger body is cut at `bodyBytesMax` instead of refused: for robots.txt, of which the start counts. */
  cutBody?: boolean;
  headerBytesMax?: number;
  redirectsMax?: number;
  /** Ports that may be dialled. */
  ports?: readonly number[];
  /**
   * Addresses or CIDR ranges that may be dialled although they are not on the public internet: for the tests' own
   * servers and for an operator's intranet sources. Never set from anything that a page, feed or reader says.
   */
  allowAddresses?: readonly string[];
  resolve?: Resolve;
  signal?: AbortSignal;
  now?: () => number;
}

/** Thrown inside the client, turned into an outcome by `fetchPage`; never reaches a caller. */
export class FetchProblem extends Error {
  readonly outcome: 'refused' | 'failed';
  readonly code: RefusedCode | FailedCode;
  readonly hint: string;

  constructor(code: RefusedCode | FailedCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FetchProblem';
    this.outcome = refusedCodes.has(code) ? 'refused' : 'failed';
    this.code = code;
    this.hint = hint;
  }
}

const refusedCodes: ReadonlySet<string> = new Set<RefusedCode>([
  'url-refused',
  'port-refused',
  'address-refused',
  'too-many-redirects',
  'too-large',
  'encoding-refused',
]);

/** What `pageOrThrow` throws, named here for doc comments of its callers. */
export type FetchError = StandfirstError;
