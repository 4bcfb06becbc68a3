import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseServer, DataDirectory } from '../src/db/open.ts';
import { type NewsPlan, siteName } from '../test/support/news-web.ts';
import { noPostgresql, serverPid, startPostgresql, stopPostgresql } from '../test/support/postgresql.ts';
import { depthChart, type Sample } from './chart.ts';
import type { BenchFigures, BenchOrder, BenchReport } from './desk-process.ts';
import { type PageFigures, startReaders } from './pages.ts';
import { measurePeer, type PeerFigures } from './peer.ts';
import { treeSeconds } from './process-seconds.ts';

/*
 * npm run bench [-- --documents 2000 --feeds 40 --engines pglite,postgres --out bench/out]: a burst of invented news.
 */
interface Options {
  plan: NewsPlan;
  engines: string[];
  out: string;
  peer: boolean;
}

const readersPerSecond = 20;

function optionsFrom(args: readonly string[]): Options {
  const given = (name: string, fallback: string) => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? fallback : (args[at + 1] ?? fallback);
  };
  return {
    plan: {
      seed: 7,
      documents: Number(given('documents', '2000')),
      sites: Number(given('feeds', '40')),
    },
    engines: given('engines', 'pglite,postgres')
      .split(',')
      .filter((engine) => engine === 'pglite' || engine === 'postgres'),
    out: given('out', join(import.meta.dirname, 'out')),
    peer: given('peer', 'yes') === 'yes',
  };
}

/** `process`: the server's first one. */
type Place = (DataDirectory | DatabaseServer) & { process?: number };

interface Run {
  engine: string;
  figures: BenchFigures;
  pages: PageFigures;
  samples: Sample[];
  /** Of the database server, where there is one. */
  serverCpuSeconds: number;
}

async function burst(engine: string, place: Place, web: Web, plan: NewsPlan): Promise<Run> {
  const sites = Array.from({ length: plan.sites }, (_, index) => siteName(index));
  const order: BenchOrder = { database: place, sites, port: web.port };
  const child = fork(join(import.meta.dirname, 'desk-process.ts'), [JSON.stringify(order)], { execArgv: [] });
  const samples: Sample[] = [];
  const serverProcess = place.process ?? 0;
  const serverBefore = 'url' in place ? treeSeconds(serverProcess) : 0;
  let endReaders = async (): Promise<PageFigures> => ({ served: 0, failed: 0, p50: 0, p99: 0, max: 0 });
  const figures = await new Promise<BenchFigures>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The desk ended with ${code}.`)));
    child.on('message', (report: BenchReport) => {
      if (report.kind === 'open') {
        endReaders = startReaders(`http://127.0.0.1:${report.port}`, readersPerSecond);
        child.send('go');
      } else if (report.kind === 'depths') {
        samples.push({ at: report.at, depths: report.depths, documents: report.documents });
        progress(`${engine}: ${report.documents} documents after ${Math.round(report.at)} s`);
      } else resolve(report.figures);
    });
  });
  const pages = await endReaders();
  const serverCpuSeconds = 'url' in place ? treeSeconds(serverProcess) - serverBefore : 0;
  child.send('stop');
  await once(child, 'exit');
  return { engine, figures, pages, samples, serverCpuSeconds };
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}   `);
}

interface Web {
  port: number;
  close(): void;
}

async function openWeb(plan: NewsPlan): Promise<Web> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'web.ts'), [JSON.stringify(plan)], {
    execArgv: [],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, close: () => child.disconnect() };
}

function linesOf({ engine, figures, pages, serverCpuSeconds }: Run): string[] {
  const { documents, seconds, cpuSeconds } = figures;
  const one = (value: number) => value.toFixed(1);
  const server = serverCpuSeconds > 0 ? `, the server ${one(serverCpuSeconds)} s` : '';
  return [
    `${engine}: ${documents} documents, ${figures.stories} stories, ${figures.briefs} briefs in ${one(seconds)} s`,
    `  ${one(documents / seconds)} documents/s; CPU ${one(cpuSeconds)} s${server}` +
      ` (${one((1000 * (cpuSeconds + serverCpuSeconds)) / documents)} ms a document); RSS ${figures.rssPeakMb} MB`,
    `  pages meanwhile: ${pages.served}, p50 ${pages.p50} ms, p99 ${pages.p99} ms, max ${pages.max} ms, ${pages.failed} failed`,
    `  loop delay p99 ${figures.loopP99Ms} ms, max ${figures.loopMaxMs} ms`,
    ...figures.stages.map(
      ({ stage, jobs, perSecond, p50, p99 }) =>
        `  ${stage.padEnd(8)} ${String(jobs).padStart(5)} jobs ${one(perSecond).padStart(6)}/s` +
        `  p50 ${one(p50)} ms  p99 ${one(p99)} ms`,
    ),
    ...figures.troubles.map((trouble) => `  TROUBLE ${trouble}`),
  ];
}

async function withDatabase<T>(engine: string, use: (place: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'));
  try {
    if (engine === 'pglite') return await use({ dataDir: join(folder, 'data') });
    const url = await startPostgresql(folder, 'durable');
    return await use({ url, process: serverPid(folder) });
  } finally {
    stopPostgresql(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { plan, engines, out, peer } = optionsFrom(process.argv.slice(2));
  mkdirSync(out, { recursive: true });
  const web = await openWeb(plan);
  const runs: Run[] = [];
  let other: PeerFigures | { skipped: string } = { skipped: 'not asked for' };
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`,
  );
  for (const engine of engines) {
    if (engine === 'postgres' && noPostgresql !== null) {
      console.log(`${engine}: skipped, ${noPostgresql}`);
      continue;
    }
    const run = await withDatabase(engine, (place) => burst(engine, place, web, plan));
    runs.push(run);
    writeFileSync(join(out, `queue-${engine}.svg`), depthChart(`Jobs over time on ${engine}`, run.samples));
    console.log(linesOf(run).join('\n'));
  }
  if (peer && noPostgresql === null)
    other = await withDatabase('postgres', async (place) =>
      'url' in place
        ? measurePeer({ url: place.url, process: place.process ?? 0 }, web.port, plan)
        : { skipped: 'no server' },
    );
  console.log(`Miniflux: ${'skipped' in other ? `skipped, ${other.skipped}` : JSON.stringify(other)}`);
  writeFileSync(join(out, 'desk.json'), `${JSON.stringify({ plan, runs, peer: other }, null, 1)}\n`);
  web.close();
}

await main();
