import { invariant } from '../../domain/errors.ts';
import { type WasmMemory, wasmEngine } from '../../kit/wasm-engine.ts';
import { blockColumns, inputsMultiple, type Kernels, kernelsFor, tileRows } from './matmul-kernel.ts';

const pageBytes = 65_536;
const vectorBytes = 16;

/** A matrix in the kernel's memory. */
export interface Matrix {
  inputs: number;
  outputs: number;
  /** Size of a step of its integers. */
  step: number;
  at: number;
}

/** Rows of numbers in the kernel's memory, `stride` bytes from one to the next. */
export interface Rows<A extends Int16Array | Float32Array> {
  values: A;
  at: number;
  stride: number;
}

export interface Product {
  input: { at: number; stride: number };
  rows: number;
  matrix: Matrix;
  /** Address of as many numbers as the matrix has outputs. */
  bias: number;
  /** Space for as many rows, rounded up to four. */
  output: { at: number; stride: number };
  /** What a unit of the input's integers stands for. */
  unit: number;
  /** 0 for a rectifier, -Infinity for none. */
  floor: number;
}

/** Memory of one size, handed out piece by piece, and products of matrices in it. */
export class DenseSpace {
  readonly #memory: WasmMemory;
  readonly #kernels: Kernels;
  #used = vectorBytes;

  constructor(bytes: number) {
    const pages = Math.ceil(bytes / pageBytes) + 1;
    this.#memory = new wasmEngine.Memory({ initial: pages, maximum: pages });
    this.#kernels = kernelsFor(this.#memory);
  }

  #take(bytes: number): number {
    const at = this.#used;
    this.#used += Math.ceil(bytes / vectorBytes) * vectorBytes;
    invariant(this.#used <= this.#memory.buffer.byteLength, 'the space is large enough');
    return at;
  }

  floats(rows: number, columns: number): Rows<Float32Array> {
    const at = this.#take(rows * columns * 4);
    return { values: new Float32Array(this.#memory.buffer, at, rows * columns), at, stride: columns * 4 };
  }

  integers(rows: number, columns: number): Rows<Int16Array> {
    const at = this.#take(rows * columns * 2);
    return { values: new Int16Array(this.#memory.buffer, at, rows * columns), at, stride: columns * 2 };
  }

  /** Address of a copy of a vector. */
  vector(values: ArrayLike<number>): number {
    const { values: copy, at } = this.floats(1, values.length);
    copy.set(values);
    return at;
  }

  /** A copy of a matrix (row by row of its inputs) as the kernel wants it: by eight outputs, by two inputs. */
  matrix(integers: Int8Array, { inputs, outputs, step }: Omit<Matrix, 'at'>): Matrix {
    invariant(inputs % inputsMultiple === 0 && outputs % blockColumns === 0, 'the matrix fits the kernel');
    const { values, at } = this.integers(inputs, outputs);
    let to = 0;
    for (let block = 0; block < outputs; block += blockColumns)
      for (let input = 0; input < inputs; input += 2)
        for (let column = block; column < block + blockColumns; column += 1) {
          values[to++] = integers[input * outputs + column] ?? 0;
          values[to++] = integers[(input + 1) * outputs + column] ?? 0;
        }
    return { inputs, outputs, step, at };
  }

  /** `output = max(floor, unit * step * (input x matrix) + bias)`. */
  multiply({ input, rows, matrix, bias, output, unit, floor }: Product): void {
    const one = rows === 1;
    this.#kernels[one ? 'row' : 'tile'](
      input.at,
      input.stride,
      matrix.at,
      bias,
      output.at,
      output.stride,
      one ? 1 : Math.ceil(rows / tileRows),
      matrix.inputs / 2,
      matrix.outputs / blockColumns,
      unit * matrix.step,
      floor,
    );
  }
}

/**
 * Largest integer an input may be rounded to: sums of so many products with -127..127 stay exact in 32 bits. Between 13
 * and 15 bits here, so that what rounding loses is far below what the weights lost.
 */
export function inputMax(inputs: number): number {
  return Math.min(32_767, Math.floor((2 ** 31 - 1) / (127 * inputs)));
}
