import {
  type EncoderModel,
  encoderFolder,
  readData,
  readEncoderModel,
  readProjection,
} from './model-files.ts';
import { Network } from './network.ts';
import { endPiece, startPiece, Tokenizer } from './tokenizer.ts';

/** Where a text is cut. A headline has some 15 pieces, a title with 50 words some 90. */
export const piecesMax = 512;
/** UTF-16 code units that are looked at: twenty for each piece. */
export const charactersMax = 20 * piecesMax;

/** The encoder of the package, in this thread. `open` takes half a second of CPU; some 150 MB are held. */
export class SentenceEncoder {
  readonly model: EncoderModel;
  readonly #tokenizer: Tokenizer;
  readonly #network: Network;

  private constructor(model: EncoderModel, tokenizer: Tokenizer, network: Network) {
    this.model = model;
    this.#tokenizer = tokenizer;
    this.#network = network;
  }

  /** Reads the files of `models/encoder`, or of another folder. Throws `broken-install`. */
  static async open(folder = encoderFolder): Promise<SentenceEncoder> {
    const model = readEncoderModel(folder);
    const { count, textBytes, rulesBytes, ...piecesFile } = model.pieces;
    const pieces = await readData(piecesFile, folder);
    const textsAt = 5 * count;
    const tokenizer = new Tokenizer({
      lengths: pieces.subarray(0, count),
      scores: new Float32Array(pieces.slice(count, textsAt).buffer),
      texts: pieces.subarray(textsAt, textsAt + textBytes),
      rules: pieces.slice(textsAt + textBytes, textsAt + textBytes + rulesBytes),
    });
    const dense = await readData(model.dense, folder);
    const table = await readData(model.table, folder);
    const projection = readProjection(folder);
    return new SentenceEncoder(model, tokenizer, new Network(model, { dense, table, projection }, piecesMax));
  }

  /** Ids of the pieces of a text as the network takes them: from the mark of the start to that of the end, cut. */
  pieces(text: string): number[] {
    const pieces = this.#tokenizer.pieces(text.slice(0, charactersMax));
    return [startPiece, ...pieces.slice(0, piecesMax - 2), endPiece];
  }

  /** A vector of length 1. Any text has one, also an empty one. */
  encode(text: string): Float32Array {
    return this.#network.encode(this.pieces(text));
  }

  /** The vector of the encoder as it was published, before the projection. */
  base(text: string): Float32Array {
    return this.#network.base(this.pieces(text));
  }
}
