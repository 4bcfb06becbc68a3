import { httpFor } from '../http.ts';
import type { Provider } from '../providers.ts';
import { sdkClient } from './ai-sdk.ts';

/** Any endpoint of the chat completions kind: OpenAI, vLLM, LM Studio, llama.cpp's server, gateways. */
export const openaiCompatible: Provider = {
  name: 'openai-compatible',
  async open(options) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const http = httpFor(options);
    const provider = createOpenAICompatible({
      name: 'openai-compatible',
      baseURL: options.baseUrl ?? '',
      ...(options.apiKey ? { apiKey: options.apiKey.reveal() } : {}),
      fetch: http.fetch,
      supportsStructuredOutputs: true,
    });
    return sdkClient(provider.chatModel(options.model), http.close);
  },
};
