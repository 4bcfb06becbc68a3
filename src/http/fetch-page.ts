import { Client, type Dispatcher } from 'undici';
import { StandfirstError, unreachable } from '../domain/errors.ts';
import { retryAfterMs } from '../kit/retry-after.ts';
import { encodingsOf, readBody } from './body.ts';
import { guardedConnector, systemResolve } from './connect.ts';
import { problemOf } from './problems.ts';
import { type FetchOptions, type FetchOutcome, FetchProblem, type Hop, type Redirected } from './types.ts';
import { allowedUrl, locationOf } from './url.ts';

/** The limits of one fetch, as tight as the readers of this field keep theirs (Miniflux: 20 s, 15 MB). */
export const fetchDefaults = {
  userAgent: 'Standfirst/0.1 (self-hosted news desk)',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5',
  timeoutMs: 20_000,
  connectTimeoutMs: 10_000,
  bodyBytesMax: 15 * 1024 * 1024,
  headerBytesMax: 32 * 1024,
  redirectsMax: 5,
  ports: [80, 443],
} as const;

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Call {
  options: FetchOptions;
  ports: readonly number[];
  signal: AbortSignal;
  hops: Hop[];
}

function startCall(options: FetchOptions): { call: Call; timeout: AbortSignal; timeoutMs: number } {
  const timeoutMs = options.timeoutMs ?? fetchDefaults.timeoutMs;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  const ports = options.ports ?? fetchDefaults.ports;
  return { call: { options, ports, signal, hops: [] }, timeout, timeoutMs };
}

/**
 * Fetches one page from the public internet: the only way in which the product reads the web.
 * Every address is checked when it is dialled, on every hop; there is no proxy, cookie or credential; bytes, headers,
 * redirects and time are limited (`fetchDefaults`). Never throws: what went wrong is in the outcome, with what to do.
 */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<FetchOutcome> {
  const started = startCall(options);
  const { call } = started;
  const redirectsMax = options.redirectsMax ?? fetchDefaults.redirectsMax;
  let at = url;
  for (;;) {
    const outcome = await step(at, started);
    if (outcome.kind !== 'redirected') return outcome;
    if (options.form !== undefined && !mayCarryForm(outcome)) return formNotCarried(outcome, call.hops);
    if (call.hops.length >= redirectsMax) return tooManyRedirects(at, redirectsMax, call.hops);
    call.hops.push({ url: outcome.url, status: outcome.status, to: outcome.to });
    at = outcome.to;
  }
}

/**
 * As `fetchPage`, but for a single request: a redirect is an outcome, for callers that ask before they follow it.
 */
export function fetchOnce(url: string, options: FetchOptions = {}): Promise<FetchOutcome | Redirected> {
  return step(url, startCall(options));
}

/** What a chain of redirects beyond the limit comes to. */
export function tooManyRedirects(url: string, redirectsMax: number, hops: Hop[]): FetchOutcome {
  return {
    kind: 'refused',
    url,
    code: 'too-many-redirects',
    message: `More than ${redirectsMax} redirects.`,
    hint: 'Give the address that a browser ends at.',
    hops,
  };
}

/** Whether a form is sent on: where the server asks for the same request elsewhere, and never from https to http. */
export function mayCarryForm({ url, status, to }: Redirected): boolean {
  return (status === 307 || status === 308) && !(url.startsWith('https:') && to.startsWith('http:'));
}

/** What a form that was redirected and not sent on comes to. */
export function formNotCarried({ url, status }: Redirected, hops: Hop[]): FetchOutcome {
  return {
    kind: 'failed',
    ...{ url, code: 'http-status', status, hops },
    message: `The server redirected the form with status ${status}, and it was not sent on.`,
    hint: 'Only 307 and 308 have a form sent on, and never from https to http.',
  };
}

async function step(
  url: string,
  { call, timeout, timeoutMs }: ReturnType<typeof startCall>,
): Promise<FetchOutcome | Redirected> {
  let at = url;
  try {
    const target = allowedUrl(url, undefined, call.ports);
    at = target.href;
    return await untilAborted(fetchHop(target, call), call.signal);
  } catch (error) {
    const problem = problemOf(error, { url: at, timedOut: timeout.aborted, timeoutMs, signal: call.signal });
    const { code, message, hint } = problem;
    return { kind: problem.outcome, url: at, code, message, hint, hops: call.hops } as FetchOutcome;
  }
}

/** Name resolution cannot be cancelled; it is left behind instead. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function requestHeaders(options: FetchOptions): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': options.userAgent ?? fetchDefaults.userAgent,
    accept: options.accept ?? fetchDefaults.accept,
    'accept-encoding': 'gzip, deflate, br, zstd',
  };
  if (options.acceptLanguage !== undefined) headers['accept-language'] = options.acceptLanguage;
  if (options.ifNoneMatch !== undefined) headers['if-none-match'] = options.ifNoneMatch;
  if (options.ifModifiedSince !== undefined) headers['if-modified-since'] = options.ifModifiedSince;
  if (options.form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
  return headers;
}

/** One request, on a connection of its own, so that nothing is shared. */
async function fetchHop(url: URL, call: Call): Promise<FetchOutcome | Redirected> {
  const { options, signal } = call;
  const timeoutMs = options.timeoutMs ?? fetchDefaults.timeoutMs;
  const client = new Client(url.origin, {
    connect: guardedConnector({
      allowAddresses: options.allowAddresses ?? [],
      resolve: options.resolve ?? systemResolve,
      connectTimeoutMs: Math.min(timeoutMs, fetchDefaults.connectTimeoutMs),
    }),
    maxHeaderSize: options.headerBytesMax ?? fetchDefaults.headerBytesMax,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    pipelining: 0,
    allowH2: false,
    useMilo: false,
  });
  try {
    const response = await client.request({
      method: options.form === undefined ? 'GET' : 'POST',
      path: url.pathname + url.search,
      headers: requestHeaders(options),
      ...(options.form !== undefined && { body: options.form }),
      signal,
    });
    // A body that is thrown away unread ends in an error event, which would end the process.
    response.body.on('error', () => undefined);
    return await answer(url, response, call);
  } finally {
    client.destroy().catch(() => undefined);
  }
}

function headersOf(response: Dispatcher.ResponseData): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

const repeatable = ['x-robots-tag', 'content-usage', 'link', 'tdm-reservation', 'tdm-policy'];

function repeatedOf(response: Dispatcher.ResponseData): Record<string, string[]> | null {
  const repeated: Record<string, string[]> = Object.create(null);
  for (const name of repeatable) {
    const value = response.headers[name];
    if (Array.isArray(value)) repeated[name] = value;
  }
  return Object.keys(repeated).length === 0 ? null : repeated;
}

async function answer(
  url: URL,
  response: Dispatcher.ResponseData,
  call: Call,
): Promise<FetchOutcome | Redirected> {
  const { options, hops } = call;
  const { statusCode: status } = response;
  const headers = headersOf(response);
  if (redirectStatuses.has(status))
    return { kind: 'redirected', url: url.href, status, headers, to: redirectTarget(url, response, call) };
  if (status === 304) return { kind: 'not-modified', url: url.href, status, headers, hops };
  if (status === 404 || status === 410) {
    const message = status === 404 ? 'There is no page at this address.' : 'The page has been taken down.';
    return { kind: 'gone', url: url.href, status, message, hops };
  }
  if (status < 200 || status > 299) {
    const waitMs = retryAfterMs(headers['retry-after'], (options.now ?? Date.now)());
    return {
      kind: 'failed',
      url: url.href,
      code: 'http-status',
      message: `The server answered with status ${status}.`,
      hint: statusHint(status),
      status,
      ...(waitMs === null ? {} : { retryAfterMs: waitMs }),
      hops,
    };
  }
  const bytesMax = options.bodyBytesMax ?? fetchDefaults.bodyBytesMax;
  const encoding = headers['content-encoding'] ?? '';
  encodingsOf(encoding);
  const body = await readBody(response.body, encoding, bytesMax, options.cutBody ?? false);
  const repeated = repeatedOf(response);
  return {
    kind: 'fetched',
    url: url.href,
    status,
    headers,
    ...(repeated === null ? {} : { repeated }),
    body,
    contentType: headers['content-type'] ?? '',
    hops,
  };
}

function statusHint(status: number): string {
  if (status === 401 || status === 402 || status === 403)
    return 'The site does not give this page to programs or asks for an account; read it there, or give a saved file.';
  if (status === 429 || status === 503) return 'The site is busy or limits requests; try again later.';
  return status >= 500 ? 'The site has a problem; try again later.' : 'Check the address.';
}

function redirectTarget(url: URL, response: Dispatcher.ResponseData, call: Call): string {
  const locations = new Set([response.headers.location ?? []].flat());
  const [location] = locations;
  if (locations.size !== 1 || location === undefined || location === '')
    throw new FetchProblem('broken-response', 'The redirect names no single target.', 'Try again later.');
  return allowedUrl(locationOf(location), url.href, call.ports).href;
}

export type FetchedPage = Extract<FetchOutcome, { kind: 'fetched' }>;

/** For doors that want the page or nothing: throws a `StandfirstError` with the outcome's code and hint. */
export function pageOrThrow(outcome: FetchOutcome): FetchedPage {
  switch (outcome.kind) {
    case 'fetched':
      return outcome;
    case 'not-modified':
      throw new StandfirstError('not-modified', `${outcome.url} has not changed.`);
    case 'gone':
      throw new StandfirstError('not-found', `${outcome.url}: ${outcome.message}`, {
        hint: 'Check the address in a browser.',
      });
    case 'refused':
    case 'failed':
      throw new StandfirstError(outcome.code, `${outcome.url}: ${outcome.message}`, { hint: outcome.hint });
    default:
      return unreachable(outcome);
  }
}
