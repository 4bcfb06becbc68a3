import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Longest accepted line: a page of the size limit, escaped. */
export const lineBytesMax = 64 * 1024 * 1024;

/** Splits a byte stream at line feeds. Memory: one line. A line over `lineBytesMax` is yielded as null. */
export async function* readLines(input: Readable): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  let overlong = false;
  for await (const chunk of input) {
    let text = decoder.write(chunk as Buffer);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
      yield overlong ? null : pending + text.slice(0, at);
      pending = '';
      overlong = false;
      text = text.slice(at + 1);
    }
    if (!overlong) pending += text;
    if (pending.length > lineBytesMax) {
      pending = '';
      overlong = true;
    }
  }
  const last = pending + decoder.end();
  if (overlong) yield null;
  else if (last !== '') yield last;
}

/** Writes one object as a line and waits where the reader is slower than we are. */
export async function writeLine(output: Writable, value: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`)) await once(output, 'drain');
}
