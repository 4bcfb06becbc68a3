import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { StandfirstError } from '../../domain/errors.ts';
import type { Executor } from '../executor.ts';
import { lockDirectory } from '../lock.ts';
import { migrate } from '../migrate.ts';
import { type Migration, migrations as ours } from '../migrations/migrations.ts';
import {
  type DatabaseServer,
  type DataDirectory,
  databaseFolder,
  type OpenDatabase,
  openUnmigrated,
} from '../open.ts';
import { BackupReader, type Header } from './format.ts';
import { backupTables, ownTables, quoted, type TableShape } from './tables.ts';

export interface RestoreOptions {
  /** Replace what the target holds. Without it only an empty database is written to. */
  force?: boolean;
  /** Makes what the jobs need (the queue's own tables), before they are loaded. */
  prepare?(db: OpenDatabase): Promise<void>;
}

export interface RestoreReport {
  /** When the backup was taken, and from which engine. */
  from: { at: string; engine: string };
  /** Rows by table. */
  rows: Record<string, number>;
  /** Where the files that were replaced lie now; null where there were none, and on a server. */
  keptAt: string | null;
}

const batchRowsMax = 200;
const batchCharsMax = 4 * 1024 * 1024;

/**
 * Loads a backup into a database of either engine. The whole file is checked first; a bad one changes nothing. Then
 * all rows go in within one transaction, and an older backup is brought up to the schema of this version. Throws
 * `not-empty`, `bad-backup`, `backup-newer`.
 */
export async function restore(
  target: DataDirectory | DatabaseServer,
  file: string,
  options: RestoreOptions = {},
): Promise<RestoreReport> {
  const header = await checkBackup(file);
  const { before, after } = splitMigrations(header, file);
  const keptAt = options.force && 'dataDir' in target ? await setAside(target) : null;
  const db = await openUnmigrated(target);
  try {
    await clear(db, options.force ?? false);
    await migrate(db, before);
    await options.prepare?.(db);
    const rows = await db.transaction((tx) => loadAll(tx, file), { attemptsMax: 1 });
    await migrate(db, [...before, ...after]);
    await sql`analyze`.execute(db.kysely);
    return { from: { at: header.at, engine: header.engine }, rows, keptAt };
  } finally {
    await db.close();
  }
}

/** Moves the files of the embedded database away instead of emptying them: also where they are beyond opening. */
async function setAside({ dataDir }: DataDirectory): Promise<string | null> {
  const folder = join(dataDir, databaseFolder);
  if (!existsSync(folder)) return null;
  const lock = await lockDirectory(dataDir);
  try {
    const kept = `${folder}.before-restore-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
    await rename(folder, kept);
    return kept;
  } finally {
    await lock.release();
  }
}

/** Reads a backup to its end. Throws `bad-backup` where it is not what was written. */
export async function checkBackup(file: string): Promise<Header> {
  const reader = new BackupReader(file);
  for await (const _ of reader.lines());
  if (reader.header === null) throw new StandfirstError('bad-backup', `${file} is no backup: it is empty.`);
  return reader.header;
}

function splitMigrations(header: Header, file: string): { before: Migration[]; after: Migration[] } {
  const count = header.migrations.length;
  if (header.migrations.some((name, at) => ours[at]?.name !== name)) {
    throw new StandfirstError('backup-newer', `${file} was taken with a newer version of the program.`, {
      hint: 'Restore it with that version or a newer one.',
    });
  }
  return { before: ours.slice(0, count), after: ours.slice(count) };
}

async function clear(db: OpenDatabase, force: boolean): Promise<void> {
  const tables = await backupTables(db.kysely, ours);
  for (const { name, sqlName } of tables) {
    const { rows } = await sql
      .raw<{ some: boolean }>(`select exists (select 1 from ${sqlName}) as some`)
      .execute(db.kysely);
    if (!rows[0]?.some || force) continue;
    throw new StandfirstError('not-empty', `The database holds something already (${name}).`, {
      hint: 'Restore into a new one, or replace this one with --force. Take a backup of it first.',
    });
  }
  await db.transaction(async (tx) => {
    for (const name of [...ownTables(ours), 'migration'])
      await sql.raw(`drop table if exists ${quoted(name)} cascade`).execute(tx);
    await sql`drop schema if exists pgboss cascade`.execute(tx);
  });
}

async function loadAll(tx: Executor, file: string): Promise<Record<string, number>> {
  await sql`set local statement_timeout = 0`.execute(tx);
  const tables = new Map((await backupTables(tx, ours)).map((table) => [table.name, table]));
  const keys = await dropForeignKeys(tx);
  const rows: Record<string, number> = {};
  let loader: TableLoader | null = null;
  for await (const line of new BackupReader(file).lines()) {
    if (line.kind === 'table') {
      const table = tables.get(line.table);
      if (!table) throw missing(`table ${line.table}`);
      loader = new TableLoader(tx, table, line.columns);
    } else if (line.kind === 'row') {
      await loader?.add(line.values);
    } else {
      await loader?.finish(line.identity);
      rows[line.table] = line.rows;
    }
  }
  for (const statement of keys) await sql.raw(statement).execute(tx);
  return rows;
}

/** Rows come table by table, so a reference may come before what it refers to. Gives what puts the keys back. */
async function dropForeignKeys(tx: Executor): Promise<string[]> {
  const { rows } = await sql<{ drop: string; add: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and conrelid::regclass::text = any(${ownTables(ours)}::text[])`.execute(
    tx,
  );
  for (const { drop } of rows) await sql.raw(drop).execute(tx);
  return rows.map(({ add }) => add);
}

class TableLoader {
  private readonly tx: Executor;
  private readonly table: TableShape;
  private readonly insert: string;
  private readonly width: number;
  private rows: (string | null)[][] = [];
  private chars = 0;

  constructor(tx: Executor, table: TableShape, columns: readonly string[]) {
    const types = columns.map((name) => {
      const column = table.columns.find((known) => known.name === name);
      if (!column) throw missing(`column ${table.name}.${name}`);
      return column.type;
    });
    const names = columns.map(quoted);
    this.tx = tx;
    this.table = table;
    this.width = columns.length;
    this.insert = `insert into ${table.sqlName} (${names.join(', ')}) overriding system value
      select ${names.map((name, at) => `${name}::${types[at]}`).join(', ')}
      from unnest(${names.map((_, at) => `$${at + 1}::text[]`).join(', ')}) as u(${names.join(', ')})`;
  }

  async add(values: (string | null)[]): Promise<void> {
    if (values.length !== this.width) throw missing(`a value in a row of ${this.table.name}`);
    this.rows.push(values);
    this.chars += values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
    if (this.rows.length >= batchRowsMax || this.chars >= batchCharsMax) await this.flush();
  }

  async finish(identity: number | null): Promise<void> {
    await this.flush();
    if (identity === null || this.table.identity === null) return;
    await sql`select setval(pg_get_serial_sequence(${this.table.sqlName}, ${this.table.identity}), ${identity}::bigint)`.execute(
      this.tx,
    );
  }

  private async flush(): Promise<void> {
    if (this.rows.length === 0) return;
    const { rows } = this;
    this.rows = [];
    this.chars = 0;
    const columns = Array.from({ length: this.width }, (_, at) => rows.map((values) => values[at] ?? null));
    await this.tx.executeQuery({
      sql: this.insert,
      parameters: columns,
      query: { kind: 'RawNode', sqlFragments: [this.insert], parameters: [] },
      queryId: { queryId: 'restore' },
    });
  }
}

function missing(what: string): StandfirstError {
  return new StandfirstError('bad-backup', `The backup does not fit the database: ${what} is missing.`, {
    hint: 'Nothing was loaded. Restore it with the version that wrote it.',
  });
}
