import { randomUUID } from 'node:crypto';
import { sha256 } from '../kit/hash.ts';
import { untilAborted } from '../kit/until-aborted.ts';
import { retryAfterMsMax, sleep, waitBefore } from './backoff.ts';
import { breaker } from './breaker.ts';
import { Budget, estimateTokens } from './budget.ts';
import { openCassette } from './cassette.ts';
import { ModelError, modelErrorIn } from './errors.ts';
import { answerBytesMax } from './http.ts';
import type { ModelOptions } from './options.ts';
import { parseOutput } from './parse-output.ts';
import { providers } from './providers.ts';
import { fileSink } from './recording.ts';
import { redactor } from './redact.ts';
import { jsonSchemaOf } from './schema.ts';
import type {
  GenerateRequest,
  Generation,
  GenerationSink,
  JsonSchema,
  LanguageModel,
  ProviderClient,
  RawReply,
  Retry,
} from './types.ts';

/** Time and chance, so that tests wait for nothing. */
export interface ModelDeps {
  now: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 <= x < 1. */
  random: () => number;
  /** Beside the file of `options.record`. */
  sinks: readonly GenerationSink[];
}

const defaultDeps: ModelDeps = {
  now: Date.now,
  sleep,
  random: Math.random,
  sinks: [],
};

/** A second answer to the same prompt is worth its price once. */
const contentAttemptsMax = 2;

/** Opens the model that the options name. Nothing is sent yet. Throws a `StandfirstError` with what to do. */
export async function openModel(
  options: ModelOptions,
  deps: Partial<ModelDeps> = {},
): Promise<LanguageModel> {
  const all = { ...defaultDeps, ...deps };
  const sinks = options.record === null ? all.sinks : [...all.sinks, fileSink(options.record)];
  if (options.replay !== null) {
    const cassette = await openCassette(options.replay);
    return createModel({ client: cassette, provider: cassette.provider, options, deps: { ...all, sinks } });
  }
  if (options.provider === null)
    throw new ModelError('bad-request', 'No model provider is configured.', { hint: 'Set model.provider.' });
  const client = await providers[options.provider].open(options);
  return createModel({ client, provider: options.provider, options, deps: { ...all, sinks } });
}

interface Parts {
  client: ProviderClient;
  provider: string;
  options: ModelOptions;
  deps: ModelDeps;
}

/** The parts of one call that its tries share. */
interface Run<T> {
  request: GenerateRequest<T>;
  jsonSchema: JsonSchema;
  requestHash: string;
  budget: Budget;
  retries: Retry[];
  last: RawReply | null;
  inputTokens: number;
  outputTokens: number;
  attempts: number;
}

/** A language model over one open provider: tries, limits, budget, typed output, record. */
export function createModel(parts: Parts): LanguageModel {
  const { client, provider, options, deps } = parts;
  const { tokensMax, costMaxUsd, price, runTimeoutMs: timeMs } = options;
  const newBudget = () => new Budget({ tokensMax, costMaxUsd, price, timeMs, now: deps.now });
  const guard = breaker(deps.now);
  return {
    id: `${provider}/${client.model}`,
    contextTokens: client.contextTokens ?? null,
    slow: client.slow ?? false,
    newBudget,
    close: () => client.close(),
    async generate<T>(request: GenerateRequest<T>) {
      const jsonSchema = jsonSchemaOf(request.schema);
      const run: Run<T> = {
        request,
        jsonSchema,
        requestHash: sha256(JSON.stringify([request.system, request.prompt, jsonSchema])),
        budget: request.budget ?? newBudget(),
        retries: [],
        last: null,
        inputTokens: 0,
        outputTokens: 0,
        attempts: 0,
      };
      const startedMs = deps.now();
      try {
        const value = await guard.through(() => attemptAll(run, parts));
        return { value, generation: await record(run, parts, startedMs, null) };
      } catch (cause) {
        const error = asModelError(cause, request.signal, parts);
        await record(run, parts, startedMs, error);
        throw error;
      }
    },
  };
}

async function attemptAll<T>(run: Run<T>, parts: Parts): Promise<T> {
  const { deps, options } = parts;
  for (let contentFailures = 0; ; ) {
    run.attempts += 1;
    try {
      return await attempt(run, parts);
    } catch (cause) {
      const error = asModelError(cause, run.request.signal, parts);
      const { retryClass } = error;
      if (retryClass === 'content') contentFailures += 1;
      const over = run.attempts >= options.attemptsMax || contentFailures >= contentAttemptsMax;
      if (retryClass === 'final' || over) throw error;
      const waitMs = retryClass === 'content' ? 0 : waitBefore(run.attempts, error, deps.random);
      // The brief goes on without a provider that asks for a longer wait.
      if (waitMs > Math.min(retryAfterMsMax, run.budget.timeLeftMs)) throw error;
      run.retries.push({ code: error.code, message: wordsOf(error), waitMs });
      if (waitMs > 0) await deps.sleep(waitMs, run.request.signal);
    }
  }
}

async function attempt<T>(run: Run<T>, { client, options }: Parts): Promise<T> {
  const { request, budget, jsonSchema, requestHash } = run;
  const { system, prompt } = request;
  const estimated = estimateTokens(system) + estimateTokens(prompt);
  const allowance = budget.admit(estimated, request.outputTokensMax ?? options.outputTokensMax);
  const { outputTokensMax } = allowance;
  const timeout = AbortSignal.timeout(Math.max(1, Math.min(options.timeoutMs, allowance.timeMs)));
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  const { temperature } = options;
  let reply: RawReply;
  try {
    const call = client.call({
      system,
      prompt,
      jsonSchema,
      requestHash,
      temperature,
      outputTokensMax,
      signal,
    });
    reply = await untilAborted(call, signal);
  } catch (error) {
    // What was sent is paid for, whatever came back, unless it was turned away at the door.
    if (modelErrorIn(error)?.retryClass !== 'final') spend(run, estimated, 0);
    if (timeout.aborted && !request.signal?.aborted) throw timedOut(options.timeoutMs, error);
    throw error;
  }
  // A count below what the text must have cost is not believed, nor one that no text of this size can have.
  const fromText = estimateTokens(reply.text);
  spend(
    run,
    believed(reply.inputTokens, estimated, estimated),
    believed(reply.outputTokens, fromText, outputTokensMax),
  );
  run.last = reply;
  return readReply(reply, outputTokensMax, request);
}

function readReply<T>(reply: RawReply, outputTokensMax: number, request: GenerateRequest<T>): T {
  if (Buffer.byteLength(reply.text) > answerBytesMax(outputTokensMax))
    throw new ModelError(
      'too-long',
      `The model wrote far more than the ${outputTokensMax} tokens it was given.`,
    );
  if (reply.finish === 'refused') throw new ModelError('refused', 'The model refused to answer.');
  if (reply.finish === 'length')
    throw new ModelError('cut-off', `The model was cut off after ${outputTokensMax} tokens.`, {
      hint: 'Use a model that keeps to the point, or raise the output limit.',
    });
  return parseOutput(reply.text, request.schema);
}

/** Between half of our own estimate and eight times the most we can explain. */
function believed(reported: number | null, estimated: number, explicable: number): number {
  if (reported === null) return estimated;
  return Math.min(Math.max(reported, Math.floor(estimated / 2)), 8 * Math.max(explicable, 1024));
}

function spend<T>(run: Run<T>, inputTokens: number, outputTokens: number): void {
  run.budget.spend(inputTokens, outputTokens);
  run.inputTokens += inputTokens;
  run.outputTokens += outputTokens;
}

function timedOut(timeoutMs: number, cause: unknown): ModelError {
  return new ModelError('timed-out', `The model did not answer within ${timeoutMs / 1000} s.`, {
    cause,
    hint: 'Raise model.timeoutMs, or use a faster model.',
  });
}

/** Whatever was thrown, as a `ModelError` without secrets in its message. */
function asModelError(cause: unknown, signal: AbortSignal | undefined, { options }: Parts): ModelError {
  const redact = redactor(options.apiKey);
  const found = modelErrorIn(cause);
  if (found) {
    const detail = found.detail === null ? null : redact(found.detail);
    return detail === found.detail ? found : withDetail(found, detail);
  }
  if (signal?.aborted) return new ModelError('aborted', 'The model call was stopped.', { cause });
  const said = cause instanceof Error ? cause.message : String(cause);
  return new ModelError('provider-failed', 'The provider failed.', { detail: redact(said).slice(0, 300) });
}

function withDetail(error: ModelError, detail: string | null): ModelError {
  const { code, message, hint, retryAfterMs } = error;
  return new ModelError(code, message, { retryAfterMs, detail, ...(hint === undefined ? {} : { hint }) });
}

/** For the record: with what the provider said. */
function wordsOf({ message, detail }: ModelError): string {
  return detail === null ? message : `${message} ${detail}`;
}

async function record<T>(
  run: Run<T>,
  { client, provider, options, deps }: Parts,
  startedMs: number,
  error: ModelError | null,
): Promise<Generation> {
  const { request, last } = run;
  const redact = redactor(options.apiKey);
  const charsMax = answerBytesMax(options.outputTokensMax);
  const generation: Generation = {
    id: randomUUID(),
    at: new Date(startedMs).toISOString(),
    purpose: request.purpose,
    provider,
    model: client.model,
    requestHash: run.requestHash,
    system: redact(request.system),
    prompt: redact(request.prompt),
    options: {
      temperature: options.temperature,
      outputTokensMax: request.outputTokensMax ?? options.outputTokensMax,
      ...request.about,
    },
    output: last === null ? null : redact(last.text).slice(0, charsMax),
    finish: last?.finish ?? null,
    inputTokens: run.inputTokens,
    outputTokens: run.outputTokens,
    durationMs: Math.round(deps.now() - startedMs),
    attempts: run.attempts,
    retries: run.retries.map((retry) => ({ ...retry, message: redact(retry.message) })),
    costUsd: run.budget.costOf(run.inputTokens, run.outputTokens),
    error: error === null ? null : { code: error.code, message: redact(wordsOf(error)) },
  };
  for (const sink of deps.sinks) await sink.write(generation);
  return generation;
}
