import { Client, type Dispatcher } from 'undici';
import { StandfirstError, unreachable } from '../domain/errors.ts';
import { retryAfterMs } from '../kit/retry-after.ts';
import { encodingsOf, readBody } from './body.ts';
import { guardedConnector, systemResolve } from './connect.ts';
import { problemOf } from './problems.ts';
import { type FetchOptions, type FetchOutcome, FetchProblem, type Hop } from './types.ts';
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

/**
 * Fetches one page from the public internet: the only way in which the product reads the web.
 * Every address is checked when it is dialled, on every hop; there is no proxy, cookie or credential; bytes, headers,
 * redirects and time are limited (`fetchDefaults`). Never throws: what went wrong is in the outcome, with what to do.
 */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<FetchOutcome> {
  const timeoutMs = options.timeoutMs ?? fetchDefaults.timeoutMs;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  const call: Call = { options, ports: options.ports ?? fetchDefaults.ports, signal, hops: [] };
  let at = url;
  try {
    let target = allowedUrl(url, undefined, call.ports);
    for (;;) {
      at = target.href;
      const next = await untilAborted(fetchHop(target, call), signal);
      if (!(next instanceof URL)) return next;
      target = next;
    }
  } catch (error) {
    const problem = problemOf(error, { url: at, timedOut: timeout.aborted, timeoutMs, signal });
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
  return headers;
}

/** One request. Gives the next URL where the answer is a redirect. A connection of its own, so nothing is shared. */
async function fetchHop(url: URL, call: Call): Promise<FetchOutcome | URL> {
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
      method: 'GET',
      path: url.pathname + url.search,
      headers: requestHeaders(options),
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

async function answer(url: URL, response: Dispatcher.ResponseData, call: Call): Promise<FetchOutcome | URL> {
  const { options, hops } = call;
  const { statusCode: status } = response;
  const headers = headersOf(response);
  if (redirectStatuses.has(status)) return redirect(url, response, call);
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
  const body = await readBody(response.body, encoding, bytesMax);
  return {
    kind: 'fetched',
    url: url.href,
    status,
    headers,
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

function redirect(url: URL, response: Dispatcher.ResponseData, call: Call): URL {
  const locations = new Set([response.headers.location ?? []].flat());
  const [location] = locations;
  if (locations.size !== 1 || location === undefined || location === '')
    throw new FetchProblem('broken-response', 'The redirect names no single target.', 'Try again later.');
  const redirectsMax = call.options.redirectsMax ?? fetchDefaults.redirectsMax;
  if (call.hops.length >= redirectsMax)
    throw new FetchProblem(
      'too-many-redirects',
      `More than ${redirectsMax} redirects.`,
      'Give the address that a browser ends at.',
    );
  const next = allowedUrl(locationOf(location), url.href, call.ports);
  call.hops.push({ url: url.href, status: response.statusCode, to: next.href });
  return next;
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
