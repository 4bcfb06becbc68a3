import { StandfirstError } from '../domain/errors.ts';
import type { Secret } from '../kit/secret.ts';

export const providerNames = ['openai-compatible', 'anthropic', 'google', 'ollama', 'gguf'] as const;
export type ProviderName = (typeof providerNames)[number];

/** Price of a million tokens, in US dollars. */
export interface Price {
  inputUsdPerMillion: number;
  outputUsdPerMillion: number;
}

/** Everything that opening a model needs. Made from the configuration by `modelOptionsFrom`. */
export interface ModelOptions {
  /** Null: replay only. */
  provider: ProviderName | null;
  model: string;
  baseUrl: string | null;
  apiKey: Secret | null;
  ggufPath: string | null;
  /** Path of the node-llama-cpp module, where it is not installed beside Standfirst. */
  llamaModule: string | null;
  /** Threads for a local model; null leaves it to the runtime. */
  threads: number | null;
  temperature: number;
  /** One try, from sending to the last byte. */
  timeoutMs: number;
  /** All calls of one brief together, waits included. */
  runTimeoutMs: number;
  /** In and out, all calls of one brief together. */
  tokensMax: number;
  /** Out, one call. */
  outputTokensMax: number;
  /** All calls of one brief together; needs a price. */
  costMaxUsd: number | null;
  price: Price | null;
  attemptsMax: number;
  /** JSON Lines file to which every generation is added. */
  record: string | null;
  /** Such a file, to answer from. */
  replay: string | null;
}

export const modelDefaults: Omit<ModelOptions, 'provider' | 'model'> = {
  baseUrl: null,
  apiKey: null,
  ggufPath: null,
  llamaModule: null,
  threads: null,
  temperature: 0.2,
  timeoutMs: 120_000,
  runTimeoutMs: 600_000,
  tokensMax: 60_000,
  outputTokensMax: 4096,
  costMaxUsd: null,
  price: null,
  attemptsMax: 3,
  record: null,
  replay: null,
};

/** The slice of the configuration that is about models; `Config` fits. */
export interface ModelSettings {
  provider?: string | undefined;
  model?: string | undefined;
  baseUrl?: string | undefined;
  apiKey?: Secret | undefined;
  ggufPath?: string | undefined;
  temperature?: number | undefined;
  modelTimeoutMs?: number | undefined;
  tokensMax?: number | undefined;
  costMaxUsd?: number | undefined;
  inputUsdPerMillion?: number | undefined;
  outputUsdPerMillion?: number | undefined;
  record?: string | undefined;
  replay?: string | undefined;
}

/** What each provider cannot do without. */
const needed: Record<ProviderName, readonly (keyof ModelSettings)[]> = {
  'openai-compatible': ['model', 'baseUrl'],
  anthropic: ['model', 'apiKey'],
  google: ['model', 'apiKey'],
  ollama: ['model'],
  gguf: ['ggufPath'],
};

const settingNames: Partial<Record<keyof ModelSettings, string>> = {
  model: 'STANDFIRST_MODEL (model.name)',
  baseUrl: 'STANDFIRST_MODEL_BASE_URL (model.baseUrl)',
  apiKey: 'STANDFIRST_MODEL_API_KEY (model.apiKey)',
  ggufPath: 'STANDFIRST_MODEL_GGUF (model.ggufPath)',
};

function providerOf(name: string | undefined): ProviderName | null {
  if (name === undefined) return null;
  const known = providerNames.find((provider) => provider === name);
  if (known) return known;
  throw new StandfirstError('bad-config', `There is no model provider "${name}".`, {
    hint: `Use one of ${providerNames.join(', ')}.`,
  });
}

function priceOf({ inputUsdPerMillion, outputUsdPerMillion }: ModelSettings): Price | null {
  if (inputUsdPerMillion === undefined || outputUsdPerMillion === undefined) return null;
  return { inputUsdPerMillion, outputUsdPerMillion };
}

/**
 * Model options from the configuration; null where no model is configured.
 * Throws `bad-config` where a provider lacks what it needs.
 */
export function modelOptionsFrom(settings: ModelSettings): ModelOptions | null {
  const provider = providerOf(settings.provider);
  const { replay } = settings;
  if (provider === null && replay === undefined) return null;
  const missing =
    provider === null || replay !== undefined
      ? []
      : needed[provider].filter((name) => settings[name] === undefined || settings[name] === '');
  if (missing.length > 0)
    throw new StandfirstError('bad-config', `The model provider "${provider}" is not set up completely.`, {
      hint: `Set ${missing.map((name) => settingNames[name] ?? name).join(' and ')}.`,
    });
  const gguf = settings.ggufPath?.split(/[\\/]/).at(-1);
  return {
    ...modelDefaults,
    provider,
    model: settings.model ?? gguf ?? 'recorded',
    baseUrl: settings.baseUrl ?? null,
    apiKey: settings.apiKey ?? null,
    ggufPath: settings.ggufPath ?? null,
    temperature: settings.temperature ?? modelDefaults.temperature,
    timeoutMs: settings.modelTimeoutMs ?? modelDefaults.timeoutMs,
    runTimeoutMs: Math.max(modelDefaults.runTimeoutMs, 2 * (settings.modelTimeoutMs ?? 0)),
    tokensMax: settings.tokensMax ?? modelDefaults.tokensMax,
    costMaxUsd: settings.costMaxUsd ?? null,
    price: priceOf(settings),
    record: settings.record ?? null,
    replay: replay ?? null,
  };
}
