import { z } from 'zod';
import type { ModelStatus } from './cli/types.ts';
import type { Config } from './config/options.ts';
import type { Brief } from './domain/brief.ts';
import { StandfirstError } from './domain/errors.ts';
import { defined } from './kit/defined.ts';
import { modelOptionsFrom } from './models/options.ts';
import type { GenerationSink, LanguageModel } from './models/types.ts';
import { type ComposeParts, type ComposeRequest, composeBrief } from './pipeline/pipeline.ts';
import { verifyDraft } from './pipeline/verify/verify.ts';
import { extractiveWriter } from './pipeline/write/extractive/extractive.ts';
import { withFallback } from './pipeline/write/fallback.ts';
import { headlineWriter } from './pipeline/write/headline-only.ts';
import type { modelJudge } from './pipeline/write/model/judge.ts';
import type { modelWriter } from './pipeline/write/model/model-writer.ts';
import type { modelRewriter } from './pipeline/write/model/rewriter.ts';

/*
 * Composition of the writing part, apart from `app.ts` because a thread of the desk puts it together as well.
 */

/** What one brief is to be written from, and by whom. Plain data but for the signal and the listeners. */
export interface BriefOrder extends ComposeRequest {
  /** `headline`: nothing but the headline and the links, where the publisher allows no more. */
  writer?: 'extractive' | 'model' | 'headline';
  /** Told why the model did not write, where the excerpts stand in for it. */
  onFallback?(error: StandfirstError): void;
}

interface OpenedModel {
  model: LanguageModel;
  writer: typeof modelWriter;
  rewriter: typeof modelRewriter;
  judge: typeof modelJudge;
}

export interface ModelOpener {
  open(): Promise<OpenedModel>;
  /** Frees what a local model holds. */
  close(): Promise<void>;
}

/** Opens the configured model once. The providers' libraries are large: they are loaded only when one is asked for. */
export function modelOpener(config: Config, sinks: readonly GenerationSink[] = []): ModelOpener {
  const open = async () => {
    const [{ openModel }, { modelWriter }, { modelRewriter }, { modelJudge }] = await Promise.all([
      import('./models/model.ts'),
      import('./pipeline/write/model/model-writer.ts'),
      import('./pipeline/write/model/rewriter.ts'),
      import('./pipeline/write/model/judge.ts'),
    ]);
    const options = modelOptionsFrom(config);
    if (options === null) {
      throw new StandfirstError('no-model', 'The model writer was asked for, but no model is configured.', {
        hint: 'Set STANDFIRST_MODEL_PROVIDER and STANDFIRST_MODEL (docs/models.md), or use --writer extractive.',
      });
    }
    const model = await openModel(options, sinks.length > 0 ? { sinks: [...sinks] } : {});
    return { model, writer: modelWriter, rewriter: modelRewriter, judge: modelJudge };
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

/** The model writer with the extractive one behind it; all calls for one brief share a budget. */
async function modelParts(
  models: ModelOpener,
  asksJudge: boolean,
  onFallback?: (error: StandfirstError) => void,
): Promise<Pick<ComposeParts, 'writer' | 'rewrite' | 'judge'>> {
  const { model, writer, rewriter, judge } = await models.open();
  const budget = model.newBudget();
  return {
    writer: withFallback(writer({ model, budget }), extractiveWriter, onFallback),
    rewrite: rewriter({ model, budget }),
    ...(asksJudge && { judge: judge({ model, budget }) }),
  };
}

/** Writes and checks one brief, by the configured writer where the order names none. */
export async function writeBrief(order: BriefOrder, config: Config, models: ModelOpener): Promise<Brief> {
  const isConfigured = config.provider !== undefined || config.replay !== undefined;
  const kind = order.writer ?? config.writer ?? (isConfigured ? 'model' : 'extractive');
  const plain = kind === 'headline' ? headlineWriter : extractiveWriter;
  const parts: ComposeParts = {
    writer: plain,
    fallback: plain,
    verify: verifyDraft,
    now: () => new Date(),
    ...(kind === 'model' && (await modelParts(models, config.judge === 'yes', order.onFallback))),
  };
  return composeBrief({ ...defined({ copyWordsMax: config.copyWordsMax }), ...order }, parts);
}

/** The configured model as people are shown it; null where there is none. */
export function modelStatus(config: Config): ModelStatus | null {
  const options = modelOptionsFrom(config);
  if (options === null) return null;
  const { provider, model, baseUrl, timeoutMs, tokensMax, costMaxUsd, price } = options;
  const id = `${provider ?? 'recorded'}/${model}`;
  return { id, baseUrl, timeoutMs, tokensMax, costMaxUsd, hasPrice: price !== null };
}

const tryTokensMax = 200;

/** One small question, to see whether the model answers and keeps to the asked form. */
export async function tryModel(models: ModelOpener) {
  const { model } = await models.open();
  const { generation } = await model.generate({
    purpose: 'try',
    system: 'You answer in JSON by the schema that you are given, and with nothing else.',
    prompt: 'Name the capital of France.',
    schema: z.object({ capital: z.string() }),
    outputTokensMax: tryTokensMax,
  });
  const { durationMs, inputTokens, outputTokens } = generation;
  return { durationMs, inputTokens, outputTokens };
}
