import { z } from 'zod';
import { estimateTokens } from '../budget.ts';
import { ModelError, modelErrorIn } from '../errors.ts';
import { httpFor } from '../http.ts';
import type { Provider } from '../providers.ts';
import { forGrammar } from '../schema.ts';
import { statusError } from '../status-error.ts';
import type { Finish, RawReply, RawRequest } from '../types.ts';
import { countOf } from './ai-sdk.ts';

const defaultBaseUrl = 'http://127.0.0.1:11434';
/** Contexts are asked for in steps, so that Ollama does not load the model anew for every length of prompt. */
const contextStep = 4096;

const chatAnswer = z.object({
  message: z.object({ content: z.string() }),
  done_reason: z.string().optional(),
  prompt_eval_count: z.unknown().optional(),
  eval_count: z.unknown().optional(),
});

function finishOf(reason: string | undefined): Finish {
  return reason === 'length' ? 'length' : reason === undefined || reason === 'stop' ? 'stop' : 'other';
}

function bodyOf(model: string, request: RawRequest) {
  const { system, prompt, jsonSchema, temperature, outputTokensMax } = request;
  const tokens = estimateTokens(system) + estimateTokens(prompt) + outputTokensMax;
  return {
    model,
    stream: false,
    format: forGrammar(jsonSchema),
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: prompt },
    ],
    options: {
      temperature,
      num_predict: outputTokensMax,
      num_ctx: Math.ceil((tokens * 1.1) / contextStep) * contextStep,
    },
  };
}

function replyOf(text: string): RawReply {
  let answer: z.infer<typeof chatAnswer>;
  try {
    answer = chatAnswer.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelError('broken-answer', 'The answer is not one of Ollama.', {
      cause,
      hint: 'Check model.baseUrl.',
    });
  }
  return {
    text: answer.message.content,
    finish: finishOf(answer.done_reason),
    inputTokens: countOf(answer.prompt_eval_count),
    outputTokens: countOf(answer.eval_count),
  };
}

/**
 * Ollama by its own API, not by its OpenAI-compatible one: only there can the context length be asked for, and a
 * prompt over the default of a few thousand tokens is cut without a word.
 */
export const ollama: Provider = {
  name: 'ollama',
  async open(options) {
    const http = httpFor(options);
    const base = (options.baseUrl ?? defaultBaseUrl).replace(/\/+(?:v1|api)?\/*$/, '');
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (options.apiKey) headers.authorization = `Bearer ${options.apiKey.reveal()}`;
    return {
      model: options.model,
      async call(request) {
        const body = JSON.stringify(bodyOf(options.model, request));
        const init = { method: 'POST', headers, body, signal: request.signal };
        const response = await http.fetch(`${base}/api/chat`, init).catch((cause: unknown) => {
          if (request.signal.aborted || modelErrorIn(cause)) throw cause;
          throw new ModelError('connection-failed', 'Ollama could not be reached or hung up.', {
            cause,
            hint: 'Start it with "ollama serve", and check model.baseUrl.',
          });
        });
        const text = await response.text();
        if (!response.ok) throw statusError(response.status, text, response.headers.get('retry-after'));
        return replyOf(text);
      },
      close: http.close,
    };
  },
};
