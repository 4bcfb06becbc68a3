import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseServer, type OpenDatabase, openDatabase } from '../../src/db/open.ts';
import { invariant } from '../../src/domain/errors.ts';
import { testDatabases } from '../support/databases.ts';
import { MuteProxy } from '../support/mute-proxy.ts';
import { noPostgresql } from '../support/postgresql.ts';

const title = noPostgresql === null ? 'a server' : `a server (skipped: ${noPostgresql})`;

describe.skipIf(noPostgresql !== null)(title, () => {
  const databases = testDatabases('postgres');
  let place: DatabaseServer;
  const proxies: MuteProxy[] = [];

  beforeAll(async () => {
    const found = await databases.place();
    invariant('url' in found, 'a server has an address');
    place = found;
  });
  afterAll(() => Promise.all(proxies.map((proxy) => proxy.stop())));

  async function behindProxy(options = {}): Promise<{ proxy: MuteProxy; db: OpenDatabase }> {
    const address = new URL(place.url);
    const proxy = await MuteProxy.start(Number(address.port));
    proxies.push(proxy);
    address.port = String(proxy.port);
    const db = await databases.openAt({ ...place, url: address.href, connectionsMax: 2 }, options);
    return { proxy, db };
  }
  const ask = async (db: OpenDatabase) =>
    (await sql<{ a: number }>`select 1 as a`.execute(db.kysely)).rows[0]?.a;

  it('that goes mute in the middle ends in an error, and serves again when it is back', async () => {
    const { proxy, db } = await behindProxy({ answerTimeoutMs: 300, connectTimeoutMs: 300 });
    expect(await ask(db)).toBe(1);
    proxy.goMute();
    // The first waits for an answer, later ones for a connection.
    const trouble = { code: expect.stringMatching(/^database-(timeout|unreachable|busy)$/) };
    for (let n = 0; n < 3; n++) await expect(ask(db)).rejects.toMatchObject(trouble);
    await expect(db.transaction((tx) => sql`select 1`.execute(tx))).rejects.toMatchObject(trouble);
    proxy.speakAgain();
    expect(await ask(db)).toBe(1);
  });

  it('that drops its connections in a transaction loses that one only', async () => {
    const { proxy, db } = await behindProxy();
    const broken = db.transaction(async (tx) => {
      await tx.insertInto('desk_value').values({ key: 'cut', value: '1' }).execute();
      proxy.cut();
      await sql`select 1`.execute(tx);
    });
    await expect(broken).rejects.toMatchObject({ code: 'database-unreachable', hint: expect.any(String) });
    // The pool's other connection is dead, too, and nobody has noticed yet: what has not begun can begin anew.
    const left = await db.transaction((tx) =>
      tx.selectFrom('desk_value').selectAll().where('key', '=', 'cut').execute(),
    );
    expect(left).toEqual([]);
  });

  it('is listened to again after its connections were dropped', async () => {
    const { proxy, db } = await behindProxy();
    const heard: string[] = [];
    let reconnected = () => {};
    const subscription = await db.listen(
      'faults',
      (payload) => heard.push(payload),
      () => reconnected(),
    );
    const back = new Promise<void>((resolve) => {
      reconnected = resolve;
    });
    proxy.cut();
    await back;
    const { promise, resolve } = Promise.withResolvers<void>();
    const second = await db.listen('faults', () => resolve());
    await sql`select pg_notify('faults', 'here')`.execute(db.kysely);
    await promise;
    expect(heard).toEqual(['here']);
    await subscription.close();
    await second.close();
  });

  it('whose connections are all taken makes others wait, and not for ever', async () => {
    const db = await databases.openAt({ ...place, connectionsMax: 2 }, { connectTimeoutMs: 200 });
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: both, resolve: started } = Promise.withResolvers<void>();
    let running = 0;
    const hold = () =>
      db.transaction(async () => {
        running += 1;
        if (running === 2) started();
        await gate;
      });
    const held = [hold(), hold()];
    await both;
    await expect(ask(db)).rejects.toMatchObject({
      code: 'database-busy',
      hint: expect.stringContaining('POOL'),
    });
    open();
    await Promise.all(held);
    expect(await ask(db)).toBe(1);
  });

  it('that is not there, or does not know us, is named without its password', async () => {
    const away = new URL(place.url);
    away.port = '1';
    away.password = 'hunter2';
    const failed = await openDatabase({ url: away.href }).catch((error: Error) => error);
    expect(failed).toMatchObject({ code: 'database-unreachable' });
    expect(String(failed)).toContain('127.0.0.1:1');
    const unknown = await openDatabase({ url: place.url.replace(/\/\w+$/, '/nowhere') }).catch(
      (error: Error) => error,
    );
    expect(unknown).toMatchObject({ code: 'database-refused' });
    const nonsense = await openDatabase({ url: 'mysql://u:hunter2@h/d' }).catch((error: Error) => error);
    expect(nonsense).toMatchObject({ code: 'bad-database-url' });
    for (const error of [failed, unknown, nonsense])
      expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  });
});
