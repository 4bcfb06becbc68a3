import { createRequire } from 'node:module';
import { readAll } from './cli/input.ts';
import type { BriefRequest, Io, Services } from './cli/types.ts';
import type { LoadedConfig } from './config/load.ts';
import type { Config } from './config/options.ts';
import type { PageInput } from './domain/document.ts';
import { StandfirstError } from './domain/errors.ts';
import { fetchDefaults, fetchPage, pageOrThrow } from './http/fetch-page.ts';
import { segmentText } from './languages/segment.ts';
import { ExtractWorker } from './pipeline/extract/extract-worker.ts';
import { type ComposeParts, composeBrief } from './pipeline/pipeline.ts';
import { verifyDraft } from './pipeline/verify/verify.ts';
import { verifyText } from './pipeline/verify/verify-text.ts';
import { extractiveWriter } from './pipeline/write/extractive/extractive.ts';
import { renderBrief } from './views/render.ts';

export const version = (createRequire(import.meta.url)('../package.json') as { version: string }).version;

/** The composition root: the one place that puts the parts together. */
export async function openServices({ config }: LoadedConfig): Promise<Services> {
  const worker = new ExtractWorker({
    bytesMax: config.pageBytesMax!,
    timeoutMs: config.extractTimeoutMs!,
  });
  return {
    readPage: (target, io) => readPage(target, io, config),
    extract: (page) => worker.run(page),
    segment: segmentText,
    verify: async (input) => verifyText(input),
    brief: (request) => writeBrief(request, config),
    render: renderBrief,
    close: () => worker.close(),
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

async function writeBrief(request: BriefRequest, config: Config) {
  const kind = request.writer ?? config.writer ?? (config.provider ? 'model' : 'extractive');
  const { copyWordsMax } = config;
  const parts: ComposeParts = {
    writer: extractiveWriter,
    fallback: extractiveWriter,
    verify: verifyDraft,
    now: () => new Date(),
    ...(kind === 'model' && (await modelParts(config))),
  };
  return composeBrief({ ...request, ...(copyWordsMax !== undefined && { copyWordsMax }) }, parts);
}

/** Loaded only when a model is asked for: the providers' libraries are large. */
async function modelParts(config: Config): Promise<Pick<ComposeParts, 'writer' | 'rewrite'>> {
  if (config.provider === undefined) {
    throw new StandfirstError('no-model', 'The model writer was asked for, but no model is configured.', {
      hint: 'Set STANDFIRST_MODEL_PROVIDER and STANDFIRST_MODEL (docs/models.md), or use --writer extractive.',
    });
  }
  const { openModelWriter } = await import('./model-parts.ts');
  return openModelWriter(config);
}
