import type { Command } from './types.ts';
import { exitDone, parseCommandLine, usageError } from './usage.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Write everything the desk has into one file.',
  help: `standfirst backup FILE

One file for either database, with checksums: "standfirst restore" reads it into PGlite or PostgreSQL, so this is also
the way from one to the other. Stop a desk that runs on the embedded database first.

Example:
  standfirst backup desk.backup
`,
  async run({ args, io, doors }) {
    const { positionals } = parseCommandLine('backup', { args, options: {} });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usageError('Name one file.', 'backup');
    const { tables, rows, bytes } = await doors.backup(file);
    io.stdout.write(`${rows} rows of ${tables} tables, ${Math.ceil(bytes / 1024)} kB, in ${file}.\n`);
    return exitDone;
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Read a backup into the database.',
  help: `standfirst restore FILE [--force]

Reads a file that "standfirst backup" wrote into the database of the settings, embedded or server. The checksums are
tested first. Refuses a database that has something in it.

  --force       empty it first

Example:
  DATABASE_URL=postgres://localhost/standfirst standfirst restore desk.backup
`,
  async run({ args, io, doors }) {
    const { values, positionals } = parseCommandLine('restore', {
      args,
      options: { force: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usageError('Name one file.', 'restore');
    const { tables, rows, keptAt } = await doors.restore(file, { force: values.force === true });
    io.stdout.write(`${rows} rows of ${tables} tables restored.\n`);
    if (keptAt !== null) io.stdout.write(`What was there before lies in ${keptAt}.\n`);
    return exitDone;
  },
};
