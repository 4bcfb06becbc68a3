/** Longest that is believed: a year. Beyond it the header is nonsense. */
const retryAfterMsMax = 366 * 24 * 3600 * 1000;

/**
 * A Retry-After header (RFC 9110, 10.2.3) in milliseconds from `nowMs`, in either form: seconds or an HTTP date.
 * A date that has passed is 0; anything else that is not understood is null. The caller caps it by its own patience.
 */
export function retryAfterMs(header: string | null | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,12}(?:\.\d{1,6})?$/.test(text)) return Math.min(Number(text) * 1000, retryAfterMsMax);
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - nowMs), retryAfterMsMax);
}
