import { Worker } from 'node:worker_threads';
import type { ExtractOutcome, ExtractRefusal, PageInput } from '../../domain/document.ts';
import { StandfirstError } from '../../domain/errors.ts';
import { defaultLimits, type ExtractLimits, refusal } from './limits.ts';
import type { WorkerReply, WorkerRequest } from './worker.ts';

/** In the checkout the thread runs from TypeScript, in the package from JavaScript: the same file beside this one. */
const workerUrl = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
const startTimeoutMs = 20_000;
const stackMb = 4;
const youngMb = 64;

interface Job {
  id: number;
  input: PageInput;
  signal: AbortSignal | undefined;
  settle: (outcome: ExtractOutcome) => void;
  fail: (error: unknown) => void;
  onAbort: () => void;
}

/**
 * Reads pages in a thread that can be ended at any moment, one page at a time in the order of the calls. A page that
 * takes too long, or too much memory, ends in a `refused` outcome and costs the thread; the next page gets a new one.
 * `run` rejects only where the caller aborted or closed; no page makes it reject. An idle worker does not keep the
 * process alive.
 */
export class ExtractWorker {
  private readonly limits: ExtractLimits;
  private readonly queue: Job[] = [];
  private worker: Worker | null = null;
  private ready = false;
  private running: Job | null = null;
  private timer: NodeJS.Timeout | null = null;
  private nextId = 1;
  private closed = false;

  constructor(limits: Partial<ExtractLimits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
  }

  /** Rejects with the signal's reason when it aborts, and with `worker-closed` after `close`. */
  run(input: PageInput, options: { signal?: AbortSignal } = {}): Promise<ExtractOutcome> {
    if (this.closed) return Promise.reject(closedError());
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    if (input.body.length > this.limits.bytesMax)
      return Promise.resolve(refusal('too-many-bytes', this.limits));
    return new Promise((resolve, reject) => {
      const job: Job = {
        id: this.nextId++,
        input,
        signal: options.signal,
        settle: resolve,
        fail: reject,
        onAbort: () => this.abort(job),
      };
      options.signal?.addEventListener('abort', job.onAbort, { once: true });
      this.queue.push(job);
      this.next();
    });
  }

  /** Ends the thread. Pages that are waiting or being read are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const jobs = [...(this.running ? [this.running] : []), ...this.queue.splice(0)];
    this.running = null;
    for (const job of jobs) {
      job.signal?.removeEventListener('abort', job.onAbort);
      job.fail(closedError());
    }
    await this.end();
  }

  private next(): void {
    if (this.running || this.closed) return;
    const job = this.queue[0];
    if (!job) {
      this.worker?.unref();
      return;
    }
    const worker = this.worker ?? this.start();
    worker.ref();
    if (!this.ready) return;
    this.queue.shift();
    this.running = job;
    this.arm(this.limits.timeoutMs, 'timed-out');
    const request: WorkerRequest = { id: job.id, input: job.input };
    worker.postMessage(request);
  }

  private start(): Worker {
    const { memoryMbMax } = this.limits;
    const worker = new Worker(workerUrl, {
      workerData: { limits: this.limits },
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMbMax,
        maxYoungGenerationSizeMb: youngMb,
        stackSizeMb: stackMb,
      },
      execArgv: [],
      // What a page makes our code print is nobody's business.
      stdout: true,
      stderr: true,
    });
    this.worker = worker;
    this.ready = false;
    this.arm(startTimeoutMs, 'failed');
    worker.on('message', (message: 'ready' | WorkerReply) => this.receive(worker, message));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      this.lose(
        worker,
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'failed',
        error.message,
      ),
    );
    worker.on('exit', () => this.lose(worker, 'failed', 'its thread ended'));
    return worker;
  }

  private receive(worker: Worker, message: 'ready' | WorkerReply): void {
    if (worker !== this.worker) return;
    if (message === 'ready') {
      this.ready = true;
      this.disarm();
      this.next();
    } else if (this.running?.id === message.id) {
      this.finish(message.outcome);
    }
  }

  private finish(outcome: ExtractOutcome): void {
    const job = this.running;
    this.running = null;
    this.disarm();
    job?.signal?.removeEventListener('abort', job.onAbort);
    job?.settle(outcome);
    this.next();
  }

  /** The thread is gone or has to go: the page it was reading (or, unstarted, the first that waits) is refused. */
  private lose(worker: Worker, code: ExtractRefusal, why: string): void {
    if (worker !== this.worker) return;
    this.running ??= this.queue.shift() ?? null;
    void this.end();
    this.finish(refusal(code, this.limits, why));
  }

  private abort(job: Job): void {
    job.fail(job.signal?.reason);
    const at = this.queue.indexOf(job);
    if (at >= 0) this.queue.splice(at, 1);
    if (this.running !== job) return;
    this.running = null;
    void this.end();
    this.next();
  }

  private async end(): Promise<void> {
    this.disarm();
    const worker = this.worker;
    this.worker = null;
    this.ready = false;
    await worker?.terminate();
  }

  private arm(afterMs: number, code: ExtractRefusal): void {
    this.disarm();
    const { worker } = this;
    this.timer = setTimeout(() => {
      if (worker) this.lose(worker, code, `not ready after ${afterMs} ms`);
    }, afterMs);
  }

  private disarm(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

function closedError(): StandfirstError {
  return new StandfirstError('worker-closed', 'The extraction worker was closed before the page was read.');
}
