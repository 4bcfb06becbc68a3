import { feedLimits } from './limits.ts';

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/**
 * An address as a feed writes it, made absolute against a base. An absolute one is left as written: identifiers must
 * not change by a normalisation. Undefined where it is empty or longer than an address may be.
 */
export function resolveAgainst(written: string, base: string | undefined): string | undefined {
  const text = written.trim();
  if (text === '' || text.length > feedLimits.urlCharsMax) return undefined;
  if (absolute.test(text)) return text;
  if (base === undefined) return text;
  return URL.parse(text, base)?.href ?? text;
}

/** An address that a page can be fetched from, or undefined. Left as written where it is one already. */
export function webAddress(written: string | undefined, base: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const resolved = resolveAgainst(written.replace(/[\t\n\r]/g, ''), base);
  const url = resolved === undefined ? null : URL.parse(resolved);
  if (url === null || resolved === undefined) return undefined;
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  return /^https?:\/\/[!-~]+$/i.test(resolved) && !/["<>\\^`{|}]/.test(resolved) ? resolved : url.href;
}
