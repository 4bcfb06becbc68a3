import { touchPublication, withdraw } from '../db/briefs.ts';
import { briefsCiting, storiesWith, type TextScope } from '../db/citations.ts';
import type { Executor } from '../db/executor.ts';
import { dropRelatedDocuments } from '../db/related-documents.ts';
import { dropSearchEntry } from '../db/search-entries.ts';
import { removeSource } from '../db/sources.ts';
import { refreshStory } from '../db/stories.ts';
import { packFor } from '../languages/languages.ts';
import type { StoryKeeper } from './story-keeper.ts';
import type { Enqueue } from './types.ts';

/**
 * Takes every public brief down that was written from these texts, in the caller's transaction, so that nothing of them
 * is public from that moment on; each is then written anew from what is left, and stands again.
 */
export async function withdrawTexts(
  tx: Executor,
  enqueue: Enqueue,
  scope: TextScope,
  { languages }: { languages: readonly string[] },
): Promise<number> {
  const briefs = await briefsCiting(tx, scope);
  for (const { briefId, lang } of briefs) {
    await withdraw(tx, briefId, packFor(lang).strings.noLongerUsed);
    await dropSearchEntry(tx, 'brief', briefId);
  }
  for (const briefId of await dropRelatedDocuments(tx, scope)) await touchPublication(tx, briefId);
  const stories = new Set([...briefs.map(({ storyId }) => storyId), ...(await storiesWith(tx, scope))]);
  for (const storyId of stories) for (const lang of languages) await enqueue('write', { storyId, lang });
  return briefs.length;
}

/** A source with all that came from it goes, and all that was written from it. False where there is none. */
export async function withdrawSource(
  tx: Executor,
  enqueue: Enqueue,
  sourceId: string,
  { languages, keeper }: { languages: readonly string[]; keeper: StoryKeeper },
): Promise<boolean> {
  const scope = { sourceId };
  const stories = await storiesWith(tx, scope);
  await withdrawTexts(tx, enqueue, scope, { languages });
  await tx.deleteFrom('search_entry').where('source_id', '=', sourceId).execute();
  if (!(await removeSource(tx, sourceId))) return false;
  await keeper.forgetRemoved(tx);
  for (const storyId of stories) await refreshStory(tx, storyId);
  return true;
}
