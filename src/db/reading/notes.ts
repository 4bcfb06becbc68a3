import { z } from 'zod';
import type { CopyGroup, CorrectionRow, Disagreement, FirstReport } from '../../domain/reading.ts';
import type { Why, WhyKind } from '../../domain/story.ts';

/* JSON columns that other parts write, read with care: what does not fit is left out, never shown half. */

const correctionData = z
  .object({
    text: z.string().catch(''),
    before: z.string().nullish().catch(null),
    after: z.string().nullish().catch(null),
    lang: z.string().nullish().catch(null),
    note: z.string().nullish().catch(null),
    publisher: z.string().nullish().catch(null),
    url: z.string().nullish().catch(null),
  })
  .catch({ text: '' });

/** `data` of a correction. */
export function correctionOf(
  data: unknown,
): Pick<CorrectionRow, 'text' | 'before' | 'after' | 'quoteLang' | 'publisher' | 'url'> {
  const { text, note, before, after, lang, publisher, url } = correctionData.parse(data ?? {});
  return {
    text: text || (note ?? ''),
    before: before ?? null,
    after: after ?? null,
    quoteLang: lang ?? null,
    publisher: publisher ?? null,
    url: url ?? null,
  };
}

const side = z.object({
  text: z.string(),
  value: z.number().nullish(),
  lang: z.string().nullish(),
  speaker: z.string().nullish(),
  documents: z.array(z.int()).default([]),
  passages: z
    .array(
      z.object({
        sentence: z.string(),
        lang: z.string().nullish(),
        figure: z.string().nullish().catch(null),
        speaker: z.string().nullish().catch(null),
      }),
    )
    .catch([]),
});
const disagreement = z.object({
  kind: z.string().default('number'),
  about: z.string().default(''),
  sides: z.array(side).min(2),
});

/** `data` of a disagreement; null where it has no two sides. */
export function disagreementOf(data: unknown): Disagreement | null {
  const parsed = disagreement.safeParse(data);
  if (!parsed.success) return null;
  const { sides, ...rest } = parsed.data;
  return {
    ...rest,
    sides: sides.map(({ text, documents, passages, ...given }) => ({
      ...{ text, documents, value: given.value ?? null, lang: given.lang ?? null },
      ...{
        speaker: given.speaker ?? null,
        sentences: passages.map(({ sentence, lang, figure, speaker }) => ({
          ...{ text: sentence, lang: lang ?? null },
          ...{ figure: figure ?? null, speaker: speaker ?? null },
        })),
      },
    })),
  };
}

const firstReport = z.object({
  document: z.int(),
  facts: z.array(
    z.object({
      pieces: z.array(z.object({ text: z.string(), isNew: z.boolean() })).min(1),
      repeatedBy: z.array(z.int()).catch([]),
    }),
  ),
});

/** `data` of a first report; null where it is none. */
export function firstReportOf(data: unknown): FirstReport | null {
  return firstReport.safeParse(data).data ?? null;
}

const copyGroup = z.object({
  documents: z.array(z.int()).min(2),
  first: z.int().nullish().catch(null),
  owner: z
    .object({ name: z.string(), isAgency: z.boolean().catch(false), document: z.int().nullish().catch(null) })
    .nullish()
    .catch(null),
  signs: z
    .array(
      z.object({
        kind: z.enum(['dateline', 'byline', 'credit', 'canonical']),
        document: z.int(),
        text: z.string(),
      }),
    )
    .catch([]),
  fullest: z.int().nullish().catch(null),
});

/** `data` of a group of copies; null where it is none. */
export function copyGroupOf(data: unknown): CopyGroup | null {
  const parsed = copyGroup.safeParse(data);
  if (!parsed.success) return null;
  const { first, owner, fullest, ...rest } = parsed.data;
  return {
    ...rest,
    first: first ?? null,
    owner: owner ? { ...owner, document: owner.document ?? null } : null,
    fullest: fullest ?? null,
  };
}

const whyKinds = [
  'copy-of',
  'same-numbers',
  'same-names',
  'same-words',
  'same-meaning',
  'other-language',
  'told-apart',
  'same-story',
  'earlier',
  'later',
  'editor',
] as const satisfies readonly WhyKind[];
const reason = z.object({
  kind: z.enum(whyKinds),
  items: z.array(z.string()).catch([]),
  score: z.number().catch(0),
});

/** `why` of a related brief. */
export function reasonsOf(why: unknown): Why[] {
  if (!Array.isArray(why)) return [];
  return why.flatMap((item) => {
    const parsed = reason.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}
