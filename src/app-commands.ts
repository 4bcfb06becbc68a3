import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { demoStage, deskActions, sourceIdOf } from './app-actions.ts';
import { allRoles, type Desk, type DeskOptions, type DeskRoles, databaseFrom, openDesk } from './app-desk.ts';
import { siteFrom } from './app-reader.ts';
import { openWeb } from './app-web.ts';
import { askDesk } from './cli/desk-client.ts';
import type { DeskDoors, RunningDesk, StartOptions } from './cli/types.ts';
import type { LoadedConfig } from './config/load.ts';
import { openSecrets } from './config/secrets.ts';
import { backup } from './db/backup/backup.ts';
import { restore } from './db/backup/restore.ts';
import { readRunningDesk } from './db/lock.ts';
import { type OpenDatabase, openDatabase } from './db/open.ts';
import { addSource } from './db/sources.ts';
import type { DemoWeb } from './demo/demo-web.ts';
import { demoOpmlPort, startDemoWeb } from './demo/demo-web.ts';
import { apiActions } from './desk/api.ts';
import { DeskAuth } from './desk/auth.ts';
import { StandfirstError } from './domain/errors.ts';
import { stageNames } from './jobs/runner.ts';
import type { StageName } from './jobs/types.ts';
import { openQueue } from './queue/queue.ts';

/*
 * The desk as the command line reaches it: started here, or asked over its JSON API where it runs already (the embedded
 * database belongs to one process), or opened for the time of one command.
 */

/** How soon a demo desk goes on: it has no web to be polite to and nobody wants to wait for it. */
const demoTiming = { settleMs: 400, mergeAfterMs: 600 };
const demoScheduleMs = 1000;

export function deskDoors(loaded: LoadedConfig): DeskDoors {
  const { config } = loaded;
  return {
    start: (options) => (options.demo ? startDemo(loaded, options) : startDesk(loaded, options)),
    ask: (action, input) => ask(loaded, action, input),
    async backup(file) {
      const db = await openDatabase(databaseFrom(config));
      try {
        const { rows, bytes } = await backup(db, file);
        return { ...totalsOf(rows), bytes };
      } finally {
        await db.close();
      }
    },
    async restore(file, { force }) {
      const { rows, keptAt } = await restore(databaseFrom(config), file, { force, prepare: prepareQueue });
      return { ...totalsOf(rows), keptAt };
    },
  };
}

function totalsOf(rows: Record<string, number>): { tables: number; rows: number } {
  const counts = Object.values(rows);
  return { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) };
}

/** The queue's own tables are there before the jobs of a backup are loaded. */
async function prepareQueue(db: OpenDatabase): Promise<void> {
  await (await openQueue(db, { stages: stageNames })).stop();
}

async function startDesk(loaded: LoadedConfig, options: StartOptions): Promise<RunningDesk> {
  const { config } = loaded;
  const isShared = config.databaseUrl !== undefined;
  if (!isShared && options.role !== 'all')
    throw new StandfirstError(
      'needs-server',
      `The embedded database belongs to one process, so "${options.role}" cannot run apart.`,
      { hint: 'Set DATABASE_URL to a PostgreSQL server, or run "standfirst start".' },
    );
  const { onProblem, onLost } = options;
  const desk = await openDesk(config, { roles: rolesOf(options), onProblem, onLost });
  return serveDesk(desk, loaded, options, config.dataDir ?? './data');
}

function rolesOf({ role, stages }: StartOptions): DeskRoles {
  const unknown = stages?.find((stage) => !(stageNames as string[]).includes(stage));
  if (unknown !== undefined)
    throw new StandfirstError('usage', `There is no stage "${unknown}".`, {
      hint: `Stages are ${stageNames.join(', ')}.`,
    });
  switch (role) {
    case 'all':
      return allRoles;
    case 'web':
      return { stages: [], scheduler: false };
    case 'worker':
      return { stages: (stages as StageName[] | undefined) ?? stageNames, scheduler: false };
    case 'scheduler':
      return { stages: [], scheduler: true };
  }
}

async function serveDesk(
  desk: Desk,
  { config }: LoadedConfig,
  options: StartOptions,
  dataDir: string,
): Promise<RunningDesk> {
  const serves = options.role === 'all' || options.role === 'web';
  const web = serves
    ? await openWeb(desk, config, {
        dataDir,
        ...(options.host !== undefined && { host: options.host }),
        ...(options.port !== undefined && { port: options.port }),
        onProblem: (_what, error) => options.onProblem(error),
      }).catch(async (error: unknown) => {
        await desk.close();
        throw error;
      })
    : null;
  return {
    siteUrl: web?.url ?? null,
    deskLink: web?.deskLink ?? null,
    status: () => statusOf(desk),
    idle: () => desk.idle(),
    async close() {
      await web?.close();
      await desk.close();
    },
  };
}

async function statusOf(desk: Desk) {
  const counts = Object.entries(await desk.queue.counts());
  const open = counts
    .map(([stage, one]) => ({ stage, open: one.waiting + one.active + one.retry + one.deferred }))
    .filter((one) => one.open > 0);
  const count = async (table: 'source' | 'document' | 'publication') => {
    const row = await desk.db.kysely
      .selectFrom(table)
      .select((query) => query.fn.countAll<number>().as('count'))
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  };
  return {
    open,
    sources: await count('source'),
    documents: await count('document'),
    briefs: await count('publication'),
  };
}

/** A desk of its own beside the real one, over the invented web of the package, which moves on by a day when it is read. */
async function startDemo(loaded: LoadedConfig, options: StartOptions): Promise<RunningDesk> {
  const dataDir = join(loaded.config.dataDir ?? './data', 'demo');
  const isNew = !existsSync(dataDir);
  const web = await startDemoWeb({ port: options.demoPort ?? demoOpmlPort, stage: 1 });
  let desk: Desk;
  try {
    desk = await openDesk(loaded.config, demoOptions(web, dataDir, options));
  } catch (error) {
    await web.close();
    throw error;
  }
  const running = await serveDesk(desk, loaded, options, dataDir).catch(async (error: unknown) => {
    await web.close();
    throw error;
  });
  await followDemo(desk, web);
  if (!isNew) {
    const stage = (await demoStage.get(desk)) ?? 1;
    while (web.stage < stage) web.advance();
  }
  const moving = liveThrough(desk, web, options);
  return {
    ...running,
    /** The whole of the demo, with what happens on its later days. */
    idle: () => moving,
    async close() {
      stopped.add(web);
      await running.close();
      await web.close();
    },
  };
}

const stopped = new WeakSet<DemoWeb>();

function demoOptions(web: DemoWeb, dataDir: string, options: StartOptions): DeskOptions {
  return {
    database: { dataDir },
    hostDelayMs: 0,
    settings: demoTiming,
    scheduleEveryMs: demoScheduleMs,
    fetchOptions: {
      resolve: (host) => web.resolve(host),
      allowAddresses: [...web.allowAddresses],
      ports: [...web.ports],
    },
    onProblem: options.onProblem,
    onLost: options.onLost,
  };
}

async function followDemo(desk: Desk, web: DemoWeb): Promise<void> {
  await desk.db.transaction(async (tx) => {
    for (const { url, kind, section, title, lang } of web.sources)
      await addSource(tx, {
        id: sourceIdOf(url),
        kind,
        url,
        title,
        section,
        lang,
        homeUrl: new URL(url).origin,
      });
  });
  await desk.scheduler?.round();
}

/** Lets the demo's days go by: each when what the one before brought is through. */
async function liveThrough(desk: Desk, web: DemoWeb, options: StartOptions): Promise<void> {
  try {
    for (;;) {
      await desk.idle();
      if (stopped.has(web)) return;
      const before = web.stage;
      if (web.advance() === before) return;
      await demoStage.set(desk, web.stage);
      await pollAll(desk);
    }
  } catch (error) {
    if (!stopped.has(web)) options.onProblem(error);
  }
}

async function pollAll(desk: Desk): Promise<void> {
  const now = desk.now().toISOString();
  await desk.db.kysely
    .updateTable('source_status')
    .set({ next_poll_at: now })
    .where('state', '=', 'active')
    .execute();
  await desk.db.kysely.updateTable('entry_status').set({ next_fetch_at: now }).execute();
  await desk.scheduler?.round();
}

/** Has the running desk do something; where none runs, opens the database for it. */
async function ask(loaded: LoadedConfig, action: string, input: object): Promise<unknown> {
  const { config } = loaded;
  const dataDir = config.dataDir ?? './data';
  if (config.databaseUrl === undefined) {
    const running = await readRunningDesk(dataDir);
    if (running?.door) {
      const { deskToken } = await openSecrets(dataDir);
      return askDesk({ url: running.door.url, token: deskToken }, action, input);
    }
  }
  const desk = await openDesk(config, { roles: { stages: [], scheduler: false } });
  try {
    const { deskToken } = await openSecrets(dataDir);
    return await apiActions[action]!.run(
      {
        db: desk.db.kysely,
        queue: desk.queue,
        auth: new DeskAuth({ token: deskToken, db: desk.db.kysely }),
        actions: deskActions(desk),
        site: siteFrom(config),
      },
      input,
    );
  } finally {
    await desk.close();
  }
}
