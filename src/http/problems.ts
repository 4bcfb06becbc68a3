import { FetchProblem } from './types.ts';

interface Circumstances {
  url: string;
  timedOut: boolean;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Every code along the causes of an error, outermost first. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let at: unknown = error;
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    else if (at.name === 'HTTPParserError') codes.push('HPE_INVALID');
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap((one) => codesOf(one).slice(0, 1)));
    at = at.cause;
  }
  return codes;
}

const timeoutCodes = /^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/;
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/;
const isTls = (code: string) => tlsCodes.test(code);
const bodyCodes = /^(Z_|ZSTD_|ERR_ZSTD|ERR_ZLIB|ERR_BROTLI|ERR_PADDING|ERR__ERROR_|ERR_STREAM_PREMATURE)/;
const responseCodes = /^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INFO|UND_ERR_RES_)/;

/** Turns whatever was thrown while fetching into a problem with a stable code. The cause is kept for the log. */
export function problemOf(error: unknown, { timedOut, timeoutMs, signal }: Circumstances): FetchProblem {
  const codes = codesOf(error);
  const some = (test: (code: string) => boolean) => codes.some(test);
  const inner = innermostProblem(error);
  if (inner) return inner;
  if (timedOut || some((code) => timeoutCodes.test(code)))
    return new FetchProblem(
      'timed-out',
      `The page did not arrive within ${timeoutMs / 1000} s.`,
      'Try again later.',
      error,
    );
  if (signal.aborted) return new FetchProblem('aborted', 'The fetch was stopped.', 'Start it again.', error);
  if (some(isTls))
    return new FetchProblem(
      'tls-failed',
      `The site's certificate or TLS is not valid (${codes.find(isTls)}).`,
      'Open the page in a browser: it will say what is wrong with the site.',
      error,
    );
  if (some((code) => bodyCodes.test(code)))
    return new FetchProblem(
      'broken-body',
      'The compressed page is damaged or cut off.',
      'Try again later.',
      error,
    );
  if (some((code) => responseCodes.test(code)))
    return new FetchProblem(
      'broken-response',
      "The server's answer is not valid HTTP.",
      'Try again later.',
      error,
    );
  return new FetchProblem(
    'connection-failed',
    `The connection failed or was cut off${codes[0] ? ` (${codes[0]})` : ''}.`,
    'Check the address and the network, then try again.',
    error,
  );
}

function innermostProblem(error: unknown): FetchProblem | null {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    if (at instanceof FetchProblem) return at;
    at = at.cause;
  }
  return null;
}
