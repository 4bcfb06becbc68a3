import { AsyncLocalStorage } from 'node:async_hooks';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { invariant } from '../domain/errors.ts';
import { asDatabaseProblem } from './problems.ts';
import { Turns } from './turns.ts';
import { valueTypes } from './values.ts';

export interface PoolSettings {
  /** Named in errors: `the database in ./data`, `the database at db.example:5432`. */
  where: string;
  /** What node-postgres needs to make a connection. */
  client: pg.ClientConfig;
  connectionsMax: number;
  /** Longest wait for a free connection, or for a new one. */
  connectTimeoutMs: number;
  /** Longest wait for an answer to one statement; a connection that stays mute is thrown away. Null: no limit. */
  answerTimeoutMs: number | null;
}

/** An open transaction of ours, known to everything that its function awaits. */
export interface Scope {
  open: boolean;
  afterCommit: (() => void)[];
  afterEnd: ((committed: boolean) => void)[];
}

export interface RawResult {
  command: string;
  rowCount: number | null;
  rows: Record<string, unknown>[];
}

export interface RawQuery {
  text: string;
  values?: readonly unknown[] | undefined;
  /** As node-postgres parses values by default, for libraries that expect that. */
  defaultTypes?: boolean;
  /** Null: no limit. Undefined: the limit of the pool. */
  answerTimeoutMs?: number | null | undefined;
}

/**
 * The connections to one database: node-postgres's pool with three things more. A connection that failed, went mute or
 * was left in a transaction is thrown away instead of handed on. Taking a second connection inside an open
 * transaction is refused: with one connection (PGlite) it would wait for itself for ever, with several it would read
 * and write outside of the transaction. Errors say what a person can do.
 */
export class Pool implements PostgresPool {
  readonly scopes = new AsyncLocalStorage<Scope>();
  readonly options: object;
  /** The same connections for what a person waits for: before all others that wait. */
  readonly urgent: PostgresPool;
  private readonly turns: Turns;
  /** Notifications that arrive on these connections (PGlite's do). */
  onNotification: (channel: string, payload: string) => void = () => {};
  private readonly settings: PoolSettings;
  private readonly inner: pg.Pool;

  constructor(settings: PoolSettings) {
    this.settings = settings;
    this.inner = new pg.Pool({
      ...settings.client,
      max: settings.connectionsMax,
      connectionTimeoutMillis: settings.connectTimeoutMs,
      idleTimeoutMillis: 0,
      types: valueTypes,
    });
    // An idle connection that breaks is replaced when the next one is needed.
    this.inner.on('error', () => {});
    this.inner.on('connect', (client) =>
      client.on('notification', ({ channel, payload }) => this.onNotification(channel, payload ?? '')),
    );
    this.options = {};
    this.turns = new Turns(settings.connectionsMax);
    this.urgent = { options: {}, connect: () => this.connect(true), end: () => this.end() };
  }

  async connect(urgent = false): Promise<PooledClient> {
    invariant(
      !this.scopes.getStore()?.open,
      'inside a transaction only its `tx` reaches the database; this call did not use it',
    );
    const endTurn = await this.turns.take(urgent, this.settings.connectTimeoutMs);
    try {
      // As the pool itself says it.
      if (!endTurn) throw new Error('timeout exceeded when trying to connect');
      return new PooledClient(await this.inner.connect(), this.settings, endTurn);
    } catch (error) {
      endTurn?.();
      throw asDatabaseProblem(error, this.settings.where);
    }
  }

  async query(query: RawQuery): Promise<RawResult> {
    const client = await this.connect();
    try {
      return await client.run(query);
    } finally {
      client.release();
    }
  }

  async end(): Promise<void> {
    if (!this.inner.ended) await this.inner.end();
  }
}

export class PooledClient implements PostgresPoolClient {
  private readonly client: pg.PoolClient;
  private readonly settings: PoolSettings;
  /** Unusable: its connection ended, or it owes an answer. */
  private broken = false;
  /** The last statement failed. */
  private failed = false;
  private released = false;
  private readonly endTurn: () => void;

  constructor(client: pg.PoolClient, settings: PoolSettings, endTurn: () => void) {
    this.endTurn = endTurn;
    this.client = client;
    this.settings = settings;
    // Between checkout and return nobody else listens; unheard it would end the process. The statement rejects too.
    this.client.on('error', this.onError);
  }

  private readonly onError = (): void => {
    this.broken = true;
  };

  get processID(): number {
    return (this.client as unknown as { processID: number }).processID;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(sql: string | PostgresCursor<R>, parameters?: readonly unknown[]): never {
    invariant(typeof sql === 'string', 'cursors are not used');
    return this.run({ text: sql, values: parameters }) as never;
  }

  async run(query: RawQuery): Promise<RawResult> {
    const limitMs =
      query.answerTimeoutMs === undefined ? this.settings.answerTimeoutMs : query.answerTimeoutMs;
    try {
      const config = {
        text: query.text,
        ...(query.values && query.values.length > 0 ? { values: [...query.values] } : {}),
        ...(query.defaultTypes ? { types: pg.types } : {}),
        ...(limitMs === null ? {} : { query_timeout: limitMs }),
      };
      const result = (await this.client.query(config)) as RawResult | RawResult[];
      this.failed = false;
      return Array.isArray(result) ? joined(result) : result;
    } catch (error) {
      this.failed = true;
      if (!(error instanceof pg.DatabaseError)) this.broken = true;
      throw asDatabaseProblem(error, this.settings.where);
    }
  }

  release(destroy = false): void {
    if (this.released) return;
    this.released = true;
    if (this.failed && !destroy && !this.broken) {
      // How the failed statement left the connection is known only when the server has said that it is ready again.
      this.client.query('rollback').then(
        () => this.giveBack(),
        () => this.giveBack(true),
      );
    } else {
      this.giveBack(destroy);
    }
  }

  private giveBack(destroy = false): void {
    this.client.removeListener('error', this.onError);
    this.client.release(destroy || this.broken || this.client.getTransactionStatus() !== 'I');
    this.endTurn();
  }
}

/** Several statements in one text: all their rows, as pg-boss expects them. */
function joined(results: RawResult[]): RawResult {
  const last = results.at(-1);
  return {
    command: last?.command ?? '',
    rowCount: last?.rowCount ?? 0,
    rows: results.flatMap(({ rows }) => rows),
  };
}
