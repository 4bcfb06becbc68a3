import type { Kysely, Transaction } from 'kysely';
import type { DeskSchema } from './schema.ts';

export type Engine = 'pglite' | 'postgres';

/** What this database can do beyond PostgreSQL 15, found when it was opened. */
export interface Capabilities {
  /** pgvector is there. Never required: without it vectors are compared in the process. */
  vector: boolean;
  /** Major version of the server: 18 for PGlite 0.5. */
  serverVersion: number;
}

export interface SqlResult {
  rows: Record<string, unknown>[];
  /** Rows inserted, updated, deleted or selected by the last statement. */
  rowCount: number;
}

/**
 * Runs SQL text as it is. With `values` one statement, else several in one go. Values come out as node-postgres gives
 * them by default (timestamptz as Date, int8 as text), which is what pg-boss expects.
 */
export interface RawSql {
  executeSql(text: string, values?: unknown[]): Promise<SqlResult>;
}

export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** How often the function is run where the database asks for a retry (serialization failure, deadlock). */
  attemptsMax?: number;
}

export interface Subscription {
  close(): Promise<void>;
}

/** The desk's database: PGlite in the data directory or a PostgreSQL server, with the same behaviour. */
export interface Database {
  readonly engine: Engine;
  readonly capabilities: Capabilities;
  /** For single statements. Inside `transaction` use its `tx`: a call of this one there is a broken invariant. */
  readonly kysely: Kysely<DeskSchema>;
  /** The same, before all others that wait for a connection: for pages that somebody is waiting for. */
  readonly pages: Kysely<DeskSchema>;
  /**
   * Runs `fn` in one transaction: commits when it resolves, rolls back when it rejects. `fn` is run again where the
   * database asks for it, so it must have no effect outside the database but through `afterCommit` and `afterEnd`.
   */
  transaction<T>(fn: (tx: Transaction<DeskSchema>) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs `fn` when the transaction around this call has committed; at once where there is none. `fn` must not throw. */
  afterCommit(fn: () => void): void;
  /**
   * Runs `fn` when the transaction around this call is over, with whether it committed; at once, with true, where there
   * is none. Comes before what waits for the commit. `fn` must not throw.
   */
  afterEnd(fn: (committed: boolean) => void): void;
  /** Raw SQL on a connection of the pool, or inside `tx`. */
  raw(tx?: Transaction<DeskSchema>): RawSql;
  /**
   * Calls `onNotify` for every NOTIFY on the channel (a plain identifier), from any process, and `onReconnect` when
   * notifications may have been missed. A hint, never the truth: poll too.
   */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<Subscription>;
  /** Waits for what is running, then lets go of the directory or the server. */
  close(): Promise<void>;
}
