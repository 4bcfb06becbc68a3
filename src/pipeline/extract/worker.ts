import { workerData } from 'node:worker_threads';
import type { ExtractOutcome, PageInput } from '../../domain/document.ts';
import { serveTasks } from '../../kit/serve-tasks.ts';
import { extractPage } from './extract.ts';
import type { ExtractLimits } from './limits.ts';

/** The thread that pages are read in: one page in, one outcome out, until it is ended. See `extract-worker.ts`. */

const { limits } = workerData as { limits: ExtractLimits };

serveTasks<PageInput, ExtractOutcome>((input) => {
  try {
    return extractPage(input, { limits });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'refused', code: 'failed', message: `The page could not be read: ${what.slice(0, 200)}` };
  }
});
