import { Normaliser } from './normaliser.ts';
import { PieceTrie } from './piece-trie.ts';

export const unknownPiece = 0;
export const startPiece = 1;
export const endPiece = 2;

/** How much worse than the worst piece a character is that no piece has: as in SentencePiece. */
const unknownPenalty = 10;

/** What `models/encoder/pieces.bin` holds. Lengths are in bytes; 0 for pieces that match no text. */
export interface PieceData {
  lengths: Uint8Array;
  scores: Float32Array;
  texts: Uint8Array;
  rules: Uint8Array;
}

/**
 * SentencePiece's unigram segmentation (Kudo, Subword Regularization, ACL 2018): of all ways to cut a text into pieces
 * the one whose scores add up highest, found by dynamic programming over its bytes.
 */
export class Tokenizer {
  readonly #normaliser: Normaliser;
  readonly #trie: PieceTrie;
  readonly #scores: Float32Array;
  readonly #unknownScore: number;

  constructor({ lengths, scores, texts, rules }: PieceData) {
    this.#normaliser = new Normaliser(rules);
    this.#trie = new PieceTrie(texts, lengths);
    this.#scores = scores;
    const lowest = scores.reduce((low, score, id) => (lengths[id] === 0 ? low : Math.min(low, score)), 0);
    this.#unknownScore = lowest - unknownPenalty;
  }

  /** Ids of the pieces of a text, without marks of start and end. A run of unknown characters is one piece. */
  pieces(text: string): number[] {
    const bytes = this.#normaliser.normalise(text);
    const { startOf, pieceOf } = this.#bestEnds(bytes);
    const ids: number[] = [];
    for (let end = bytes.length; end > 0; end = startOf[end] ?? 0) {
      const id = pieceOf[end] ?? unknownPiece;
      if (id !== unknownPiece || ids.at(-1) !== unknownPiece) ids.push(id);
    }
    return ids.reverse();
  }

  /** For each end of a character, the last piece of the best way to get there and where that piece begins. */
  #bestEnds(bytes: Uint8Array) {
    const trie = this.#trie;
    const best = new Float64Array(bytes.length + 1).fill(-Infinity);
    const startOf = new Int32Array(bytes.length + 1);
    const pieceOf = new Int32Array(bytes.length + 1);
    best[0] = 0;
    for (let start = 0; start < bytes.length; ) {
      const base = best[start] ?? 0;
      const next = characterEnd(bytes, start);
      let node = 0;
      let single = false;
      for (let end = start; end < bytes.length; ) {
        node = trie.child(node, bytes[end] ?? 0);
        if (node < 0) break;
        end += 1;
        const piece = trie.pieceAt(node);
        if (piece < 0) continue;
        if (end === next) single = true;
        const score = base + (this.#scores[piece] ?? 0);
        if (score <= (best[end] ?? 0)) continue;
        best[end] = score;
        startOf[end] = start;
        pieceOf[end] = piece;
      }
      if (!single && base + this.#unknownScore > (best[next] ?? 0)) {
        best[next] = base + this.#unknownScore;
        startOf[next] = start;
        pieceOf[next] = unknownPiece;
      }
      start = next;
    }
    return { startOf, pieceOf };
  }
}

function characterEnd(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end += 1;
  return end;
}
