import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';

/** A small disk of our own, which needs the right to mount one. */
const disk = mkdtempSync(join(tmpdir(), 'standfirst-disk-'));
const mounted = mount();
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=90m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mounted)(`a full disk${mounted ? '' : ' (skipped: a disk cannot be mounted here)'}`, () => {
  it('stops the embedded database with a clear error, and loses nothing that was committed', async () => {
    const lost: unknown[] = [];
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, new Uint8Array(30 * 1024 * 1024));
    const db = await openDatabase({ dataDir: disk }, { onLost: (error) => lost.push(error) });
    let stored = 0;
    const store = async () => {
      const value = JSON.stringify(randomBytes(150_000).toString('base64'));
      await db.kysely
        .insertInto('desk_value')
        .values({ key: `k${stored}`, value })
        .execute();
      stored += 1;
    };
    const filled = async () => {
      for (;;) await store();
    };
    await expect(filled()).rejects.toMatchObject({
      code: 'database-crashed',
      message: expect.stringContaining('space'),
    });
    expect(stored).toBeGreaterThan(10);
    expect(lost).toMatchObject([{ code: 'database-crashed' }]);
    await expect(store()).rejects.toMatchObject({ code: 'database-crashed' });
    await db.close();
    await expect(openDatabase({ dataDir: disk })).rejects.toMatchObject({ code: 'database-full' });

    rmSync(ballast);
    const again = await openDatabase({ dataDir: disk });
    const rows = await again.kysely.selectFrom('desk_value').select('key').execute();
    expect(rows).toHaveLength(stored);
    await again.close();
  });
});
