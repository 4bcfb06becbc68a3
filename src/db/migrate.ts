import { sql, type Transaction } from 'kysely';
import { StandfirstError } from '../domain/errors.ts';
import { sha256 } from '../kit/hash.ts';
import type { Database } from './database.ts';
import type { Migration } from './migrations/migrations.ts';
import type { DeskSchema } from './schema.ts';

/** Any number will do, as long as every process takes the same one. */
const advisoryLock = 7_305_011_938;

interface Applied {
  name: string;
  hash: string;
}

/**
 * Brings the schema up to date, each migration in its own transaction. Processes that race wait for each other. Throws
 * `database-newer` where the database knows migrations that this program does not, and `migration-changed` where one
 * was edited after it ran. Gives the names of those that ran now.
 */
export async function migrate(db: Database, migrations: readonly Migration[]): Promise<string[]> {
  const ran: string[] = [];
  while (true) {
    const name = await db.transaction((tx) => runNext(tx, migrations));
    if (name === null) return ran;
    ran.push(name);
  }
}

/** As `migrate`, but refuses instead of running anything: for processes that only use the database. */
export async function checkMigrated(db: Database, migrations: readonly Migration[]): Promise<void> {
  const next = await db.transaction(async (tx) => nextOf(await appliedIn(tx), migrations));
  if (next === null) return;
  throw new StandfirstError('database-older', `The database lacks migration ${next.name}.`, {
    hint: 'Start the desk once with this version: it brings the database up to date.',
  });
}

async function runNext(
  tx: Transaction<DeskSchema>,
  migrations: readonly Migration[],
): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(${advisoryLock}::bigint)`.execute(tx);
  const next = nextOf(await appliedIn(tx), migrations);
  if (next === null) return null;
  await sql`set local statement_timeout = 0`.execute(tx);
  for (const statement of next.statements) await sql.raw(statement).execute(tx);
  await sql`insert into migration (name, hash) values (${next.name}, ${hashOf(next)})`.execute(tx);
  return next.name;
}

async function appliedIn(tx: Transaction<DeskSchema>): Promise<Applied[]> {
  await sql`create table if not exists migration (
    name text primary key,
    hash text not null,
    at timestamptz not null default now()
  )`.execute(tx);
  return (await sql<Applied>`select name, hash from migration order by name`.execute(tx)).rows;
}

function nextOf(applied: Applied[], migrations: readonly Migration[]): Migration | null {
  const newer = applied.slice(migrations.length);
  if (newer.length > 0) {
    const names = newer.map(({ name }) => name).join(', ');
    throw new StandfirstError('database-newer', `The database was made by a newer version (${names}).`, {
      hint: 'Use that version, or restore a backup that was taken with this one.',
    });
  }
  applied.forEach((done, at) => {
    const migration = migrations[at];
    if (migration && migration.name === done.name && hashOf(migration) === done.hash) return;
    throw new StandfirstError(
      'migration-changed',
      `The database ran a migration ${done.name} that this version does not hold in that form.`,
      { hint: 'Use the version that made the database, or restore a backup into a new one.' },
    );
  });
  return migrations[applied.length] ?? null;
}

function hashOf(migration: Migration): string {
  return sha256(migration.statements.join(';\n'));
}
