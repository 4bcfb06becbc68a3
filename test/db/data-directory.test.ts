import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRunningDesk } from '../../src/db/lock.ts';
import { openDatabase } from '../../src/db/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'standfirst-db-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a data directory', () => {
  it('is made, serves, is locked while open, and is there again', async () => {
    const dataDir = join(folder, 'new', 'data');
    const db = await openDatabase({ dataDir });
    await db.kysely.insertInto('desk_value').values({ key: 'a', value: '[1]' }).execute();
    await expect(openDatabase({ dataDir })).rejects.toThrow(/already running \(pid \d+\)/);
    await db.lock?.setDoor({ url: 'http://127.0.0.1:4000', token: 'secret' });
    await expect(openDatabase({ dataDir })).rejects.toThrow('http://127.0.0.1:4000');
    expect(await readRunningDesk(dataDir)).toMatchObject({ pid: process.pid, door: { token: 'secret' } });
    await db.close();

    expect(await readRunningDesk(dataDir)).toBeNull();
    expect(existsSync(join(dataDir, 'standfirst.lock'))).toBe(false);
    const again = await openDatabase({ dataDir });
    expect(await again.kysely.selectFrom('desk_value').selectAll().execute()).toEqual([
      { key: 'a', value: [1] },
    ]);
    await again.close();
  });
});
