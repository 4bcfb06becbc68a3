import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { StandfirstError } from '../domain/errors.ts';
import type { Capabilities, Database } from './database.ts';
import { type DirectoryLock, lockDirectory } from './lock.ts';
import { checkMigrated, migrate } from './migrate.ts';
import { type Migration, migrations as ours } from './migrations/migrations.ts';
import { EmbeddedEngine } from './pglite/engine.ts';
import { WireStream } from './pglite/stream.ts';
import { SqlDatabase } from './sql-database.ts';

export interface DataDirectory {
  /** PGlite's files go into `db` in here; also the lock and the dumps. Made where it is not there. */
  dataDir: string;
}

export interface DatabaseServer {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  connectionsMax?: number;
}

export interface OpenOptions {
  migrations?: readonly Migration[];
  /** False: refuse a database that is not up to date, instead of bringing it there. */
  migrate?: boolean;
  /**
   * Told when the embedded database stopped by itself or its directory was taken over: every later call is refused, so
   * the process should end and be started again.
   */
  onLost?(error: Error): void;
  /** Longest wait for a free or new connection. */
  connectTimeoutMs?: number;
  /** Longest wait for the answer to one statement (a server only: the embedded engine cannot go mute). */
  answerTimeoutMs?: number;
}

export interface OpenDatabase extends Database {
  /** The lock of the data directory: where the running desk says how to reach it. Null on a server. */
  readonly lock: DirectoryLock | null;
}

/** In the data directory: PGlite's files. */
export const databaseFolder = 'db';

const connectionsMaxDefault = 10;
const serverConnectTimeoutMs = 30_000;
const embeddedWaitMs = 120_000;
const statementTimeoutMs = 120_000;
/** The server gives up first and says why; silence beyond that means that the connection is dead. */
const muteAfterMs = 10_000;

/**
 * Opens the desk's database and brings its schema up to date. Throws `already-running` where another process has the
 * data directory, `database-unreachable`, `database-refused`, `database-newer` and others, all with what to do.
 */
export async function openDatabase(
  target: DataDirectory | DatabaseServer,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  const database = await openUnmigrated(target, options);
  try {
    const { migrations = ours } = options;
    if (options.migrate === false) await checkMigrated(database, migrations);
    else await migrate(database, migrations);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
}

/** As `openDatabase`, whatever schema is there or not: for what makes or replaces it. */
export async function openUnmigrated(
  target: DataDirectory | DatabaseServer,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  const database = 'url' in target ? openServer(target, options) : await openDirectory(target, options);
  try {
    database.capabilities = await findCapabilities(database);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
}

class OpenedDatabase extends SqlDatabase implements OpenDatabase {
  readonly lock: DirectoryLock | null;

  constructor(settings: ConstructorParameters<typeof SqlDatabase>[0], lock: DirectoryLock | null) {
    super(settings);
    this.lock = lock;
  }
}

async function openDirectory({ dataDir }: DataDirectory, options: OpenOptions): Promise<OpenedDatabase> {
  await makeDirectory(dataDir);
  const lock = await lockDirectory(dataDir);
  let engine: EmbeddedEngine;
  try {
    engine = await EmbeddedEngine.start(join(dataDir, databaseFolder));
  } catch (error) {
    await lock.release();
    throw error;
  }
  lock.onLost = (why) => void engine.abandon(why);
  engine.onLost = (error) => options.onLost?.(error);
  return new OpenedDatabase(
    {
      engine: 'pglite',
      pool: {
        where: `the database in ${dataDir}`,
        client: {
          user: 'postgres',
          database: 'postgres',
          stream: () => new WireStream(engine),
        } as pg.ClientConfig,
        connectionsMax: 1,
        connectTimeoutMs: options.connectTimeoutMs ?? embeddedWaitMs,
        answerTimeoutMs: null,
      },
      async release() {
        await engine.close();
        await lock.release();
      },
    },
    lock,
  );
}

async function makeDirectory(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StandfirstError('bad-data-dir', `The data directory ${dataDir} cannot be made: ${why}`, {
      cause,
      hint: 'Name another one with STANDFIRST_DATA_DIR.',
    });
  }
}

function openServer({ url, connectionsMax }: DatabaseServer, options: OpenOptions): OpenedDatabase {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    // The address itself is not repeated: it holds a password.
    throw new StandfirstError('bad-database-url', 'DATABASE_URL is no PostgreSQL address.', {
      hint: 'It looks like postgres://user:password@host:5432/standfirst.',
    });
  }
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  const answerTimeoutMs = options.answerTimeoutMs ?? statementTimeoutMs + muteAfterMs;
  return new OpenedDatabase(
    {
      engine: 'postgres',
      pool: {
        where: `the database ${pathname.slice(1)} at ${host}${port === '' ? '' : `:${port}`}`,
        client: {
          connectionString: url,
          application_name: 'standfirst',
          keepAlive: true,
          keepAliveInitialDelayMillis: 10_000,
          statement_timeout: Math.min(statementTimeoutMs, answerTimeoutMs),
          idle_in_transaction_session_timeout: statementTimeoutMs,
          options: '-c timezone=UTC',
        },
        connectionsMax: connectionsMax ?? connectionsMaxDefault,
        connectTimeoutMs: options.connectTimeoutMs ?? serverConnectTimeoutMs,
        answerTimeoutMs,
      },
      async release() {},
    },
    null,
  );
}

async function findCapabilities(db: Database): Promise<Capabilities> {
  const found = await sql<{ version: string; vector: string | null }>`
    select current_setting('server_version_num') as version,
      (select 'installed' from pg_extension where extname = 'vector') as vector`.execute(db.kysely);
  const serverVersion = Math.floor(Number(found.rows[0]?.version) / 10_000);
  if (found.rows[0]?.vector != null) return { vector: true, serverVersion };
  try {
    await sql`create extension if not exists vector`.execute(db.kysely);
    return { vector: true, serverVersion };
  } catch {
    // Not on this server, or not ours to install: vectors are then compared in the process.
    return { vector: false, serverVersion };
  }
}
