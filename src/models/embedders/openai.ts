import { z } from 'zod';
import type { Embedder } from '../../domain/embedder.ts';
import { sha256 } from '../../kit/hash.ts';
import type { Secret } from '../../kit/secret.ts';
import { retryAfterMsMax, sleep, waitBefore } from '../backoff.ts';
import { ModelError, modelErrorIn } from '../errors.ts';
import { type ModelHttp, modelHttp } from '../http.ts';
import { redactor } from '../redact.ts';
import { statusError } from '../status-error.ts';
import { inputCharactersMax, inputFor } from './input.ts';
import type { OpenEmbedder } from './types.ts';
import { unitVector } from './unit-vector.ts';

export interface EmbeddingServerOptions {
  /** Up to and including `/v1`. */
  baseUrl: string;
  model: string;
  apiKey: Secret | null;
  /** Null: the server is asked when it is opened. */
  dimensions: number | null;
  /** Goes before each text. */
  prefix: string;
  /** One try, from sending to the last byte. */
  timeoutMs: number;
}

/** Time and chance, so that tests wait for nothing. */
export interface EmbeddingDeps {
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 <= x < 1. */
  random: () => number;
}

const defaultDeps: EmbeddingDeps = { sleep, random: Math.random };

const textsPerRequest = 64;
/** A text that a server finds too long is halved until it has no more than this. */
const charactersMin = 200;
const attemptsMax = 4;
/** Vectors of up to 8,192 numbers of 24 characters. */
const answerBytesMax = textsPerRequest * 8192 * 24;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0).optional(), embedding: z.array(z.number()) })),
});

/**
 * Any server with OpenAI's embeddings endpoint: OpenAI, vLLM, Ollama, llama.cpp's server, Text Embeddings Inference.
 * Requests go out one after the other, 64 texts each. Transport faults are tried again, up to four times; a text that
 * the server finds too long is halved. `embed` rejects with a `ModelError`, or with the signal's reason.
 */
export class EmbeddingServer implements OpenEmbedder {
  readonly id: string;
  readonly dimensions: number;
  readonly languages: Embedder['languages'] = null;
  readonly #client: Client;

  private constructor(client: Client, dimensions: number) {
    const { model, prefix } = client.options;
    const suffix = prefix === '' ? '' : `/${sha256(prefix).slice(0, 8)}`;
    this.id = `openai/${model}/${dimensions}${suffix}`;
    this.dimensions = dimensions;
    this.#client = client;
  }

  /** Where it is not known how long the vectors are, asks the server for one. */
  static async open(
    options: EmbeddingServerOptions,
    deps: Partial<EmbeddingDeps> = {},
  ): Promise<EmbeddingServer> {
    const http = modelHttp({ timeoutMs: options.timeoutMs, answerBytesMax });
    const client = new Client(options, http, { ...defaultDeps, ...deps });
    if (options.dimensions !== null) return new EmbeddingServer(client, options.dimensions);
    try {
      const [vector] = await client.embed(['harbour'], null);
      return new EmbeddingServer(client, vector?.length ?? 0);
    } catch (error) {
      await http.close();
      throw error;
    }
  }

  async embed(texts: readonly string[], { signal }: { signal?: AbortSignal } = {}): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += textsPerRequest) {
      const some = texts.slice(from, from + textsPerRequest);
      vectors.push(...(await this.#client.embed(some, this.dimensions, signal)));
    }
    return vectors;
  }

  close(): Promise<void> {
    return this.#client.http.close();
  }
}

class Client {
  readonly options: EmbeddingServerOptions;
  readonly http: ModelHttp;
  readonly #deps: EmbeddingDeps;

  constructor(options: EmbeddingServerOptions, http: ModelHttp, deps: EmbeddingDeps) {
    this.options = options;
    this.http = http;
    this.#deps = deps;
  }

  async embed(texts: readonly string[], dimensions: number | null, signal?: AbortSignal) {
    for (let characters = inputCharactersMax; ; characters = Math.floor(characters / 2)) {
      try {
        return await this.#withRetries(
          texts.map((text) => inputFor(text, this.options.prefix, characters)),
          dimensions,
          signal,
        );
      } catch (error) {
        const tooLong = error instanceof ModelError && error.code === 'prompt-too-long';
        if (!tooLong || characters / 2 < charactersMin) throw error;
      }
    }
  }

  async #withRetries(input: readonly string[], dimensions: number | null, signal: AbortSignal | undefined) {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.#ask(input, dimensions, signal);
      } catch (error) {
        if (!(error instanceof ModelError) || error.retryClass !== 'transport') throw error;
        const waitMs = waitBefore(attempts, error, this.#deps.random);
        if (attempts >= attemptsMax || waitMs > retryAfterMsMax) throw error;
        await this.#deps.sleep(waitMs, signal);
      }
    }
  }

  async #ask(input: readonly string[], dimensions: number | null, signal: AbortSignal | undefined) {
    const { baseUrl, model, apiKey, timeoutMs } = this.options;
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(timeoutMs);
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (apiKey) headers.authorization = `Bearer ${apiKey.reveal()}`;
    const init = {
      method: 'POST',
      headers,
      body: JSON.stringify({ model, input }),
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    };
    const url = `${baseUrl.replace(/\/+$/, '')}/embeddings`;
    const response = await this.http.fetch(url, init).catch((cause: unknown) => {
      if (signal?.aborted) throw signal.reason;
      throw modelErrorIn(cause) ?? connectionError(timeout.aborted, timeoutMs, cause);
    });
    const text = await response.text();
    if (response.ok) return vectorsOf(text, input.length, dimensions);
    const said = redactor(apiKey)(text);
    throw statusError(response.status, said, response.headers.get('retry-after'), 'embedder');
  }
}

function connectionError(timedOut: boolean, timeoutMs: number, cause: unknown): ModelError {
  return timedOut
    ? new ModelError('timed-out', `The embedding server did not answer within ${timeoutMs / 1000} s.`, {
        cause,
        hint: 'Raise embedder.timeoutMs, or use a faster server.',
      })
    : new ModelError('connection-failed', 'The embedding server could not be reached or hung up.', {
        cause,
        hint: 'Check embedder.baseUrl and that the server runs.',
      });
}

function vectorsOf(text: string, count: number, dimensions: number | null): Float32Array[] {
  const vectors = Array.from({ length: count }, (): Float32Array | undefined => undefined);
  for (const [position, { index = position, embedding }] of readAnswer(text).entries()) {
    if (index >= count || vectors[index]) throw brokenAnswer(`has a vector for a text ${index} of ${count}`);
    vectors[index] = unitVector(embedding, dimensions);
  }
  return vectors.map((vector) => {
    if (!vector) throw brokenAnswer(`has too few vectors for ${count} texts`);
    return vector;
  });
}

function readAnswer(text: string): z.infer<typeof answerSchema>['data'] {
  try {
    return answerSchema.parse(JSON.parse(text)).data;
  } catch {
    throw brokenAnswer('is not of that API');
  }
}

function brokenAnswer(what: string): ModelError {
  return new ModelError('broken-answer', `The answer of the embedding server ${what}.`, {
    hint: 'Check embedder.baseUrl: it may be a web page, a proxy or a server for other things.',
  });
}
