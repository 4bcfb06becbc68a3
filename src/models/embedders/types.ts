import type { Embedder } from '../../domain/embedder.ts';

/** An embedder that holds a thread, connections or a model in memory. */
export interface OpenEmbedder extends Embedder {
  close(): Promise<void>;
}
