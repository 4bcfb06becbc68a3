import { type Option, type OptionName, options } from '../config/options.ts';
import type { Command } from './types.ts';
import { exitDone, parseCommandLine } from './usage.ts';

export const configCommand: Command = {
  name: 'config',
  summary: 'Show every setting, its value and where it comes from.',
  help: `standfirst config [--json]

Settings come from the environment, else from standfirst.config.json in the working directory (or the file that
STANDFIRST_CONFIG names), else they have their default. Secrets are never shown.

Example:
  STANDFIRST_LANG=ko standfirst config
`,
  async run({ args, io, config: { config, origins, file } }) {
    const { values } = parseCommandLine('config', { args, options: { json: { type: 'boolean' } } });
    const rows = (Object.entries(options) as [OptionName, Option<unknown>][]).map(([name, row]) => ({
      key: row.key,
      env: row.env,
      value: config[name] ?? null,
      origin: origins[name],
      help: row.help,
    }));
    if (values.json) {
      io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return exitDone;
    }
    io.stdout.write(`File: ${file ?? 'none'}\n`);
    for (const { key, env, value, origin, help } of rows) {
      io.stdout.write(
        `\n${key} = ${value === null ? '(unset)' : String(value)}   [${origin}]\n  ${env}\n  ${help}\n`,
      );
    }
    return exitDone;
  },
};
