import type { Why, WhyKind } from '../../domain/story.ts';
import type { DocumentFeatures, Label } from './features.ts';
import { inOrder, type LiveDocument, type LiveStory } from './live.ts';
import { hasTerm, type SparseVector, weightOf } from './vector.ts';

const itemsMax = 5;

/**
 * What a document shares with a story or another document, weightiest first: names and numbers as such, then words (or,
 * across languages, words that mean the same).
 */
export function sharedEvidence(
  own: Pick<DocumentFeatures, 'labels' | 'words' | 'bridge'>,
  other: { words: SparseVector | undefined; bridge: SparseVector },
): Why[] {
  const shared = new Map<WhyKind, Map<string, number>>();
  let total = 0;
  for (const { term, text, kind } of own.labels) {
    const isNative = kind === 'word' && weightOf(own.words, term) > 0;
    const [mine, theirs] = isNative ? [own.words, other.words] : [own.bridge, other.bridge];
    if (!theirs || !hasTerm(theirs, term)) continue;
    const weight = weightOf(mine, term);
    if (weight <= 0) continue;
    const why = whyOf(kind, isNative);
    const items = shared.get(why) ?? new Map<string, number>();
    shared.set(why, items.set(text, Math.max(items.get(text) ?? 0, weight)));
    total += weight * weight;
  }
  if (shared.has('same-words')) shared.delete('same-meaning');
  return [...shared]
    .map(([kind, items]) => {
      const sorted = [...items].sort((a, b) => b[1] - a[1]);
      const mass = sorted.reduce((sum, [, weight]) => sum + weight * weight, 0);
      return {
        kind,
        items: sorted.slice(0, itemsMax).map(([text]) => text),
        score: total > 0 ? Math.round((mass / total) * 100) / 100 : 0,
      };
    })
    .sort((a, b) => b.score - a.score);
}

/** Documents of a story whose terms are asked when two stories are compared. */
const askedMax = 12;

/** What two stories share, as the documents of the first name it. */
export function sharedBetween(a: LiveStory, b: LiveStory): Why[] {
  const items = new Map<WhyKind, Map<string, number>>();
  for (const { features } of inOrder(a).slice(-askedMax)) {
    const words = b.centres.get(features.lang)?.words;
    for (const why of sharedEvidence(features, { words, bridge: b.bridge })) {
      const of = items.get(why.kind) ?? new Map<string, number>();
      items.set(why.kind, of);
      for (const item of why.items) of.set(item, (of.get(item) ?? 0) + why.score);
    }
  }
  const total = [...items.values()].flatMap((of) => [...of.values()]).reduce((sum, score) => sum + score, 0);
  return [...items]
    .map(([kind, of]) => ({
      kind,
      items: [...of]
        .sort((x, y) => y[1] - x[1])
        .slice(0, itemsMax)
        .map(([text]) => text),
      score: Math.round(([...of.values()].reduce((sum, score) => sum + score, 0) / total) * 100) / 100,
    }))
    .sort((x, y) => y.score - x.score);
}

function whyOf(kind: Label['kind'], isNative: boolean): WhyKind {
  if (kind === 'number') return 'same-numbers';
  if (kind === 'name') return 'same-names';
  return isNative ? 'same-words' : 'same-meaning';
}

/** What documents tell and others do not, the weightiest first: why they are told apart. */
export function toldOnlyIn(documents: readonly LiveDocument[], others: readonly LiveDocument[]): Why[] {
  const sums = new Map<string, number>();
  const add = (of: readonly LiveDocument[], sign: 1 | -1) => {
    for (const { features } of of)
      for (const { term, text } of features.labels) {
        const weight = weightOf(features.words, term) || weightOf(features.bridge, term);
        sums.set(text, (sums.get(text) ?? 0) + (sign * weight) / of.length);
      }
  };
  add(documents, 1);
  add(others, -1);
  const items = [...sums]
    .filter(([, sum]) => sum > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, itemsMax)
    .map(([text]) => text);
  return [{ kind: 'told-apart', items, score: 1 }];
}
