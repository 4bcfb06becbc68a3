import { httpFor } from '../http.ts';
import type { Provider } from '../providers.ts';
import { sdkClient } from './ai-sdk.ts';

const defaultBaseUrl = 'https://api.anthropic.com/v1';

export const anthropic: Provider = {
  name: 'anthropic',
  async open(options) {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    const http = httpFor(options);
    // Address and key are always given, so that the library takes neither from the environment.
    const provider = createAnthropic({
      baseURL: options.baseUrl ?? defaultBaseUrl,
      apiKey: options.apiKey?.reveal() ?? '',
      fetch: http.fetch,
    });
    return sdkClient(provider.languageModel(options.model), http.close);
  },
};
