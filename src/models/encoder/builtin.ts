import type { Embedder } from '../../domain/embedder.ts';
import { StandfirstError } from '../../domain/errors.ts';
import { TaskLost, TaskThread } from '../../kit/task-thread.ts';
import { readEncoderModel } from './model-files.ts';
import type { EncodeProblem, EncodeTask } from './thread.ts';

const threadUrl = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/** Texts that one task takes: a tenth of a second, so that an abort is heard and others get their turn. */
const textsPerTask = 16;
/** A hundred times what a task takes, the weights being read first. */
const taskTimeoutMs = 120_000;
/** The thread's objects; the weights lie outside of that. */
const memoryMbMax = 256;

/**
 * The encoder in the package, in a thread of its own: the caller's thread is free meanwhile. Nothing is read or started
 * before the first text. `embed` rejects with the signal's reason, between two lots of texts, or with `broken-install`,
 * `embed-failed`, `embedder-closed`; no text makes it reject. An idle encoder does not keep the process alive.
 */
export class BuiltinEmbedder implements Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly languages: readonly string[];
  readonly #thread = new TaskThread<EncodeTask, Float32Array>({
    url: threadUrl,
    timeoutMs: taskTimeoutMs,
    memoryMbMax,
  });

  /** Throws where `models/encoder/model.json` cannot be read. */
  constructor() {
    const { name, revision, dimensions, languages } = readEncoderModel();
    this.id = `${name}/${revision}`;
    this.dimensions = dimensions;
    this.languages = languages;
  }

  async embed(texts: readonly string[], { signal }: { signal?: AbortSignal } = {}): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += textsPerTask) {
      signal?.throwIfAborted();
      const lot = texts.slice(from, from + textsPerTask);
      const joined = await this.#run(lot);
      for (let at = 0; at < joined.length; at += this.dimensions)
        vectors.push(joined.slice(at, at + this.dimensions));
    }
    return vectors;
  }

  async #run(texts: readonly string[]): Promise<Float32Array> {
    try {
      return await this.#thread.run({ texts });
    } catch (cause) {
      if (cause instanceof TaskLost) {
        const code = cause.code === 'closed' ? 'embedder-closed' : 'embed-failed';
        throw new StandfirstError(code, `The encoder gave no vectors: ${cause.message}`, { cause });
      }
      const { code, message, hint } = cause as EncodeProblem;
      throw new StandfirstError(code, message, { ...(hint === undefined ? {} : { hint }) });
    }
  }

  /** Ends the thread. Texts that wait are rejected. */
  close(): Promise<void> {
    return this.#thread.close();
  }
}
