import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { StandfirstError } from '../domain/errors.ts';
import type { Command, CommandContext } from './types.ts';
import { exitDone, exitFailed, parseCommandLine, usageError } from './usage.ts';

const refused = z.object({
  kind: z.literal('refused'),
  code: z.string(),
  reason: z.string(),
  hint: z.string().optional(),
});
const candidate = z.object({
  url: z.string(),
  kind: z.string(),
  title: z.string(),
  how: z.string().optional(),
  items: z.number().optional(),
});
const discovery = z.union([z.object({ kind: z.literal('found'), candidates: z.array(candidate) }), refused]);
const added = z.union([
  z.object({ kind: z.enum(['added', 'known']), id: z.string(), title: z.string() }),
  refused,
]);
const imported = z.union([
  z.object({ kind: z.literal('imported'), added: z.number(), known: z.number(), bad: z.number() }),
  refused,
]);
const queued = z.union([z.object({ kind: z.literal('queued'), jobs: z.number() }), refused]);
const checks = z.object({
  checks: z.array(
    z.object({ id: z.string(), state: z.enum(['ok', 'warn', 'bad']), title: z.string(), detail: z.string() }),
  ),
});

/** Asks the desk, and throws what it refused. */
async function ask<T>({ doors }: CommandContext, action: string, input: object, shape: z.ZodType<T>) {
  const result = shape.parse(await doors.ask(action, input));
  const no = refused.safeParse(result);
  if (no.success)
    throw new StandfirstError(
      no.data.code,
      no.data.reason,
      no.data.hint === undefined ? {} : { hint: no.data.hint },
    );
  return result as Exclude<T, z.infer<typeof refused>>;
}

export const addCommand: Command = {
  name: 'add',
  summary: 'Follow a source: a feed, a sitemap, a page with links, or a site whose feed is looked for.',
  help: `standfirst add ADDRESS [--section NAME] [--title TITLE] [--lang LANG] [--country CC] [--kind feed|sitemap|page|url]

Looks at the address, finds what can be followed there and follows the best of it. With --kind the address is taken
as it is. Works while the desk runs and while it does not.

  --section S   where its news goes on the site: world, politics, business, technology, science, society, culture,
                sports
  --country CC  where its publisher is, such as KR or GB; without it the address and the language may tell
  --kind K      feed, sitemap, page (a page that lists articles) or url (one page)

Example:
  standfirst add https://news.example/ --section world
`,
  async run(context) {
    const { values, positionals } = parseCommandLine('add', {
      args: context.args,
      options: {
        section: { type: 'string' },
        title: { type: 'string' },
        lang: { type: 'string' },
        country: { type: 'string' },
        kind: { type: 'string' },
      },
    });
    const [address, ...more] = positionals;
    if (address === undefined || more.length > 0) throw usageError('Name one address.', 'add');
    const { kind, title, section, lang, country } = values as Record<string, string | undefined>;
    let chosen: { url: string; kind?: string; title?: string } = { url: address, ...(kind && { kind }) };
    if (kind === undefined) {
      const { candidates } = await ask(context, 'discover', { url: address }, discovery);
      const [best, ...others] = candidates;
      if (!best)
        throw new StandfirstError('nothing-found', `Nothing to follow was found at ${address}.`, {
          hint: 'Give the address of a feed, or of a page that lists articles with --kind page.',
        });
      chosen = best;
      for (const other of others.slice(0, 5))
        context.io.stdout.write(`  also there: ${other.kind} ${other.url} ${other.how ?? ''}\n`);
    }
    const source = await ask(
      context,
      'add-source',
      {
        ...{ url: chosen.url },
        ...(chosen.kind && { kind: chosen.kind }),
        ...((title ?? chosen.title) && { title: title ?? chosen.title }),
        ...(section && { section }),
        ...(lang && { lang }),
        ...(country && { country }),
      },
      added,
    );
    const word = source.kind === 'added' ? 'Following' : 'Followed already:';
    context.io.stdout.write(`${word} ${source.title} (${chosen.url}), source ${source.id}.\n`);
    return exitDone;
  },
};

export const importCommand: Command = {
  name: 'import',
  summary: 'Follow every source of an OPML list.',
  help: `standfirst import FILE.opml

Follows the sources of a list that another reader exported. Folders become sections. What is followed already stays
as it is.

Example:
  standfirst import demo/sources.opml
`,
  async run(context) {
    const { positionals } = parseCommandLine('import', { args: context.args, options: {} });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usageError('Name one file.', 'import');
    const text = await readFile(file, 'utf8').catch((cause: Error) => {
      throw new StandfirstError('no-file', `${file} could not be read: ${cause.message}`, { cause });
    });
    const result = await ask(context, 'import-opml', { text }, imported);
    context.io.stdout.write(
      `${result.added} sources added, ${result.known} known already, ${result.bad} passed over.\n`,
    );
    return exitDone;
  },
};

export const sourcesCommand: Command = {
  name: 'sources',
  summary: 'List the sources, or write them to an OPML list.',
  help: `standfirst sources [--opml FILE]

Prints every source with its state and why, one a line; with --opml writes a list that other readers can import.

Example:
  standfirst sources
`,
  async run(context) {
    const { values } = parseCommandLine('sources', {
      args: context.args,
      options: { opml: { type: 'string' } },
    });
    if (values.opml !== undefined) {
      const { text } = z.object({ text: z.string() }).parse(await context.doors.ask('export-opml', {}));
      await writeFile(String(values.opml), text);
      return exitDone;
    }
    const shape = z.object({
      sources: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          url: z.string(),
          title: z.string(),
          state: z.string(),
          reason: z.string().nullable(),
        }),
      ),
    });
    const { sources } = shape.parse(await context.doors.ask('sources', {}));
    for (const { id, kind, url, title, state, reason } of sources)
      context.io.stdout.write(
        `${id}  ${state.padEnd(7)} ${kind.padEnd(7)} ${title}  ${url}${reason ? `  ${reason}` : ''}\n`,
      );
    if (sources.length === 0) context.io.stdout.write('No sources yet. Add one: standfirst add https://…\n');
    return exitDone;
  },
};

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Run a stage again over what is stored.',
  help: `standfirst replay STAGE [--source ID] [--story ID] [--since TIME]

Puts jobs of the stage into the queue again: poll, fetch, extract, cluster, merge, compare, write,
publish, relate. Safe at any
time: the same input and the same version of the stage come to the same. The desk does them while it runs.

  --source ID   only what came from this source (ids: "standfirst sources")
  --story ID    only this story, e.g. s2f, as its address names it
  --since T     only what came since then, ISO 8601 with offset

Example:
  standfirst replay write --since 2026-11-24T00:00:00Z
`,
  async run(context) {
    const { values, positionals } = parseCommandLine('replay', {
      args: context.args,
      options: { source: { type: 'string' }, story: { type: 'string' }, since: { type: 'string' } },
    });
    const [stage, ...more] = positionals;
    if (stage === undefined || more.length > 0) throw usageError('Name one stage.', 'replay');
    const filter = {
      ...(values.source !== undefined && { sourceId: String(values.source) }),
      ...(values.story !== undefined && { storyId: String(values.story) }),
      ...(values.since !== undefined && { since: String(values.since) }),
    };
    const { jobs } = await ask(context, 'replay', { stage, filter }, queued);
    context.io.stdout.write(`${jobs} jobs put into the queue.\n`);
    return exitDone;
  },
};

const marks = { ok: 'ok  ', warn: 'warn', bad: 'BAD ' } as const;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Look at everything the desk rests on, and at whether its promises hold.',
  help: `standfirst doctor

Checks the database, the sources, the jobs, the writer, and the promises of the desk: nothing lost, every public
sentence with a passage that still stands. Exit status 1 where something is bad.

Example:
  standfirst doctor
`,
  async run(context) {
    parseCommandLine('doctor', { args: context.args, options: {} });
    const result = checks.parse(await context.doors.ask('doctor', {}));
    for (const { id, state, title, detail } of result.checks)
      context.io.stdout.write(`${marks[state]}  ${id.padEnd(9)} ${title}: ${detail}\n`);
    return result.checks.some(({ state }) => state === 'bad') ? exitFailed : exitDone;
  },
};
