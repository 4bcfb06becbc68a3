import type { Option } from './options.ts';
import { integer, oneOf, secret, text, url } from './parsers.ts';

const option = <T>(row: Option<T>): Option<T> => row;
const unset = undefined;

/** Settings of what turns texts into vectors, part of the one table in `options.ts`. */
export const embedderOptions = {
  embedder: option<'builtin' | 'none' | 'openai' | 'transformers'>({
    key: 'embedder.kind',
    env: 'STANDFIRST_EMBEDDER',
    fallback: 'builtin',
    parse: oneOf('builtin', 'none', 'openai', 'transformers'),
    help: 'What turns texts into vectors: the encoder in the package, nothing, a server, or a model folder.',
  }),
  embedderModel: option({
    key: 'embedder.model',
    env: 'STANDFIRST_EMBEDDER_MODEL',
    fallback: unset,
    parse: text,
    help: "The model's name at the server, or its folder (transformers; needs @huggingface/transformers).",
  }),
  embedderBaseUrl: option({
    key: 'embedder.baseUrl',
    env: 'STANDFIRST_EMBEDDER_BASE_URL',
    fallback: unset,
    parse: url,
    help: 'Address of an OpenAI-compatible server for embeddings, up to and including /v1.',
  }),
  embedderApiKey: option({
    key: 'embedder.apiKey',
    env: 'STANDFIRST_EMBEDDER_API_KEY',
    fallback: unset,
    parse: secret,
    help: 'Key for that server. Never printed, logged or recorded.',
  }),
  embedderDimensions: option({
    key: 'embedder.dimensions',
    env: 'STANDFIRST_EMBEDDER_DIMENSIONS',
    fallback: unset,
    parse: integer(8, 8192),
    help: 'How many numbers the vectors of that server have. Unset: it is asked at the start, and must run then.',
  }),
  embedderPrefix: option({
    key: 'embedder.prefix',
    env: 'STANDFIRST_EMBEDDER_PREFIX',
    fallback: unset,
    parse: text,
    help: 'Words that the model wants before each text, such as "query: " for E5 models.',
  }),
  embedderPooling: option<'mean' | 'cls'>({
    key: 'embedder.pooling',
    env: 'STANDFIRST_EMBEDDER_POOLING',
    fallback: 'mean',
    parse: oneOf('mean', 'cls'),
    help: 'How a model folder makes one vector of its tokens.',
  }),
  embedderDownload: option<'no' | 'yes'>({
    key: 'embedder.download',
    env: 'STANDFIRST_EMBEDDER_DOWNLOAD',
    fallback: 'no',
    parse: oneOf('no', 'yes'),
    help: 'Whether embedder.model may name a model on a hub, which is then downloaded.',
  }),
  embedderTimeoutMs: option({
    key: 'embedder.timeoutMs',
    env: 'STANDFIRST_EMBEDDER_TIMEOUT_MS',
    fallback: 30_000,
    parse: integer(1000, 600_000),
    help: 'Longest wait for one answer of the server, in milliseconds.',
  }),
} as const;
