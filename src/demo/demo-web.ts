import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { invariant, StandfirstError } from '../domain/errors.ts';
import { type DemoOutlet, readCorpus, stagesMax } from './corpus.ts';
import { type DemoSource, opmlText } from './feeds.ts';
import type { OriginOf } from './page.ts';
import { type Answer, answerOf } from './site.ts';
import { escapeMarkup } from './template.ts';

const loopback = '127.0.0.1';
/** Shorter bodies are not worth packing. */
const gzipBytesMin = 600;

export interface DemoWebOptions {
  /** 0 or absent: a free one. */
  port?: number;
  /** `demo/web` of the package where none is given. */
  folder?: string;
  /** The stage to begin with, from 1. */
  stage?: number;
}

/** The demo web while it runs. */
export interface DemoWeb {
  port: number;
  /** Where an outlet is served: `http://courier.localhost:PORT`. */
  origin: OriginOf;
  /** What a desk follows, in the order of the sections. */
  sources: DemoSource[];
  /** The outlets and their documents: the truth that tests compare with. */
  outlets: readonly DemoOutlet[];
  /** 1 to 4: which of `stageTimes` it is. */
  readonly stage: number;
  /** Goes on to the next stage; the last one stays. Returns the stage. */
  advance(): number;
  close(): Promise<void>;
  /** For the guarded client: `*.localhost` is this machine, and no other name exists. */
  resolve(hostname: string): Promise<{ address: string; family: 4 }[]>;
  /** For the guarded client: what the demo web needs beyond the public internet. */
  allowAddresses: readonly string[];
  ports: readonly number[];
}

/** What to follow of the corpus, section by section. */
export function sourcesOf(outlets: readonly DemoOutlet[], origin: OriginOf): DemoSource[] {
  const sources = outlets.flatMap(({ id, site }) =>
    site.feeds
      .filter(({ extra }) => extra !== true)
      .map(
        (feed): DemoSource => ({
          url: `${origin(id)}${feed.path}`,
          kind: feed.format === 'sitemap' || feed.format === 'page' ? feed.format : 'feed',
          section: feed.sections[0] ?? '',
          title: feed.title,
          lang: site.lang,
        }),
      ),
  );
  const order = ['world', 'politics', 'business', 'technology', 'science', 'society', 'culture', 'sports'];
  return sources.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
}

function directory(outlets: readonly DemoOutlet[], origin: OriginOf): Answer {
  const rows = outlets.map(
    ({ id, site }) =>
      `<li lang="${site.lang}"><a href="${origin(id)}/">${escapeMarkup(site.name)}</a>: ${escapeMarkup(site.about)}</li>`,
  );
  const html = `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Standfirst demo web</title>
<h1>The outlets of the demo web</h1><p>All invented.</p>\n<ul>\n${rows.join('\n')}\n</ul>\n`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(html) };
}

function isFresh(request: IncomingMessage, { headers }: Answer): boolean {
  const matches = request.headers['if-none-match'];
  if (matches !== undefined) {
    const bare = (tag: string) => tag.trim().replace(/^W\//, '');
    return matches.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(headers.etag ?? ''));
  }
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return headers['last-modified'] !== undefined && Date.parse(headers['last-modified']) <= since;
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, headers, body } = answer;
  if (status === 200 && isFresh(request, answer)) {
    const { 'content-type': _type, ...kept } = headers;
    response.writeHead(304, kept).end();
    return;
  }
  const packs =
    body.length >= gzipBytesMin &&
    /\bgzip\b(?!\s*;\s*q=0(?![.\d]))/.test(String(request.headers['accept-encoding']));
  const sent = packs ? gzipSync(body) : body;
  response.writeHead(status, {
    ...headers,
    ...(packs ? { 'content-encoding': 'gzip' } : {}),
    vary: 'accept-encoding',
    'content-length': String(sent.length),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new StandfirstError(
          'demo-web-port',
          `The demo web cannot listen on port ${port}: ${cause.message}.`,
          {
            cause,
            hint: 'Is a demo running already? Else give another port with --demo-port; 0 takes a free one.',
          },
        ),
      ),
    );
    server.listen(port, loopback, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Serves the demo corpus from loopback: one host for each outlet, `http://OUTLET.localhost:PORT/`, which browsers take
 * to this machine by themselves. Pages and feeds carry validators and answer 304; `advance` brings the next day: new
 * articles, edited pages, a page that is gone, a feed that has moved.
 * Throws `demo-web-port` where the port is taken and `bad-demo-corpus` where the corpus is broken.
 */
export async function startDemoWeb(options: DemoWebOptions = {}): Promise<DemoWeb> {
  const folder = options.folder ?? join(import.meta.dirname, '..', '..', 'demo', 'web');
  const outlets = readCorpus(folder);
  const listTemplate = readFileSync(join(folder, 'list.html'), 'utf8');
  let stage = options.stage ?? 1;
  invariant(stage >= 1 && stage <= stagesMax, `stage is 1 to ${stagesMax}`);
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const id = url?.hostname.match(/^([a-z]+)\.localhost$/)?.[1];
    const outlet = outlets.find((one) => one.id === id);
    if (outlet && url)
      send(request, response, answerOf(outlet, url.pathname, { stage, originOf: origin, listTemplate }));
    else send(request, response, directory(outlets, origin));
  });
  const port = await listen(server, options.port ?? 0);
  const origin = (outlet: string) => `http://${outlet}.localhost:${port}`;
  return {
    port,
    origin,
    outlets,
    sources: sourcesOf(outlets, origin),
    get stage() {
      return stage;
    },
    advance() {
      stage = Math.min(stage + 1, stagesMax);
      return stage;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    async resolve(hostname) {
      if (hostname === 'localhost' || hostname.endsWith('.localhost'))
        return [{ address: loopback, family: 4 }];
      throw new Error(`${hostname} is not part of the demo web`);
    },
    allowAddresses: [loopback],
    ports: [port],
  };
}

/** The port that demo/sources.opml names; a demo web that should be reachable by it is started there. */
export const demoOpmlPort = 4280;

/** The subscriptions of the demo web as OPML, for a desk beside it. */
export function demoOpml(outlets: readonly DemoOutlet[], port: number): string {
  return opmlText(sourcesOf(outlets, (outlet) => `http://${outlet}.localhost:${port}`));
}
