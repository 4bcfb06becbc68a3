import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { StandfirstError } from '../../domain/errors.ts';

/** A file of `models/encoder`, compressed with Zstandard: its size without that, its checksum with it. */
export interface DataFile {
  file: string;
  bytes: number;
  sha256: string;
}

/** `models/encoder/model.json`: what the data files hold, written by `scripts/make-encoder.ts`. */
export interface EncoderModel {
  name: string;
  revision: number;
  /** ISO 639-1. */
  languages: string[];
  /** Of the vectors that come out, behind the projection. */
  dimensions: number;
  epsilon: number;
  /** Lengths (a byte each), scores (32-bit floating point), texts, rules of the normaliser. */
  pieces: DataFile & { count: number; textBytes: number; rulesBytes: number };
  /** Rows of 6-bit numbers, one byte each. Piece `id` is row `id / chunks` of chunk `id % chunks`. */
  table: DataFile & { chunks: number; rowsPerChunk: number; dimensions: number };
  /** 8-bit matrices, row by row of their inputs, and vectors in 32-bit floating point. */
  dense: DataFile & {
    matrices: { name: string; inputs: number; outputs: number; step: number; offset: number }[];
    vectors: { name: string; length: number; offset: number }[];
  };
}

/** `models/encoder/projection.json`, learnt by `scripts/train-encoder`: a matrix of 8-bit numbers in Base64. */
export interface Projection {
  inputs: number;
  outputs: number;
  step: number;
  integers: string;
}

/** The folder in the package. */
export const encoderFolder = join(import.meta.dirname, '../../../models/encoder');

export function readEncoderModel(folder = encoderFolder): EncoderModel {
  return readJson('model.json', folder) as EncoderModel;
}

export function readProjection(folder = encoderFolder): Projection {
  return readJson('projection.json', folder) as Projection;
}

/** The content of a data file. Throws `broken-install` where it is missing, damaged or of another size. */
export async function readData({ file, bytes }: DataFile, folder = encoderFolder): Promise<Uint8Array> {
  const content = new Uint8Array(bytes);
  let at = 0;
  try {
    await pipeline(createReadStream(join(folder, file)), createZstdDecompress(), async (chunks) => {
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        if (at + chunk.length > bytes) throw new Error(`it holds more than ${bytes} bytes`);
        content.set(chunk, at);
        at += chunk.length;
      }
    });
    if (at < bytes) throw new Error(`it holds ${at} bytes and not ${bytes}`);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return content;
}

function readJson(file: string, folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): StandfirstError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StandfirstError('broken-install', `models/encoder/${file} could not be read: ${why}`, {
    cause,
    hint: 'Install Standfirst again.',
  });
}
