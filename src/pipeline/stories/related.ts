import type { RelatedDocument, Why } from '../../domain/story.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { inOrder, type LiveDocument, type LiveStory } from './live.ts';
import { cosine } from './vector.ts';
import { sharedEvidence } from './why.ts';

export interface RelatedOptions {
  /** The reader's language: its documents come first among the nearly equal. */
  lang?: string;
  limit?: number;
  /** Documents that are shown already. */
  exclude?: readonly string[];
}

const limitDefault = 5;
const dayMs = 86_400_000;
/** Documents of one story that are looked at: the first and the latest. */
const perStoryMax = 24;
/** Less likeness than this is chance. */
const likenessMin = 0.06;
/** What the reader's language is worth. */
const languageFactor = 3;
/** Share of a score that likeness to what is chosen already may cost. */
const varietyCost = 0.55;
/** A second copy of what is chosen is worth nearly nothing. */
const copyFactor = 0.05;

interface Scored {
  document: LiveDocument;
  likeness: number;
  score: number;
}

/**
 * Picks from the documents of `stories` the ones most useful beside `query`: like it, in the reader's language, no copies
 * of it or of each other, from different angles and days. Every answer says why.
 */
export function relatedDocuments(
  query: Omit<LiveDocument, 'story'> & { story?: LiveStory },
  stories: readonly LiveStory[],
  { lang, limit = limitDefault, exclude = [] }: RelatedOptions,
): RelatedDocument[] {
  const hidden = new Set([query.id, ...exclude]);
  const group = query.copyOf ?? query.id;
  const reader = lang === undefined ? undefined : primaryLanguage(lang);
  const home = query.story && !stories.includes(query.story) ? [query.story, ...stories] : stories;
  let open = home
    .flatMap(someDocuments)
    .filter((document) => !hidden.has(document.id) && (document.copyOf ?? document.id) !== group)
    .map((document): Scored => {
      const likeness = likenessOf(query, document);
      const own = document.features.lang === reader ? languageFactor : 1;
      return { document, likeness, score: likeness * own };
    })
    .filter(({ likeness }) => likeness >= likenessMin);
  const chosen: Scored[] = [];
  while (chosen.length < limit && open.length > 0) {
    const best = open.reduce((a, b) => (b.score > a.score ? b : a));
    chosen.push(best);
    open = open
      .filter((other) => other !== best)
      .map((other) => ({ ...other, score: other.score * variety(other.document, best.document) }));
  }
  return chosen.map(({ document, likeness }) => ({
    id: document.id,
    score: Math.round(Math.min(1, likeness) * 1000) / 1000,
    why: whyRelated(query, document),
  }));
}

function someDocuments(story: LiveStory): LiveDocument[] {
  const all = inOrder(story);
  return all.length <= perStoryMax ? all : [all[0]!, ...all.slice(1 - perStoryMax)];
}

function likenessOf(a: Pick<LiveDocument, 'features'>, b: Pick<LiveDocument, 'features'>): number {
  const bridge = cosine(a.features.bridge, b.features.bridge);
  if (a.features.lang !== b.features.lang) return bridge;
  return (
    0.4 * cosine(a.features.words, b.features.words) +
    0.3 * cosine(a.features.grams, b.features.grams) +
    0.3 * bridge
  );
}

/** What a candidate keeps of its score once `chosen` stands beside it. */
function variety(candidate: LiveDocument, chosen: LiveDocument): number {
  if ((candidate.copyOf ?? candidate.id) === (chosen.copyOf ?? chosen.id)) return copyFactor;
  const sameDay = Math.abs(candidate.at - chosen.at) < dayMs ? 1 : 0.8;
  return 1 - varietyCost * Math.min(1, 1.5 * likenessOf(candidate, chosen)) * sameDay;
}

function whyRelated(
  query: Omit<LiveDocument, 'story'> & { story?: LiveStory },
  document: LiveDocument,
): Why[] {
  const { features } = document;
  const words = query.features.lang === features.lang ? query.features.words : undefined;
  const why = sharedEvidence(features, { words, bridge: query.features.bridge });
  if (query.story && query.story === document.story) why.push({ kind: 'same-story', items: [], score: 1 });
  const days = Math.round((document.at - query.at) / dayMs);
  if (days !== 0)
    why.push({ kind: days < 0 ? 'earlier' : 'later', items: [String(Math.abs(days))], score: 0 });
  if (features.lang !== query.features.lang)
    why.push({ kind: 'other-language', items: [features.lang], score: 0 });
  return why;
}
