import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Database } from '../../src/db/database.ts';
import { recordPermission } from '../../src/db/rights.ts';
import { addSource, removeSource, setSourceStatus, sourceByUrl } from '../../src/db/sources.ts';
import type { DeskActions, OpmlItem } from '../../src/desk/actions.ts';
import { deskApp } from '../../src/desk/app.ts';
import { DeskAuth } from '../../src/desk/auth.ts';
import type { DeskOptions } from '../../src/desk/context.ts';
import { Secret } from '../../src/kit/secret.ts';
import { openQueue } from '../../src/queue/queue.ts';
import type { JobQueue } from '../../src/queue/types.ts';

export const deskToken = 'Zk3_2nV8pQwXyT5uRb7LmHsDf9GjCe1aOi4NtKv6Bxc';

/** Every call that a form or the API made of the actions, in order. */
export type Calls = [name: string, ...args: unknown[]][];

type Words = (plain: string) => string;

const done = { kind: 'done' } as const;
const refusal = (text: Words) =>
  ({ kind: 'refused', code: 'not-there', reason: text('There is no such thing.') }) as const;

/** Actions on the repositories alone, without the web: what the pages and the API need to be tried. */
function sourceActions(db: Database, text: Words) {
  let added = 0;
  return {
    async discover(url) {
      if (url.includes('refused'))
        return { kind: 'refused', code: 'address-refused', reason: text('Not public.') };
      const one = {
        url,
        kind: 'feed',
        title: text('Gazette'),
        lang: text('en'),
        items: 3,
        how: text('link'),
      };
      return { kind: 'found', candidates: url.includes('nothing') ? [] : [one] };
    },
    async addSource(request) {
      const known = await sourceByUrl(db.kysely, request.url);
      if (known) return { kind: 'known', id: known.id, title: known.title };
      const id = `added${++added}`;
      const title = request.title ?? id;
      await addSource(db.kysely, { id, kind: request.kind ?? 'feed', url: request.url, title });
      return { kind: 'added', id, title };
    },
    async editSource() {
      return done;
    },
    async pollNow(id) {
      return id === 'nuri' ? refusal(text) : done;
    },
    async setState(id, state) {
      await setSourceStatus(db.kysely, id, { state });
      return done;
    },
    async acknowledgeMove() {
      return done;
    },
    async removeSource(id) {
      return (await removeSource(db.kysely, id)) ? done : refusal(text);
    },
    async previewOpml(file) {
      if (!file.includes('<opml'))
        return { kind: 'refused', code: 'not-opml', reason: text('This is no OPML file.') };
      const items: OpmlItem[] = [
        { title: text('Gazette'), url: 'https://gazette.example/feed', section: text('world'), state: 'new' },
        { title: text('Courier'), url: 'https://courier.example/feed.xml', state: 'known' },
        { title: text('Broken'), url: text('javascript:alert(1)'), state: 'bad', reason: text('bad-url') },
      ];
      return { kind: 'read', items };
    },
    async importOpml() {
      return { kind: 'imported', added: 1, known: 1, bad: 1 };
    },
    async exportOpml() {
      return '<opml version="2.0"><head/><body/></opml>';
    },
  } satisfies Partial<DeskActions>;
}

function otherActions(db: Database, queue: JobQueue, text: Words) {
  return {
    async replay() {
      return { kind: 'queued', jobs: 1 };
    },
    async retryDead(id) {
      return (await queue.retryDead(id)) === 'not-found' ? refusal(text) : done;
    },
    async discardDead(id) {
      return (await queue.dropDead(id)) ? done : refusal(text);
    },
    async recordPermission(host, permission) {
      await db.transaction((tx) => recordPermission(tx, host, permission));
      return done;
    },
    async mergeStories({ into, from }) {
      return from === 'none' ? refusal(text) : { kind: 'edited', story: into };
    },
    async splitStory({ story }) {
      return { kind: 'edited', story };
    },
    async undoStoryChange() {
      return refusal(text);
    },
    async likelyStories() {
      return [];
    },
    async doctor() {
      return [
        { id: 'data', state: 'ok', title: text('The data directory can be written'), detail: text('./data') },
        { id: 'clock', state: 'warn', title: text('The clock is off'), detail: text('by 40 s') },
      ];
    },
  } satisfies Partial<DeskActions>;
}

/** The actions, with a note of every call. */
function actionsOn(db: Database, queue: JobQueue, calls: Calls, text: Words): DeskActions {
  const actions: DeskActions = { ...sourceActions(db, text), ...otherActions(db, queue, text) };
  return new Proxy(actions, {
    get(target, name: keyof DeskActions) {
      const run = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        calls.push([name, ...args]);
        return run(...args);
      };
    },
  });
}

export interface TestDesk {
  origin: string;
  auth: DeskAuth;
  queue: JobQueue;
  calls: Calls;
  /** What pages could not show. */
  errors: unknown[];
  /** Moves the desk's clock. */
  clock: { now: number };
  close(): Promise<void>;
}

export interface TestDeskOptions extends Partial<DeskOptions> {
  text?: (plain: string) => string;
}

/** The desk on a real server on loopback, over a real database and a real queue. */
export async function startDesk(db: Database, given: TestDeskOptions = {}): Promise<TestDesk> {
  const { text = (plain: string) => plain, ...options } = given;
  const clock = { now: Date.UTC(2026, 2, 2, 6, 30) };
  const now = () => clock.now;
  const queue = await openQueue(db, { stages: { extract: { retryLimit: 0 }, poll: {} } });
  const auth = new DeskAuth({ token: new Secret(deskToken), db: db.kysely, now });
  const calls: Calls = [];
  const errors: unknown[] = [];
  const root = new Hono();
  root.route(
    '/desk',
    deskApp({
      db: db.kysely,
      queue,
      auth,
      actions: actionsOn(db, queue, calls, text),
      site: { name: text('Harbour News'), url: null },
      now,
      onError: (error) => void errors.push(error),
      ...options,
    }),
  );
  const server = serve({ fetch: root.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    auth,
    queue,
    calls,
    errors,
    clock,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await queue.stop();
    },
  };
}

/** Makes a job run out of attempts for a reason. */
export async function buryOne(queue: JobQueue, reason: string, data: object): Promise<void> {
  await queue.enqueue(null, 'extract', 'capture-7', data);
  queue.work('extract', {}, async (jobs) => {
    for (const job of jobs) await job.bury(reason);
  });
  await queue.drained();
}

/** A browser without a window: keeps its cookie, does not follow redirects. */
export class DeskClient {
  readonly origin: string;
  cookie = '';

  constructor(desk: TestDesk) {
    this.origin = desk.origin;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await fetch(`${this.origin}${path}`, {
      redirect: 'manual',
      headers: { cookie: this.cookie, ...headers },
    });
  }

  /** Posts a form as a page of the desk would; `headers` overrides what a browser says of it. */
  async post(
    path: string,
    fields: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return await fetch(`${this.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { cookie: this.cookie, origin: this.origin, 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  async logIn(token: string = deskToken): Promise<Response> {
    const response = await this.post('/desk/login', { token });
    this.cookie = cookieOf(response) ?? this.cookie;
    return response;
  }

  async csrf(path = '/desk/sessions'): Promise<string> {
    return /name="csrf" value="([^"]+)"/.exec(await (await this.get(path)).text())?.[1] ?? '';
  }
}

export function cookieOf(response: Response): string | null {
  return /^(?:__Host-)?standfirst-desk=[^;]+/.exec(response.headers.get('set-cookie') ?? '')?.[0] ?? null;
}
