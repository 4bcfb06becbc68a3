import type { StoryChange, Why } from '../../domain/story.ts';
import { type Likeness, likenessesBetween, mergeThreshold } from './likeness.ts';
import type { LiveDocument, LiveStory } from './live.ts';
import { partStories } from './split-pass.ts';
import type { StoryStore } from './story-store.ts';
import type { Tuning } from './tuning.ts';
import { sharedBetween } from './why.ts';

export interface MergePass {
  tuning: Tuning;
  store: StoryStore;
  /** False where an editor parted the two. */
  mayMeet(a: LiveStory, b: LiveStory): boolean;
  /** True where an editor placed the document: a pass does not part its story. */
  isKept(document: LiveDocument): boolean;
  merge(into: LiveStory, from: LiveStory, score: number, why: Why[]): StoryChange;
  /** Takes documents out of their story into one of their own. */
  part(from: LiveStory, documents: readonly LiveDocument[], why: Why[]): StoryChange & { kind: 'split' };
}

/**
 * Merges each touched story with its likest other one while that is like enough; the older story's id stays. Then parts
 * the stories that fall in two (`split-pass.ts`).
 */
export function runMergePass(touched: readonly string[], pass: MergePass): StoryChange[] {
  const queue = touched.flatMap((id) => pass.store.story(id) ?? []);
  const changes: StoryChange[] = [];
  for (let at = 0; at < queue.length; at += 1) {
    const story = queue[at]!;
    if (story.documents.size === 0) continue;
    const best = likestOther(story, pass);
    if (!best) continue;
    const [into, from] = best.other.key < story.key ? [best.other, story] : [story, best.other];
    const why = sharedBetween(from, into);
    changes.push(pass.merge(into, from, Math.round(best.likeness.score * 1000) / 1000, why));
    queue.push(into);
  }
  return [...changes, ...partStories([...new Set(queue)], pass)];
}

function likestOther(
  story: LiveStory,
  { store, tuning, mayMeet }: MergePass,
): { other: LiveStory; likeness: Likeness } | undefined {
  let best: { other: LiveStory; likeness: Likeness } | undefined;
  const comparison = { tuning, live: store.statistics.anchors };
  for (const other of store.candidatesOf(story)) {
    for (const likeness of likenessesBetween(story, other, comparison)) {
      if (best && likeness.score <= best.likeness.score) continue;
      if (likeness.score < mergeThreshold(likeness, story, other, comparison)) continue;
      if (mayMeet(story, other)) best = { other, likeness };
    }
  }
  return best;
}
