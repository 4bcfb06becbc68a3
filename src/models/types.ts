import type { z } from 'zod';
import type { Budget } from './budget.ts';

/** Why a model stopped, as far as we believe it. */
export type Finish = 'stop' | 'length' | 'refused' | 'other';

/** A failed try that another one followed. */
export interface Retry {
  code: string;
  message: string;
  waitMs: number;
}

/** One recorded model call: the audit trail and the test corpus at once. Secrets are blacked out before it is made. */
export interface Generation {
  id: string;
  at: string;
  /** What it was for: `brief`, `rewrite`. */
  purpose: string;
  provider: string;
  model: string;
  /** SHA-256 of system, prompt and schema: by it a cassette finds the answer. */
  requestHash: string;
  system: string;
  prompt: string;
  options: Record<string, unknown>;
  /** Raw text as it came, cut at the output cap; null where nothing came. */
  output: string | null;
  finish: Finish | null;
  /** All tries together, as reported or, where nothing (or too little) was reported, as estimated. */
  inputTokens: number | null;
  outputTokens: number | null;
  durationMs: number;
  attempts: number;
  retries: Retry[];
  /** Null where no price is configured. */
  costUsd: number | null;
  error: { code: string; message: string } | null;
}

export interface GenerateRequest<T> {
  purpose: string;
  system: string;
  prompt: string;
  schema: z.ZodType<T>;
  /** Most tokens to come out; the model's own setting where it is not given. */
  outputTokensMax?: number;
  /** What this call draws on; the model's own lifetime budget where it is not given. */
  budget?: Budget;
  /** Facts for the record, such as how much of a long document was left out. */
  about?: Record<string, string | number | boolean>;
  signal?: AbortSignal;
}

/**
 * A language model behind one small interface. Typed output or a `ModelError`; it has no tools.
 * Retries, limits, budget and recording happen behind it.
 */
export interface LanguageModel {
  /** `provider/model`. */
  id: string;
  generate<T>(request: GenerateRequest<T>): Promise<{ value: T; generation: Generation }>;
  /** Tokens that fit into one call, in and out; null where the provider does not say. */
  contextTokens: number | null;
  /** Runs on this machine at some ten tokens a second: ask for little. */
  slow: boolean;
  /** A budget of its own for one brief. */
  newBudget(): Budget;
  close(): Promise<void>;
}

/** Where generations go. A sink that fails fails the call: an unrecorded call is not a call. */
export interface GenerationSink {
  write(generation: Generation): Promise<void>;
}

/** JSON Schema, as sent to a provider. */
export type JsonSchema = { [key: string]: unknown };

/** One try, as a provider sees it. */
export interface RawRequest {
  system: string;
  prompt: string;
  jsonSchema: JsonSchema;
  requestHash: string;
  temperature: number;
  outputTokensMax: number;
  /** Fires at the time limit or when the caller stops. */
  signal: AbortSignal;
}

/** What one try came to, before any of it is believed. */
export interface RawReply {
  text: string;
  finish: Finish;
  inputTokens: number | null;
  outputTokens: number | null;
}

/** One provider, open. `call` throws a `ModelError`, or anything else where it does not know what went wrong. */
export interface ProviderClient {
  model: string;
  contextTokens?: number;
  slow?: boolean;
  call(request: RawRequest): Promise<RawReply>;
  close(): Promise<void>;
}
