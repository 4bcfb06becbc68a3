import { briefsOfStory, mergedReason, withdraw } from '../db/briefs.ts';
import type { Executor } from '../db/executor.ts';
import { dropSearchEntry } from '../db/search-entries.ts';
import {
  addStoryEvent,
  ensureStory,
  livingStory,
  memberIds,
  moveMembers,
  setMergedInto,
} from '../db/stories.ts';
import type { StoryChange, UndoableChange } from '../domain/story.ts';
import { documentIdOf, storyIdOf } from '../domain/story-ids.ts';
import type { StoryEngine } from '../pipeline/stories/engine.ts';
import { storedWhy } from './story-keeper.ts';

/** Who had a change made, and why, in their own words. */
export interface ChangeNote {
  by?: string;
  reason?: string;
}

/** A story that lives on under another id: its own briefs come off the front page, and their addresses lead there. */
async function retireStory(tx: Executor, from: string, into: string): Promise<void> {
  await setMergedInto(tx, from, into);
  for (const { id } of await briefsOfStory(tx, from)) {
    await withdraw(tx, id, mergedReason);
    await dropSearchEntry(tx, 'brief', id);
  }
}

async function storeRows(tx: Executor, engine: StoryEngine, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = engine.row(id);
    if (!row) continue;
    await tx
      .updateTable('membership')
      .set({ features: JSON.stringify(row) })
      .where('document_id', '=', documentIdOf(id))
      .execute();
  }
}

/** Puts documents into another story, and their features as the clustering has them now. */
async function moveTo(tx: Executor, engine: StoryEngine, documents: readonly string[], story: string) {
  await ensureStory(tx, story);
  await setMergedInto(tx, story, null);
  await moveMembers(tx, documents.map(documentIdOf), story);
  await storeRows(tx, engine, documents);
}

/**
 * Stores one change of the clustering. Gives the stories whose briefs are to be written anew. Of a merged story all
 * documents come over, those that the clustering has forgotten too.
 */
export async function storeChange(
  tx: Executor,
  engine: StoryEngine,
  change: StoryChange,
  note: ChangeNote = {},
): Promise<string[]> {
  switch (change.kind) {
    case 'merged': {
      const documents = (await memberIds(tx, change.from)).map(storyIdOf);
      await moveTo(tx, engine, documents, change.into);
      await retireStory(tx, change.from, change.into);
      const whole = { ...change, documents, why: storedWhy(change.why) };
      await addEvent(tx, 'merge', { storyId: change.into, otherId: change.from, change: whole, note });
      return [change.into];
    }
    case 'moved': {
      await moveTo(tx, engine, change.documents, change.to);
      await addEvent(tx, 'move', { storyId: change.from, otherId: change.to, change, note });
      return [...(await retireIfEmpty(tx, change.from, change.to)), change.to];
    }
    case 'split':
      await moveTo(tx, engine, change.documents, change.story);
      await addEvent(tx, 'split', { storyId: change.from, otherId: change.story, change, note });
      return [change.from, change.story];
    case 'undone':
      throw new Error('An undoing is stored with the event that it takes back.');
  }
}

/** The story itself where documents are left in it; where none is, its id leads to `into`. */
async function retireIfEmpty(tx: Executor, story: string, into: string): Promise<string[]> {
  if ((await memberIds(tx, story)).length > 0) return [story];
  await retireStory(tx, story, into);
  return [];
}

async function addEvent(
  tx: Executor,
  kind: 'merge' | 'split' | 'move' | 'undo',
  event: { storyId: string; otherId: string; change: UndoableChange; note: ChangeNote; undoes?: number },
): Promise<void> {
  const { storyId, otherId, change, note, undoes } = event;
  const { reason, by = change.by } = note;
  await addStoryEvent(tx, {
    ...{ kind, storyId, otherId, by },
    evidence: undoes === undefined ? storedWhy(change.why) : [],
    ...(undoes === undefined ? { change } : { undoes }),
    ...(reason !== undefined && { reason }),
  });
}

/** Where a change took documents from, and where it put them. */
function endsOf(change: UndoableChange): { from: string; to: string } {
  if (change.kind === 'merged') return { from: change.from, to: change.into };
  return { from: change.from, to: change.kind === 'split' ? change.story : change.to };
}

/** What an undoing would put back: documents of the change that are still where it put them. */
export async function takenBack(tx: Executor, change: UndoableChange): Promise<string[]> {
  const there = new Set(await memberIds(tx, await livingStory(tx, endsOf(change).to)));
  return change.documents.filter((id) => there.has(documentIdOf(id)));
}

/**
 * Stores that a change was taken back: what of its documents is still where it put them goes back where it was. Null
 * where none is. Gives the stories whose briefs are to be written anew.
 */
export async function storeUndone(
  tx: Executor,
  engine: StoryEngine,
  { seq, change, note }: { seq: number; change: UndoableChange; note: ChangeNote },
): Promise<string[] | null> {
  const { from, to } = endsOf(change);
  const documents = await takenBack(tx, change);
  if (documents.length === 0) return null;
  // A merged story stands on its own again; one that lost documents may have gone elsewhere meanwhile.
  const home = change.kind === 'merged' ? from : await livingStory(tx, from);
  const at = await livingStory(tx, to);
  if (home === at) return null;
  engine.undo(change);
  await moveTo(tx, engine, documents, home);
  await addEvent(tx, 'undo', { storyId: home, otherId: at, change, note, undoes: seq });
  return [home, ...(await retireIfEmpty(tx, at, home))];
}
