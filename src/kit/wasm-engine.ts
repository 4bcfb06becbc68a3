/** The part of `WebAssembly` that is used: our TypeScript libraries are those of a server and do not name it. */
export interface WasmEngine {
  Memory: new (pages: { initial: number; maximum: number }) => WasmMemory;
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object, imports: { env: { memory: WasmMemory } }) => { exports: object };
  /** A module, compiled beside other work. */
  compile(bytes: Uint8Array): Promise<object>;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

export const wasmEngine = (globalThis as unknown as { WebAssembly: WasmEngine }).WebAssembly;
