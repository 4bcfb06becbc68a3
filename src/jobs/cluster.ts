import { sql } from 'kysely';
import { briefsOfStory, mergedReason, withdraw } from '../db/briefs.ts';
import { type DocumentRow, documentById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { dropSearchEntry } from '../db/search-entries.ts';
import {
  addStoryEvent,
  ensureStory,
  membershipOf,
  moveMembers,
  refreshStory,
  saveMembership,
  setMergedInto,
} from '../db/stories.ts';
import { documentVector, dropDocumentVector } from '../db/vectors.ts';
import type { Membership, StoryChange, StoryDocument } from '../domain/story.ts';
import { defined } from '../kit/defined.ts';
import { decodeVector } from '../kit/vector-codes.ts';
import { primaryLanguage } from '../languages/languages.ts';
import type { StoryEngine } from '../pipeline/stories/engine.ts';
import { indexDocument } from './search.ts';
import { documentIdOf, storedWhy, storyIdOf } from './story-keeper.ts';
import type { Enqueue, Stage, StageParts } from './types.ts';

/** Characters of a text that grouping reads: title and lead. */
const leadChars = 2000;

function toStoryDocument(row: DocumentRow, vector: StoryDocument['vector'] | null): StoryDocument {
  return {
    id: storyIdOf(row.id),
    title: row.title,
    text: row.text.slice(0, leadChars),
    lang: row.lang,
    ...defined({
      publishedAt: row.published_at ?? undefined,
      publisher: row.publisher ?? undefined,
      vector: vector ?? undefined,
    }),
  };
}

/**
 * Has the briefs of a story written anew once it is quiet. `told`: the languages of its originals, where it has only
 * grown: excerpts are not translated, so that there is nothing to write in others.
 */
async function write(
  enqueue: Enqueue,
  storyId: string,
  { settings }: StageParts,
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

/** What the embed stage has made for it; null where it could not, or where no model is configured. */
async function vectorOf(
  row: DocumentRow,
  { db, embedder }: StageParts,
): Promise<StoryDocument['vector'] | null> {
  const coded = embedder && (await documentVector(db.kysely, row.id, embedder.id));
  return embedder && coded ? { model: embedder.id, values: [...decodeVector(coded)] } : null;
}

async function place(
  tx: Executor,
  engine: StoryEngine,
  { row, vector }: { row: DocumentRow; vector: StoryDocument['vector'] | null },
): Promise<Membership> {
  const membership = engine.add(toStoryDocument(row, vector));
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
    const vector = await vectorOf(row, parts);
    const about = { documentId, entryId: row.entry_id, sourceId: row.source_id };
    const result = {
      outcome: 'grouped',
      about,
      detail: undefined as unknown,
      async commit(tx: Executor, enqueue: Enqueue) {
        const membership = await parts.stories.decide(tx, (engine) => place(tx, engine, { row, vector }));
        const storyId = membership.story;
        const told = await refreshStory(tx, storyId);
        await indexDocument(tx, row);
        if (row.supersedes !== null) {
          await dropSearchEntry(tx, 'document', String(row.supersedes));
          await dropDocumentVector(tx, row.supersedes);
        }
        await write(enqueue, storyId, parts, row.supersedes === null ? told : undefined);
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

/** Stores one change of the clustering. Gives the stories whose briefs are to be written anew. */
export async function storeChange(tx: Executor, engine: StoryEngine, change: StoryChange): Promise<string[]> {
  const documents = (ids: readonly string[]) => ids.map(documentIdOf);
  switch (change.kind) {
    case 'merged':
      await moveMembers(tx, documents(change.documents), change.into);
      await storeRows(tx, engine, change.documents);
      await retireStory(tx, change.from, change.into);
      await addStoryEvent(tx, {
        kind: 'merge',
        storyId: change.into,
        otherId: change.from,
        evidence: storedWhy(change.why),
        by: change.by,
      });
      return [change.into];
    case 'moved': {
      await ensureStory(tx, change.to);
      await moveMembers(tx, documents([change.document]), change.to);
      await storeRows(tx, engine, [change.document]);
      await addStoryEvent(tx, {
        kind: 'join',
        storyId: change.to,
        otherId: change.from,
        documentId: documentIdOf(change.document),
        evidence: storedWhy(change.why),
        by: change.by,
      });
      if (engine.documentsOf(change.from).length > 0) return [change.from, change.to];
      await retireStory(tx, change.from, change.to);
      return [change.to];
    }
    case 'split':
      await ensureStory(tx, change.story);
      await setMergedInto(tx, change.story, null);
      await moveMembers(tx, documents(change.documents), change.story);
      await storeRows(tx, engine, change.documents);
      await addStoryEvent(tx, {
        kind: 'split',
        storyId: change.from,
        otherId: change.story,
        evidence: storedWhy(change.why),
        by: change.by,
      });
      return [change.from, change.story];
    case 'undone':
      return storeUndone(tx, engine, change.change);
  }
}

/** After an undoing the documents lie where the engine has them now. */
async function storeUndone(tx: Executor, engine: StoryEngine, change: StoryChange): Promise<string[]> {
  if (change.kind === 'undone') return [];
  const moved = change.kind === 'moved' ? [change.document] : change.documents;
  const stories = new Set<string>();
  for (const id of moved) {
    const story = engine.storyOf(id);
    if (story === undefined) continue;
    await ensureStory(tx, story);
    await setMergedInto(tx, story, null);
    await moveMembers(tx, [documentIdOf(id)], story);
    stories.add(story);
  }
  await storeRows(tx, engine, moved);
  const other = change.kind === 'merged' ? change.into : change.from;
  const [storyId = other] = stories;
  await addStoryEvent(tx, { kind: 'undo', storyId, otherId: other, evidence: [], by: 'editor' });
  return [...new Set([...stories, engine.currentId(other)])];
}

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
          await write(enqueue, storyId, parts);
        }
      },
    };
    return result;
  },
};
