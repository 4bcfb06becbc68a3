import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StandfirstError } from '../domain/errors.ts';

export const exitDone = 0;
export const exitFailed = 1;
export const exitUsage = 2;

/** The command line was wrong; exit status 2. */
export function usageError(message: string, command: string): StandfirstError {
  return new StandfirstError('usage', message, { hint: `Run "standfirst ${command} --help".` });
}

/** `parseArgs` whose errors read like ours. */
export function parseCommandLine<T extends ParseArgsConfig>(command: string, config: T) {
  try {
    return parseArgs({ ...config, allowPositionals: true, strict: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw usageError(`${message}.`, command);
  }
}

/** The value if it is one of the allowed words, else a usage error naming them. */
export function oneOf<const T extends string>(
  value: string,
  allowed: readonly T[],
  option: string,
  command: string,
): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw usageError(`${option} must be one of ${allowed.join(', ')}.`, command);
  return found;
}
