import { readFileSync } from 'node:fs';
import { sha256 } from '../../kit/hash.ts';
import type { DeskLanguage } from '../../languages/desk-strings.ts';
import { fontFile, slicesOf } from '../../views/fonts/assets.ts';

/** Where the style sheets lie, from the sources and from the built package alike. */
const folder = new URL('../../../assets/css/', import.meta.url);

const style = ['base', 'desk'].map((name) => readFileSync(new URL(`${name}.css`, folder), 'utf8')).join('\n');

/** Faces of `assets/fonts`: interface, its strong cut, and headings. */
const faces = [
  { family: 'sf-ui', weight: 400, latin: 'inter-text', korean: 'pretendard-text' },
  { family: 'sf-ui', weight: 600, latin: 'inter-strong', korean: 'pretendard-strong' },
  { family: 'sf-display', weight: 500, latin: 'newsreader-display', korean: 'noto-serif-kr' },
  { family: 'sf-text', weight: 400, latin: 'newsreader-text', korean: 'noto-serif-kr' },
] as const;

function rangeOf(ranges: readonly (readonly [number, number])[]): string {
  const hex = (value: number) => value.toString(16).toUpperCase();
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
}

/** `@font-face` rules by Unicode range: a browser fetches only the slices that a page has characters of. */
async function makeFontSheet(lang: DeskLanguage): Promise<string> {
  const rules: string[] = [];
  // Of two rules for a character the later one counts: the face of the page's own language.
  for (const { family, weight, latin, korean } of faces)
    for (const face of lang === 'ko' ? [latin, korean] : [korean, latin])
      for (const slice of await slicesOf(face)) {
        const weights = face === 'noto-serif-kr' ? '200 900' : String(weight);
        rules.push(
          `@font-face{font-family:${family};font-weight:${weights};font-style:normal;font-display:swap;` +
            `src:url(/desk/assets/fonts/${slice.file})format("woff2");unicode-range:${rangeOf(slice.ranges)}}`,
        );
      }
  return rules.join('\n');
}

const fontSheets: Readonly<Record<DeskLanguage, string>> = {
  en: await makeFontSheet('en'),
  ko: await makeFontSheet('ko'),
};

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1c1a17" d="M0 0h32v32H0z"/>' +
  '<path fill="#fbf9f4" d="M6 7h20v3H6zm0 7h20v2H6zm0 5h20v2H6zm0 5h12v2H6z"/></svg>';

const short = (text: string) => sha256(text).slice(0, 12);

/** Names hold the hash of what they name, so that a browser may keep it for good. */
export function styleSheetPath(): string {
  return `/desk/assets/desk-${short(style)}.css`;
}

export function fontSheetPath(lang: DeskLanguage): string {
  return `/desk/assets/fonts-${lang}-${short(fontSheets[lang])}.css`;
}

export interface Asset {
  body: string | Buffer;
  contentType: string;
}

const css = 'text/css; charset=utf-8';

/** What lies at a path under `/desk/assets`; null where nothing does. None of it is secret. */
export async function assetAt(path: string): Promise<Asset | null> {
  if (path === styleSheetPath()) return { body: style, contentType: css };
  for (const lang of ['en', 'ko'] as const)
    if (path === fontSheetPath(lang)) return { body: fontSheets[lang], contentType: css };
  if (path === '/desk/assets/icon.svg') return { body: icon, contentType: 'image/svg+xml' };
  const font = /^\/desk\/assets\/fonts\/([a-z0-9-]+\.woff2)$/.exec(path)?.[1];
  if (font === undefined) return null;
  const body = await fontFile(font).catch(() => null);
  return body === null ? null : { body, contentType: 'font/woff2' };
}
