/** What comes from outside is cleaned here before any view touches it. */

const urlCharsMax = 2000;

/** An absolute http(s) address in normal form, without credentials; null for anything else. */
export function safeUrl(raw: string | undefined): string | null {
  if (raw === undefined || raw.length > urlCharsMax || !/^https?:\/\//i.test(raw.trim())) return null;
  const url = URL.parse(raw.trim());
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  url.username = '';
  url.password = '';
  return url.href;
}

/** A BCP 47 tag that may stand in a `lang` attribute and that Intl takes; `und` for anything else. */
export function safeLang(raw: string): string {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i.test(raw)) return 'und';
  try {
    return Intl.getCanonicalLocales(raw)[0] ?? 'und';
  } catch {
    return 'und';
  }
}

/** The locale in which numbers and names are written: English where the language is unknown. */
export function localeOf(lang: string): string {
  const tag = safeLang(lang);
  return tag === 'und' ? 'en' : tag;
}

/**
 * One line of visible text: control characters, bidi overrides, zero-width and tag characters out (they can hide or
 * reorder words), white space folded. Joiners stay: some scripts need them.
 */
export function plain(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f]/g, '')
    .replace(/[\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu, '')
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim();
}

/** A part of a line: as `plain`, with a blank kept at either end. */
export function plainPiece(raw: string): string {
  const text = plain(raw);
  return `${/^\s/.test(raw) ? ' ' : ''}${text}${text !== '' && /\s$/.test(raw) ? ' ' : ''}`;
}

/** The host of an address as a reader knows it, without `www.`. */
export function hostOf(url: string | null): string | null {
  return url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? null);
}

/** A phrase for the middle of a line: without the full stop it came with. */
export function unstopped(text: string): string {
  return text.replace(/[.。]$/, '');
}
