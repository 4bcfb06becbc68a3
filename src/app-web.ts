import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { websubApp } from './api/websub.ts';
import { deskActions } from './app-actions.ts';
import type { Desk } from './app-desk.ts';
import { siteFrom } from './app-reader.ts';
import type { Config } from './config/options.ts';
import { openSecrets } from './config/secrets.ts';
import { MeaningSearch } from './db/near/meaning.ts';
import { openReading } from './db/reading.ts';
import { deskApp } from './desk/app.ts';
import { DeskAuth } from './desk/auth.ts';
import { StandfirstError } from './domain/errors.ts';
import type { SiteIdentity } from './domain/site.ts';
import { readerApp } from './reader/app.ts';

export interface WebOptions {
  host?: string;
  port?: number;
  /** Where the desk's token lies. */
  dataDir: string;
  /** Told of what went wrong; never of readers. */
  onProblem(what: string, error: unknown): void;
}

/** The site and the desk beside it, while they are served. */
export interface WebDoor {
  /** Address of the site on this machine. */
  url: string;
  /** A link that opens the desk once. For the operator's terminal only. */
  deskLink: string;
  close(): Promise<void>;
}

const closeGraceMs = 5000;

/** The site alone: no worker, queue or model stands behind its pages. */
export function siteApp(
  desk: Pick<Desk, 'db' | 'now' | 'embedder'>,
  site: SiteIdentity,
  options: Pick<WebOptions, 'onProblem'>,
) {
  const onProblem = (error: unknown) => options.onProblem('search by meaning', error);
  const meaning = desk.embedder && new MeaningSearch(desk.db, desk.embedder, { onProblem });
  // A search that comes before it is done goes by what was read until then.
  void meaning?.warm().catch(onProblem);
  return readerApp({
    site,
    reading: openReading(desk.db.pages, meaning),
    now: desk.now,
    log: ({ what, error }) => options.onProblem(what, error),
  });
}

/** Serves the site and the desk. Throws `port-taken` where something else listens there. */
export async function openWeb(desk: Desk, config: Config, options: WebOptions): Promise<WebDoor> {
  const site = siteFrom(config);
  const { deskToken } = await openSecrets(options.dataDir);
  const auth = new DeskAuth({ token: deskToken, db: desk.db.kysely });
  const app = new Hono();
  app.route(
    '/desk',
    deskApp({
      db: desk.db.kysely,
      queue: desk.queue,
      auth,
      actions: deskActions(desk),
      site,
      remote: config.deskRemote === 'yes',
      onError: (error, path) => options.onProblem(path, error),
    }) as unknown as Hono,
  );
  app.route('/websub', websubApp(desk.hubCalls));
  app.route('/', siteApp(desk, site, options));
  const server = await listen(app, options.host ?? config.webHost!, options.port ?? config.webPort!);
  await desk.db.lock?.setDoor({ url: server.url, token: deskToken.reveal() });
  return { url: server.url, deskLink: `${server.url}${auth.enterPath()}`, close: server.close };
}

function listen(app: Hono, host: string, port: number): Promise<{ url: string; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
      const name = shown.includes(':') ? `[${shown}]` : shown;
      resolve({ url: `http://${name}:${info.port}`, close: () => close(server) });
    });
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        new StandfirstError(
          taken ? 'port-taken' : 'cannot-listen',
          `The site cannot be served on ${host}, port ${port}: ${cause.message}.`,
          { cause, hint: 'Give another port with --port or STANDFIRST_PORT; 0 takes a free one.' },
        ),
      );
    });
  });
}

/** Takes no more connections, lets requests end, then cuts what is left. */
function close(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, closeGraceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
