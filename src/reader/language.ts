import type { UiLanguage } from '../domain/site.ts';

const headerCharsMax = 1000;

/** The offered language that the reader likes best (RFC 9110, `Accept-Language`); the first where none is liked. */
export function preferredLanguage(header: string | undefined, offered: readonly UiLanguage[]): UiLanguage {
  const first = offered[0] ?? 'en';
  let best: { ui: UiLanguage; quality: number } | null = null;
  for (const part of (header ?? '').slice(0, headerCharsMax).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const q = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find((text) => text);
    const quality = q === undefined ? 1 : Number(q);
    const tag = range.split('-')[0] ?? '';
    const ui = tag === '*' ? first : offered.find((language) => language === tag);
    if (ui && quality > 0 && quality > (best?.quality ?? 0)) best = { ui, quality };
  }
  return best?.ui ?? first;
}
