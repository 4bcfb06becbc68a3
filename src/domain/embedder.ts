/**
 * Turns texts into vectors whose dot product is how close in meaning they are, also across languages. What stands
 * behind it: the encoder in the package, a model folder, or a server for embeddings.
 */
export interface Embedder {
  /** Name and revision of the model, e.g. `use-multilingual-3/1`: vectors of different ids are never compared. */
  readonly id: string;
  readonly dimensions: number;
  /** ISO 639-1 codes of the languages it was made for; null: unknown. */
  readonly languages: readonly string[] | null;
  /**
   * Unit-length vectors in the order of the texts. A text is cut where the model's limit is; one without anything
   * that the model knows gives a vector all the same.
   */
  embed(texts: readonly string[], options?: { signal?: AbortSignal }): Promise<Float32Array[]>;
}
