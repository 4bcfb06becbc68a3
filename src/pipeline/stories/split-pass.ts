import type { StoryChange } from '../../domain/story.ts';
import { halvesOf } from './halves.ts';
import { type Comparison, likenessesBetween, likenessTo, mergeThreshold } from './likeness.ts';
import { gathered, inOrder, type LiveDocument, type LiveStory } from './live.ts';
import type { MergePass } from './merge-pass.ts';
import { toldOnlyIn } from './why.ts';

/**
 * Parts stories that fall in two groups which would not be merged any more: small groups meet over a word, then each
 * draws its own reports. The group of the first report keeps the story. A story in which an editor placed documents
 * stays as it is.
 */
export function partStories(stories: readonly LiveStory[], pass: MergePass): StoryChange[] {
  const queue = [...stories];
  const changes: StoryChange[] = [];
  for (let at = 0; at < queue.length; at += 1) {
    const story = queue[at]!;
    const parts = partsOf(story, pass);
    if (!parts) continue;
    const [, leaving] = parts;
    const ids = new Set(leaving.map(({ id }) => id));
    const moved = inOrder(story).filter(({ id, copyOf }) => ids.has(copyOf ?? id));
    const change = pass.part(story, moved, toldOnlyIn(leaving, parts[0]));
    changes.push(change);
    queue.push(story, pass.store.story(change.story)!);
  }
  return changes;
}

/** The originals that stay and those that leave; undefined where the story is one. */
function partsOf(
  story: LiveStory,
  { tuning, store, isKept }: MergePass,
): [LiveDocument[], LiveDocument[]] | undefined {
  if (story.voices < 2 * tuning.splitVoicesMin || story.voices > tuning.splitVoicesMax) return undefined;
  const documents = inOrder(story);
  if (documents.some(isKept)) return undefined;
  const originals = documents.filter(({ copyOf }) => copyOf === undefined);
  const [lang] = [...story.centres].reduce((a, b) => (b[1].count > a[1].count ? b : a));
  const native = originals.filter(({ features }) => features.lang === lang);
  if (native.length < 2 * tuning.splitVoicesMin) return undefined;
  const halves = halvesOf(native, tuning.splitVoicesMin);
  if (!halves) return undefined;
  const comparison = { tuning, live: store.statistics.anchors };
  const parts = withOthers(halves, originals, comparison);
  const [a, b] = [gathered(parts[0]), gathered(parts[1])];
  const isOne = likenessesBetween(a, b, comparison).some(
    (likeness) => likeness.score >= tuning.splitShare * mergeThreshold(likeness, a, b, comparison),
  );
  if (isOne) return undefined;
  return parts[0].includes(originals[0]!) ? parts : [parts[1], parts[0]];
}

/** Documents in other languages go with the half that they are likest to. */
function withOthers(
  halves: [LiveDocument[], LiveDocument[]],
  originals: readonly LiveDocument[],
  comparison: Comparison,
): [LiveDocument[], LiveDocument[]] {
  const native = new Set([...halves[0], ...halves[1]]);
  const others = originals.filter((document) => !native.has(document));
  if (others.length === 0) return halves;
  const centres = [gathered(halves[0]), gathered(halves[1])];
  const parts: [LiveDocument[], LiveDocument[]] = [[...halves[0]], [...halves[1]]];
  for (const document of others) {
    const [one, other] = centres.map(
      (centre) => likenessTo(document.features, document.at, centre, comparison)?.score ?? 0,
    );
    parts[one! >= other! ? 0 : 1].push(document);
  }
  return parts;
}
