/*
 * Reads a SentencePiece model: a protocol buffer whose fields are in sentencepiece_model.proto of that project.
 */

interface Field {
  number: number;
  bytes: Buffer;
}

function readVarint(data: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7, at += 1) {
    const byte = data[at] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

/** The fields in order: bytes as they are, numbers as eight bytes, little-endian. */
function fieldsOf(data: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < data.length) {
    let tag: number;
    [tag, at] = readVarint(data, at);
    let bytes: Buffer;
    if ((tag & 7) === 0) {
      let value: number;
      [value, at] = readVarint(data, at);
      bytes = Buffer.alloc(8);
      bytes.writeUInt32LE(value % 2 ** 32);
    } else {
      let length = (tag & 7) === 1 ? 8 : 4;
      if ((tag & 7) === 2) [length, at] = readVarint(data, at);
      bytes = data.subarray(at, at + length);
      at += length;
    }
    fields.push({ number: tag >>> 3, bytes });
  }
  return fields;
}

export interface SentencePieceModel {
  /** By piece id. `ordinary` pieces may match text, the others (unknown, start, end) may not. */
  pieces: { text: Buffer; score: number; ordinary: boolean }[];
  /** The normaliser's compiled rules. */
  charsmap: Buffer;
}

const ordinaryType = 1;

export function readSentencePiece(file: Buffer): SentencePieceModel {
  const fields = fieldsOf(file);
  const pieces = fields
    .filter(({ number }) => number === 1)
    .map(({ bytes }) => {
      const piece = fieldsOf(bytes);
      const find = (number: number) => piece.find((field) => field.number === number)?.bytes;
      return {
        text: find(1) ?? Buffer.alloc(0),
        score: find(2)?.readFloatLE() ?? 0,
        ordinary: (find(3)?.readUInt32LE() ?? ordinaryType) === ordinaryType,
      };
    });
  const normaliser = fields.find(({ number }) => number === 3);
  const rules = fieldsOf(normaliser?.bytes ?? Buffer.alloc(0));
  // Dummy prefix, escaped and single spaces: on unless said otherwise, and the tokenizer takes them for granted.
  if (rules.some(({ number, bytes }) => [3, 4, 5].includes(number) && bytes.readUInt32LE() === 0))
    throw new Error('The model wants spaces treated in another way');
  const charsmap = rules.find(({ number }) => number === 2)?.bytes;
  if (!charsmap) throw new Error('The model has no rules for normalising');
  return { pieces, charsmap };
}
