import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Engine, Subscription } from './database.ts';
import type { Pool, PoolSettings } from './pool.ts';

const heartbeatMs = 10_000;
const answerTimeoutMs = 5_000;
const backoffMsMax = 30_000;

interface Ear {
  onNotify(payload: string): void;
  onReconnect(): void;
}

export interface Listener {
  subscribe(channel: string, ear: Ear): Promise<Subscription>;
  close(): Promise<void>;
}

/** LISTEN for either engine: PGlite tells on its one connection, a server on a connection of its own. */
export function openListener(pool: Pool, settings: { engine: Engine; pool: PoolSettings }): Listener {
  return settings.engine === 'pglite' ? new EmbeddedListener(pool) : new ServerListener(settings.pool.client);
}

/** Who listens to which channel. */
class Ears {
  private readonly ears = new Map<string, Set<Ear>>();

  channels(): string[] {
    return [...this.ears.keys()];
  }

  add(channel: string, ear: Ear): void {
    const ears = this.ears.get(channel) ?? new Set();
    this.ears.set(channel, ears.add(ear));
  }

  /** True where nobody listens to the channel any more. */
  remove(channel: string, ear: Ear): boolean {
    const ears = this.ears.get(channel);
    ears?.delete(ear);
    return ears?.size === 0 && this.ears.delete(channel);
  }

  tell(channel: string, payload: string): void {
    for (const ear of this.ears.get(channel) ?? []) ear.onNotify(payload);
  }

  reconnected(): void {
    for (const ears of this.ears.values()) for (const ear of ears) ear.onReconnect();
  }
}

class EmbeddedListener implements Listener {
  private readonly pool: Pool;
  private readonly ears = new Ears();

  constructor(pool: Pool) {
    this.pool = pool;
    pool.onNotification = (channel, payload) => this.ears.tell(channel, payload);
  }

  async subscribe(channel: string, ear: Ear): Promise<Subscription> {
    this.ears.add(channel, ear);
    // The session outlives its connections, so once is enough.
    await this.pool.query({ text: `listen ${channel}` });
    ear.onReconnect();
    return { close: async () => void this.ears.remove(channel, ear) };
  }

  async close(): Promise<void> {
    this.pool.onNotification = () => {};
  }
}

/** Reconnects for as long as it is open, with a heartbeat, because a connection that only listens may die unheard. */
class ServerListener implements Listener {
  private readonly config: pg.ClientConfig;
  private readonly ears = new Ears();
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private readonly stop = new AbortController();
  private timer: NodeJS.Timeout | null = null;

  constructor(config: pg.ClientConfig) {
    this.config = config;
  }

  async subscribe(channel: string, ear: Ear): Promise<Subscription> {
    this.ears.add(channel, ear);
    if (this.client) await this.client.query(`listen ${channel}`);
    else await this.connectOnce();
    ear.onReconnect();
    return {
      close: async () => {
        if (this.ears.remove(channel, ear)) await this.client?.query(`unlisten ${channel}`).catch(() => {});
      },
    };
  }

  async close(): Promise<void> {
    this.stop.abort();
    if (this.timer) clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => {});
  }

  private connectOnce(): Promise<void> {
    this.connecting ??= this.connect().finally(() => {
      this.connecting = null;
    });
    return this.connecting;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ ...this.config, query_timeout: answerTimeoutMs });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client.on('notification', ({ channel, payload }) => this.ears.tell(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.ears.channels()) await client.query(`listen ${channel}`);
    } catch (error) {
      client.removeAllListeners('end');
      await client.end().catch(() => {});
      throw error;
    }
    if (this.stop.signal.aborted) return client.end();
    this.client = client;
    this.beat(client);
  }

  private beat(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('select 1').then(
        () => {
          if (this.client === client) this.beat(client);
        },
        () => this.lose(client),
      );
    }, heartbeatMs);
    this.timer.unref();
  }

  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = null;
    if (this.timer) clearTimeout(this.timer);
    client.end().catch(() => {});
    void this.reconnect();
  }

  private async reconnect(): Promise<void> {
    for (let attempt = 0; !this.stop.signal.aborted; attempt++) {
      try {
        await sleep(Math.min(backoffMsMax, 250 * 2 ** attempt), null, {
          signal: this.stop.signal,
          ref: false,
        });
        await this.connectOnce();
        this.ears.reconnected();
        return;
      } catch {
        // Again, a little later: notifications are hints, so nothing is lost meanwhile.
      }
    }
  }
}
