import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../src/db/open.ts';
import { isUniqueViolation } from '../../src/db/problems.ts';
import { eachDatabase } from '../support/databases.ts';

eachDatabase((_name, databases) => {
  let db: OpenDatabase;
  beforeAll(async () => {
    db = await databases.open();
  });

  const one = async (query: ReturnType<typeof sql>) =>
    Object.values((await query.execute(db.kysely)).rows[0] as object);

  describe('values', () => {
    it('come out as the schema says, whatever the engine', async () => {
      expect(
        await one(sql`select 9007199254740991::bigint as a, -1::bigint as b, null::bigint as c, 1.50::numeric as d,
          0.5::float8 as e, true as f, '2026-11-25 03:04:05.5+09'::timestamptz as g,
          '2026-11-25 03:04:05.123456Z'::timestamptz as h, '1969-01-01 00:00Z'::timestamptz as i,
          '2026-11-25'::date as j, '\\x00ff10'::bytea as k, ''::bytea as l, '{"a": [1, "가"]}'::jsonb as m,
          '"text"'::json as n`),
      ).toEqual([
        9007199254740991,
        -1,
        null,
        '1.50',
        0.5,
        true,
        '2026-11-24T18:04:05.500Z',
        '2026-11-25T03:04:05.123456Z',
        '1969-01-01T00:00:00.000Z',
        '2026-11-25',
        new Uint8Array([0, 255, 16]),
        new Uint8Array(),
        { a: [1, '가'] },
        'text',
      ]);
      expect(
        await one(sql`select array[1, null, 3]::bigint[] as a, array['a', null, '가 "나"'] as b, array['2026-11-25 00:00Z']::timestamptz[] as c,
          array['\\x01']::bytea[] as d, count(*) as e, sum(2::integer) as f from (values (1)) as v`),
      ).toEqual([
        [1, null, 3],
        ['a', null, '가 "나"'],
        ['2026-11-25T00:00:00.000Z'],
        [new Uint8Array([1])],
        1,
        2,
      ]);
    });

    it('go in as they are', async () => {
      const bytes = new Uint8Array([0, 1, 254, 255]);
      const at = '2026-11-25T01:02:03.456Z';
      expect(
        await one(sql`select ${bytes}::bytea as a, ${at}::timestamptz as b, ${new Date(at)}::timestamptz as c, ${2 ** 40}::bigint as d,
          ${'뷁 \\ \' " \u{1F600}'}::text as e, ${['a', 'b,c']}::text[] as f, ${{ a: 1 }}::jsonb as g, ${false}::boolean as h`),
      ).toEqual([bytes, at, at, 2 ** 40, '뷁 \\ \' " \u{1F600}', ['a', 'b,c'], { a: 1 }, false]);
    });

    it('that are no safe integer are a broken invariant, not a wrong number', async () => {
      await expect(one(sql`select 9007199254740993::bigint`)).rejects.toThrow(/safe integer/);
      expect(await one(sql`select 1 as fine`)).toEqual([1]);
    });

    it('of a row of a megabyte and of 20,000 rows arrive whole', async () => {
      expect(await one(sql`select length(${'가'.repeat(400_000)}::text) as n`)).toEqual([400_000]);
      const { rows } = await sql<{ n: number }>`select n from generate_series(1, 20000) as n`.execute(
        db.kysely,
      );
      expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(200_010_000);
    });
  });

  describe('transactions', () => {
    const put = (tx: typeof db.kysely, key: string) =>
      tx.insertInto('desk_value').values({ key, value: '1' }).execute();
    const keys = async () =>
      (await db.kysely.selectFrom('desk_value').select('key').execute()).map(({ key }) => key);

    it('commit, and run what waits for the commit', async () => {
      const seen: string[] = [];
      db.afterCommit(() => seen.push('outside'));
      await db.transaction(async (tx) => {
        await put(tx, 'committed');
        db.afterCommit(() => seen.push('after'));
        db.afterEnd((committed) => seen.push(`end ${committed}`));
        seen.push('inside');
      });
      expect(seen).toEqual(['outside', 'inside', 'end true', 'after']);
      expect(await keys()).toContain('committed');
    });

    it('roll back whole when the function throws or a statement fails, and the connection serves on', async () => {
      const seen: string[] = [];
      const failing = db.transaction(async (tx) => {
        await put(tx, 'lost');
        db.afterCommit(() => seen.push('never'));
        db.afterEnd((committed) => seen.push(`end ${committed}`));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      const clash = db.transaction(async (tx) => {
        await put(tx, 'lost');
        await put(tx, 'lost');
      });
      expect(await clash.catch(isUniqueViolation)).toBe(true);
      expect(await keys()).not.toContain('lost');
      expect(seen).toEqual(['end false']);
    });

    it('that go on after a failed statement do not pass for committed', async () => {
      const swallowing = db.transaction(async (tx) => {
        await put(tx, 'swallowed');
        await put(tx, 'swallowed').catch(() => {});
      });
      await expect(swallowing).rejects.toThrow();
      expect(await keys()).not.toContain('swallowed');
    });

    it('refuse the database inside instead of waiting for themselves for ever', async () => {
      await expect(db.transaction(() => put(db.kysely, 'outside'))).rejects.toThrow(/only its `tx`/);
      await expect(db.transaction(() => db.transaction(async () => {}))).rejects.toThrow(/only its `tx`/);
      await expect(db.transaction(() => db.raw().executeSql('select 1'))).rejects.toThrow(/only its `tx`/);
    });

    it('let go of what they leave running', async () => {
      let left: Promise<unknown> = Promise.resolve();
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      await db.transaction(async () => {
        left = ended.then(() => put(db.kysely, 'left running'));
      });
      end();
      await left;
      expect(await keys()).toContain('left running');
    });

    it('wait in a fair line', async () => {
      const order: number[] = [];
      const { promise: gate, resolve: open } = Promise.withResolvers<void>();
      const calls = Array.from({ length: 20 }, (_, n) =>
        db.transaction(async (tx) => {
          if (n === 0) await gate;
          await sql`select 1`.execute(tx);
          order.push(n);
        }),
      );
      open();
      await Promise.all(calls);
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
      if (databases.engine === 'pglite') expect(order).toEqual(order.toSorted((a, b) => a - b));
    });

    it('are run again where the database asks for it', async () => {
      await put(db.kysely, 'counter');
      const add = () =>
        db.transaction(
          async (tx) => {
            const row = await tx
              .selectFrom('desk_value')
              .select('value')
              .where('key', '=', 'counter')
              .executeTakeFirstOrThrow();
            await tx
              .updateTable('desk_value')
              .set({ value: String(Number(row.value) + 1) })
              .where('key', '=', 'counter')
              .execute();
          },
          { isolation: 'serializable', attemptsMax: 50 },
        );
      await Promise.all(Array.from({ length: 8 }, add));
      const row = await db.kysely
        .selectFrom('desk_value')
        .select('value')
        .where('key', '=', 'counter')
        .executeTakeFirst();
      expect(row).toEqual({ value: 9 });
    });
  });

  describe('raw SQL', () => {
    it('runs several statements and gives all rows, with the types that libraries expect', async () => {
      const { rows } = await db.raw().executeSql('begin; select 1 as a; select 2 as a; commit');
      expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
      const dated = await db.raw().executeSql('select now() as at, $1::bigint as n', [5]);
      expect(dated.rows).toEqual([{ at: expect.any(Date), n: '5' }]);
    });

    it('leaves no half transaction behind', async () => {
      await expect(db.raw().executeSql('begin; select 1/0; commit')).rejects.toThrow(/division by zero/);
      expect((await db.raw().executeSql('select 1 as a')).rows).toEqual([{ a: 1 }]);
    });

    it('joins a transaction', async () => {
      await expect(
        db.transaction(async (tx) => {
          await db.raw(tx).executeSql("insert into desk_value values ('raw', '1')");
          throw new Error('back');
        }),
      ).rejects.toThrow('back');
      expect((await db.raw().executeSql("select * from desk_value where key = 'raw'")).rows).toEqual([]);
    });
  });

  describe('notifications', () => {
    it('arrive when their transaction commits', async () => {
      const heard: string[] = [];
      const { promise, resolve } = Promise.withResolvers<void>();
      const subscription = await db.listen('test_channel', (payload) => {
        heard.push(payload);
        if (payload === 'last') resolve();
      });
      await db
        .transaction(async (tx) => {
          await sql`select pg_notify('test_channel', 'rolled back')`.execute(tx);
          throw new Error('back');
        })
        .catch(() => {});
      await db.transaction(async (tx) => {
        await sql`select pg_notify('test_channel', 'committed')`.execute(tx);
      });
      await sql`select pg_notify('test_channel', 'last')`.execute(db.kysely);
      await promise;
      await subscription.close();
      expect(heard).toEqual(['committed', 'last']);
    });
  });
});
