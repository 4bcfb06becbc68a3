import type { Config } from './config/options.ts';
import { StandfirstError, unreachable } from './domain/errors.ts';
import type { OpenEmbedder } from './models/embedders/types.ts';
import { BuiltinEmbedder } from './models/encoder/builtin.ts';

/** The slice of the configuration that is about vectors. */
export type EmbedderSettings = Pick<
  Config,
  | 'embedder'
  | 'embedderModel'
  | 'embedderBaseUrl'
  | 'embedderApiKey'
  | 'embedderDimensions'
  | 'embedderPrefix'
  | 'embedderPooling'
  | 'embedderDownload'
  | 'embedderTimeoutMs'
>;

/**
 * Opens what turns texts into vectors; null where nothing is to. The one in the package reads nothing yet; a server or
 * a model folder is asked for one vector. Throws `bad-config`, `not-installed` or what went wrong, with what to do.
 */
export async function openEmbedder(settings: EmbedderSettings): Promise<OpenEmbedder | null> {
  const kind = settings.embedder ?? 'builtin';
  const prefix = settings.embedderPrefix ?? '';
  switch (kind) {
    case 'none':
      return null;
    case 'builtin':
      return new BuiltinEmbedder();
    case 'openai': {
      const { EmbeddingServer } = await import('./models/embedders/openai.ts');
      return EmbeddingServer.open({
        baseUrl: needed(settings.embedderBaseUrl, 'STANDFIRST_EMBEDDER_BASE_URL (embedder.baseUrl)'),
        model: needed(settings.embedderModel, 'STANDFIRST_EMBEDDER_MODEL (embedder.model)'),
        apiKey: settings.embedderApiKey ?? null,
        dimensions: settings.embedderDimensions ?? null,
        timeoutMs: settings.embedderTimeoutMs ?? 30_000,
        prefix,
      });
    }
    case 'transformers': {
      const { TransformersEmbedder } = await import('./models/embedders/transformers.ts');
      return TransformersEmbedder.open({
        model: needed(settings.embedderModel, 'STANDFIRST_EMBEDDER_MODEL (embedder.model)'),
        download: settings.embedderDownload === 'yes',
        pooling: settings.embedderPooling ?? 'mean',
        module: null,
        prefix,
      });
    }
    default:
      return unreachable(kind);
  }
}

function needed(value: string | undefined, setting: string): string {
  if (value !== undefined && value !== '') return value;
  throw new StandfirstError('bad-config', 'The embedder is not set up completely.', {
    hint: `Set ${setting}.`,
  });
}
