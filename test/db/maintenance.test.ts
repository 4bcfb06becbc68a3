import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { rotateBackups, vacuumDue } from '../../src/db/maintenance.ts';
import { eachDatabase, testDatabases } from '../support/databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'standfirst-maintenance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const embedded = testDatabases('pglite');

it('keeps tables that are updated all the time from growing', async () => {
  const db = await embedded.open();
  await sql`insert into desk_value select 'k' || n, to_jsonb(repeat('x', 400)) from generate_series(1, 500) as n`.execute(
    db.kysely,
  );
  const bytes = async () =>
    (await sql<{ n: number }>`select pg_total_relation_size('desk_value') as n`.execute(db.kysely)).rows[0]
      ?.n ?? 0;
  const rewrite = () => sql`update desk_value set value = to_jsonb(repeat('y', 400))`.execute(db.kysely);
  await rewrite();
  expect(await vacuumDue(db)).toContain('public.desk_value');
  const before = await bytes();
  for (let round = 0; round < 8; round++) {
    await rewrite();
    await vacuumDue(db);
  }
  expect(await bytes()).toBeLessThan(2 * before);
  expect(await vacuumDue(db)).not.toContain('public.desk_value');
});

eachDatabase((_name, databases) => {
  it('keeps the newest backups and touches no other file', async () => {
    const db = await databases.open();
    const into = join(folder, databases.engine);
    for (const day of [1, 2, 3, 4]) {
      await rotateBackups(db, { folder: into, keep: 2, now: new Date(Date.UTC(2026, 10, day)) });
      writeFileSync(join(into, 'mine.backup'), '');
    }
    expect(readdirSync(into).sort()).toEqual([
      'mine.backup',
      'standfirst-20261103000000.backup',
      'standfirst-20261104000000.backup',
    ]);
  });
});
