import type { Insertable } from 'kysely';
import { type Executor, json } from './executor.ts';
import type { DeskSchema, DocumentState, Row } from './schema.ts';

export type CaptureRow = Row<'capture'>;
export type DocumentRow = Row<'document'>;

export type NewCapture = Omit<Insertable<DeskSchema['capture']>, 'headers'> & {
  headers: Record<string, string>;
};

export async function saveCapture(db: Executor, capture: NewCapture): Promise<number> {
  const { id } = await db
    .insertInto('capture')
    .values({ ...capture, headers: json(capture.headers) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function captureById(db: Executor, id: number): Promise<CaptureRow | undefined> {
  return db.selectFrom('capture').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function latestCapture(db: Executor, entryId: number): Promise<{ id: number } | undefined> {
  return db
    .selectFrom('capture')
    .select('id')
    .where('entry_id', '=', entryId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type NewDocument = Omit<
  Insertable<DeskSchema['document']>,
  'byline' | 'data' | 'version' | 'supersedes'
> & { byline: readonly string[]; data: unknown };

/** What storing a text came to: a new one, the next version of one, or nothing that was not known. */
export type StoredDocument =
  | { kind: 'new'; id: number; version: number }
  | { kind: 'changed'; id: number; version: number; supersedes: number }
  | { kind: 'unchanged'; id: number };

/**
 * Stores the text of an entry. The same text as the entry's current one is no new document; another text makes the next
 * version and supersedes the one before it. Run it in a transaction.
 */
export async function saveDocument(db: Executor, document: NewDocument): Promise<StoredDocument> {
  const last = await latestDocument(db, document.entry_id);
  if (last && last.hash === document.hash) return { kind: 'unchanged', id: last.id };
  const version = (last?.version ?? 0) + 1;
  const { id } = await db
    .insertInto('document')
    .values({
      ...document,
      version,
      supersedes: last?.id ?? null,
      byline: json(document.byline),
      data: json(document.data),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('document_status').values({ document_id: id }).execute();
  if (!last) return { kind: 'new', id, version };
  await setDocumentState(db, last.id, 'superseded', null);
  return { kind: 'changed', id, version, supersedes: last.id };
}

export async function latestDocument(db: Executor, entryId: number): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('document')
    .selectAll()
    .where('entry_id', '=', entryId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function documentById(db: Executor, id: number): Promise<DocumentRow | undefined> {
  return db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function documentsById(db: Executor, ids: readonly number[]): Promise<DocumentRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

export async function setDocumentState(
  db: Executor,
  id: number,
  state: DocumentState,
  reason: string | null,
): Promise<void> {
  await db
    .updateTable('document_status')
    .set({ state, reason, changed_at: new Date().toISOString() })
    .where('document_id', '=', id)
    .execute();
}
