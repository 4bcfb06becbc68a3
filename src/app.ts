import { createRequire } from 'node:module';
import { modelOpener, modelStatus, tryModel, writeBrief } from './app-brief.ts';
import { openEmbedder } from './app-embedder.ts';
import { readAll } from './cli/input.ts';
import type { Io, Services } from './cli/types.ts';
import type { LoadedConfig } from './config/load.ts';
import type { Config } from './config/options.ts';
import type { PageInput } from './domain/document.ts';
import type { Embedder } from './domain/embedder.ts';
import type { StoryDocument } from './domain/story.ts';
import { fetchDefaults, fetchPage, pageOrThrow } from './http/fetch-page.ts';
import { defined } from './kit/defined.ts';
import { segmentText } from './languages/segment.ts';
import { ExtractWorker } from './pipeline/extract/extract-worker.ts';
import { parseFeed } from './pipeline/sources/parse-feed.ts';
import { StoryEngine } from './pipeline/stories/engine.ts';
import { isGauged } from './pipeline/stories/meaning.ts';
import { vectorText } from './pipeline/stories/view.ts';
import { accuracyOfVerifier } from './pipeline/verify/accuracy.ts';
import { verifyText } from './pipeline/verify/verify-text.ts';
import { renderBrief } from './views/render.ts';

export const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** The composition root: the one place that puts the parts together. */
export async function openServices({ config }: LoadedConfig): Promise<Services> {
  const worker = new ExtractWorker(
    defined({ bytesMax: config.pageBytesMax, timeoutMs: config.extractTimeoutMs }),
  );
  const models = modelOpener(config);
  let embedder: ReturnType<typeof openEmbedder> | undefined;
  const embedderOnce = () => {
    embedder ??= openEmbedder(config);
    return embedder;
  };
  return {
    readPage: (target, io) => readPage(target, io, config),
    extract: (page) => worker.run(page),
    parseFeed,
    segment: segmentText,
    embedder: embedderOnce,
    stories: (options) => new StoryEngine(options),
    withVector: async (document) => withVector(document, await embedderOnce()),
    verify: async (input) => verifyText(input),
    accuracy: accuracyOfVerifier,
    brief: (request) => writeBrief(request, config, models),
    model: () => modelStatus(config),
    tryModel: () => tryModel(models),
    render: renderBrief,
    // Loaded when asked for: the database costs more than most commands take in all.
    exportSite: async (dir, onFile) => (await import('./app-reader.ts')).exportFrom(config, dir, onFile),
    async close() {
      await Promise.all([worker.close(), models.close(), embedder?.then((opened) => opened?.close())]);
    },
  };
}

/** A model that does not answer holds nothing up: documents are grouped without their vectors then. */
async function withVector(document: StoryDocument, embedder: Embedder | null): Promise<StoryDocument> {
  if (embedder === null || !isGauged({ model: embedder.id })) return document;
  const [values] = await embedder.embed([vectorText(document)]).catch(() => []);
  return values ? { ...document, vector: { model: embedder.id, values: [...values] } } : document;
}

async function readPage(target: string, io: Io, config: Config): Promise<PageInput> {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return { body: new Uint8Array(await readAll(target, io)) };
  const contact = config.contact ? `; +${config.contact}` : '';
  const page = pageOrThrow(
    await fetchPage(target, {
      userAgent: fetchDefaults.userAgent.replace(')', `${contact})`),
      bodyBytesMax: config.pageBytesMax!,
      timeoutMs: config.fetchTimeoutMs!,
    }),
  );
  return { body: page.body, url: page.url, contentType: page.contentType };
}
