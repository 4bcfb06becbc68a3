import { resolve } from 'node:path';
import { Progress } from './progress.ts';
import type { Command } from './types.ts';
import { exitDone, parseCommandLine, usageError } from './usage.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write the whole reader site as static files.',
  help: `standfirst export DIR

Writes every page of the reader site in every language, with feeds, sitemaps, style sheets and fonts, into DIR. Links
are relative: the copy works from a disk and from any host of static files. Search is left out, it needs a server.
The desk must not be running on the same data directory (a PostgreSQL server takes both).

Set STANDFIRST_SITE_URL to the address where the copy will stand: feeds, sitemaps and canonical links name it.

Example:
  standfirst export public
`,
  async run({ args, io, services }) {
    const { positionals } = parseCommandLine('export', { args, options: {} });
    const [dir] = positionals;
    if (dir === undefined || positionals.length > 1) throw usageError('Name one folder.', 'export');
    const opened = await services();
    const progress = new Progress(io, 'files');
    const { files, bytes } = await opened.exportSite(resolve(dir), (count) => {
      if (count % 50 === 0) progress.say(`Written: ${count} files`);
    });
    progress.end();
    io.stdout.write(`${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${resolve(dir)}\n`);
    return exitDone;
  },
};
