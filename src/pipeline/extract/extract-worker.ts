import type { ExtractOutcome, PageInput } from '../../domain/document.ts';
import { StandfirstError } from '../../domain/errors.ts';
import { TaskLost, TaskThread } from '../../kit/task-thread.ts';
import { defaultLimits, type ExtractLimits, refusal } from './limits.ts';

/** In the checkout the thread runs from TypeScript, in the package from JavaScript: the same file beside this one. */
const workerUrl = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Reads pages in a thread that can be ended at any moment, one page at a time in the order of the calls. A page that
 * takes too long, or too much memory, ends in a `refused` outcome and costs the thread; the next page gets a new one.
 * `run` rejects only where the caller aborted or closed; no page makes it reject. An idle worker does not keep the
 * process alive.
 */
export class ExtractWorker {
  private readonly limits: ExtractLimits;
  private readonly thread: TaskThread<PageInput, ExtractOutcome>;

  constructor(limits: Partial<ExtractLimits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
    const { timeoutMs, memoryMbMax } = this.limits;
    this.thread = new TaskThread({
      url: workerUrl,
      timeoutMs,
      memoryMbMax,
      workerData: { limits: this.limits },
    });
  }

  /** Rejects with the signal's reason when it aborts, and with `worker-closed` after `close`. */
  async run(input: PageInput, options: { signal?: AbortSignal } = {}): Promise<ExtractOutcome> {
    if (options.signal?.aborted) throw options.signal.reason;
    if (input.body.length > this.limits.bytesMax) return refusal('too-many-bytes', this.limits);
    try {
      return await this.thread.run(input, options);
    } catch (error) {
      if (!(error instanceof TaskLost)) throw error;
      if (error.code === 'closed') throw closedError();
      return refusal(error.code, this.limits, error.message);
    }
  }

  /** Ends the thread. Pages that are waiting or being read are rejected. */
  close(): Promise<void> {
    return this.thread.close();
  }
}

function closedError(): StandfirstError {
  return new StandfirstError('worker-closed', 'The extraction worker was closed before the page was read.');
}
