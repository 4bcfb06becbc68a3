import type { Database } from '../db/database.ts';
import type { Executor } from '../db/executor.ts';
import {
  changedSince,
  changeEvent,
  isStory,
  livingStory,
  refreshStory,
  withVersions,
} from '../db/stories.ts';
import { StandfirstError } from '../domain/errors.ts';
import { byEditor, type StoryChange } from '../domain/story.ts';
import { laterStoryId, storyIdOf } from '../domain/story-ids.ts';
import type { StoryEngine } from '../pipeline/stories/engine.ts';
import { writeStory } from './cluster.ts';
import type { EnqueueIn } from './runner.ts';
import { type ChangeNote, storeChange, storeUndone } from './story-changes.ts';
import type { StoryKeeper } from './story-keeper.ts';
import type { DeskSettings } from './types.ts';

/** What editing works with. */
export interface EditParts {
  db: Database;
  stories: StoryKeeper;
  settings: DeskSettings;
  enqueueIn: EnqueueIn;
}

/** Who edits and why; `seen`: the last change of stories that they knew of, so that nobody edits what they have not seen. */
export interface EditNote extends Required<ChangeNote> {
  seen?: number | undefined;
}

export type EditResult =
  /** `story`: where to look at it. */
  { kind: 'edited'; story: string } | { kind: 'refused'; code: string; reason: string; hint?: string };

const refusal = (code: string, reason: string, hint?: string): EditResult => ({
  kind: 'refused',
  code,
  reason,
  ...(hint !== undefined && { hint }),
});

const noStory = (id: string) => refusal('no-story', `There is no story ${id}.`);
const overtaken = () =>
  refusal(
    'changed-meanwhile',
    'Somebody else changed this story meanwhile.',
    'Look at it again, then decide.',
  );

/** What an editor's change comes to: the stories to write anew, and where to look; or why it was not made. */
type Decided = { stories: string[]; story: string } | EditResult;

/**
 * One change by an editor, alone: no clustering job and no other editor is at work on any story meanwhile. Briefs are
 * written anew at once.
 */
async function edit(
  { db, stories, settings, enqueueIn }: EditParts,
  decide: (tx: Executor, engine: StoryEngine) => Promise<Decided>,
): Promise<EditResult> {
  try {
    return await db.transaction(async (tx) => {
      const decided = await stories.decide(tx, (engine) => decide(tx, engine));
      if ('kind' in decided) return decided;
      const enqueue = enqueueIn(tx);
      for (const storyId of new Set(decided.stories)) {
        await refreshStory(tx, storyId);
        await writeStory(enqueue, storyId, { settings: { ...settings, settleMs: 0 } });
      }
      return { kind: 'edited', story: decided.story };
    });
  } catch (error) {
    if (error instanceof StandfirstError && refusedCodes.has(error.code))
      return refusal(error.code, error.message, error.hint);
    throw error;
  }
}

const refusedCodes = new Set(['same-story', 'bad-split', 'not-in-story', 'no-story', 'cannot-undo']);

/** `from` goes on as `into`: its address leads there, its documents come over, its briefs are taken off. */
export function mergeStories(
  parts: EditParts,
  { into, from, seen, ...note }: { into: string; from: string } & EditNote,
): Promise<EditResult> {
  return edit(parts, async (tx, engine) => {
    for (const id of [into, from]) if (!(await isStory(tx, id))) return noStory(id);
    const [one, other] = [await livingStory(tx, into), await livingStory(tx, from)];
    if (one === other) return refusal('same-story', 'They are one story already.');
    if (await changedSince(tx, [one, other], seen)) return overtaken();
    const isLive = engine.documentsOf(one).length + engine.documentsOf(other).length > 0;
    const change: StoryChange = isLive
      ? engine.merge(one, other)
      : {
          ...{ kind: 'merged', into: one, from: other, documents: [], aliases: [] },
          ...{ score: 1, why: byEditor(), by: 'editor' },
        };
    return { stories: await storeChange(tx, engine, change, note), story: one };
  });
}

/**
 * Takes documents out of a story, with their copies and earlier texts: into `to`, or a story of their own. At least one
 * document stays.
 */
export function splitStory(
  parts: EditParts,
  order: { story: string; documents: readonly number[]; to?: string | undefined } & EditNote,
): Promise<EditResult> {
  const { story: asked, documents: chosen, to, seen, ...note } = order;
  return edit(parts, async (tx, engine) => {
    if (!(await isStory(tx, asked))) return noStory(asked);
    if (to !== undefined && !(await isStory(tx, to))) return noStory(to);
    const story = await livingStory(tx, asked);
    const target = to === undefined ? undefined : await livingStory(tx, to);
    if (target === story) return refusal('same-story', 'The documents are in that story already.');
    if (await changedSince(tx, [story], seen)) return overtaken();
    const { taken, left, strangers } = await withVersions(tx, story, chosen);
    const [stranger] = strangers;
    if (stranger !== undefined)
      return refusal('not-in-story', `Document ${stranger} is not in story ${story} any more.`);
    const [first] = taken;
    if (first === undefined) return refusal('bad-split', 'Choose documents to take out.');
    if (left === 0)
      return refusal(
        'bad-split',
        'A split leaves at least one document where it is.',
        'To put all of them into another story, merge the two.',
      );
    const ids = taken.map(storyIdOf);
    const live = ids.filter((id) => engine.storyOf(id) !== undefined);
    const change =
      target === undefined
        ? splitOff(engine, { story, ids, live }, await freeStoryId(tx, first))
        : moveOver(engine, { story, ids, live }, target);
    return { stories: await storeChange(tx, engine, change, note), story };
  });
}

interface Part {
  story: string;
  ids: string[];
  /** Those that the clustering still remembers. */
  live: readonly string[];
}

function splitOff(engine: StoryEngine, { story, ids, live }: Part, made: string): StoryChange {
  if (live.length > 0) engine.split(story, live, made);
  return { kind: 'split', from: story, story: made, documents: ids, why: byEditor(), by: 'editor' };
}

function moveOver(engine: StoryEngine, { story, ids, live }: Part, to: string): StoryChange {
  if (live.length > 0) engine.move(story, live, to);
  return { kind: 'moved', from: story, to, documents: ids, score: 1, why: byEditor(), by: 'editor' };
}

/** An id that no story has or ever had, called after a document. */
async function freeStoryId(tx: Executor, document: number): Promise<string> {
  const first = storyIdOf(document);
  for (let [id, n] = [first, 2]; ; n += 1) {
    if (!(await isStory(tx, id))) return id;
    id = laterStoryId(first, n);
  }
}

/** Takes a change back, by whomever it was made, as far as its documents are where it put them. */
export function undoChange(
  parts: EditParts,
  { event: seq, seen: _, ...note }: { event: number } & EditNote,
): Promise<EditResult> {
  return edit(parts, async (tx, engine) => {
    const event = await changeEvent(tx, seq);
    if (!event) return refusal('no-change', 'There is no such change.');
    if (event.undone) return refusal('undone', 'It was taken back already.');
    const stories = await storeUndone(tx, engine, { seq, change: event.change, note });
    const [story] = stories ?? [];
    return stories && story !== undefined
      ? { stories, story }
      : refusal('cannot-undo', 'Its documents have gone elsewhere since, or are no longer there.');
  });
}
