import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type BackupReport, backup } from './backup/backup.ts';
import type { Database } from './database.ts';

/** A table is vacuumed when so many of its rows are dead or changed, and a fifth of it. PostgreSQL's own numbers. */
const changedRowsMin = 50;
const changedShare = 0.2;
const backupName = /^standfirst-\d{14}\.backup$/;

/**
 * What autovacuum does on a server: PGlite never runs it, and every update would leave a dead row for ever. Table by
 * table, so that others get their turn in between. Gives the tables that were due.
 */
export async function vacuumDue(db: Database): Promise<string[]> {
  await sql`select pg_stat_force_next_flush()`.execute(db.kysely);
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where greatest(n_dead_tup, n_mod_since_analyze) > ${changedRowsMin} + ${changedShare}::float8 * n_live_tup
    order by relid`.execute(db.kysely);
  for (const { name } of rows) await db.raw().executeSql(`vacuum (analyze) ${name}`);
  return rows.map(({ name }) => name);
}

/**
 * Takes a backup into the folder and removes the oldest beyond `keep`. PGlite never tells the disk to write: after a
 * power failure its files may be beyond repair, and the last of these is what is left.
 */
export async function rotateBackups(
  db: Database,
  { folder, keep, now }: { folder: string; keep: number; now: Date },
): Promise<BackupReport> {
  await mkdir(folder, { recursive: true });
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const report = await backup(db, join(folder, `standfirst-${stamp}.backup`));
  const names = (await readdir(folder)).filter((name) => backupName.test(name)).sort();
  for (const name of names.slice(0, Math.max(0, names.length - keep))) await rm(join(folder, name));
  return report;
}

export interface MaintenanceSettings {
  folder: string;
  vacuumEveryMs: number;
  backupEveryMs: number;
  keep: number;
  /** When the last backup in the folder is older than `backupEveryMs` at the start, the first one is taken soon. */
  onProblem(error: Error): void;
}

const firstBackupMs = 5 * 60_000;

/** Keeps an embedded database in shape while the desk runs. Gives what stops it; a server looks after itself. */
export function startMaintenance(db: Database, settings: MaintenanceSettings): () => Promise<void> {
  if (db.engine !== 'pglite') return async () => {};
  let running: Promise<unknown> = Promise.resolve();
  const queue = (work: () => Promise<unknown>) => {
    running = running.then(work).catch((error) => settings.onProblem(asError(error)));
  };
  const rotate = () => rotateBackups(db, { ...settings, now: new Date() });
  const timers = [
    setInterval(() => queue(() => vacuumDue(db)), settings.vacuumEveryMs),
    setInterval(() => queue(rotate), settings.backupEveryMs),
    setTimeout(() => queue(async () => ((await isOverdue(settings)) ? rotate() : null)), firstBackupMs),
  ];
  for (const timer of timers) timer.unref();
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}

async function isOverdue({ folder, backupEveryMs }: MaintenanceSettings): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  const last = names
    .filter((name) => backupName.test(name))
    .sort()
    .at(-1);
  const at = last?.match(/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/);
  if (!at) return true;
  const [, year, month, day, hour, minute, second] = at;
  return Date.now() - Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) > backupEveryMs;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
