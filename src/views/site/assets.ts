import { readFileSync } from 'node:fs';
import { sha256 } from '../../kit/hash.ts';
import { bindingCss } from '../css/binding.ts';
import { condensed, pageStyle } from '../css/sheets.ts';
import type { FontSlice } from '../fonts/assets.ts';
import type { PageSheets } from './layout.ts';

/** A file under `/assets/`: its address changes with its content, so that it may be kept for ever. */
export interface SiteAsset {
  path: string;
  type: string;
  /** Style sheets are held; fonts are read when asked for. */
  body: string | URL;
}

const fonts = new URL('../../../assets/fonts/', import.meta.url);
const sheets = new URL('../../../assets/css/', import.meta.url);

interface Face {
  family: string;
  weight: string;
  style: 'normal' | 'italic';
  from: string;
}

const latinFaces: readonly Face[] = [
  { family: 'sf-text', weight: '400', style: 'normal', from: 'newsreader-text' },
  { family: 'sf-text', weight: '600', style: 'normal', from: 'newsreader-strong' },
  { family: 'sf-text', weight: '400', style: 'italic', from: 'newsreader-italic' },
  { family: 'sf-display', weight: '500', style: 'normal', from: 'newsreader-display' },
  { family: 'sf-ui', weight: '400', style: 'normal', from: 'inter-text' },
  { family: 'sf-ui', weight: '600', style: 'normal', from: 'inter-strong' },
];

/** The serif is one variable face; a page in Korean takes its Latin letters from here as well. */
const koreanFaces: readonly Face[] = [
  { family: 'sf-serif-kr', weight: '400 700', style: 'normal', from: 'noto-serif-kr' },
  { family: 'sf-sans-kr', weight: '400', style: 'normal', from: 'pretendard-text' },
  { family: 'sf-sans-kr', weight: '600', style: 'normal', from: 'pretendard-strong' },
];

/** Fonts that the top of every page in a Latin script needs at once. */
const preloaded = [
  'newsreader-display-latin',
  'newsreader-text-latin',
  'inter-text-latin',
  'inter-strong-latin',
  'newsreader-strong-latin',
  'newsreader-italic-latin',
];

/** Notes that one style sheet binds to their sentences: a page takes the smallest that suffices. */
const bindingSteps = [20, 40, 80, 160];

type FaceTable = Record<string, FontSlice[]>;

function rangeText(ranges: FontSlice['ranges']): string {
  const hex = (value: number) => value.toString(16).toUpperCase();
  return ranges.map(([from, to]) => `U+${hex(from)}${from === to ? '' : `-${hex(to)}`}`).join(',');
}

function rule(face: Face, slice: FontSlice, folder: string): string {
  const { family, weight, style } = face;
  const source = `url(${folder}/${slice.file})format("woff2")`;
  return `@font-face{font-family:${family};font-weight:${weight};font-style:${style};font-display:swap;src:${source};unicode-range:${rangeText(slice.ranges)}}`;
}

/** Rules slice by slice, so that faces with the same slices stand together and compress well. */
function faceCss(faces: readonly Face[], table: FaceTable, folder: string): string {
  const most = Math.max(...faces.map(({ from }) => table[from]?.length ?? 0));
  const rows = Array.from({ length: most }, (_, index) =>
    faces.flatMap((face) => {
      const slice = table[face.from]?.[index];
      return slice ? [rule(face, slice, folder)] : [];
    }),
  );
  return rows.flat().join('\n');
}

export interface SiteAssets extends PageSheets {
  files: ReadonlyMap<string, SiteAsset>;
}

function css(name: string): string {
  return condensed(readFileSync(new URL(`${name}.css`, sheets), 'utf8'));
}

/** Every style sheet and font of the site under an address with its hash. Made once per process. */
export function loadSiteAssets(): SiteAssets {
  const table = JSON.parse(readFileSync(new URL('faces.json', fonts), 'utf8')) as FaceTable;
  const names = Object.values(table).flatMap((slices) => slices.map(({ file }) => file));
  const bytes = names.map((name) => sha256(readFileSync(new URL(name, fonts))));
  const folder = `f-${sha256(bytes.join()).slice(0, 10)}`;
  const files = new Map<string, SiteAsset>();
  const add = (path: string, type: string, body: string | URL) => {
    files.set(path, { path, type, body });
    return path;
  };
  const addCss = (name: string, text: string) =>
    add(`/assets/${name}-${sha256(text).slice(0, 10)}.css`, 'text/css; charset=utf-8', text);
  for (const name of names) add(`/assets/${folder}/${name}`, 'font/woff2', new URL(name, fonts));
  const own = ['site', 'front', 'story', 'pages', 'site-media'].map(css).join('\n');
  const main = addCss('site', `${faceCss(latinFaces, table, folder)}\n${pageStyle}\n${own}`);
  const korean = addCss('korean', `${faceCss(koreanFaces, table, folder)}\n${css('korean')}`);
  const bindings = bindingSteps.map((notes) => ({
    notes,
    path: addCss(`notes-${notes}`, condensed(bindingCss(notes))),
  }));
  return {
    files,
    main,
    korean,
    binding: (notes) => (bindings.find((step) => step.notes >= notes) ?? bindings.at(-1))?.path ?? null,
    preload: preloaded.map((name) => `/assets/${folder}/${name}.woff2`),
  };
}

/** The bytes of an asset. */
export function assetBody({ body }: SiteAsset): string | Buffer {
  return typeof body === 'string' ? body : readFileSync(body);
}
