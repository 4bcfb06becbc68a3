import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import { openDesk } from '../src/app-desk.ts';
import { loadConfig } from '../src/config/load.ts';
import type { DatabaseServer, DataDirectory } from '../src/db/open.ts';
import { openReading } from '../src/db/reading.ts';
import { addSource } from '../src/db/sources.ts';
import { checkInvariants } from '../src/jobs/invariants.ts';
import { readerApp } from '../src/reader/app.ts';

/*
 * The desk under measure: everything in one process, as `standfirst start` runs it, with the reader site on a port of
 * its own. Tells the parent where it stands twice a second, and its figures at the end.
 */
export interface BenchOrder {
  database: DataDirectory | DatabaseServer;
  sites: readonly string[];
  port: number;
}

/** Jobs of a stage: waiting or running, by stage. */
export type Depths = Record<string, number>;

export interface StageFigure {
  stage: string;
  jobs: number;
  /** Jobs a second between its first and its last. */
  perSecond: number;
  /** Middle and 99th percentile of one job, milliseconds. */
  p50: number;
  p99: number;
}

export interface BenchFigures {
  documents: number;
  stories: number;
  briefs: number;
  seconds: number;
  cpuSeconds: number;
  rssPeakMb: number;
  /** Delay of the process's own loop, milliseconds. */
  loopP99Ms: number;
  loopMaxMs: number;
  stages: StageFigure[];
  /** Invariants that do not hold, dead letters: must be empty. */
  troubles: string[];
}

export type BenchReport =
  | { kind: 'open'; port: number }
  | { kind: 'depths'; at: number; depths: Depths; documents: number }
  | { kind: 'done'; figures: BenchFigures };

const order = JSON.parse(process.argv[2] ?? '') as BenchOrder;
const report = (message: BenchReport) => process.send?.(message);
const lookMs = 500;
const loop = monitorEventLoopDelay({ resolution: 10 });
const desk = await openDesk(loadConfig({}).config, {
  database: order.database,
  hostDelayMs: 0,
  settings: { settleMs: 2000, mergeAfterMs: 2000 },
  fetchOptions: {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    allowAddresses: ['127.0.0.1'],
    ports: [order.port],
  },
  scheduleEveryMs: 3_600_000,
});
const app = readerApp({
  reading: openReading(desk.db.pages),
  site: {
    name: 'Bench',
    url: 'https://news.example',
    contact: 'desk@news.example',
    responsible: 'The bench',
    languages: ['en', 'ko'],
    hub: null,
  },
  now: () => new Date(),
  log: () => undefined,
});
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  report({ kind: 'open', port }),
);

async function numberOf(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(desk.db.kysely)).rows[0]?.n ?? 0;
}

async function run(): Promise<void> {
  for (const site of order.sites)
    await addSource(desk.db.kysely, {
      ...{ id: site, kind: 'feed', title: site, section: 'world' },
      url: `http://${site}.localhost:${order.port}/feed`,
    });
  // A source is due from the moment of the server's clock at which it was added.
  await new Promise((resolve) => setTimeout(resolve, lookMs));
  loop.enable();
  const cpu = process.cpuUsage();
  const started = performance.now();
  await desk.scheduler?.round();
  for (;;) {
    const counts = Object.entries(await desk.queue.counts());
    const depths = Object.fromEntries(
      counts.map(([stage, one]) => [stage, one.waiting + one.deferred + one.active + one.retry]),
    );
    const documents = await numberOf(sql`select count(*) as n from membership`);
    report({ kind: 'depths', at: (performance.now() - started) / 1000, depths, documents });
    if (Object.values(depths).every((depth) => depth === 0)) break;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  report({ kind: 'done', figures: await figuresOf(seconds, (user + system) / 1e6) });
}

async function figuresOf(seconds: number, cpuSeconds: number): Promise<BenchFigures> {
  const ms = (ns: number) => Math.round(ns / 1e5) / 10;
  const stages = await sql<StageFigure>`
    select stage, count(*) as jobs,
      (count(*) / greatest(extract(epoch from max(at) - min(at)), 0.001))::float8 as "perSecond",
      percentile_cont(0.5) within group (order by duration_ms)::float8 as p50,
      percentile_cont(0.99) within group (order by duration_ms)::float8 as p99
    from log group by stage order by min(seq)`.execute(desk.db.kysely);
  const broken = (await checkInvariants(desk.db.kysely)).filter((one) => one.broken > 0);
  const dead = await desk.queue.deadLetters();
  return {
    documents: await numberOf(sql`select count(*) as n from membership`),
    stories: await numberOf(sql`select count(*) as n from story_status where merged_into is null`),
    briefs: await numberOf(sql`select count(*) as n from publication where state = 'published'`),
    seconds,
    cpuSeconds,
    rssPeakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    loopP99Ms: ms(loop.percentile(99)),
    loopMaxMs: ms(loop.max),
    stages: stages.rows,
    troubles: [
      ...broken.map(({ id, samples }) => `${id}: ${samples[0]}`),
      ...dead.map(({ stage, reason }) => `${stage}: ${reason}`),
    ],
  };
}

process.on('message', async (message) => {
  if (message === 'go') await run();
  if (message !== 'stop') return;
  server.close();
  await desk.close();
  process.disconnect?.();
});
