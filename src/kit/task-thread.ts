import { Worker } from 'node:worker_threads';

/** Why a task has no result: its thread was ended, or the task itself threw. */
export type TaskLossCode = 'timed-out' | 'out-of-memory' | 'failed' | 'closed';

export class TaskLost extends Error {
  readonly code: TaskLossCode;

  constructor(code: TaskLossCode, message: string) {
    super(message);
    this.name = 'TaskLost';
    this.code = code;
  }
}

export interface TaskThreadOptions {
  /** The thread's file; it calls `serveTasks`. */
  url: URL;
  /** Longest time for one task. */
  timeoutMs: number;
  memoryMbMax: number;
  stackMb?: number;
  workerData?: unknown;
}

export interface TaskRequest<In> {
  id: number;
  input: In;
}

export type TaskReply<Out> = { id: number; output: Out } | { id: number; error: unknown };

interface Task<In, Out> {
  id: number;
  input: In;
  signal: AbortSignal | undefined;
  settle: (output: Out) => void;
  fail: (error: unknown) => void;
  onAbort: () => void;
}

const startTimeoutMs = 20_000;
const youngMb = 64;

/**
 * Runs tasks in a thread that can be ended at any moment, one at a time in the order of the calls. A task that takes
 * too long, or too much memory, is lost and costs the thread; the next gets a new one. `run` rejects with `TaskLost`,
 * with what the task threw, or with the signal's reason. An idle thread does not keep the process alive.
 */
export class TaskThread<In, Out> {
  private readonly options: TaskThreadOptions;
  private readonly queue: Task<In, Out>[] = [];
  private worker: Worker | null = null;
  private ready = false;
  private running: Task<In, Out> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private nextId = 1;
  private closed = false;

  constructor(options: TaskThreadOptions) {
    this.options = options;
  }

  /** Tasks that wait or run. */
  get load(): number {
    return this.queue.length + (this.running ? 1 : 0);
  }

  run(input: In, { signal }: { signal?: AbortSignal } = {}): Promise<Out> {
    if (this.closed) return Promise.reject(closedError());
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const task: Task<In, Out> = {
        id: this.nextId++,
        input,
        signal,
        settle: resolve,
        fail: reject,
        onAbort: () => this.abort(task),
      };
      signal?.addEventListener('abort', task.onAbort, { once: true });
      this.queue.push(task);
      this.next();
    });
  }

  /** Ends the thread. Tasks that wait or run are rejected with `closed`. */
  async close(): Promise<void> {
    this.closed = true;
    const tasks = [...(this.running ? [this.running] : []), ...this.queue.splice(0)];
    this.running = null;
    for (const task of tasks) {
      task.signal?.removeEventListener('abort', task.onAbort);
      task.fail(closedError());
    }
    await this.end();
  }

  private next(): void {
    if (this.running || this.closed) return;
    const task = this.queue[0];
    if (!task) {
      this.worker?.unref();
      return;
    }
    const worker = this.worker ?? this.start();
    worker.ref();
    if (!this.ready) return;
    this.queue.shift();
    this.running = task;
    this.arm(this.options.timeoutMs, 'timed-out');
    const request: TaskRequest<In> = { id: task.id, input: task.input };
    worker.postMessage(request);
  }

  private start(): Worker {
    const { url, memoryMbMax, stackMb = 4, workerData } = this.options;
    const worker = new Worker(url, {
      workerData,
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMbMax,
        maxYoungGenerationSizeMb: youngMb,
        stackSizeMb: stackMb,
      },
      execArgv: [],
      // What a task makes our code print is nobody's business.
      stdout: true,
      stderr: true,
    });
    this.worker = worker;
    this.ready = false;
    this.arm(startTimeoutMs, 'failed');
    worker.on('message', (message: 'ready' | TaskReply<Out>) => this.receive(worker, message));
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

  private receive(worker: Worker, message: 'ready' | TaskReply<Out>): void {
    if (worker !== this.worker) return;
    if (message === 'ready') {
      this.ready = true;
      this.disarm();
      this.next();
    } else if (this.running?.id === message.id) {
      this.finish((task) => ('output' in message ? task.settle(message.output) : task.fail(message.error)));
    }
  }

  private finish(end: (task: Task<In, Out>) => void): void {
    const task = this.running;
    this.running = null;
    this.disarm();
    task?.signal?.removeEventListener('abort', task.onAbort);
    if (task) end(task);
    this.next();
  }

  /** The thread is gone or has to go: the task that it ran (or, unstarted, the first that waits) is lost. */
  private lose(worker: Worker, code: TaskLossCode, why: string): void {
    if (worker !== this.worker) return;
    this.running ??= this.queue.shift() ?? null;
    void this.end();
    this.finish((task) => task.fail(new TaskLost(code, why)));
  }

  private abort(task: Task<In, Out>): void {
    task.fail(task.signal?.reason);
    const at = this.queue.indexOf(task);
    if (at >= 0) this.queue.splice(at, 1);
    if (this.running !== task) return;
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

  private arm(afterMs: number, code: TaskLossCode): void {
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

function closedError(): TaskLost {
  return new TaskLost('closed', 'The thread was closed before the task was done.');
}
