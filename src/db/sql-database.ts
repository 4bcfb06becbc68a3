import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { invariant } from '../domain/errors.ts';
import type { Capabilities, Database, Engine, RawSql, Subscription, TransactionOptions } from './database.ts';
import { type Listener, openListener } from './listen.ts';
import { Pool, type PoolSettings, type Scope } from './pool.ts';
import { isDropped, isRetryable } from './problems.ts';
import type { DeskSchema } from './schema.ts';

const attemptsMaxDefault = 5;
const retryDelayMs = 10;

export interface SqlDatabaseSettings {
  engine: Engine;
  pool: PoolSettings;
  /** Lets go of what is under the connections (the engine's thread, the lock of the directory). */
  release(): Promise<void>;
}

/** The one implementation of `Database`: both engines differ only in how a connection is made. */
export class SqlDatabase implements Database {
  readonly engine: Engine;
  readonly kysely: Kysely<DeskSchema>;
  readonly pages: Kysely<DeskSchema>;
  readonly pool: Pool;
  capabilities: Capabilities = { vector: false, serverVersion: 0 };
  private readonly settings: SqlDatabaseSettings;
  private readonly byTransaction = new WeakMap<object, RawSql>();
  private listener: Listener | null = null;
  private closing: Promise<void> | null = null;

  constructor(settings: SqlDatabaseSettings) {
    this.engine = settings.engine;
    this.settings = settings;
    this.pool = new Pool(settings.pool);
    this.kysely = new Kysely<DeskSchema>({ dialect: new PostgresDialect({ pool: this.pool }) });
    this.pages = new Kysely<DeskSchema>({ dialect: new PostgresDialect({ pool: this.pool.urgent }) });
  }

  async transaction<T>(
    fn: (tx: Transaction<DeskSchema>) => Promise<T>,
    { isolation = 'read committed', attemptsMax = attemptsMaxDefault }: TransactionOptions = {},
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const scope: Scope = { open: true, afterCommit: [], afterEnd: [] };
      let begun = false;
      try {
        const result = await this.kysely
          .transaction()
          .setIsolationLevel(isolation)
          .execute((tx) => {
            begun = true;
            return this.inScope(scope, () => fn(tx));
          });
        for (const callback of scope.afterEnd.splice(0)) callback(true);
        for (const callback of scope.afterCommit) callback();
        return result;
      } catch (error) {
        for (const callback of scope.afterEnd.splice(0)) callback(false);
        // A connection that died while it lay idle fails at the first word: nothing was done yet.
        const again = isRetryable(error) || (!begun && isDropped(error));
        if (!again || attempt >= attemptsMax) throw error;
        await sleep(Math.random() * retryDelayMs * 2 ** attempt);
      }
    }
  }

  /** What `fn` leaves running after it ended is outside of the transaction again. */
  private inScope<T>(scope: Scope, fn: () => Promise<T>): Promise<T> {
    return this.pool.scopes.run(scope, async () => {
      try {
        return await fn();
      } finally {
        scope.open = false;
      }
    });
  }

  afterCommit(fn: () => void): void {
    const scope = this.pool.scopes.getStore();
    if (scope?.open) scope.afterCommit.push(fn);
    else fn();
  }

  afterEnd(fn: (committed: boolean) => void): void {
    const scope = this.pool.scopes.getStore();
    if (scope?.open) scope.afterEnd.push(fn);
    else fn(true);
  }

  raw(tx?: Transaction<DeskSchema>): RawSql {
    if (!tx) return { executeSql: (text, values) => this.runRaw(text, values) };
    const known = this.byTransaction.get(tx);
    if (known) return known;
    const inside: RawSql = {
      async executeSql(text, values = []) {
        const result = await tx.executeQuery<Record<string, unknown>>({
          sql: text,
          parameters: values,
          query: { kind: 'RawNode', sqlFragments: [text], parameters: [] },
          queryId: { queryId: 'raw' },
        });
        return { rows: result.rows, rowCount: Number(result.numAffectedRows ?? result.rows.length) };
      },
    };
    this.byTransaction.set(tx, inside);
    return inside;
  }

  private async runRaw(text: string, values: unknown[] | undefined) {
    const { rows, rowCount } = await this.pool.query({ text, values, defaultTypes: true });
    return { rows, rowCount: rowCount ?? 0 };
  }

  async listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect: () => void = () => {},
  ): Promise<Subscription> {
    invariant(/^[a-z_][a-z0-9_]*$/.test(channel), `${channel} is a plain identifier`);
    this.listener ??= openListener(this.pool, this.settings);
    return this.listener.subscribe(channel, { onNotify, onReconnect });
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await this.listener?.close();
    await this.kysely.destroy();
    await this.pool.end();
    await this.settings.release();
  }
}
