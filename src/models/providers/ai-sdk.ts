import { APICallError, type LanguageModelV4, type LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import { ModelError, modelErrorIn } from '../errors.ts';
import { looksRefused } from '../parse-output.ts';
import { withoutBounds } from '../schema.ts';
import { statusError } from '../status-error.ts';
import type { Finish, ProviderClient, RawReply, RawRequest } from '../types.ts';

function finishOf(reason: LanguageModelV4GenerateResult['finishReason']['unified']): Finish {
  if (reason === 'stop' || reason === 'tool-calls') return 'stop';
  if (reason === 'length') return 'length';
  return reason === 'content-filter' ? 'refused' : 'other';
}

/** A count as a provider reports it; null where it is no count. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
}

function replyOf(result: LanguageModelV4GenerateResult): RawReply {
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return {
    text,
    finish: finishOf(result.finishReason.unified),
    inputTokens: countOf(result.usage.inputTokens.total),
    outputTokens: countOf(result.usage.outputTokens.total),
  };
}

/** The library's own error holds the whole request and answer; it is not kept as a cause, so that no log shows them. */
function sdkError(error: unknown, signal: AbortSignal): unknown {
  const ours = modelErrorIn(error);
  if (ours || signal.aborted || !APICallError.isInstance(error)) return ours ?? error;
  const { statusCode: status, responseHeaders = {}, responseBody = '' } = error;
  if (status === undefined)
    return new ModelError('connection-failed', 'The model endpoint could not be reached or hung up.', {
      cause: error.cause,
      hint: 'Check model.baseUrl and that the server runs.',
    });
  if (status >= 200 && status < 300)
    return new ModelError('broken-answer', "The provider's answer is not of its own API.", {
      hint: 'Check model.baseUrl: it may be a web page or a proxy.',
    });
  return statusError(status, responseBody, responseHeaders['retry-after'] ?? null);
}

/** True where an endpoint refuses the schema itself, as older servers do. */
function refusesSchema(error: unknown): boolean {
  return (
    APICallError.isInstance(error) &&
    (error.statusCode === 400 || error.statusCode === 422) &&
    /response_format|json_schema|output_config|output_format|structured output/i.test(
      error.responseBody ?? '',
    )
  );
}

/**
 * A client over one model of the AI SDK. Its provider interface is called directly: the layer above it retries,
 * validates and prints warnings in its own ways, all of which are done here for every provider alike.
 */
export function sdkClient(model: LanguageModelV4, close: () => Promise<void>): ProviderClient {
  let takesSchema = true;
  const generate = ({ system, prompt, jsonSchema, temperature, outputTokensMax, signal }: RawRequest) =>
    model.doGenerate({
      prompt: [
        { role: 'system', content: system },
        { role: 'user', content: [{ type: 'text', text: prompt }] },
      ],
      temperature,
      maxOutputTokens: outputTokensMax,
      abortSignal: signal,
      ...(takesSchema
        ? { responseFormat: { type: 'json', schema: withoutBounds(jsonSchema), name: 'answer' } }
        : {}),
    });
  return {
    model: model.modelId,
    async call(request) {
      try {
        try {
          return checked(replyOf(await generate(request)));
        } catch (error) {
          if (!takesSchema || !refusesSchema(error)) throw error;
          // The instructions describe the shape too, and the answer is checked against it either way.
          takesSchema = false;
          return checked(replyOf(await generate(request)));
        }
      } catch (error) {
        throw sdkError(error, request.signal);
      }
    },
    close,
  };
}

/** Some servers say `stop` with a refusal in the text; what says `refused` and holds an answer is a cut answer. */
function checked(reply: RawReply): RawReply {
  return reply.finish === 'refused' || !looksRefused(reply.text) || reply.text.includes('{')
    ? reply
    : { ...reply, finish: 'refused' };
}
