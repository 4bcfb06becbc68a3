import { StandfirstError } from '../../domain/errors.ts';
import type { StoryRow } from '../../domain/story.ts';
import { codesFrom } from '../../kit/vector-codes.ts';
import type { DocumentFeatures, Label } from './features.ts';
import type { LiveDocument } from './live.ts';
import { type DocumentMeaning, measured } from './meaning.ts';
import type { SparseVector } from './vector.ts';

/** Kinds of labels by number, as rows store them. */
const labelKinds: readonly Label['kind'][] = ['word', 'number', 'name'];
const version = 2;

/** What is stored of a live document. */
export function rowOf(document: LiveDocument): StoryRow {
  const { id, at, seenAt, sequence, story, copyOf, publisher } = document;
  return {
    id,
    at,
    seenAt,
    sequence,
    story: story.id,
    storyKey: story.key,
    ...(copyOf === undefined ? {} : { copyOf }),
    ...(publisher === undefined ? {} : { publisher }),
    features: packed(document.features),
  };
}

/** Features as base64 of: a JSON head with the labels and sizes, then the numbers, little endian. */
export function packed(features: DocumentFeatures): string {
  const { lang, exact, labels, words, grams, bridge, anchors, sketch, skips, meaning } = features;
  const head = {
    v: version,
    lang,
    exact,
    labels: labels.map(({ term, text, kind }) => [term, text, labelKinds.indexOf(kind)]),
    sizes: [words, grams, bridge, anchors]
      .map(({ terms }) => terms.length)
      .concat(sketch.length, skips.length),
    ...(meaning === undefined ? {} : { vector: packedVector(meaning) }),
  };
  const headBytes = Buffer.from(JSON.stringify(head), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(headBytes.length);
  const numbers = [words, grams, bridge, anchors].flatMap(({ terms, weights }) => [
    bytesOf(terms),
    shortsOf(weights),
  ]);
  return Buffer.concat([length, headBytes, ...numbers, bytesOf(sketch), bytesOf(skips)]).toString('base64');
}

/** Whether a row was made by this version: the features of others are made anew from their documents. */
export function isReadable({ features }: StoryRow): boolean {
  const head = Buffer.from(features.slice(0, 24), 'base64');
  return head.toString('latin1', 4).startsWith(`{"v":${version},`);
}

/** The features of a row. Throws `bad-row` where it was not made by this version. */
export function unpacked(text: string): DocumentFeatures {
  const bytes = Buffer.from(text, 'base64');
  const headEnd = 4 + (bytes.length >= 4 ? bytes.readUInt32LE(0) : 0);
  const head = headOf(bytes, headEnd);
  let at = headEnd;
  const integers = (count: number): Uint32Array => {
    const out = new Uint32Array(count);
    for (let index = 0; index < count; index += 1, at += 4) out[index] = bytes.readUInt32LE(at);
    return out;
  };
  const vector = (count: number): SparseVector => {
    const terms = integers(count);
    const weights = new Int32Array(count);
    let squares = 0;
    for (let index = 0; index < count; index += 1, at += 2) {
      const weight = bytes.readUInt16LE(at);
      weights[index] = weight;
      squares += weight * weight;
    }
    return { terms, weights, squares };
  };
  const [words = 0, grams = 0, bridge = 0, anchors = 0, sketch = 0, skips = 0] = head.sizes;
  return {
    lang: head.lang,
    exact: head.exact,
    labels: head.labels.map(([term, label, kind]) => ({
      term,
      text: label,
      kind: labelKinds[kind] ?? 'word',
    })),
    words: vector(words),
    grams: vector(grams),
    bridge: vector(bridge),
    anchors: vector(anchors),
    sketch: integers(sketch),
    skips: integers(skips),
    ...(head.vector === undefined ? {} : { meaning: unpackedVector(head.vector) }),
  };
}

interface Head {
  v: number;
  lang: string;
  exact: number;
  labels: [number, string, number][];
  sizes: number[];
  vector?: PackedVector;
}

/** A byte a number, in base64: as numbers in text it would be longer than all the rest. */
interface PackedVector {
  model: string;
  scale: number;
  codes: string;
}

function packedVector({ model, scale, codes }: DocumentMeaning): PackedVector {
  return {
    model,
    scale,
    codes: Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength).toString('base64'),
  };
}

function unpackedVector({ model, scale, codes }: PackedVector): DocumentMeaning {
  return measured(model, { scale, codes: codesFrom(Buffer.from(codes, 'base64')) });
}

function headOf(bytes: Buffer, end: number): Head {
  try {
    const head = JSON.parse(bytes.toString('utf8', 4, end)) as Head;
    if (head.v === version) return head;
  } catch {
    // Said below: what the row is not.
  }
  throw new StandfirstError('bad-row', 'Stored story features are not of this version.', {
    hint: 'Add the document again: its features are made anew from its text.',
  });
}

function bytesOf(values: Uint32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
}

function shortsOf(values: Int32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(Math.min(value, 65_535), at * 2);
  return bytes;
}
