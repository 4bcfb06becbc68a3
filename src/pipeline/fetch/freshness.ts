/** Beyond this the numbers are nonsense. */
const freshMsMax = 366 * 24 * 3600 * 1000;

const seconds = (text: string | undefined) =>
  text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) * 1000 : null;

/**
 * How long a response says that it stays fresh (RFC 9111, 4.2.1): max-age less the age it has already, else Expires
 * measured from the server's own Date, so that a wrong clock on either side does not matter. 0 where it says nothing,
 * says no-cache or makes no sense. Uncapped but for a year: the caller knows its patience.
 */
export function freshForMs(headers: Record<string, string>, nowMs: number): number {
  const directives = (headers['cache-control'] ?? '').toLowerCase();
  if (/(?:^|[\s,])(?:no-cache|no-store)(?=$|[\s,])/.test(directives)) return 0;
  const maxAgeMs = seconds(/(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(directives)?.[1]);
  if (maxAgeMs !== null) return clamp(maxAgeMs - (seconds(headers.age) ?? 0));
  const expiresMs = dateMs(headers.expires);
  return expiresMs === null ? 0 : clamp(expiresMs - (dateMs(headers.date) ?? nowMs));
}

const clamp = (ms: number) => Math.min(Math.max(0, ms), freshMsMax);

function dateMs(text: string | undefined): number | null {
  // Only what looks like an HTTP date: "0" and "-1" are common and mean "expired".
  if (text === undefined || !/^[A-Za-z]{3}/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
