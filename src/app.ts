import { createRequire } from 'node:module';
import { readAll } from './cli/input.ts';
import type { BriefRequest, Io, Services } from './cli/types.ts';
import type { LoadedConfig } from './config/load.ts';
import type { Config } from './config/options.ts';
import type { PageInput } from './domain/document.ts';
import { StandfirstError } from './domain/errors.ts';
import { fetchDefaults, fetchPage, pageOrThrow } from './http/fetch-page.ts';
import { defined } from './kit/defined.ts';
import { segmentText } from './languages/segment.ts';
import type { LanguageModel } from './models/types.ts';
import { ExtractWorker } from './pipeline/extract/extract-worker.ts';
import { type ComposeParts, composeBrief } from './pipeline/pipeline.ts';
import { accuracyOfVerifier } from './pipeline/verify/accuracy.ts';
import { verifyDraft } from './pipeline/verify/verify.ts';
import { verifyText } from './pipeline/verify/verify-text.ts';
import { extractiveWriter } from './pipeline/write/extractive/extractive.ts';
import { withFallback } from './pipeline/write/fallback.ts';
import type { modelWriter } from './pipeline/write/model/model-writer.ts';
import type { modelRewriter } from './pipeline/write/model/rewriter.ts';
import { renderBrief } from './views/render.ts';

export const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** The composition root: the one place that puts the parts together. */
export async function openServices({ config }: LoadedConfig): Promise<Services> {
  const worker = new ExtractWorker(
    defined({ bytesMax: config.pageBytesMax, timeoutMs: config.extractTimeoutMs }),
  );
  const models = modelOpener(config);
  return {
    readPage: (target, io) => readPage(target, io, config),
    extract: (page) => worker.run(page),
    segment: segmentText,
    verify: async (input) => verifyText(input),
    accuracy: accuracyOfVerifier,
    brief: (request) => writeBrief(request, config, models),
    render: renderBrief,
    async close() {
      await Promise.all([worker.close(), models.close()]);
    },
  };
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

interface OpenedModel {
  model: LanguageModel;
  writer: typeof modelWriter;
  rewriter: typeof modelRewriter;
}

interface ModelOpener {
  open(): Promise<OpenedModel>;
  /** Frees what a local model holds. */
  close(): Promise<void>;
}

/** Opens the configured model once. The providers' libraries are large: they are loaded only when one is asked for. */
function modelOpener(config: Config): ModelOpener {
  const open = async () => {
    const [{ modelOptionsFrom }, { openModel }, { modelWriter }, { modelRewriter }] = await Promise.all([
      import('./models/options.ts'),
      import('./models/model.ts'),
      import('./pipeline/write/model/model-writer.ts'),
      import('./pipeline/write/model/rewriter.ts'),
    ]);
    const options = modelOptionsFrom(config);
    if (options === null) {
      throw new StandfirstError('no-model', 'The model writer was asked for, but no model is configured.', {
        hint: 'Set STANDFIRST_MODEL_PROVIDER and STANDFIRST_MODEL (docs/models.md), or use --writer extractive.',
      });
    }
    return { model: await openModel(options), writer: modelWriter, rewriter: modelRewriter };
  };
  let opened: Promise<OpenedModel> | undefined;
  return {
    open() {
      opened ??= open();
      return opened;
    },
    async close() {
      await opened?.then(({ model }) => model.close()).catch(() => undefined);
    },
  };
}

/** The model writer with the extractive one behind it; writer and rewriter of one brief share a budget. */
async function modelParts(
  models: ModelOpener,
  onFallback?: (error: StandfirstError) => void,
): Promise<Pick<ComposeParts, 'writer' | 'rewrite'>> {
  const { model, writer, rewriter } = await models.open();
  const budget = model.newBudget();
  return {
    writer: withFallback(writer({ model, budget }), extractiveWriter, onFallback),
    rewrite: rewriter({ model, budget }),
  };
}

async function writeBrief(request: BriefRequest, config: Config, models: ModelOpener) {
  const isConfigured = config.provider !== undefined || config.replay !== undefined;
  const kind = request.writer ?? config.writer ?? (isConfigured ? 'model' : 'extractive');
  const parts: ComposeParts = {
    writer: extractiveWriter,
    fallback: extractiveWriter,
    verify: verifyDraft,
    now: () => new Date(),
    ...(kind === 'model' && (await modelParts(models, request.onFallback))),
  };
  return composeBrief({ ...request, ...defined({ copyWordsMax: config.copyWordsMax }) }, parts);
}
