import { httpFor } from '../http.ts';
import type { Provider } from '../providers.ts';
import { sdkClient } from './ai-sdk.ts';

const defaultBaseUrl = 'https://generativelanguage.googleapis.com/v1beta';

export const google: Provider = {
  name: 'google',
  async open(options) {
    const { createGoogle } = await import('@ai-sdk/google');
    const http = httpFor(options);
    // Address and key are always given, so that the library takes neither from the environment.
    const provider = createGoogle({
      baseURL: options.baseUrl ?? defaultBaseUrl,
      apiKey: options.apiKey?.reveal() ?? '',
      fetch: http.fetch,
    });
    return sdkClient(provider.languageModel(options.model), http.close);
  },
};
