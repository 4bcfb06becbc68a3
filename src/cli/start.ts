import { StandfirstError } from '../domain/errors.ts';
import { openInBrowser } from './open-browser.ts';
import { Progress } from './progress.ts';
import type { Command, CommandContext, DeskStatus, Io, RunningDesk, StartOptions } from './types.ts';
import { exitDone, parseCommandLine, usageError } from './usage.ts';

const statusEveryMs = 500;

function statusLine({ open, sources, documents, briefs }: DeskStatus): string {
  const work = open.map(({ stage, open: count }) => `${stage} ${count}`).join(', ');
  return `${sources} sources, ${documents} documents, ${briefs} briefs${work ? `; open: ${work}` : '; nothing waits'}`;
}

/** Shows how far the desk is until `until` resolves. */
async function showProgress(desk: RunningDesk, io: Io, until: Promise<unknown>): Promise<void> {
  const progress = new Progress(io, 'documents');
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    progress.say(statusLine(await desk.status()));
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, statusEveryMs))]);
  }
  progress.end();
  await over;
}

/** Resolves when somebody asks the process to end. */
function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}

function portOf(value: string | undefined, command: string): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw usageError('--port takes a number from 0 to 65535.', command);
  return port;
}

/** Errors of the background go to the terminal, each once a minute at most: a desk that is in trouble says so. */
function problemSink(io: Io): (error: unknown) => void {
  const seen = new Map<string, number>();
  return (error) => {
    const words =
      error instanceof StandfirstError ? error.message : error instanceof Error ? error.message : `${error}`;
    const now = Date.now();
    if (now - (seen.get(words) ?? 0) < 60_000) return;
    seen.set(words, now);
    io.stderr.write(`standfirst: ${words}\n`);
  };
}

function databaseLost(cause: Error): StandfirstError {
  return new StandfirstError('database-lost', `The desk ends: ${cause.message}`, {
    cause,
    hint: 'Start it again; what was committed is there.',
  });
}

async function runDesk(
  { io, doors }: CommandContext,
  given: Omit<StartOptions, 'onProblem' | 'onLost'>,
  how: { once: boolean; open: boolean },
): Promise<number> {
  const lost = Promise.withResolvers<never>();
  const stop = Promise.race([untilStopped(), lost.promise]);
  stop.catch(() => undefined);
  const options: StartOptions = {
    ...given,
    onProblem: problemSink(io),
    onLost: (error) => lost.reject(databaseLost(error)),
  };
  const desk = await doors.start(options);
  try {
    if (desk.siteUrl !== null) {
      io.stdout.write(`Site: ${desk.siteUrl}/\n`);
      io.stdout.write(`Desk: ${desk.deskLink} (opens once, within half an hour)\n`);
      if (how.open) openInBrowser(`${desk.siteUrl}/`);
    }
    if (how.once || options.demo) {
      const through = desk.idle().then(() => 'through');
      await showProgress(desk, io, Promise.race([through, stop]));
      if ((await Promise.race([stop, through])) === 'through')
        io.stdout.write(`${statusLine(await desk.status())}.\n`);
    }
    if (how.once) return exitDone;
    io.stdout.write('Stop it with Ctrl+C.\n');
    await stop;
    return exitDone;
  } finally {
    await desk.close();
  }
}

export const startCommand: Command = {
  name: 'start',
  summary: 'Run the whole desk: follow sources, write briefs, serve the site and the desk.',
  help: `standfirst start [--demo [--demo-port N]] [--port N] [--host ADDRESS] [--open] [--once]

Runs everything in one process: polls the sources, reads originals, groups them into stories, writes and checks briefs,
and serves the site. Prints the address of the site and a link that opens the desk once.

  --demo        a desk of its own in DATA/demo over the invented web of the package: no network is needed
  --demo-port N port of the invented web (default: 4280)
  --port N      port of the site (default: 8080, STANDFIRST_PORT; 0 for a free one)
  --host A      address to serve on (default: 127.0.0.1)
  --open        open the site in the browser
  --once        end when nothing waits any more

Follow sources with "standfirst add URL" or "standfirst import FILE.opml", before or while it runs.
Other commands look at the demo with STANDFIRST_DATA_DIR=DATA/demo, where DATA is the data directory in
"standfirst config".

Example:
  standfirst start --demo
`,
  async run(context) {
    const { values } = parseCommandLine('start', {
      args: context.args,
      options: {
        demo: { type: 'boolean' },
        port: { type: 'string' },
        host: { type: 'string' },
        open: { type: 'boolean' },
        once: { type: 'boolean' },
        'demo-port': { type: 'string' },
      },
    });
    const port = portOf(values.port as string | undefined, 'start');
    const demoPort = portOf(values['demo-port'] as string | undefined, 'start');
    return runDesk(
      context,
      {
        role: 'all',
        demo: values.demo === true,
        ...(port !== undefined && { port }),
        ...(demoPort !== undefined && { demoPort }),
        ...(values.host !== undefined && { host: String(values.host) }),
      },
      { once: values.once === true, open: values.open === true },
    );
  },
};

export const webCommand: Command = {
  name: 'web',
  summary: 'Serve the site and the desk alone (with a PostgreSQL server).',
  help: `standfirst web [--port N] [--host ADDRESS]

Serves the site and the desk from what is stored; the work is done by "standfirst worker" and "standfirst scheduler" in
other processes, on this machine or others. Needs DATABASE_URL: the embedded database belongs to one process.

Example:
  DATABASE_URL=postgres://localhost/standfirst standfirst web --port 8080
`,
  async run(context) {
    const { values } = parseCommandLine('web', {
      args: context.args,
      options: { port: { type: 'string' }, host: { type: 'string' } },
    });
    const port = portOf(values.port as string | undefined, 'web');
    const where = {
      ...(port !== undefined && { port }),
      ...(values.host !== undefined && { host: String(values.host) }),
    };
    return runDesk(context, { role: 'web', demo: false, ...where }, { once: false, open: false });
  },
};

export const workerCommand: Command = {
  name: 'worker',
  summary: 'Do the jobs of all or some stages (with a PostgreSQL server).',
  help: `standfirst worker [--stages fetch,extract,...] [--once]

Takes jobs from the queue. Start as many as you like, on as many machines as you like: politeness to a host is kept over
all of them. Needs DATABASE_URL. Stages: poll, fetch, extract, cluster, merge, write, publish, relate.

Example:
  DATABASE_URL=postgres://localhost/standfirst standfirst worker --stages fetch,extract
`,
  async run(context) {
    const { values } = parseCommandLine('worker', {
      args: context.args,
      options: { stages: { type: 'string' }, once: { type: 'boolean' } },
    });
    const stages = values.stages === undefined ? undefined : String(values.stages).split(',');
    return runDesk(
      context,
      { role: 'worker', demo: false, ...(stages !== undefined && { stages }) },
      { once: values.once === true, open: false },
    );
  },
};

export const schedulerCommand: Command = {
  name: 'scheduler',
  summary: 'Put what is due into the queue (with a PostgreSQL server).',
  help: `standfirst scheduler

Looks for sources and originals whose time has come. One is enough; several do no harm. Needs DATABASE_URL.

Example:
  DATABASE_URL=postgres://localhost/standfirst standfirst scheduler
`,
  async run(context) {
    parseCommandLine('scheduler', { args: context.args, options: {} });
    return runDesk(context, { role: 'scheduler', demo: false }, { once: false, open: false });
  },
};
