import { parentPort, workerData } from 'node:worker_threads';
import type { ExtractOutcome, PageInput } from '../../domain/document.ts';
import { extractPage } from './extract.ts';
import type { ExtractLimits } from './limits.ts';

/** The thread that pages are read in: one page in, one outcome out, until it is ended. See `extract-worker.ts`. */

export interface WorkerRequest {
  id: number;
  input: PageInput;
}

export interface WorkerReply {
  id: number;
  outcome: ExtractOutcome;
}

const { limits } = workerData as { limits: ExtractLimits };

parentPort?.on('message', ({ id, input }: WorkerRequest) => {
  const reply: WorkerReply = { id, outcome: read(input) };
  parentPort?.postMessage(reply);
});
parentPort?.postMessage('ready');

function read(input: PageInput): ExtractOutcome {
  try {
    return extractPage(input, { limits });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'refused', code: 'failed', message: `The page could not be read: ${what.slice(0, 200)}` };
  }
}
