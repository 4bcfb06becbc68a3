import { z } from 'zod';
import { StandfirstError } from '../domain/errors.ts';
import { lineBytesMax, readLines, writeLine } from '../kit/json-lines.ts';
import { Progress } from './progress.ts';
import type { Io } from './types.ts';
import { exitDone } from './usage.ts';

interface LineError {
  code: string;
  message: string;
}

function errorOf(error: unknown): LineError {
  if (error instanceof StandfirstError) {
    return { code: error.code, message: [error.message, error.hint].filter(Boolean).join(' ') };
  }
  if (error instanceof z.ZodError) return { code: 'bad-input', message: z.prettifyError(error) };
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}

function parseObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StandfirstError('bad-json', `Not JSON: ${why}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new StandfirstError('bad-json', 'A line must be one JSON object.');
  }
  return value as Record<string, unknown>;
}

/**
 * A JSON Lines door: one object in, one out, in input order, flushed per line, constant memory in the number of lines.
 * A line that cannot be processed gives `{id, error: {code, message}}` and the stream goes on. Blank lines are passed over.
 * A handler that has nothing to say yet returns null; `finish` says the rest after the end of the input.
 */
export async function runLines<T>(
  io: Io,
  schema: z.ZodType<T>,
  handle: (input: T) => Promise<Record<string, unknown> | null>,
  finish?: () => AsyncIterable<Record<string, unknown>>,
): Promise<number> {
  const progress = new Progress(io, 'lines');
  for await (const line of readLines(io.stdin)) {
    if (line !== null && line.trim() === '') continue;
    let id: unknown = null;
    try {
      if (line === null)
        throw new StandfirstError('line-too-long', `A line may have ${lineBytesMax} bytes at most.`);
      const object = parseObject(line);
      id = object.id ?? null;
      const result = await handle(schema.parse(object));
      if (result !== null) await writeLine(io.stdout, { id, ...result });
    } catch (error) {
      await writeLine(io.stdout, { id, error: errorOf(error) });
    }
    progress.step();
  }
  if (finish) for await (const result of finish()) await writeLine(io.stdout, result);
  progress.end();
  return exitDone;
}
