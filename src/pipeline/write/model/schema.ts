import { z } from 'zod';

/**
 * What the model is asked for. Evidence comes before the text, so that a model which writes from left to right has
 * looked at the source before it words the sentence. Two bounds stand on every string and list: `meta` is what is asked
 * for (and what a grammar enforces), `max` is where an answer is hostile and refused; between them it is cut.
 */
function words(charsAsked: number) {
  return z.string().max(4000).meta({ maxLength: charsAsked });
}

function list<T extends z.ZodType>(item: T, itemsAsked: number) {
  return z.array(item).max(60).meta({ maxItems: itemsAsked });
}

const cited = {
  passages: list(words(16), 4),
  evidence: words(200),
};

export const modelSentence = z.object({ ...cited, text: words(400) });

export const modelDraft = z.object({
  headline: z.object({ ...cited, text: words(120) }),
  standfirst: z.object({ ...cited, text: words(240) }),
  lede: list(modelSentence, 3),
  sections: list(
    z.object({
      crosshead: z.object({ ...cited, text: words(60) }),
      sentences: list(modelSentence, 4),
    }),
    3,
  ),
  pullQuote: z.object({ ...cited, text: words(300), speaker: words(80) }).nullable(),
  keyFigures: list(z.object({ ...cited, text: words(300), value: words(40), label: words(60) }), 5),
  whoSaysWhat: list(
    z.object({
      ...cited,
      text: words(300),
      speaker: words(80),
      certainty: z.enum(['stated', 'hedged', 'denied']),
    }),
    6,
  ),
  background: list(modelSentence, 3),
});

/**
 * What a slow model is asked for: a third of the tokens. Its grammar knows the ids of the passages that were sent, so
 * that even a weak model cites what exists. (Remote providers compile a schema anew for every change of it, so they get
 * one that stays the same.)
 */
export function compactDraft(ids: readonly string[]) {
  const passages = list(ids.length === 0 ? words(16) : z.enum(ids as [string, ...string[]]), 3);
  const part = (chars: number) => z.object({ passages, evidence: words(160), text: words(chars) });
  return z.object({
    headline: part(120),
    standfirst: part(240),
    lede: list(part(300), 3),
    sections: list(z.object({ crosshead: part(60), sentences: list(part(300), 3) }), 1),
  });
}

/** A compact answer with its missing parts empty. */
export function fromCompact(answer: z.infer<ReturnType<typeof compactDraft>>): ModelDraft {
  return { ...answer, pullQuote: null, keyFigures: [], whoSaysWhat: [], background: [] };
}

export type ModelSentence = z.infer<typeof modelSentence>;
export type ModelDraft = z.infer<typeof modelDraft>;

/** Most items of each list that go into a draft. */
export const itemsMax = {
  lede: 3,
  sections: 4,
  sentences: 5,
  keyFigures: 5,
  whoSaysWhat: 6,
  background: 3,
} as const;

/** The answer of the one repair call. */
export const modelRewrite = z.object({ text: words(400).nullable() });

/** The answer of the one call that judges a brief. The quote comes first: the verdict is then given on words at hand. */
export const modelJudgements = z.object({
  judgements: list(
    z.object({
      id: words(8),
      quote: words(240),
      verdict: z.enum(['supported', 'refuted', 'not-enough-information']),
      span: words(240),
    }),
    40,
  ),
});
