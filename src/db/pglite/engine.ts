import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StandfirstError } from '../../domain/errors.ts';
import { wasmEngine } from '../../kit/wasm-engine.ts';
import type { ThreadData, ThreadReply, ThreadRequest } from './messages.ts';
import type { WireEngine } from './stream.ts';

/** In the checkout these run from TypeScript, in the package from JavaScript: the same files beside this one. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const threadUrl = new URL(`./thread.${extension}`, import.meta.url);
const initUrl = new URL(`./init.${extension}`, import.meta.url);
/** Recovery after a crash is part of it. */
const startTimeoutMs = 300_000;
const recoveryBytes = 64 * 1024 * 1024;
const stderrCharsMax = 2000;
/** The PostgreSQL that the pinned PGlite is: files of another major version do not open. */
const serverVersion = '18';

/**
 * PGlite's code, compiled once for all threads and kept for as long as the process runs: V8 has been seen to fall over
 * its own list of code where a thread ended while its code was still being optimised.
 */
let program: Promise<object> | undefined;

async function compileProgram(): Promise<object> {
  return wasmEngine.compile(
    await readFile(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))),
  );
}

interface Waiting {
  resolve(reply: ThreadReply): void;
  reject(error: Error): void;
}

/** PGlite in a thread, on the files in a folder. One at a time per folder: the caller holds the lock. */
export class EmbeddedEngine implements WireEngine {
  private readonly worker: Worker;
  private readonly folder: string;
  /** The thread answers in the order of the requests. */
  private readonly waiting: Waiting[] = [];
  private gone: StandfirstError | null = null;
  /** Called when it stopped without being asked to. */
  onLost: (error: StandfirstError) => void = () => {};

  /** Opens the files in `folder` (made where there are none) and recovers what a crash left. */
  static async start(folder: string): Promise<EmbeddedEngine> {
    await ensureFiles(folder);
    program ??= compileProgram();
    const engine = new EmbeddedEngine(folder, await program);
    const timer = setTimeout(() => engine.lose('it did not start in time'), startTimeoutMs);
    try {
      await new Promise<ThreadReply>((resolve, reject) => engine.waiting.push({ resolve, reject }));
      return engine;
    } catch (error) {
      await engine.worker.terminate();
      throw (await noSpace(folder, error)) ?? error;
    } finally {
      clearTimeout(timer);
    }
  }

  private constructor(folder: string, compiled: object) {
    this.folder = folder;
    const workerData: ThreadData = { folder: resolve(folder), program: compiled };
    this.worker = new Worker(threadUrl, { workerData, execArgv: [], stdout: true, stderr: true });
    this.worker.on('message', (reply: ThreadReply) => this.receive(reply));
    this.worker.on('error', (error) => this.lose(error.message));
    this.worker.on('exit', () => this.lose('its thread ended'));
  }

  async send(bytes: Uint8Array): Promise<Uint8Array> {
    const reply = await this.ask({ kind: 'messages', bytes }, [bytes.buffer as ArrayBuffer]);
    return reply.kind === 'answer' ? reply.bytes : new Uint8Array();
  }

  async reset(): Promise<void> {
    await this.ask({ kind: 'open' });
  }

  /** Shuts the database down properly and ends the thread. */
  async close(): Promise<void> {
    if (!this.gone) await this.ask({ kind: 'close' }).catch(() => {});
    this.gone ??= new StandfirstError('database-closed', 'The database was closed.');
    await this.worker.terminate();
  }

  /** Ends the thread at once, as a crash would: for when the files are no longer ours. */
  async abandon(why: string): Promise<void> {
    this.lose(why);
    await this.worker.terminate();
  }

  private ask(request: ThreadRequest, transfer: ArrayBuffer[] = []): Promise<ThreadReply> {
    if (this.gone) return Promise.reject(this.gone);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(request, transfer);
    });
  }

  private receive(reply: ThreadReply): void {
    if (reply.kind === 'crashed') this.lose(reply.message);
    else this.waiting.shift()?.resolve(reply);
  }

  private lose(why: string): void {
    if (this.gone) return;
    const error = new StandfirstError(
      'database-crashed',
      `The embedded database in ${this.folder} stopped: ${why}`,
      { hint: 'Start the desk again: what was committed is recovered. Is there free disk space?' },
    );
    this.gone = error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
    this.onLost(error);
  }
}

/** Recovery needs room for the next segment of the write-ahead log; PGlite does not say so. */
async function noSpace(folder: string, cause: unknown): Promise<StandfirstError | null> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= recoveryBytes) return null;
  return new StandfirstError(
    'database-full',
    `There is too little disk space to start the database in ${folder}.`,
    {
      cause,
      hint: 'Free at least 64 MB there and start again: what was committed is recovered.',
    },
  );
}

async function ensureFiles(folder: string): Promise<void> {
  const versionFile = join(folder, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = (await readFile(versionFile, 'utf8')).trim();
    if (version === serverVersion) return;
    throw new StandfirstError(
      'database-version',
      `The database in ${folder} was made by PostgreSQL ${version}; this program holds ${serverVersion}.`,
      { hint: 'Take a backup with the program that made it, and restore it with this one.' },
    );
  }
  if (existsSync(folder)) {
    throw new StandfirstError('database-broken', `${folder} is there but holds no database.`, {
      hint: 'Move it away, or restore a backup.',
    });
  }
  // Made beside it and moved: a process killed meanwhile leaves nothing half done.
  const making = `${folder}.new`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  await initialise(making);
  await rename(making, folder);
}

async function initialise(folder: string): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(initUrl), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-stderrCharsMax);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new StandfirstError(
      'database-init',
      `The database in ${folder} could not be made: ${stderr.trim()}`,
      {
        hint: 'Is the folder writable, and is there space for 60 MB?',
      },
    );
  }
}
