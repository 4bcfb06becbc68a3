import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { DocumentState, Row } from '../schema.ts';

export type CaptureLine = Omit<Row<'capture'>, 'body' | 'headers'>;

/** The captures of an entry without their bodies, newest first. */
export async function capturesOf(db: Executor, entryId: number, limit: number): Promise<CaptureLine[]> {
  return db
    .selectFrom('capture')
    .select([
      'id',
      'entry_id',
      'url',
      'final_url',
      'fetched_at',
      'status',
      'content_type',
      'body_hash',
      'body_bytes',
    ])
    .where('entry_id', '=', entryId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function keysOf(db: Executor, entryId: number, limit: number): Promise<Row<'entry_key'>[]> {
  return db
    .selectFrom('entry_key')
    .selectAll()
    .where('entry_id', '=', entryId)
    .orderBy('kind')
    .limit(limit)
    .execute();
}

export type VersionLine = Pick<
  Row<'document'>,
  'id' | 'version' | 'title' | 'text' | 'lang' | 'created_at' | 'hash' | 'stage_version' | 'data'
> & { state: DocumentState; reason: string | null };

/** The texts that an entry has had, newest first. */
export async function versionsOf(db: Executor, entryId: number, limit: number): Promise<VersionLine[]> {
  return db
    .selectFrom('document')
    .innerJoin('document_status as status', 'status.document_id', 'document.id')
    .select([
      'document.id',
      'document.version',
      'document.title',
      'document.text',
      'document.lang',
      'document.created_at',
      'document.hash',
      'document.stage_version',
      'document.data',
      'status.state',
      'status.reason',
    ])
    .where('document.entry_id', '=', entryId)
    .orderBy('document.version', 'desc')
    .limit(limit)
    .execute();
}

export interface CitingBrief {
  id: string;
  lang: string;
  revision: number;
  headline: string | null;
  state: 'published' | 'withdrawn' | null;
}

/** The latest revisions of briefs that rest on any of these documents. */
export async function briefsCiting(db: Executor, documents: readonly number[]): Promise<CitingBrief[]> {
  if (documents.length === 0) return [];
  const { rows } = await sql<CitingBrief>`
    select brief.id, brief.lang, latest.revision, publication.headline, publication.state
    from brief
    cross join lateral (
      select revision, documents from revision where brief_id = brief.id order by revision desc limit 1
    ) as latest
    left join publication on publication.brief_id = brief.id
    where brief.story_id in (
      select story_id from membership where document_id = any(${sql.val([...documents])}::bigint[])
    ) and exists (
      select 1 from jsonb_array_elements_text(latest.documents) as one(id)
      where one.id::bigint = any(${sql.val([...documents])}::bigint[])
    )
    order by brief.id limit 50`.execute(db);
  return rows;
}

/** Lines of the log about an entry or one of its documents, newest first. */
export async function logOfEntry(
  db: Executor,
  entryId: number,
  documents: readonly number[],
  page: { before: number | null; limit: number },
): Promise<Row<'log'>[]> {
  let rows = db.selectFrom('log').selectAll();
  rows =
    documents.length === 0
      ? rows.where('entry_id', '=', entryId)
      : rows.where((where) =>
          where.or([where('entry_id', '=', entryId), where('document_id', 'in', [...documents])]),
        );
  if (page.before !== null) rows = rows.where('seq', '<', page.before);
  return rows.orderBy('seq', 'desc').limit(page.limit).execute();
}
