import { readFile, stat } from 'node:fs/promises';
import { StandfirstError } from '../domain/errors.ts';
import type { Io } from './types.ts';

/** Largest file or standard input that is read whole. Pages have a tighter limit of their own. */
const inputBytesMax = 64 * 1024 * 1024;

function tooLarge(name: string): StandfirstError {
  return new StandfirstError('too-large', `${name} has more than ${inputBytesMax} bytes.`, {
    hint: 'Hand over one page or one text.',
  });
}

async function readStdin(io: Io): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of io.stdin) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
    bytes += buffer.length;
    if (bytes > inputBytesMax) throw tooLarge('Standard input');
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

/** All bytes of a file, or of standard input for `-`. Throws `no-such-file`, `not-a-file`, `too-large`, `unreadable`. */
export async function readAll(path: string, io: Io): Promise<Buffer> {
  if (path === '-') return readStdin(io);
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      throw new StandfirstError('not-a-file', `${path} is a folder.`, { hint: 'Name a file in it.' });
    }
    if (info.size > inputBytesMax) throw tooLarge(path);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof StandfirstError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT') {
      throw new StandfirstError('no-such-file', `There is no file ${path}.`, {
        cause,
        hint: 'Check the name; an address must start with http:// or https://.',
      });
    }
    throw new StandfirstError('unreadable', `${path} could not be read (${code || 'unknown error'}).`, {
      cause,
    });
  }
}

/** UTF-8 text, byte order mark off. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
