import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StandfirstError } from '../domain/errors.ts';

/** How a running desk is reached by the commands of its owner. */
export interface Door {
  url: string;
  token: string;
}

export interface RunningDesk {
  pid: number;
  host: string;
  startedAt: string;
  /** Null while the desk is starting, and for commands that have no door. */
  door: Door | null;
}

interface LockRecord extends RunningDesk {
  /** Tells this lock from every other one that ever lay here. */
  id: string;
  /** When the operating system started the process, where it tells: a process id may have been given out again. */
  processStart: string | null;
}

const lockName = 'standfirst.lock';
const heartbeatMs = 10_000;
/** A lock of another machine cannot be asked for its process: it counts as dead when it was silent for so long. */
const silenceMsMax = 60_000;
/** A lock that cannot be read may be one that is being written. */
const writingMsMax = 10_000;
const attemptsMax = 50;

/**
 * Takes the data directory for this process. PGlite has no lock of its own: two processes on one directory would both
 * commit, and the rows of one would vanish. The lock of a process that died is taken over at once. Throws
 * `already-running` where the owner lives.
 */
export async function lockDirectory(dataDir: string): Promise<DirectoryLock> {
  const path = join(dataDir, lockName);
  const record = newRecord();
  await acquire(path, record, 0);
  return new DirectoryLock(path, record);
}

/** The live process that has the data directory, or null. */
export async function readRunningDesk(dataDir: string): Promise<RunningDesk | null> {
  const found = await inspect(join(dataDir, lockName));
  if (found.state !== 'held' || !found.record) return null;
  const { pid, host, startedAt, door } = found.record;
  return { pid, host, startedAt, door };
}

export class DirectoryLock {
  /** Called when somebody else has taken the directory: nothing may be written there any more. */
  onLost: (why: string) => void = () => {};
  private readonly path: string;
  private record: LockRecord;
  private readonly timer: NodeJS.Timeout;
  private released = false;

  constructor(path: string, record: LockRecord) {
    this.path = path;
    this.record = record;
    this.timer = setInterval(() => void this.beat(), heartbeatMs);
    this.timer.unref();
  }

  /** Says where the desk can be reached from now on. */
  async setDoor(door: Door): Promise<void> {
    this.record = { ...this.record, door };
    const next = `${this.path}.${this.record.id}`;
    await writeFile(next, JSON.stringify(this.record), { mode: 0o600 });
    await rename(next, this.path);
  }

  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    clearInterval(this.timer);
    if ((await idAt(this.path)) === this.record.id) await unlink(this.path);
  }

  private async beat(): Promise<void> {
    const id = await idAt(this.path);
    if (this.released) return;
    if (id === this.record.id) {
      const now = new Date();
      await utimes(this.path, now, now).catch(() => {});
      return;
    }
    clearInterval(this.timer);
    this.released = true;
    this.onLost('its lock was removed, or another process took the data directory over');
  }
}

type Found =
  | { state: 'free' }
  | { state: 'held'; record: LockRecord | null }
  /** The owner is dead. `id` names this very lock. */
  | { state: 'stale'; id: string };

/**
 * Puts the record at `path` if nobody alive is there. A stale lock may be replaced only by the one process that got the
 * lock named after it, and only while it still lies there; without that, two processes that both saw the stale lock
 * would each remove "it", the second one removing the first one's.
 */
async function acquire(path: string, record: LockRecord, depth: number): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    if (await create(path, record)) return;
    const found = await inspect(path);
    if (found.state === 'free') continue;
    if (found.state === 'held') throw alreadyRunning(path, found.record);
    const ticket = `${path}.after-${found.id}`;
    await acquire(ticket, newRecord(), depth + 1);
    try {
      if ((await idAt(path)) !== found.id) continue;
      const next = `${path}.${record.id}`;
      await writeFile(next, JSON.stringify(record), { mode: 0o600 });
      await rename(next, path);
      return;
    } finally {
      await unlink(ticket);
    }
  }
  throw new StandfirstError('lock-busy', `${path} changes hands all the time.`, { hint: 'Try again.' });
}

/** False where something lies there already. */
async function create(path: string, record: LockRecord): Promise<boolean> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(JSON.stringify(record));
    return true;
  } finally {
    await file.close();
  }
}

async function inspect(path: string): Promise<Found> {
  let text: string;
  let silentMs: number;
  try {
    silentMs = Date.now() - (await stat(path)).mtimeMs;
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'free' };
    throw error;
  }
  const record = parseRecord(text);
  if (!record) {
    return silentMs < writingMsMax ? { state: 'held', record: null } : { state: 'stale', id: 'unreadable' };
  }
  const alive = record.host === hostname() ? isAlive(record) : silentMs < silenceMsMax;
  return alive ? { state: 'held', record } : { state: 'stale', id: record.id };
}

function parseRecord(text: string): LockRecord | null {
  try {
    const record = JSON.parse(text) as LockRecord;
    return typeof record.id === 'string' && Number.isInteger(record.pid) ? record : null;
  } catch {
    return null;
  }
}

async function idAt(path: string): Promise<string | null> {
  try {
    return parseRecord(await readFile(path, 'utf8'))?.id ?? 'unreadable';
  } catch {
    return null;
  }
}

function newRecord(): LockRecord {
  return {
    id: randomUUID(),
    pid: process.pid,
    host: hostname(),
    processStart: processStart(process.pid),
    startedAt: new Date().toISOString(),
    door: null,
  };
}

function isAlive({ pid, processStart: started }: LockRecord): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = processStart(pid);
  return started === null || now === null || started === now;
}

/** Boot and start tick of a process, on Linux; null elsewhere. */
function processStart(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; state is the first field after it, the start tick the twentieth.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'zombie';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

function alreadyRunning(path: string, record: LockRecord | null): StandfirstError {
  const elsewhere = record && record.host !== hostname() ? ` on ${record.host}` : '';
  const who = record ? `pid ${record.pid}${elsewhere}` : 'it is just starting';
  const where = record?.door ? `, ${record.door.url}` : '';
  return new StandfirstError('already-running', `The desk is already running (${who}${where}).`, {
    hint: `Use that one or stop it first. If you are sure that nothing runs, remove ${path.replace(/\.after-.*$/, '')}.`,
  });
}
