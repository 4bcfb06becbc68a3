import { type RelatedChoice, relatedBriefs } from './related-briefs.ts';
import type { RelatedText } from './related-profile.ts';

/** What is looked at to find so many documents: briefs stand among them and are passed over. */
const looksMax = 20;

/**
 * What a reader of a brief may want next: other briefs, and documents of stories that no brief tells, each with its
 * reason. Documents are held to the same measure, beside the briefs, so that they bring something that those do not.
 * `documents`: ids other than those of `briefs`; of one story one is taken.
 */
export function relatedItems(
  query: RelatedText,
  { briefs, documents }: { briefs: readonly RelatedText[]; documents: readonly RelatedText[] },
  { lang, briefsMax, documentsMax }: { lang: string; briefsMax: number; documentsMax: number },
): { briefs: RelatedChoice[]; documents: RelatedChoice[] } {
  const isDocument = new Set(documents.map(({ id }) => id));
  const all =
    documents.length === 0 ? [] : relatedBriefs(query, [...briefs, ...documents], { lang, limit: looksMax });
  return {
    briefs: relatedBriefs(query, briefs, { lang, limit: briefsMax }),
    documents: all.filter(({ id }) => isDocument.has(id)).slice(0, documentsMax),
  };
}
