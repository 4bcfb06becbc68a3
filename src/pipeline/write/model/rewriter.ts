import { StandfirstError } from '../../../domain/errors.ts';
import type { Passage } from '../../../domain/passage.ts';
import type { Budget } from '../../../models/budget.ts';
import type { LanguageModel } from '../../../models/types.ts';
import { cleanSentence } from './clean-sentence.ts';
import { leakDetector } from './leaked.ts';
import { plainLine } from './plain-line.ts';
import { rewritePrompt } from './prompt.ts';
import { modelRewrite } from './schema.ts';

const answerTokensMax = 300;
const passagesMax = 12;
/** A slow model takes some twenty seconds for each: the rest is dropped or quoted, as without a model. */
const slowRewritesMax = 3;

/** A sentence that failed its checks, as the verifier hands it over. */
export interface RewriteRequest {
  text: string;
  lang: string;
  findings: readonly { reason: string }[];
  passages: readonly Passage[];
  signal?: AbortSignal;
}

/**
 * The one repair call of the verifier: words the sentence anew from its passages. Null where the model cannot, fails,
 * or is out of budget: the verifier then drops or quotes, as it does without a model. Throws only when the caller
 * stops it.
 */
export function modelRewriter(options: {
  model: LanguageModel;
  budget?: Budget;
}): (request: RewriteRequest) => Promise<string | null> {
  const budget = options.budget ?? options.model.newBudget();
  let left = options.model.slow ? slowRewritesMax : Number.POSITIVE_INFINITY;
  return async ({ text, lang, findings, passages, signal }) => {
    if (passages.length === 0 || left <= 0) return null;
    left -= 1;
    const near = passages.slice(0, passagesMax);
    const reasons = findings.map(({ reason }) => reason);
    const { system, prompt } = rewritePrompt({ text, lang }, reasons, near);
    try {
      const { value } = await options.model.generate({
        purpose: 'rewrite',
        system,
        prompt,
        schema: modelRewrite,
        outputTokensMax: answerTokensMax,
        budget,
        ...(signal ? { signal } : {}),
      });
      if (value.text === null) return null;
      const original = near.map((passage) => plainLine(passage.text)).join(' ');
      const cleaned = cleanSentence(value.text, { original, leaks: leakDetector(system, [original, text]) });
      return 'why' in cleaned ? null : cleaned.text;
    } catch (error) {
      if (error instanceof StandfirstError && !signal?.aborted) return null;
      throw error;
    }
  };
}
