import { appendFile } from 'node:fs/promises';
import { ModelError } from './errors.ts';
import type { Generation, GenerationSink } from './types.ts';

/** Keeps generations in memory: for tests and for a door that shows them. */
export function memorySink(): GenerationSink & { generations: Generation[] } {
  const generations: Generation[] = [];
  return {
    generations,
    async write(generation) {
      generations.push(generation);
    },
  };
}

/** Adds generations to a JSON Lines file that only its owner may read: it holds the texts that were sent. */
export function fileSink(path: string): GenerationSink {
  let last: Promise<void> = Promise.resolve();
  return {
    write(generation) {
      // One after the other, so that no two lines mix.
      last = last
        .catch(() => undefined)
        .then(() => appendFile(path, `${JSON.stringify(generation)}\n`, { mode: 0o600 }))
        .catch((cause: unknown) => {
          throw new ModelError('record-failed', `The model call could not be recorded in ${path}.`, {
            cause,
            hint: 'Free some space or name another file in model.record.',
          });
        });
      return last;
    },
  };
}
