import { type DocumentRow, documentById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { documentVector } from '../db/vectors.ts';
import type { StoryDocument } from '../domain/story.ts';
import { documentIdOf, storyIdOf } from '../domain/story-ids.ts';
import { defined } from '../kit/defined.ts';
import { decodeVector } from '../kit/vector-codes.ts';

/** Characters of a text that grouping reads: title and lead. */
const leadChars = 2000;

/** A document as grouping reads it. */
export function storyDocument(row: DocumentRow, vector: StoryDocument['vector']): StoryDocument {
  return {
    id: storyIdOf(row.id),
    title: row.title,
    text: row.text.slice(0, leadChars),
    lang: row.lang,
    ...defined({
      publishedAt: row.published_at ?? undefined,
      publisher: row.publisher ?? undefined,
      vector,
    }),
  };
}

/** What the embed stage has made for it; undefined where it could not, or where no model is configured. */
export async function storyVector(
  db: Executor,
  documentId: number,
  model: string | undefined,
): Promise<StoryDocument['vector']> {
  const coded = model === undefined ? null : await documentVector(db, documentId, model);
  return model !== undefined && coded ? { model, values: [...decodeVector(coded)] } : undefined;
}

/** Documents by their ids in grouping, read anew from the store; those that are gone are not in the answer. */
export async function storyDocuments(
  db: Executor,
  ids: readonly string[],
  model: string | undefined,
): Promise<Map<string, StoryDocument>> {
  const documents = new Map<string, StoryDocument>();
  for (const id of ids) {
    const row = await documentById(db, documentIdOf(id));
    if (row) documents.set(id, storyDocument(row, await storyVector(db, row.id, model)));
  }
  return documents;
}
