import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Engine } from '../../src/db/database.ts';
import {
  type DatabaseServer,
  type DataDirectory,
  type OpenDatabase,
  type OpenOptions,
  openDatabase,
} from '../../src/db/open.ts';
import { noPostgresql, startPostgresql } from './postgresql.ts';

/** Databases for one suite on one engine. All of them are closed and removed when the suite ends. */
export interface TestDatabases {
  readonly engine: Engine;
  /** A database of its own, with the whole schema and no rows. */
  open(options?: OpenOptions): Promise<OpenDatabase>;
  /** Opens a place, and closes it when the suite ends. */
  openAt(place: DataDirectory | DatabaseServer, options?: OpenOptions): Promise<OpenDatabase>;
  /** Where such a database is, not opened yet: for tests with several processes or connections. */
  place(): Promise<DataDirectory | DatabaseServer>;
  /** As `place`, with nothing in it, not even a schema. */
  emptyPlace(): Promise<DataDirectory | DatabaseServer>;
}

/** Runs a suite on PGlite and on a real PostgreSQL (skipped, with the reason, where there is none). */
export function eachDatabase(define: (name: string, databases: TestDatabases) => void): void {
  describe('on PGlite', () => define('PGlite', testDatabases('pglite')));
  const title = noPostgresql === null ? 'on PostgreSQL' : `on PostgreSQL (skipped: ${noPostgresql})`;
  describe.skipIf(noPostgresql !== null)(title, () => define('PostgreSQL', testDatabases('postgres')));
}

let count = 0;

/** For suites that need one engine only; use inside `describe`. */
export function testDatabases(engine: Engine): TestDatabases {
  const opened: OpenDatabase[] = [];
  beforeAll(() => prepare(engine), 120_000);
  afterAll(() => Promise.all(opened.map((db) => db.close())));
  const emptyPlace = () => newPlace(engine, false);
  const place = () => newPlace(engine, true);
  const openAt: TestDatabases['openAt'] = async (at, options) => {
    const db = await openDatabase(at, options);
    opened.push(db);
    return db;
  };
  return { engine, emptyPlace, place, openAt, open: async (options) => openAt(await place(), options) };
}

async function newPlace(engine: Engine, filled: boolean): Promise<DataDirectory | DatabaseServer> {
  const name = `t${process.pid}_${++count}`;
  const folder = inject('databasesFolder');
  if (engine === 'pglite') {
    const dataDir = join(folder, name);
    const template = join(folder, filled ? 'template' : 'template-empty');
    cpSync(join(template, 'db'), join(dataDir, 'db'), { recursive: true });
    return { dataDir };
  }
  const server = readFileSync(join(folder, 'server.url'), 'utf8');
  await onServer(server, `create database ${name}${filled ? ' template desk_template' : ''}`);
  return { url: server.replace(/\/postgres$/, `/${name}`), connectionsMax: 5 };
}

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** The first test file of the run makes what all of them copy; the others wait for it. */
async function prepare(engine: Engine): Promise<void> {
  const folder = inject('databasesFolder');
  const done = join(folder, `${engine}.ready`);
  try {
    mkdirSync(join(folder, `${engine}.making`));
  } catch {
    while (!existsSync(done)) await sleep(50);
    const problem = readFileSync(done, 'utf8');
    if (problem !== '') throw new Error(problem);
    return;
  }
  try {
    await (engine === 'pglite' ? prepareTemplates(folder) : prepareServer(folder));
    writeFileSync(done, '');
  } catch (error) {
    writeFileSync(done, String(error));
    throw error;
  }
}

async function prepareTemplates(folder: string): Promise<void> {
  const empty = join(folder, 'template-empty');
  await (await openDatabase({ dataDir: empty }, { migrations: [] })).close();
  cpSync(empty, join(folder, 'template'), { recursive: true });
  await (await openDatabase({ dataDir: join(folder, 'template') })).close();
}

async function prepareServer(folder: string): Promise<void> {
  // PostgreSQL may run as another user, who has to reach its own folder.
  chmodSync(folder, 0o755);
  const url = await startPostgresql(join(folder, 'server'));
  await onServer(url, 'create database desk_template');
  await (await openDatabase({ url: url.replace(/\/postgres$/, '/desk_template') })).close();
  writeFileSync(join(folder, 'server.url'), url);
}
