import { existsSync, readFileSync } from 'node:fs';
import { StandfirstError } from '../domain/errors.ts';
import { type Config, type Option, type OptionName, options } from './options.ts';

/** Where a value came from, for `standfirst config`. */
export type Origin = 'environment' | 'file' | 'default' | 'unset';

export interface LoadedConfig {
  config: Config;
  origins: Record<OptionName, Origin>;
  /** The configuration file that was read, if any. */
  file: string | null;
}

const defaultFile = 'standfirst.config.json';
const rows = Object.entries(options) as [OptionName, Option<unknown>][];

/** Flattens `{"model": {"name": "x"}}` to `model.name`; only strings, numbers and booleans count as values. */
function flatten(value: unknown, prefix: string, into: Map<string, string>, file: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, prefix === '' ? key : `${prefix}.${key}`, into, file);
  } else if (['string', 'number', 'boolean'].includes(typeof value)) {
    into.set(prefix, String(value));
  } else {
    throw new StandfirstError(
      'bad-config',
      `${file}: ${prefix || 'the top'} must be an object or a plain value.`,
    );
  }
}

function readFileValues(file: string): Map<string, string> {
  const values = new Map<string, string>();
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StandfirstError('bad-config', `${file} could not be read: ${why}`, { cause });
  }
  flatten(parsed, '', values, file);
  const known = new Set(rows.map(([, row]) => row.key));
  const unknown = [...values.keys()].filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new StandfirstError('bad-config', `${file} has no such setting: ${unknown.join(', ')}.`, {
      hint: 'Run "standfirst config" for the list.',
    });
  }
  return values;
}

function parseValue(row: Option<unknown>, raw: string, where: string): unknown {
  const parsed = row.parse(raw);
  if ('value' in parsed) return parsed.value;
  // The value itself is not repeated: it may be a key pasted into the wrong place.
  throw new StandfirstError('bad-config', `${where} must be ${parsed.expected}.`);
}

/**
 * Reads every setting: environment first, then the file named by STANDFIRST_CONFIG (default `standfirst.config.json`
 * in the working directory), then the default. Throws `bad-config` with what was expected.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): LoadedConfig {
  const named = env.STANDFIRST_CONFIG;
  if (named !== undefined && !existsSync(named)) {
    throw new StandfirstError('bad-config', `STANDFIRST_CONFIG names ${named}, which is not there.`);
  }
  const file = named ?? (existsSync(defaultFile) ? defaultFile : null);
  const fromFile = file === null ? new Map<string, string>() : readFileValues(file);
  const config: Partial<Record<OptionName, unknown>> = {};
  const origins: Partial<Record<OptionName, Origin>> = {};
  for (const [name, row] of rows) {
    const inEnv = env[row.env];
    const inFile = fromFile.get(row.key);
    if (inEnv !== undefined && inEnv !== '') {
      config[name] = parseValue(row, inEnv, row.env);
      origins[name] = 'environment';
    } else if (inFile !== undefined) {
      config[name] = parseValue(row, inFile, `${row.key} in ${file}`);
      origins[name] = 'file';
    } else {
      config[name] = row.fallback;
      origins[name] = row.fallback === undefined ? 'unset' : 'default';
    }
  }
  return { config: config as Config, origins: origins as Record<OptionName, Origin>, file };
}
