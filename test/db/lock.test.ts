import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lockDirectory, readRunningDesk } from '../../src/db/lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'standfirst-lock-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const script = join(import.meta.dirname, '../support/processes/lock-once.ts');
let count = 0;
function newDir(): string {
  const dir = join(folder, String(++count));
  mkdirSync(dir);
  return dir;
}

interface Answer {
  got: boolean;
  code?: string;
  message?: string;
}

/** So many processes that are ready to take the lock at the same moment. */
async function racers(dataDir: string, number: number): Promise<ChildProcess[]> {
  const started = Array.from({ length: number }, () => fork(script, [dataDir], { execArgv: [] }));
  children.push(...started);
  await Promise.all(started.map((child) => once(child, 'message')));
  return started;
}

async function race(started: ChildProcess[]): Promise<Answer[]> {
  const answers = started.map(async (child) => (await once(child, 'message'))[0] as Answer);
  for (const child of started) child.send('go');
  return Promise.all(answers);
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (!child) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('the lock of a data directory', () => {
  it('lets one of eight racing processes in, and its successor at once when it was killed', async () => {
    const dataDir = newDir();
    const first = await racers(dataDir, 8);
    const answers = await race(first);
    expect(answers.filter(({ got }) => got)).toHaveLength(1);
    for (const { code } of answers.filter(({ got }) => !got)) expect(code).toBe('already-running');
    const winner = first[answers.findIndex(({ got }) => got)];
    expect(await readRunningDesk(dataDir)).toMatchObject({ pid: winner?.pid, door: null });

    // Now all of them see the lock of a dead process at once.
    for (let round = 0; round < 3; round++) {
      const next = await racers(dataDir, 8);
      const { pid } = (await readRunningDesk(dataDir)) ?? {};
      await kill(children.find((child) => child.pid === pid));
      expect(await readRunningDesk(dataDir)).toBeNull();
      expect((await race(next)).filter(({ got }) => got)).toHaveLength(1);
    }
    expect(readdirSync(dataDir)).toEqual(['standfirst.lock']);
  }, 120_000);

  it('is not freed by the end of a process that had it once', async () => {
    const dataDir = newDir();
    const lock = await lockDirectory(dataDir);
    const path = join(dataDir, 'standfirst.lock');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), id: 'of another' }));
    await lock.release();
    expect(existsSync(path)).toBe(true);
  });

  const alien = {
    id: 'x',
    pid: 1,
    host: 'elsewhere',
    processStart: null,
    startedAt: '2026-11-25T00:00:00Z',
    door: null,
  };

  it('of another machine counts while it is fresh', async () => {
    const dataDir = newDir();
    const path = join(dataDir, 'standfirst.lock');
    writeFileSync(path, JSON.stringify({ ...alien, door: { url: 'http://elsewhere:4000', token: 't' } }));
    await expect(lockDirectory(dataDir)).rejects.toThrow('pid 1 on elsewhere, http://elsewhere:4000');
    const old = new Date(Date.now() - 120_000);
    utimesSync(path, old, old);
    await (await lockDirectory(dataDir)).release();
  });

  it('of a process id that was given out again is stale', async () => {
    const dataDir = newDir();
    const own = { ...alien, host: hostname(), pid: process.pid, processStart: 'another boot:1' };
    writeFileSync(join(dataDir, 'standfirst.lock'), JSON.stringify(own));
    if (process.platform === 'linux') await (await lockDirectory(dataDir)).release();
    else await expect(lockDirectory(dataDir)).rejects.toThrow(/already running/);
  });

  it('that is just being written counts, and does not for ever', async () => {
    const dataDir = newDir();
    const path = join(dataDir, 'standfirst.lock');
    writeFileSync(path, '');
    await expect(lockDirectory(dataDir)).rejects.toThrow('it is just starting');
    const old = new Date(Date.now() - 60_000);
    utimesSync(path, old, old);
    await (await lockDirectory(dataDir)).release();
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
