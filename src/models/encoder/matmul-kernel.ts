import { invariant } from '../../domain/errors.ts';
import { type WasmMemory, wasmEngine } from '../../kit/wasm-engine.ts';
import { op, type ValueType, type WasmFunction, wasmModule } from './wasm-code.ts';

/** Columns that one pass of the kernel makes: two vectors of four. */
export const blockColumns = 8;
/** The sum runs over pairs of inputs, and so many pairs are unrolled: inputs come in multiples of twice as many. */
const pairsUnrolled = 4;
export const inputsMultiple = 2 * pairsUnrolled;
/** Rows that one pass makes, for each of the two kernels. */
export const tileRows = 4;

const params = [
  'input',
  'inputStride',
  'weights',
  'bias',
  'output',
  'outputStride',
  'rowTiles',
  'pairs',
  'columnBlocks',
  'scale',
  'floor',
] as const;

const paramTypes = params.map((name): ValueType => (name === 'scale' || name === 'floor' ? 'f32' : 'i32'));

/** Instructions over locals that have names: parameters first, then what a function declares. */
class Code {
  readonly types: readonly ValueType[];
  readonly #names: readonly string[];

  constructor(declared: Record<string, ValueType>) {
    this.types = Object.values(declared);
    this.#names = [...params, ...Object.keys(declared)];
  }

  at(name: string): number {
    const index = this.#names.indexOf(name);
    invariant(index >= 0, `the kernel has a local ${name}`);
    return index;
  }

  get(name: string): number[] {
    return op.get(this.at(name));
  }

  set(name: string): number[] {
    return op.set(this.at(name));
  }

  /** Adds to a local what the instructions leave on the stack. */
  add(name: string, bytes: number[]): number[] {
    return [...this.get(name), ...bytes, ...op.i32Add, ...this.set(name)];
  }

  /** Takes from a local and goes on with the loop around while something is left. */
  countDown(name: string, by: number): number[] {
    return [...this.get(name), ...op.i32Const(by), ...op.i32Sub, ...op.tee(this.at(name)), ...op.branchIf(0)];
  }
}

function declareLocals(rows: readonly number[]): Code {
  const declared: Record<string, ValueType> = {
    rowsLeft: 'i32',
    pairsLeft: 'i32',
    rowInput: 'i32',
    rowOutput: 'i32',
  };
  for (const row of rows)
    Object.assign(declared, { [`in${row}`]: 'i32', [`low${row}`]: 'v128', [`high${row}`]: 'v128' });
  return new Code({
    ...declared,
    at: 'i32',
    w0: 'v128',
    w1: 'v128',
    x: 'v128',
    scales: 'v128',
    floors: 'v128',
  });
}

/** Adds the products of one pair of inputs and eight columns of weights to the sums of every row. */
function addPair(code: Code, rows: readonly number[], pair: number): number[][] {
  const addProducts = (weights: string, sums: string) => [
    ...[...code.get('x'), ...code.get(weights), ...op.i32x4DotI16x8],
    ...[...code.get(sums), ...op.i32x4Add, ...code.set(sums)],
  ];
  return [
    [...code.get('at'), ...op.v128Load(pair * 32), ...code.set('w0')],
    [...code.get('at'), ...op.v128Load(pair * 32 + 16), ...code.set('w1')],
    ...rows.flatMap((row) => [
      [...code.get(`in${row}`), ...op.v128Load32Splat(pair * 4), ...code.set('x')],
      addProducts('w0', `low${row}`),
      addProducts('w1', `high${row}`),
    ]),
  ];
}

function addAllPairs(code: Code, rows: readonly number[]): number[] {
  return op.loop(
    ...Array.from({ length: pairsUnrolled }, (_, pair) => addPair(code, rows, pair)).flat(),
    ...rows.map((row) => code.add(`in${row}`, op.i32Const(pairsUnrolled * 4))),
    code.add('at', op.i32Const(pairsUnrolled * 32)),
    code.countDown('pairsLeft', pairsUnrolled),
  );
}

function storeSums(code: Code, sums: string, offset: number): number[] {
  return [
    ...[...code.get('rowOutput'), ...code.get(sums), ...op.f32x4ConvertI32x4],
    ...[...code.get('scales'), ...op.f32x4Mul, ...code.get('bias'), ...op.v128Load(offset), ...op.f32x4Add],
    ...[...code.get('floors'), ...op.f32x4Max, ...op.v128Store(offset)],
  ];
}

/** All rows of eight columns. */
function overRows(code: Code, rows: readonly number[]): number[] {
  return op.loop(
    ...rows.map((row) => [
      ...(row === 0
        ? code.get('rowInput')
        : [...code.get(`in${row - 1}`), ...code.get('inputStride'), ...op.i32Add]),
      ...code.set(`in${row}`),
      ...[...op.v128Zero, ...code.set(`low${row}`), ...op.v128Zero, ...code.set(`high${row}`)],
    ]),
    [...code.get('weights'), ...code.set('at'), ...code.get('pairs'), ...code.set('pairsLeft')],
    addAllPairs(code, rows),
    ...rows.flatMap((row) => [
      storeSums(code, `low${row}`, 0),
      storeSums(code, `high${row}`, 16),
      code.add('rowOutput', code.get('outputStride')),
    ]),
    code.add('rowInput', [...code.get('inputStride'), ...op.i32Const(rows.length), ...op.i32Mul]),
    code.countDown('rowsLeft', 1),
  );
}

/**
 * One kernel: so many rows at a time of `output = max(floor, scale * (input x weights) + bias)`, where inputs and weights
 * are 16-bit integers, sums are exact in 32 bits and everything else is 32-bit floating point. Weights lie in
 * blocks of eight columns, inside a block by pairs of inputs: see `DenseSpace.matrix`.
 */
function kernel(name: string, rowCount: number): WasmFunction {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const code = declareLocals(rows);
  const body = [
    [...code.get('scale'), ...op.f32x4Splat, ...code.set('scales')],
    [...code.get('floor'), ...op.f32x4Splat, ...code.set('floors')],
    op.loop(
      [...code.get('rowTiles'), ...code.set('rowsLeft'), ...code.get('input'), ...code.set('rowInput')],
      [...code.get('output'), ...code.set('rowOutput')],
      overRows(code, rows),
      code.add('weights', [...code.get('pairs'), ...op.i32Const(5), ...op.i32Shl]),
      code.add('bias', op.i32Const(blockColumns * 4)),
      code.add('output', op.i32Const(blockColumns * 4)),
      code.countDown('columnBlocks', 1),
    ),
  ];
  return { name, params: paramTypes, locals: code.types, body };
}

/** The arguments in order, addresses and strides in bytes, `rowTiles` and `columnBlocks` at least 1. */
export type Kernel = (
  input: number,
  inputStride: number,
  weights: number,
  bias: number,
  output: number,
  outputStride: number,
  rowTiles: number,
  pairs: number,
  columnBlocks: number,
  scale: number,
  floor: number,
) => void;

export interface Kernels {
  /** `tileRows` rows a pass. */
  tile: Kernel;
  /** One row a pass. */
  row: Kernel;
}

/** Makes the kernels work on a memory. */
export function kernelsFor(memory: WasmMemory): Kernels {
  const module = new wasmEngine.Module(wasmModule([kernel('tile', tileRows), kernel('row', 1)]));
  const { exports } = new wasmEngine.Instance(module, { env: { memory } });
  return exports as unknown as Kernels;
}
