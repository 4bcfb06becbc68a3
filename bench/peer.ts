import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { type NewsPlan, siteName } from '../test/support/news-web.ts';
import { peakMb, treeSeconds } from './process-seconds.ts';

/*
 * Miniflux over the same feeds, with "fetch original content" on, so that both fetch every page: what it stores is the
 * text of each page, which is where our extract stage ends; it groups and writes nothing. It is run as it is found:
 * a program `miniflux` on PATH, or the one that MINIFLUX names.
 */
export interface PeerFigures {
  program: string;
  entries: number;
  /** Characters of the text that it kept of an article, on average: that it took pages and not summaries. */
  charsEach: number;
  seconds: number;
  cpuSeconds: number;
  /** Of its database server. */
  serverCpuSeconds: number;
  rssPeakMb: number;
}

/** As many at a time as its own workers by default. */
const atATime = 16;
const readyTries = 300;
const user = { name: 'bench', password: 'bench-bench' };

function findProgram(): string | null {
  const named = process.env.MINIFLUX;
  if (named !== undefined) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'miniflux')).find((path) => existsSync(path)) ?? null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

class Api {
  readonly #origin: string;

  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`;
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Miniflux: ${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async ready(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.call('GET', '/v1/me');
        return;
      } catch (error) {
        if (tries >= readyTries) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}

/** Has it follow every feed; each answer comes when the feed and its pages are stored. */
async function follow(api: Api, plan: NewsPlan, webPort: number): Promise<void> {
  const [category] = (await api.call('GET', '/v1/categories')) as { id: number }[];
  const left = Array.from({ length: plan.sites }, (_, index) => siteName(index));
  const lane = async () => {
    for (let site = left.shift(); site !== undefined; site = left.shift())
      await api.call('POST', '/v1/feeds', {
        feed_url: `http://${site}.localhost:${webPort}/feed`,
        category_id: category?.id,
        crawler: true,
        // Names under localhost are for the web to resolve: it is its own proxy.
        proxy_url: `http://127.0.0.1:${webPort}`,
      });
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

/** `server`: an empty database and the first process of its server. */
export async function measurePeer(
  server: { url: string; process: number },
  webPort: number,
  plan: NewsPlan,
): Promise<PeerFigures | { skipped: string }> {
  const program = findProgram();
  if (program === null) return { skipped: 'no program miniflux on PATH, and MINIFLUX names none' };
  const port = await freePort();
  const child = spawn(program, [], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      DATABASE_URL: `${server.url}?sslmode=disable`,
      LISTEN_ADDR: `127.0.0.1:${port}`,
      ...{ RUN_MIGRATIONS: '1', CREATE_ADMIN: '1', ADMIN_USERNAME: user.name, ADMIN_PASSWORD: user.password },
      ...{ FETCHER_ALLOW_PRIVATE_NETWORKS: '1', DISABLE_SCHEDULER_SERVICE: '1', LOG_LEVEL: 'error' },
    },
  });
  try {
    const api = new Api(port);
    await api.ready();
    const before = { own: treeSeconds(child.pid!), server: treeSeconds(server.process) };
    const started = performance.now();
    await follow(api, plan, webPort);
    const seconds = (performance.now() - started) / 1000;
    const own = treeSeconds(child.pid!) - before.own;
    const serverCpuSeconds = treeSeconds(server.process) - before.server;
    const { total } = (await api.call('GET', '/v1/entries?limit=1')) as { total: number };
    const { entries } = (await api.call('GET', '/v1/entries?limit=100')) as {
      entries: { content: string }[];
    };
    const chars = entries.reduce((sum, { content }) => sum + content.length, 0);
    return {
      ...{ program: 'miniflux', entries: total, charsEach: Math.round(chars / Math.max(1, entries.length)) },
      ...{ seconds, cpuSeconds: own, serverCpuSeconds, rssPeakMb: peakMb(child.pid!) },
    };
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
