import { Readable } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { FetchProblem } from './types.ts';

/** A chain of encodings costs the sender nothing and us a lot (CVE-2026-22036); no real server uses three. */
const encodingsMax = 2;
/** RFC 8878 asks decoders to support 8 MB windows and warns of more: the window is memory before the first byte. */
const zstdWindowLogMax = 23;

type Chunks = AsyncIterable<Uint8Array>;

async function* throughDecoder(decoder: NodeJS.ReadWriteStream & Readable, input: Chunks): Chunks {
  const source = Readable.from(input, { objectMode: false });
  // An error of the source must reach the reader of the decoder, else it waits for ever.
  source.on('error', (error) => decoder.destroy(error));
  decoder.on('error', () => source.destroy());
  source.pipe(decoder);
  try {
    yield* decoder as Chunks;
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

/** `deflate` means zlib (RFC 9110, 8.4.1.2), and some servers send it raw: the first byte tells them apart. */
async function* inflate(input: Chunks): Chunks {
  const iterator = input[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const rest: Chunks = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  const isZlib = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* throughDecoder(isZlib ? createInflate() : createInflateRaw(), rest);
}

function decode(encoding: string, input: Chunks): Chunks {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return throughDecoder(createGunzip(), input);
    case 'deflate':
      return inflate(input);
    case 'br':
      return throughDecoder(createBrotliDecompress(), input);
    case 'zstd':
      return throughDecoder(
        createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: zstdWindowLogMax } }),
        input,
      );
    default:
      throw new FetchProblem(
        'encoding-refused',
        `The body is encoded as "${encoding.slice(0, 40)}", which is not known.`,
        'Save the page in a browser and give the file.',
      );
  }
}

async function* capped(input: Chunks, bytesMax: number): Chunks {
  let bytes = 0;
  for await (const chunk of input) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    yield chunk;
  }
}

function tooLarge(bytesMax: number): FetchProblem {
  return new FetchProblem(
    'too-large',
    `The page is larger than ${bytesMax.toLocaleString('en')} bytes.`,
    'No news page is that large; give the address of a single one.',
  );
}

/** The encodings of a Content-Encoding header, in the order they were applied. Throws `encoding-refused`. */
export function encodingsOf(header: string): string[] {
  const names = header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > encodingsMax)
    throw new FetchProblem(
      'encoding-refused',
      `The body is encoded ${names.length} times over.`,
      'Save the page in a browser and give the file.',
    );
  return names;
}

/**
 * Reads a body to its end, takes its content encodings off and counts while it streams: neither the bytes on the wire
 * nor those that come out of any decoder go over `bytesMax`. With `cut`, what is beyond is left unread instead of
 * refusing the body. Throws a `FetchProblem` or the stream's own error.
 */
export async function readBody(
  input: Chunks,
  contentEncoding: string,
  bytesMax: number,
  cut = false,
): Promise<Uint8Array> {
  // What comes out may be a little smaller than what goes in; a cut is made at the end of the chain only.
  const stepBytesMax = cut ? 2 * bytesMax : bytesMax;
  let stream = capped(input, stepBytesMax);
  for (const encoding of encodingsOf(contentEncoding).reverse())
    stream = capped(decode(encoding, stream), stepBytesMax);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (cut && bytes >= bytesMax) break;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, bytesMax));
}
