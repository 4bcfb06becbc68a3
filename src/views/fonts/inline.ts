import { type FontSlice, fontFile, slicesOf } from './assets.ts';
import type { FontRole } from './roles.ts';

/** Subsets kept between pages of one process: headline words and interface words come again. */
const cachedMax = 400;
const cached = new Map<string, Promise<string>>();

const features = ['kern', 'liga', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'onum', 'lnum', 'tnum', 'pnum'];

/** A face as the page names it, and the faces of `assets/fonts` that feed it: the first that has a character wins. */
interface RoleFace {
  family: string;
  weight: number;
  style: 'normal' | 'italic';
  latin: string;
  korean: string;
  /** Weight that the Korean serif is pinned to. */
  koreanWeight: number;
}

const roleFaces: Record<FontRole, RoleFace> = {
  text: face('sf-text', 400, 'newsreader-text', 'noto-serif-kr', 400),
  strong: face('sf-text', 600, 'newsreader-strong', 'noto-serif-kr', 700),
  display: face('sf-display', 500, 'newsreader-display', 'noto-serif-kr', 700),
  cite: { ...face('sf-text', 400, 'newsreader-italic', 'noto-serif-kr', 400), style: 'italic' },
  ui: face('sf-ui', 400, 'inter-text', 'pretendard-text', 400),
  'ui-strong': face('sf-ui', 600, 'inter-strong', 'pretendard-strong', 600),
};

function face(family: string, weight: number, latin: string, korean: string, koreanWeight: number): RoleFace {
  return { family, weight, style: 'normal', latin, korean, koreanWeight };
}

function has(slice: FontSlice, codePoint: number): boolean {
  return slice.ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

/** `U+20-7E,U+AC00`: neighbours drawn together. */
function unicodeRange(codePoints: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const codePoint of codePoints) {
    const last = runs.at(-1);
    if (last && last[1] === codePoint - 1) last[1] = codePoint;
    else runs.push([codePoint, codePoint]);
  }
  const hex = (value: number) => value.toString(16).toUpperCase();
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
}

async function subset(file: string, codePoints: readonly number[], weight: number | null): Promise<string> {
  // Loaded when the first font is cut: a page without fonts does not need it.
  const { default: subsetFont } = await import('subset-font');
  const font = await subsetFont(await fontFile(file), String.fromCodePoint(...codePoints), {
    targetFormat: 'woff2',
    keepFeatures: features,
    noHinting: true,
    dropTables: ['STAT', 'vhea', 'vmtx', 'VORG', 'BASE', 'DSIG'],
    ...(weight === null ? {} : { variationAxes: { wght: weight } }),
  });
  return font.toString('base64');
}

function subsetOnce(file: string, codePoints: readonly number[], weight: number | null): Promise<string> {
  const key = `${file} ${weight} ${codePoints.join()}`;
  const known = cached.get(key);
  if (known) return known;
  const made = subset(file, codePoints, weight);
  if (cached.size >= cachedMax) cached.delete(cached.keys().next().value ?? '');
  cached.set(key, made);
  return made;
}

/** Slices with the characters that each is asked for, in code point order. */
function shareOut(slices: readonly FontSlice[], codePoints: readonly number[]): Map<FontSlice, number[]> {
  const shares = new Map<FontSlice, number[]>();
  for (const codePoint of codePoints) {
    const slice = slices.find((candidate) => has(candidate, codePoint));
    if (slice) shares.set(slice, [...(shares.get(slice) ?? []), codePoint]);
  }
  return shares;
}

async function facesOf(role: FontRole, characters: ReadonlySet<string>, korean: boolean): Promise<string[]> {
  const { family, weight, style, latin, korean: hangul, koreanWeight } = roleFaces[role];
  const codePoints = [...characters]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((codePoint) => codePoint > 0x20)
    .sort((a, b) => a - b);
  if (codePoints.length === 0) return [];
  codePoints.unshift(0x20);
  const order = korean ? [hangul, latin] : [latin, hangul];
  const slices = (await Promise.all(order.map(slicesOf))).flat();
  const rules: string[] = [];
  for (const [slice, share] of shareOut(slices, codePoints)) {
    const pinned = slice.file.startsWith('noto-serif-kr') ? koreanWeight : null;
    const data = await subsetOnce(slice.file, share, pinned);
    const source = `url(data:font/woff2;base64,${data})format("woff2")`;
    rules.push(
      `@font-face{font-family:${family};font-weight:${weight};font-style:${style};font-display:swap;` +
        `src:${source};unicode-range:${unicodeRange(share)}}`,
    );
  }
  return rules;
}

/**
 * `@font-face` rules with the fonts themselves in them, cut down to the given characters.
 * Characters that no shipped font has are left to the reader's system. `lang` decides whose Latin letters and
 * digits are used: in a Korean text they come from the Korean face, so that both have one colour.
 */
export async function inlineFonts(
  byRole: ReadonlyMap<FontRole, ReadonlySet<string>>,
  lang: string,
): Promise<string> {
  const korean = lang.toLowerCase().split('-')[0] === 'ko';
  const rules: string[] = [];
  for (const [role, characters] of byRole) rules.push(...(await facesOf(role, characters, korean)));
  if (rules.length === 0) return '';
  return `/* Newsreader, Inter, Noto Serif KR, Pretendard: SIL Open Font License 1.1, embedded in part */\n${rules.join('\n')}\n`;
}
