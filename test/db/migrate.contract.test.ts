import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { type Migration, migrations } from '../../src/db/migrations/migrations.ts';
import { type OpenDatabase, openDatabase, openUnmigrated } from '../../src/db/open.ts';
import { eachDatabase } from '../support/databases.ts';
import { noPostgresql } from '../support/postgresql.ts';
import { describeSchema } from '../support/schema-dump.ts';

const steps: Migration[] = [
  { name: '0001-a', statements: ['create table a (id int)', 'insert into a values (1)'] },
  { name: '0002-b', statements: ['insert into a values (2)'] },
];
const rowsOf = async (db: OpenDatabase) =>
  (await sql<{ id: number }>`select id from a order by id`.execute(db.kysely)).rows;
const dumps = new Map<string, string>();

eachDatabase((name, databases) => {
  it('runs each migration once, also when several start at the same time', async () => {
    const place = await databases.emptyPlace();
    const first = await databases.openAt(place, { migrations: [] });
    const others =
      'url' in place
        ? await Promise.all([1, 2, 3].map(() => databases.openAt(place, { migrations: [] })))
        : [];
    const ran = await Promise.all([first, first, ...others].map((db) => migrate(db, steps)));
    expect(ran.flat().sort()).toEqual(['0001-a', '0002-b']);
    expect(await rowsOf(first)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await migrate(first, steps)).toEqual([]);
  });

  it('undoes the whole of a migration that fails, and goes on from there', async () => {
    const db = await databases.openAt(await databases.emptyPlace(), { migrations: steps });
    const bad = { name: '0003-c', statements: ['insert into a values (3)', 'select no_such_function()'] };
    await expect(migrate(db, [...steps, bad])).rejects.toThrow('no_such_function');
    expect(await rowsOf(db)).toHaveLength(2);
    expect(await migrate(db, [...steps, { ...bad, statements: bad.statements.slice(0, 1) }])).toEqual([
      '0003-c',
    ]);
  });

  it('refuses a database of a newer version, one whose migrations were edited, and one that is not ready', async () => {
    const place = await databases.emptyPlace();
    const open = (list: readonly Migration[], ready = true) =>
      openDatabase(place, { migrations: list, migrate: ready });
    await (await open(steps)).close();
    await expect(open(steps.slice(0, 1))).rejects.toMatchObject({
      code: 'database-newer',
      message: expect.stringContaining('0002-b'),
    });
    const edited = steps.map((step) => ({ ...step, statements: [...step.statements, 'select 1'] }));
    await expect(open(edited)).rejects.toMatchObject({ code: 'migration-changed' });
    const more = [...steps, { name: '0003-c', statements: [] }];
    await expect(open(more, false)).rejects.toMatchObject({ code: 'database-older' });
    await (await open(more)).close();
    await (await open(more, false)).close();
  });

  it('makes the schema', async () => {
    const db = await openUnmigrated(await databases.emptyPlace());
    expect(await migrate(db, migrations)).toEqual(migrations.map((migration) => migration.name));
    const dump = await describeSchema(db);
    expect(dump).toContain('table source');
    dumps.set(name, dump);
    await db.close();
  });
});

it.skipIf(noPostgresql !== null)('makes the same schema on both engines', () => {
  expect(dumps.size).toBe(2);
  expect(dumps.get('PGlite')).toBe(dumps.get('PostgreSQL'));
});
