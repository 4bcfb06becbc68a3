import { Agent, type RequestInit, fetch as undiciFetch } from 'undici';
import { ModelError } from './errors.ts';

/** Bytes of an answer that are not the model's text: envelope, headers in JSON, usage. */
const envelopeBytes = 64 * 1024;
/** A token is at most some 12 characters of English, and `\uXXXX` takes six bytes for one of Korean. */
const bytesPerToken = 24;
const connectTimeoutMs = 10_000;

/** Largest answer to a call that may bring so many tokens: 100 times as many never get in. */
export function answerBytesMax(outputTokensMax: number): number {
  return envelopeBytes + outputTokensMax * bytesPerToken;
}

/** The client for a language model: an answer may be as large as the tokens that it may have. */
export function httpFor(options: { timeoutMs: number; outputTokensMax: number }): ModelHttp {
  const { timeoutMs, outputTokensMax } = options;
  return modelHttp({ timeoutMs, answerBytesMax: answerBytesMax(outputTokensMax) });
}

/** Sends JSON, reads the whole answer. Only for endpoints that the operator configured. */
export interface ModelHttp {
  /** The web's `fetch`, for libraries. The answer is complete and within the limit when it is handed over. */
  fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

/**
 * A client for model endpoints, which may be on this machine or in the LAN: addresses are not checked, sizes and times
 * are. No redirect is followed, because the key would go along; no proxy or cookie is taken from the environment.
 */
export function modelHttp(options: { timeoutMs: number; answerBytesMax: number }): ModelHttp {
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    allowH2: false,
  });
  const { answerBytesMax: bytesMax } = options;
  const send = async (input: string | URL | Request, init?: globalThis.RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    const request = { ...init, redirect: 'error', dispatcher: agent } as RequestInit;
    const response = await undiciFetch(url, request);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > bytesMax)
        throw new ModelError(
          'too-long',
          `The model's answer went over ${bytesMax.toLocaleString('en')} bytes.`,
          {
            hint: 'Use another model, or raise the output limit.',
          },
        );
      chunks.push(chunk);
    }
    const body = [204, 205, 304].includes(response.status) ? null : Buffer.concat(chunks);
    return new Response(body, { status: response.status, headers: [...response.headers] });
  };
  return { fetch: send as typeof globalThis.fetch, close: () => agent.destroy() };
}
