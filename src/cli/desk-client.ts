import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { z } from 'zod';
import { StandfirstError } from '../domain/errors.ts';
import type { Secret } from '../kit/secret.ts';

/** Where a running desk is and what opens it: the lock of the data directory and its secrets file say so. */
export interface DeskAddress {
  /** `http://127.0.0.1:8010`: origin, with or without `/desk`. */
  url: string;
  token: Secret;
}

const answerBytesMax = 16 * 1024 * 1024;
const timeoutDefaultMs = 60_000;

const answer = z.union([
  z.object({ result: z.unknown() }).strict(),
  z.object({
    error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
  }),
]);

/**
 * Has a running desk do something (`apiActions` of src/desk/api.ts) and gives its result. This talks to our own desk
 * alone, which the guarded client refuses to: it is on loopback. Throws what the desk answered with its code and hint,
 * `desk-not-running` where nothing answers, `desk-strange` where something else does.
 */
export async function askDesk(
  desk: DeskAddress,
  action: string,
  input: object = {},
  options: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<unknown> {
  const base = URL.parse(desk.url);
  if (!base || !/^https?:$/.test(base.protocol))
    throw new StandfirstError('desk-strange', `${desk.url} is no address of a desk.`);
  const url = new URL(`/desk/api/${encodeURIComponent(action)}`, base);
  const text = await post(url, desk.token, JSON.stringify(input), options);
  const read = answer.safeParse(parsed(text));
  if (!read.success)
    throw new StandfirstError('desk-strange', `What answers at ${url.origin} is no desk of this version.`, {
      hint: 'Is another program on that port? Stop it, or start the desk on another one.',
    });
  if ('result' in read.data) return read.data.result;
  const { code, message, hint } = read.data.error;
  throw new StandfirstError(code, message, hint === undefined ? {} : { hint });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function post(
  url: URL,
  token: Secret,
  body: string,
  { timeoutMs = timeoutDefaultMs, signal }: { timeoutMs?: number; signal?: AbortSignal },
): Promise<string> {
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token.reveal()}`,
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(notRunning(url, cause));
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, { method: 'POST', headers, signal: AbortSignal.any(limits) }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerBytesMax) request.destroy(new Error('The answer is larger than the limit.'));
        else chunks.push(chunk);
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      response.on('error', fail);
    });
    request.on('error', fail);
    request.end(body);
  });
}

function notRunning(url: URL, cause: Error): StandfirstError {
  return new StandfirstError('desk-not-running', `No desk answers at ${url.origin}: ${cause.message}`, {
    cause,
    hint: 'Start it with "standfirst start", in the same data directory.',
  });
}
