/*
 * Just enough of the WebAssembly binary format (core specification 2.0, with fixed-width SIMD) to write a module of
 * functions by hand: https://www.w3.org/TR/wasm-core-2/#binary-format
 */

export type ValueType = 'i32' | 'f32' | 'v128';

const valueTypes: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

const simd = 0xfd;

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const more = rest > 0x7f;
    bytes.push((rest & 0x7f) | (more ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
}

const vector = (opcode: number): number[] => [simd, ...unsigned(opcode)];
/** Alignment as a power of two, then the constant offset in bytes. */
const memory = (align: number, offset: number): number[] => [align, ...unsigned(offset)];

/** Instructions. Operands come from the stack, in the order of the specification. */
export const op = {
  get: (local: number) => [0x20, ...unsigned(local)],
  set: (local: number) => [0x21, ...unsigned(local)],
  tee: (local: number) => [0x22, ...unsigned(local)],
  i32Const: (value: number) => [0x41, ...signed(value)],
  i32Add: [0x6a],
  i32Sub: [0x6b],
  i32Mul: [0x6c],
  i32Shl: [0x74],
  /** A loop without parameters or results: the body's `branchIf(0)` goes to its start. */
  loop: (...body: number[][]) => [0x03, 0x40, ...body.flat(), 0x0b],
  branchIf: (depth: number) => [0x0d, ...unsigned(depth)],
  v128Load: (offset: number) => [...vector(0x00), ...memory(4, offset)],
  /** Four bytes of memory, four times. */
  v128Load32Splat: (offset: number) => [...vector(0x09), ...memory(2, offset)],
  v128Store: (offset: number) => [...vector(0x0b), ...memory(4, offset)],
  v128Zero: [...vector(0x0c), ...new Array<number>(16).fill(0)],
  f32x4Splat: vector(0x13),
  i32x4Add: vector(0xae),
  /** Products of eight pairs of 16-bit numbers, summed two by two to four of 32 bits. */
  i32x4DotI16x8: vector(0xba),
  f32x4ConvertI32x4: vector(0xfa),
  f32x4Add: vector(0xe4),
  f32x4Mul: vector(0xe6),
  f32x4Max: vector(0xe9),
} as const;

/** A function without a result, under its exported name; `locals` come after the parameters. */
export interface WasmFunction {
  name: string;
  params: readonly ValueType[];
  locals: readonly ValueType[];
  body: readonly number[][];
}

const sized = (bytes: number[]): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, items: number[][]): number[] => [
  id,
  ...sized([...unsigned(items.length), ...items.flat()]),
];
const ascii = (text: string): number[] => sized([...Buffer.from(text, 'ascii')]);

/** The bytes of a module that imports its memory as `env.memory` and exports the functions. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ params }) => [0x60, ...sized(params.map((type) => valueTypes[type])), 0]);
  const importedMemory = [...ascii('env'), ...ascii('memory'), 0x02, 0x00, 0x01];
  const exported = functions.map(({ name }, index) => [...ascii(name), 0x00, ...unsigned(index)]);
  const bodies = functions.map(({ locals, body }) => {
    const declared = locals.map((type) => [1, valueTypes[type]]);
    return sized([...unsigned(declared.length), ...declared.flat(), ...body.flat(), 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [importedMemory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exported),
    ...section(10, bodies),
  ]);
}
