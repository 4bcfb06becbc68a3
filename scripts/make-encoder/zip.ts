import { inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/** The files of a ZIP archive without encryption or ZIP64, which is what wheels and `.npz` files are. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('Not a ZIP archive');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== entrySignature)
      throw new Error('A directory entry of the archive is broken');
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameBytes);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const stored = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    files.set(name, archive.readUInt16LE(at + 10) === 0 ? stored : inflateRawSync(stored));
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

export interface NumpyArray {
  shape: number[];
  values: Float32Array | Float64Array | Uint8Array | Int8Array;
}

/** An array in NumPy's `.npy` format, version 1, of the types that the weights have. */
export function readNumpy(file: Buffer): NumpyArray {
  const headerBytes = file.readUInt16LE(8);
  const header = file.toString('latin1', 10, 10 + headerBytes);
  const [, kind] = /'descr': '([^']+)'/.exec(header) ?? [];
  const [, shape = ''] = /'shape': \(([^)]*)\)/.exec(header) ?? [];
  if (!kind || header.includes("'fortran_order': True")) throw new Error(`Cannot read an array: ${header}`);
  const bytes = Uint8Array.from(file.subarray(10 + headerBytes)).buffer;
  const values = {
    '<f4': () => new Float32Array(bytes),
    '<f8': () => new Float64Array(bytes),
    '|u1': () => new Uint8Array(bytes),
    '|i1': () => new Int8Array(bytes),
  }[kind];
  if (!values) throw new Error(`Cannot read numbers of type ${kind}`);
  return { shape: shape.split(',').filter(Boolean).map(Number), values: values() };
}
