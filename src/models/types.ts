import type { z } from 'zod';

/** One recorded model call: the audit trail and the test corpus at once. */
export interface Generation {
  id: string;
  at: string;
  provider: string;
  model: string;
  system: string;
  prompt: string;
  options: Record<string, unknown>;
  /** Raw text as it came, cut at the output cap; null where nothing came. */
  output: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  durationMs: number;
  attempts: number;
  costUsd: number | null;
  error: { code: string; message: string } | null;
}

export interface GenerateRequest<T> {
  purpose: string;
  system: string;
  prompt: string;
  schema: z.ZodType<T>;
  signal?: AbortSignal;
}

/** A language model behind one small interface. Typed output or a `ModelError`; it has no tools. */
export interface LanguageModel {
  id: string;
  generate<T>(request: GenerateRequest<T>): Promise<{ value: T; generation: Generation }>;
}
