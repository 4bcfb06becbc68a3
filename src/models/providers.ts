import type { ModelOptions, ProviderName } from './options.ts';
import { anthropic } from './providers/anthropic.ts';
import { gguf } from './providers/gguf.ts';
import { google } from './providers/google.ts';
import { ollama } from './providers/ollama.ts';
import { openaiCompatible } from './providers/openai-compatible.ts';
import type { ProviderClient } from './types.ts';

/** One way to reach a model. Opening sends nothing; libraries are loaded only here. */
export interface Provider {
  name: ProviderName;
  open(options: ModelOptions): Promise<ProviderClient>;
}

/** To add one: a file in `providers/`, its name in `options.ts`, a line here; the contract suite picks it up. */
export const providers: Record<ProviderName, Provider> = {
  'openai-compatible': openaiCompatible,
  anthropic,
  google,
  ollama,
  gguf,
};
