import { StandfirstError } from '../../domain/errors.ts';
import { serveTasks } from '../../kit/serve-tasks.ts';
import { SentenceEncoder } from './sentence-encoder.ts';

/** The thread in which texts become vectors: see `builtin.ts`. The weights are read with the first task. */

export interface EncodeTask {
  texts: readonly string[];
}

/** A `StandfirstError` on its way between threads. */
export interface EncodeProblem {
  code: string;
  message: string;
  hint: string | undefined;
}

let opened: Promise<SentenceEncoder> | null = null;

serveTasks<EncodeTask, Float32Array>(
  async ({ texts }) => {
    opened ??= SentenceEncoder.open();
    const encoder = await opened.catch((error: unknown) => {
      // The next task tries again: somebody may have put the files right.
      opened = null;
      throw error;
    });
    const { dimensions } = encoder.model;
    const vectors = new Float32Array(texts.length * dimensions);
    for (const [index, text] of texts.entries()) vectors.set(encoder.encode(text), index * dimensions);
    return vectors;
  },
  (error): EncodeProblem => {
    const known = error instanceof StandfirstError;
    const message = error instanceof Error ? error.message : String(error);
    return { code: known ? error.code : 'embed-failed', message, hint: known ? error.hint : undefined };
  },
);
