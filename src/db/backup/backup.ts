import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Executor } from '../executor.ts';
import { migrations as ours } from '../migrations/migrations.ts';
import { BackupWriter, backupFormat, type Header } from './format.ts';
import { backupTables, keptRows, quoted, type TableShape } from './tables.ts';

export interface BackupReport {
  file: string;
  bytes: number;
  /** Rows by table. */
  rows: Record<string, number>;
}

const rowsAtATime = 200;

/**
 * Writes everything that the desk knows, jobs that are not done included, into one file, as it is at one moment. On a
 * server others go on meanwhile; the embedded database serves nothing else until it is done. Memory: 200 rows.
 */
export async function backup(db: Database, file: string): Promise<BackupReport> {
  const writer = new BackupWriter(file);
  try {
    const rows = await db.transaction((tx) => writeAll(tx, db, writer), {
      isolation: 'repeatable read',
      attemptsMax: 1,
    });
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    const bytes = await writer.finish({ tables: Object.keys(rows).length, rows: total });
    return { file, bytes, rows };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function writeAll(tx: Executor, db: Database, writer: BackupWriter): Promise<Record<string, number>> {
  await sql`set transaction read only`.execute(tx);
  const applied = await sql<{ name: string }>`select name from migration order by name`.execute(tx);
  const header: Header = {
    standfirst: 'backup',
    format: backupFormat,
    at: new Date().toISOString(),
    engine: db.engine,
    migrations: applied.rows.map(({ name }) => name),
  };
  await writer.line(header);
  const rows: Record<string, number> = {};
  for (const table of await backupTables(tx, ours)) rows[table.name] = await writeTable(tx, writer, table);
  return rows;
}

async function writeTable(tx: Executor, writer: BackupWriter, table: TableShape): Promise<number> {
  const columns = table.columns.map(({ name }) => name);
  await writer.line({ table: table.name, columns });
  // One column each: node-postgres takes arrays apart letter by letter.
  const values = columns.map((name, at) => `${quoted(name)}::text as c${at}`).join(', ');
  const order = table.key.map(quoted).join(', ');
  await sql
    .raw(
      `declare backup no scroll cursor for
        select ${values} from ${table.sqlName} ${keptRows(table)} order by ${order}`,
    )
    .execute(tx);
  let rows = 0;
  while (true) {
    const found = await sql
      .raw<Record<string, string | null>>(`fetch ${rowsAtATime} from backup`)
      .execute(tx);
    for (const row of found.rows) await writer.line(columns.map((_, at) => row[`c${at}`] ?? null));
    rows += found.rows.length;
    if (found.rows.length < rowsAtATime) break;
  }
  await sql`close backup`.execute(tx);
  await writer.endTable({ end: table.name, rows, identity: await numberedTo(tx, table) });
  return rows;
}

async function numberedTo(tx: Executor, table: TableShape): Promise<number | null> {
  if (table.identity === null) return null;
  const { rows } = await sql<{ last: number | null }>`
    select pg_sequence_last_value(pg_get_serial_sequence(${table.sqlName}, ${table.identity})::regclass) as last`.execute(
    tx,
  );
  return rows[0]?.last ?? null;
}
