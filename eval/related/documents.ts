import { primaryLanguage } from '../../src/languages/languages.ts';
import { relatedItems } from '../../src/pipeline/stories/related-items.ts';
import type { RelatedText } from '../../src/pipeline/stories/related-profile.ts';
import { demoDocuments } from '../stories/demo.ts';
import { abroadWorth, count, discounted, type Figures, textChars } from './figures.ts';

const shown = 3;

/** Grade of a document beside an event, 0 to 3. */
export type DocumentGrade = (event: string, document: string) => number;

/** Documents that stand for stories no brief tells: of events that one outlet alone reported, and the German ones. */
export function untoldDocuments(): RelatedText[] {
  const all = demoDocuments();
  const counts = new Map<string, number>();
  for (const { gold } of all) counts.set(gold, (counts.get(gold) ?? 0) + 1);
  return all
    .filter(({ gold, lang = '' }) => counts.get(gold) === 1 || primaryLanguage(lang) === 'de')
    .map(({ id, gold, lang = 'en', title, text = '', publishedAt = '', publisher }) => ({
      // A German report is a story of its own here, as where grouping did not bring it to the others.
      ...{ id, story: counts.get(gold) === 1 ? gold : id, lang: primaryLanguage(lang), title },
      ...{ text: text.slice(0, textChars), at: publishedAt },
      ...(publisher !== undefined && { publishers: [publisher] }),
    }));
}

/** `rank`: ids of documents, best first. Briefs whose event is among the untold ask nothing. */
export function documentFigures(
  briefs: readonly RelatedText[],
  documents: readonly RelatedText[],
  gradeOf: DocumentGrade,
  rank: (query: RelatedText) => string[],
): Figures {
  const untold = new Set(documents.map(({ story }) => story));
  const figures: Figures = { ndcg: 0, queries: 0, items: 0, useless: 0 };
  for (const query of briefs.filter(({ story }) => !untold.has(story))) {
    const worth = ({ id, story, lang }: RelatedText) =>
      (2 ** Math.max(gradeOf(query.story, id), gradeOf(query.story, story)) - 1) *
      (lang === query.lang ? 1 : abroadWorth);
    const ideal = discounted(
      documents.map(worth).sort((a, b) => b - a),
      shown,
    );
    const gains = rank(query)
      .slice(0, shown)
      .flatMap((id) => documents.filter((one) => one.id === id).map(worth));
    count(figures, gains, { ideal, shown });
  }
  return figures;
}

/** As the desk ranks them. */
export function ranked(briefs: readonly RelatedText[], documents: readonly RelatedText[]) {
  const untold = new Set(documents.map(({ story }) => story));
  const told = briefs.filter(({ story }) => !untold.has(story));
  return (query: RelatedText): string[] =>
    relatedItems(
      query,
      { briefs: told, documents },
      { lang: query.lang, briefsMax: 5, documentsMax: shown },
    ).documents.map(({ id }) => id);
}

/** The newest in the reader's language first: what a list without a ranking would show. */
export function newestDocuments(documents: readonly RelatedText[]) {
  return (query: RelatedText): string[] =>
    documents
      .toSorted(
        (a, b) =>
          Number(b.lang === query.lang) - Number(a.lang === query.lang) ||
          Date.parse(b.at) - Date.parse(a.at),
      )
      .map(({ id }) => id);
}
