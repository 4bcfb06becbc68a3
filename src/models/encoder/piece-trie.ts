import { invariant } from '../../domain/errors.ts';

/** Spreads keys over the table (Fibonacci hashing, Knuth, TAOCP 3, 6.4). */
const spread = 0x9e3779b1;

/**
 * All pieces in one trie over UTF-8, its edges in one hash table by node and byte: 10 MB for the third of a million
 * nodes of the encoder in the package, where a map of strings takes four times as much.
 */
export class PieceTrie {
  readonly #keys: Int32Array;
  readonly #nodes: Int32Array;
  readonly #shift: number;
  #pieceAt: Int32Array;
  #nodeCount = 1;

  /** `texts`: the pieces' bytes one after the other, `lengths[id]` of them for each; a piece of length 0 is left out. */
  constructor(texts: Uint8Array, lengths: Uint8Array) {
    // Pieces share beginnings: there are a third as many nodes as bytes.
    const bits = Math.ceil(Math.log2(Math.max(64, texts.length / 2)));
    this.#keys = new Int32Array(2 ** bits).fill(-1);
    this.#nodes = new Int32Array(2 ** bits);
    this.#shift = 32 - bits;
    this.#pieceAt = new Int32Array(texts.length + 1).fill(-1);
    let at = 0;
    for (let id = 0; id < lengths.length; id += 1) {
      const end = at + (lengths[id] ?? 0);
      if (end === at) continue;
      let node = 0;
      for (; at < end; at += 1) node = this.#childOrNew(node, texts[at] ?? 0);
      this.#pieceAt[node] = id;
    }
    this.#pieceAt = this.#pieceAt.slice(0, this.#nodeCount);
  }

  #slot(key: number): number {
    const last = this.#keys.length - 1;
    let slot = Math.imul(key, spread) >>> this.#shift;
    for (;;) {
      const there = this.#keys[slot];
      if (there === key || there === -1) return slot;
      slot = (slot + 1) & last;
    }
  }

  #childOrNew(node: number, byte: number): number {
    const key = node * 256 + byte;
    const slot = this.#slot(key);
    if (this.#keys[slot] === -1) {
      this.#keys[slot] = key;
      this.#nodes[slot] = this.#nodeCount;
      this.#nodeCount += 1;
      invariant(this.#nodeCount < this.#keys.length, 'the pieces fit the table');
    }
    return this.#nodes[slot] ?? 0;
  }

  /** Where a byte leads from a node (0: the start); -1: no piece goes on like this. */
  child(node: number, byte: number): number {
    const slot = this.#slot(node * 256 + byte);
    return this.#keys[slot] === -1 ? -1 : (this.#nodes[slot] ?? -1);
  }

  /** The piece that ends at a node; -1: none does. */
  pieceAt(node: number): number {
    return this.#pieceAt[node] ?? -1;
  }
}
