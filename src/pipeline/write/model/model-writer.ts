import { StandfirstError } from '../../../domain/errors.ts';
import type { Budget } from '../../../models/budget.ts';
import type { GenerateRequest, LanguageModel } from '../../../models/types.ts';
import type { Writer } from '../types.ts';
import type { CleanContext } from './clean-sentence.ts';
import { leakDetector } from './leaked.ts';
import { plainLine } from './plain-line.ts';
import { briefPrompt } from './prompt.ts';
import { compactDraft, fromCompact, type ModelDraft, modelDraft } from './schema.ts';
import { toDraft } from './to-draft.ts';

export const modelWriterVersion = '1';

/** The documents' share of a prompt: some 12,000 tokens of English, a long report and five short ones. */
const promptCharsMax = 48_000;
/** Of a slow model's, which reads some fifty tokens a second. */
const slowPromptCharsMax = 8000;
/** Instructions, the envelope and the answer, in tokens. */
const overheadTokens = 2000;
const answerTokensMax = 4096;
const compactTokensMax = 1600;

export interface ModelWriterOptions {
  model: LanguageModel;
  /** Shared with the rewriter of the same brief; a new one for every brief where it is not given. */
  budget?: Budget;
}

function charsFor(model: LanguageModel, lang: string): number {
  const charsMax = model.slow ? slowPromptCharsMax : promptCharsMax;
  if (model.contextTokens === null) return charsMax;
  const tokens = Math.max(512, model.contextTokens - overheadTokens - answerTokensMax);
  const charsPerToken = /^(?:ko|ja|zh)\b/.test(lang) ? 1.2 : 3.5;
  return Math.min(charsMax, Math.floor(tokens * charsPerToken));
}

type Asked = Omit<GenerateRequest<unknown>, 'schema' | 'outputTokensMax'>;

async function askFull(model: LanguageModel, request: Asked): Promise<ModelDraft> {
  const limits = { schema: modelDraft, outputTokensMax: answerTokensMax };
  return (await model.generate({ ...request, ...limits })).value;
}

async function askCompact(model: LanguageModel, request: Asked, ids: string[]): Promise<ModelDraft> {
  const limits = { schema: compactDraft(ids), outputTokensMax: compactTokensMax };
  return fromCompact((await model.generate({ ...request, ...limits })).value);
}

/**
 * The writer that asks a language model: one call for a brief, in the reader's language whatever the originals' is.
 * The model gets numbered sentences and no tools; of its answer only what `toDraft` lets through is kept.
 * Throws a `StandfirstError` (`ModelError` codes, or `unusable-draft`); compose it with `withFallback`.
 */
export function modelWriter({ model, budget }: ModelWriterOptions): Writer {
  return {
    kind: 'model',
    version: modelWriterVersion,
    async write({ documents, lang, signal }) {
      if (documents.length === 0)
        throw new StandfirstError('no-documents', 'There is nothing to write about.');
      const sourceLang = documents[0]?.lang ?? lang;
      const compact = model.slow;
      const limits = { charsMax: charsFor(model, sourceLang), compact };
      const { system, prompt, passages, ids, about } = briefPrompt(documents, lang, limits);
      const request = {
        purpose: 'brief',
        system,
        prompt,
        budget: budget ?? model.newBudget(),
        about,
        ...(signal ? { signal } : {}),
      };
      const value = compact ? await askCompact(model, request, ids) : await askFull(model, request);
      const original = documents.map(({ title, text }) => plainLine(`${title} ${text}`)).join(' ');
      const context: CleanContext = { original, leaks: leakDetector(system, [original]) };
      const writer = { kind: 'model' as const, version: modelWriterVersion, model: model.id };
      return toDraft(value, { lang, passages, context, writer });
    },
  };
}
