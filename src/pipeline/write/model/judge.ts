import { StandfirstError } from '../../../domain/errors.ts';
import type { Judge, JudgeSentence } from '../../../domain/judge.ts';
import type { Budget } from '../../../models/budget.ts';
import type { LanguageModel } from '../../../models/types.ts';
import { judgePrompt } from './prompt.ts';
import { modelJudgements } from './schema.ts';

const sentencesMax = 40;
/** A slow model writes some ten tokens a second. */
const slowSentencesMax = 8;
/** Sentences and passages of one prompt together: some 12,000 tokens of English. */
const promptCharsMax = 48_000;
const slowPromptCharsMax = 8000;
/** Of the answer, for one sentence: its id, a quote, a verdict, the words objected to. */
const tokensEach = 120;

/** The first sentences, as many as fit with the passages that they rest on. */
function fitting(sentences: readonly JudgeSentence[], slow: boolean): JudgeSentence[] {
  const charsMax = slow ? slowPromptCharsMax : promptCharsMax;
  const sent = new Set<string>();
  const taken: JudgeSentence[] = [];
  let chars = 0;
  for (const sentence of sentences.slice(0, slow ? slowSentencesMax : sentencesMax)) {
    const fresh = sentence.passages.filter(({ id }) => !sent.has(id));
    chars += sentence.text.length + fresh.reduce((sum, { text }) => sum + text.length, 0);
    if (chars > charsMax) break;
    for (const { id } of fresh) sent.add(id);
    taken.push(sentence);
  }
  return taken;
}

/**
 * The model as judge: one call for a brief. It is shown the sentences and the passages that they rest on, as numbered
 * lines of material; nothing that it says is believed here. Where it fails or is out of budget, the answer says why.
 */
export function modelJudge({ model, budget }: { model: LanguageModel; budget?: Budget }): Judge {
  return async ({ lang, sentences, signal }) => {
    const taken = fitting(sentences, model.slow);
    const about = { model: model.id, asked: taken.length };
    if (taken.length === 0) return { ...about, judgements: [] };
    const { system, prompt } = judgePrompt(taken, lang);
    try {
      const { value } = await model.generate({
        purpose: 'judge',
        system,
        prompt,
        schema: modelJudgements,
        outputTokensMax: tokensEach * (taken.length + 1),
        budget: budget ?? model.newBudget(),
        about: { lang, sentences: sentences.length, sentencesSent: taken.length },
        ...(signal ? { signal } : {}),
      });
      return { ...about, judgements: value.judgements };
    } catch (error) {
      if (!(error instanceof StandfirstError) || signal?.aborted) throw error;
      return { ...about, failed: `${error.code}: ${error.message}` };
    }
  };
}
