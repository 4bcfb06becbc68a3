import { createHmac, randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { httpServer, type TestServer } from './servers.ts';

interface Asked {
  topic: string;
  callback: string;
  secret: string;
  leaseSeconds: number;
}

/** A WebSub hub on loopback, as https://www.w3.org/TR/websub/ has it: it verifies who asks, and signs what it sends. */
export interface Hub {
  url: string;
  port: number;
  /** Forms that came, in order. */
  asked: URLSearchParams[];
  /** By topic. */
  subscriptions: Map<string, Asked>;
  /** What it does with the next requests. `silent` takes them and never verifies. */
  mode: 'well' | 'silent' | 'broken' | 'denies' | 'wrong-topic' | 'moved' | 'see-other';
  leaseSeconds: number;
  /** Resolves when every callback that it owes has been made. */
  settled(): Promise<void>;
  /** Sends a body to the subscribers of a topic. Gives the statuses. */
  publish(topic: string, body: string, signedWith?: string): Promise<number[]>;
  /** Has a callback verified for anything. Gives status and body. */
  verify(callback: string, query: Record<string, string>): Promise<{ status: number; body: string }>;
  close(): Promise<void>;
}

export async function startHub(): Promise<Hub> {
  const owed = new Set<Promise<unknown>>();
  const server: TestServer = await httpServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    hub.asked.push(form);
    if (hub.mode === 'broken') return void response.writeHead(500).end();
    if ((hub.mode === 'moved' || hub.mode === 'see-other') && request.url === '/hub') {
      const status = hub.mode === 'moved' ? 307 : 303;
      return void response.writeHead(status, { location: '/hub/new' }).end();
    }
    response.writeHead(202).end();
    if (hub.mode === 'silent') return;
    const work = confirm(hub, form);
    owed.add(work);
    void work.finally(() => owed.delete(work));
  });
  const hub: Hub = {
    url: `${server.origin}/hub`,
    port: server.port,
    asked: [],
    subscriptions: new Map(),
    mode: 'well',
    leaseSeconds: 86_400,
    async settled() {
      while (owed.size > 0) await Promise.all(owed);
    },
    async publish(topic, body, signedWith) {
      const to = [...hub.subscriptions.values()].filter((one) => one.topic === topic);
      return Promise.all(
        to.map(async ({ callback, secret }) => {
          const hmac = createHmac('sha256', signedWith ?? secret).update(body);
          const signature = `sha256=${hmac.digest('hex')}`;
          const headers = { 'x-hub-signature': signature, 'content-type': 'application/rss+xml' };
          return (await fetch(callback, { method: 'POST', body, headers })).status;
        }),
      );
    },
    async verify(callback, query) {
      const response = await fetch(`${callback}?${new URLSearchParams(query)}`);
      return { status: response.status, body: await response.text() };
    },
    close: () => server.close(),
  };
  return hub;
}

async function confirm(hub: Hub, form: URLSearchParams): Promise<void> {
  const [topic, callback] = [form.get('hub.topic') ?? '', form.get('hub.callback') ?? ''];
  if (hub.mode === 'denies') {
    await hub.verify(callback, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': 'Not here.' });
    return;
  }
  const challenge = randomBytes(16).toString('hex');
  const { status, body } = await hub.verify(callback, {
    'hub.mode': form.get('hub.mode') ?? '',
    'hub.topic': hub.mode === 'wrong-topic' ? `${topic}?other` : topic,
    'hub.challenge': challenge,
    'hub.lease_seconds': String(hub.leaseSeconds),
  });
  if (status === 200 && body === challenge)
    hub.subscriptions.set(topic, {
      ...{ topic, callback, secret: form.get('hub.secret') ?? '', leaseSeconds: hub.leaseSeconds },
    });
}
