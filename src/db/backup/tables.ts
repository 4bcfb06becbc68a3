import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { Migration } from '../migrations/migrations.ts';

/** One table as a backup sees it. Names come from the catalogue of the database, never from a file. */
export interface TableShape {
  /** `source`, `pgboss.job`. */
  name: string;
  /** Quoted, with its schema. */
  sqlName: string;
  columns: { name: string; type: string }[];
  /** Columns of the primary key: the order of the rows. */
  key: string[];
  /** The column that the database numbers itself, if any. */
  identity: string | null;
}

/** Leases of running processes: worth nothing to the next one. */
const passing = new Set(['slot']);

/** The tables that our migrations make: a database may hold tables of others, which are none of our business. */
export function ownTables(migrations: readonly Migration[]): string[] {
  return migrations.flatMap(({ statements }) =>
    statements.flatMap((statement) => /^create table (?:if not exists )?(\w+)/i.exec(statement)?.[1] ?? []),
  );
}

/** What a backup holds: our tables, and the jobs where there is a queue. Throws nothing where there are none. */
export async function backupTables(tx: Executor, migrations: readonly Migration[]): Promise<TableShape[]> {
  const own = ownTables(migrations).filter((name) => !passing.has(name));
  const { rows } = await sql<TableShape>`
    select case n.nspname when 'pgboss' then 'pgboss.' else '' end || c.relname as name,
      format('%I.%I', n.nspname, c.relname) as "sqlName",
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by k.at)
        from pg_index i, unnest(i.indkey) with ordinality as k(attnum, at), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '["id"]') as key,
      (select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped limit 1) as identity
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and ((n.nspname = 'public' and c.relname = any(${own}::text[])) or (n.nspname = 'pgboss' and c.relname = 'job'))
    order by n.nspname desc, c.relname`.execute(tx);
  return rows;
}

/** Which rows of a table are kept: of the jobs those that are not done. */
export function keptRows(table: TableShape): string {
  return table.name === 'pgboss.job' ? "where state < 'completed'" : '';
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
