import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encoderFolder } from './model-files.ts';
import { charactersMax, piecesMax, SentenceEncoder } from './sentence-encoder.ts';

interface Row {
  lang: string;
  text: string;
  pieces: number[];
  vector: string;
}

const fixture = new URL('../../../test/fixtures/encoder/vectors.json', import.meta.url);
const rows = JSON.parse(readFileSync(fixture, 'utf8')) as Row[];

function storedVector(row: Row): number[] {
  const bytes = Buffer.from(row.vector, 'base64');
  return Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2) / 32_767);
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Array.from(one).reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

/** The angle's cosine, whatever the lengths. */
const cosine = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));

let encoder: SentenceEncoder;
beforeAll(async () => {
  encoder = await SentenceEncoder.open();
});

describe('the encoder in the package', () => {
  it('cuts texts into the pieces of the sentencepiece library', () => {
    for (const row of rows) expect(encoder.pieces(row.text), row.text).toEqual(row.pieces);
  });

  it('makes the vectors of the reference, to a cosine of 0.999', () => {
    const cosines = rows.map((row) => cosine(encoder.base(row.text), storedVector(row)));
    expect(Math.min(...cosines)).toBeGreaterThan(0.999);
  });

  it('gives a text the same vector whatever came before it', () => {
    const text = rows[0]?.text ?? '';
    const first = encoder.encode(text);
    encoder.encode('x '.repeat(5000));
    encoder.encode('');
    expect(encoder.encode(text)).toEqual(first);
  });

  it('puts a text near its translation and far from others', () => {
    const english = encoder.encode('The central bank left its key rate unchanged on Thursday.');
    const korean = encoder.encode('중앙은행은 목요일 기준금리를 동결했다.');
    const other = encoder.encode('축구 대표팀이 결승에 올랐다.');
    expect(dot(english, korean)).toBeGreaterThan(dot(english, other) + 0.3);
  });
});

const hostile: Record<string, string> = {
  empty: '',
  'only spaces': ' \t\n\u00a0\u3000',
  'a lone high surrogate': '\ud83d',
  'lone surrogates among words': 'fire \udc00\udc00 quay \ud800',
  NULs: '\0\0\0 a \0',
  'every control character': Array.from({ length: 160 }, (_, code) => String.fromCharCode(code)).join(''),
  'emoji with joiners': '👩‍👩‍👧‍👦'.repeat(500),
  'combining marks without end': `a${'\u0301'.repeat(20_000)}`,
  'one ligature that becomes eighteen letters': '\ufdfa'.repeat(20_000),
  'a very long word': 'x'.repeat(2_000_000),
  'a very long text': 'the bank raised rates. '.repeat(100_000),
  'unassigned and private': '\u{10ffff}\u{e000}\u{30000}\ufffe\uffff',
  'marks of the model': '<s></s><unk>▁▁ extra_token_id_1',
};

describe('hostile texts', () => {
  it.each(Object.keys(hostile))('%s gives a vector of length 1', (name) => {
    const vector = encoder.encode(hostile[name] ?? '');
    expect(vector).toHaveLength(512);
    expect(dot(vector, vector)).toBeCloseTo(1, 4);
  });

  it('are cut at the limits, and what lies beyond them does not matter', () => {
    const text = 'the bank raised rates. '.repeat(100_000);
    expect(encoder.pieces(text)).toHaveLength(piecesMax);
    expect(encoder.encode(text)).toEqual(encoder.encode(text.slice(0, charactersMax)));
  });
});

describe('the files of models/encoder', () => {
  it('are those that model.json names', () => {
    const { pieces, table, dense } = encoder.model;
    for (const { file, sha256 } of [pieces, table, dense]) {
      const bytes = readFileSync(join(encoderFolder, file));
      expect(createHash('sha256').update(bytes).digest('hex'), file).toBe(sha256);
    }
  });

  it.each<[string, (folder: string) => void]>([
    ['is missing', (folder) => rmSync(join(folder, 'dense.bin.zst'))],
    ['is cut short', (folder) => truncateSync(join(folder, 'dense.bin.zst'), 100_000)],
    ['is another', (folder) => cpSync(join(folder, 'pieces.bin.zst'), join(folder, 'dense.bin.zst'))],
    ['is no archive', (folder) => writeFileSync(join(folder, 'pieces.bin.zst'), 'version https://git-lfs')],
    ['is no JSON', (folder) => writeFileSync(join(folder, 'model.json'), '<html>')],
  ])('lead to a clear error where one %s', async (_, damage) => {
    const folder = mkdtempSync(join(tmpdir(), 'standfirst-encoder-'));
    for (const file of ['model.json', 'projection.json', 'dense.bin.zst', 'pieces.bin.zst'])
      cpSync(join(encoderFolder, file), join(folder, file));
    damage(folder);
    await expect(SentenceEncoder.open(folder)).rejects.toMatchObject({ code: 'broken-install' });
    rmSync(folder, { recursive: true });
  });
});
