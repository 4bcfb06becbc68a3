import { sql } from 'kysely';
import { type DocumentRow, documentById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { dropSearchEntry } from '../db/search-entries.ts';
import { addStoryEvent, ensureStory, membershipOf, refreshStory, saveMembership } from '../db/stories.ts';
import { dropDocumentVector } from '../db/vectors.ts';
import type { Membership, StoryDocument } from '../domain/story.ts';
import { documentIdOf, storyIdOf } from '../domain/story-ids.ts';
import { primaryLanguage } from '../languages/languages.ts';
import type { StoryEngine } from '../pipeline/stories/engine.ts';
import { indexDocument } from './search.ts';
import { storeChange } from './story-changes.ts';
import { storyDocument, storyVector } from './story-document.ts';
import { storedWhy } from './story-keeper.ts';
import type { Enqueue, Stage, StageParts } from './types.ts';

/**
 * Has the briefs of a story written anew once it is quiet. `told`: the languages of its originals, where it has only
 * grown: excerpts are not translated, so that there is nothing to write in others.
 */
export async function writeStory(
  enqueue: Enqueue,
  storyId: string,
  { settings }: Pick<StageParts, 'settings'>,
  told?: readonly string[],
): Promise<void> {
  const isTold = (lang: string) =>
    told === undefined || told.some((own) => primaryLanguage(own) === primaryLanguage(lang));
  for (const lang of settings.languages.filter((one) => settings.writer === 'model' || isTold(one)))
    await enqueue('write', { storyId, lang }, { startAfterMs: settings.settleMs });
  await enqueue('compare', { storyId }, { startAfterMs: settings.settleMs });
}

/** The first of a copy group may be a text that was removed with its source. */
async function standing(tx: Executor, id: string | undefined): Promise<number | null> {
  const row = id === undefined ? undefined : await documentById(tx, documentIdOf(id));
  return row?.id ?? null;
}

/**
 * What a document is a copy of, as stored. An edited text is much like its own earlier version: it takes over that one's
 * place, and copies of the earlier version are copies of it.
 */
async function copyOfRow(tx: Executor, row: DocumentRow, membership: Membership): Promise<number | null> {
  const copyOf = await standing(tx, membership.copyOf);
  if (row.supersedes === null) return copyOf;
  await tx
    .updateTable('membership')
    .set({ copy_of: row.id, seq: sql`default` } as never)
    .where('copy_of', '=', row.supersedes)
    .where('document_id', '<>', row.id)
    .execute();
  const before = await membershipOf(tx, row.supersedes);
  return copyOf === row.supersedes ? (before?.copy_of ?? null) : copyOf;
}

async function place(
  tx: Executor,
  engine: StoryEngine,
  { row, vector }: { row: DocumentRow; vector: StoryDocument['vector'] },
): Promise<Membership> {
  const membership = engine.add(
    storyDocument(row, vector),
    row.supersedes === null ? {} : { follows: storyIdOf(row.supersedes) },
  );
  if (!membership.joined) await ensureStory(tx, membership.story);
  await saveMembership(tx, {
    documentId: row.id,
    storyId: membership.story,
    copyOf: await copyOfRow(tx, row, membership),
    score: membership.score,
    why: storedWhy(membership.why),
    features: engine.row(storyIdOf(row.id)) ?? null,
  });
  await addStoryEvent(tx, {
    kind: membership.joined ? 'join' : 'new',
    storyId: membership.story,
    documentId: row.id,
    evidence: storedWhy(membership.why),
  });
  return membership;
}

/** A document into a story: a copy, one more report, or the first of something new. */
export const clusterStage: Stage<'cluster'> = {
  name: 'cluster',
  version: '1',
  key: ({ documentId }) => String(documentId),
  async run({ documentId }, parts) {
    const row = await documentById(parts.db.kysely, documentId);
    if (!row) return { outcome: 'skipped', reason: 'The document is gone.' };
    const vector = await storyVector(parts.db.kysely, row.id, parts.embedder?.id);
    const about = { documentId, entryId: row.entry_id, sourceId: row.source_id };
    const result = {
      outcome: 'grouped',
      reason: '',
      about,
      detail: undefined as unknown,
      async commit(tx: Executor, enqueue: Enqueue) {
        // Placed before, by the clustering or by an editor: it stays where it is.
        if (await membershipOf(tx, documentId)) {
          await indexDocument(tx, row);
          Object.assign(result, { outcome: 'unchanged', reason: 'The document is in its story already.' });
          return;
        }
        const membership = await parts.stories.decide(tx, (engine) => place(tx, engine, { row, vector }));
        const storyId = membership.story;
        const told = await refreshStory(tx, storyId);
        await indexDocument(tx, row);
        if (row.supersedes !== null) {
          await dropSearchEntry(tx, 'document', String(row.supersedes));
          await dropDocumentVector(tx, row.supersedes);
        }
        await writeStory(enqueue, storyId, parts, row.supersedes === null ? told : undefined);
        await enqueue('merge', {}, { startAfterMs: parts.settings.mergeAfterMs });
        Object.assign(result, {
          outcome: membership.copyOf !== undefined ? 'copy' : membership.joined ? 'joined' : 'new-story',
          about: { ...about, storyId },
          detail: { score: membership.score, why: storedWhy(membership.why) },
        });
      },
    };
    return result;
  },
};

/** Joins and parts stories that got documents: centroids carry more evidence than one headline. */
export const mergeStage: Stage<'merge'> = {
  name: 'merge',
  version: '1',
  key: () => 'merge',
  async run(_input, parts) {
    const result = {
      outcome: 'unchanged',
      detail: undefined as unknown,
      async commit(tx: Executor, enqueue: Enqueue) {
        const changed = await parts.stories.decide(tx, async (engine) => {
          const changes = engine.mergePass();
          const stories: string[] = [];
          for (const change of changes) stories.push(...(await storeChange(tx, engine, change)));
          if (changes.length > 0) Object.assign(result, { outcome: 'merged', detail: { changes } });
          return [...new Set(stories)];
        });
        for (const storyId of changed) {
          await refreshStory(tx, storyId);
          await writeStory(enqueue, storyId, parts);
        }
      },
    };
    return result;
  },
};
