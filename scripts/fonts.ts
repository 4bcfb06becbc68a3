/**
 * Makes `assets/fonts` from the font packages of the development dependencies: `node scripts/fonts.ts`.
 *
 * A page carries only the characters it uses, so what lies here are the raw slices that the page's own subset is cut
 * from. Latin faces are pinned to the weights and optical sizes that the style sheet uses; the Korean serif keeps its
 * weights 400 to 700; Pretendard's name is reserved, so its files are copied as their author made them.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import subsetFont from 'subset-font';

const root = resolve(import.meta.dirname, '..');
const packages = join(root, 'node_modules');
const target = join(root, 'assets', 'fonts');

type Range = [number, number];

interface Slice {
  file: string;
  ranges: Range[];
}

/** Latin, punctuation, arrows, currency: what a news text in a Latin script can hold. */
const latinFeatures = [
  'kern',
  'liga',
  'calt',
  'ccmp',
  'locl',
  'mark',
  'mkmk',
  'onum',
  'lnum',
  'tnum',
  'pnum',
];

function rangesOf(text: string): Range[] {
  return [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '', to]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to ?? from, 16),
  ]);
}

function charactersOf(ranges: readonly Range[]): string {
  return ranges
    .flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
    )
    .join('');
}

function fontsource(name: string, file: string): Buffer {
  return readFileSync(join(packages, '@fontsource-variable', name, 'files', file));
}

function unicodeOf(name: string): Record<string, string> {
  const file = join(packages, '@fontsource-variable', name, 'unicode.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

interface LatinFace {
  name: string;
  from: string;
  style: 'normal' | 'italic';
  /** Which of the package's files: all axes, or weight alone. */
  axes: 'opsz' | 'wght';
  pinned: Record<string, number>;
}

const latinFaces: LatinFace[] = [
  {
    name: 'newsreader-text',
    from: 'newsreader',
    style: 'normal',
    axes: 'opsz',
    pinned: { opsz: 17, wght: 400 },
  },
  {
    name: 'newsreader-strong',
    from: 'newsreader',
    style: 'normal',
    axes: 'opsz',
    pinned: { opsz: 22, wght: 600 },
  },
  {
    name: 'newsreader-display',
    from: 'newsreader',
    style: 'normal',
    axes: 'opsz',
    pinned: { opsz: 60, wght: 500 },
  },
  {
    name: 'newsreader-italic',
    from: 'newsreader',
    style: 'italic',
    axes: 'opsz',
    pinned: { opsz: 16, wght: 400 },
  },
  { name: 'inter-text', from: 'inter', style: 'normal', axes: 'wght', pinned: { wght: 430 } },
  { name: 'inter-strong', from: 'inter', style: 'normal', axes: 'wght', pinned: { wght: 620 } },
];

async function makeLatin(face: LatinFace): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const [subset, unicode] of Object.entries(unicodeOf(face.from))) {
    if (subset !== 'latin' && subset !== 'latin-ext') continue;
    const ranges = rangesOf(unicode);
    const source = fontsource(face.from, `${face.from}-${subset}-${face.axes}-${face.style}.woff2`);
    const made = await subsetFont(source, charactersOf(ranges), {
      targetFormat: 'woff2',
      variationAxes: face.pinned,
      keepFeatures: latinFeatures,
      noHinting: true,
    });
    const file = `${face.name}-${subset}.woff2`;
    writeFileSync(join(target, file), made);
    slices.push({ file, ranges });
  }
  return slices;
}

const hangul: Range = [0xac00, 0xd7a3];

function hasHangul(ranges: readonly Range[]): boolean {
  return ranges.some(([from, to]) => from <= hangul[1] && to >= hangul[0]);
}

/** Han characters beside Hangul come along; slices of nothing else stay out, for readers' systems have those. */
function isHan(codePoint: number): boolean {
  return (
    (codePoint >= 0x3400 && codePoint <= 0x9fff) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    codePoint > 0xffff
  );
}

/** Signs of Korean news (`㎡`, `①`, `△`, full-width forms) from the slices that hold them. */
function isSign(codePoint: number): boolean {
  return (
    (codePoint >= 0x2000 && codePoint < 0x3400 && !(codePoint >= 0x3040 && codePoint < 0x3130)) ||
    codePoint >= 0xff00
  );
}

function withoutHan(ranges: readonly Range[]): Range[] {
  const kept = [...charactersOf(ranges)].map((character) => character.codePointAt(0) ?? 0);
  const signs = kept.filter((codePoint) => isSign(codePoint) && !isHan(codePoint));
  return signs.map((codePoint) => [codePoint, codePoint]);
}

/** Rare Han characters would double the size. */
async function makeKoreanSerif(): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const [subset, unicode] of Object.entries(unicodeOf('noto-serif-kr'))) {
    const name = subset.replace(/[[\]]/g, '');
    const latin = name === 'latin' || name === 'latin-ext';
    const all = rangesOf(unicode);
    const ranges = latin || hasHangul(all) ? all : withoutHan(all);
    if (ranges.length === 0) continue;
    const source = fontsource('noto-serif-kr', `noto-serif-kr-${name}-wght-normal.woff2`);
    const made = await subsetFont(source, charactersOf(ranges), {
      targetFormat: 'woff2',
      variationAxes: { wght: { min: 400, max: 700 } },
      keepFeatures: latin ? latinFeatures : [],
      noHinting: true,
      dropTables: ['vhea', 'vmtx', 'VORG', 'BASE', 'VVAR'],
    });
    const file = `noto-serif-kr-${name}.woff2`;
    writeFileSync(join(target, file), made);
    slices.push({ file, ranges });
  }
  return slices;
}

function copyPretendard(weight: 'Regular' | 'SemiBold'): Slice[] {
  const folder = join(packages, 'pretendard', 'dist', 'web', 'static');
  const css = readFileSync(join(folder, 'pretendard-dynamic-subset.css'), 'utf8');
  const pattern = new RegExp(
    `url\\([^)]*/(Pretendard-${weight}\\.subset\\.(\\d+)\\.woff2)\\)[^}]*unicode-range:([^;}]*)`,
    'g',
  );
  return [...css.matchAll(pattern)].map(([, file = '', number, unicode = '']) => {
    const own = `pretendard-${weight.toLowerCase()}-${number}.woff2`;
    copyFileSync(join(folder, 'woff2-dynamic-subset', file), join(target, own));
    return { file: own, ranges: rangesOf(unicode) };
  });
}

const licences: Record<string, string> = {
  'newsreader.OFL.txt': '@fontsource-variable/newsreader/LICENSE',
  'inter.OFL.txt': '@fontsource-variable/inter/LICENSE',
  'noto-serif-kr.OFL.txt': '@fontsource-variable/noto-serif-kr/LICENSE',
  'pretendard.OFL.txt': 'pretendard/dist/LICENSE.txt',
};

const notice = `Fonts in this folder, all under the SIL Open Font License 1.1 (full texts beside this file).
Made by scripts/fonts.ts.

newsreader-*     Newsreader. Copyright 2020 The Newsreader Project Authors
                 (https://github.com/productiontype/Newsreader). From @fontsource-variable/newsreader.
                 Changed: pinned to fixed weights and optical sizes, layout features reduced, hinting removed.
inter-*          Inter. Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter).
                 From @fontsource-variable/inter. Changed: pinned to fixed weights, layout features reduced, hinting removed.
noto-serif-kr-*  Noto Serif KR. Copyright Google Inc. and Adobe. From @fontsource-variable/noto-serif-kr.
                 Changed: weights 400 to 700 only, vertical tables and hinting removed;
                 slices without Hangul left out but for their signs.
pretendard-*     Pretendard. Copyright 2021 Kil Hyung-jin, with Reserved Font Name Pretendard
                 (https://github.com/orioncactus/pretendard). From pretendard. Unchanged.

A page that Standfirst makes embeds a subset of them under names of its own.
`;

async function main(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const faces: Record<string, Slice[]> = {};
  for (const face of latinFaces) faces[face.name] = await makeLatin(face);
  faces['noto-serif-kr'] = await makeKoreanSerif();
  faces['pretendard-text'] = copyPretendard('Regular');
  faces['pretendard-strong'] = copyPretendard('SemiBold');
  const lines = Object.entries(faces).map(([name, slices]) => {
    const rows = slices.map((slice) => `    ${JSON.stringify(slice)}`);
    return `  ${JSON.stringify(name)}: [\n${rows.join(',\n')}\n  ]`;
  });
  writeFileSync(join(target, 'faces.json'), `{\n${lines.join(',\n')}\n}\n`);
  for (const [file, from] of Object.entries(licences)) copyFileSync(join(packages, from), join(target, file));
  writeFileSync(join(target, 'NOTICE'), notice);
  for (const [name, slices] of Object.entries(faces)) console.log(`${name}: ${slices.length} slices`);
}

await main();
