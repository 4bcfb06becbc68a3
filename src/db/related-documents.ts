import { sql } from 'kysely';
import { type TextScope, within } from './citations.ts';
import { type Executor, json } from './executor.ts';

/** A document of a story that no public brief tells, as far as what stands beside a brief goes. */
export interface UntoldDocumentRow {
  id: number;
  story_id: string;
  lang: string;
  title: string;
  at: string;
  /** Its opening. */
  text: string;
  publisher: string;
  /** What rights are asked about. */
  url: string;
  capture_id: number;
  entry_id: number;
}

const textCharsMax = 1600;

/** Of the newest documents so many are looked at: on most desks nearly all have a brief. */
const lookedAtMax = 2000;

/**
 * Current documents, one of each group of copies, that readers may find and whose story has no public brief: those of
 * the stories named first, then the newest.
 */
export async function untoldDocuments(
  db: Executor,
  { limit, stories }: { limit: number; stories: readonly string[] },
): Promise<UntoldDocumentRow[]> {
  const { rows } = await sql<UntoldDocumentRow>`
    select d.id, m.story_id, d.lang, d.title, coalesce(d.published_at, d.created_at) as at,
      left(d.text, ${textCharsMax}::integer) as text, coalesce(d.publisher, s.publisher, s.title) as publisher,
      d.url, d.capture_id, d.entry_id
    from document d
    join membership m on m.document_id = d.id and m.copy_of is null
    join document_status t on t.document_id = d.id and t.state = 'current'
    join search_entry f on f.kind = 'document' and f.ref = d.id::text
    join story_status y on y.story_id = m.story_id and y.merged_into is null
    join source s on s.id = d.source_id
    where (d.id in (select id from document order by id desc limit ${lookedAtMax})
        or d.id in (select document_id from membership where story_id = any(${[...stories]}::text[])))
      and not exists (
        select 1 from publication p join brief b on b.id = p.brief_id
        where b.story_id = m.story_id and p.state = 'published')
    order by (m.story_id = any(${[...stories]}::text[])) desc, d.id desc
    limit ${limit}`.execute(db);
  return rows;
}

export interface RelatedDocument {
  documentId: number;
  score: number;
  why: readonly unknown[];
  /** A line of it in its own words; null where its publisher leaves us none. */
  blurb: string | null;
}

/** Ids of the documents that stand beside a brief, in order. */
export async function relatedDocumentIds(db: Executor, briefId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('related_document')
    .select('document_id')
    .where('brief_id', '=', briefId)
    .orderBy('position')
    .execute();
  return rows.map(({ document_id }) => document_id);
}

export async function saveRelatedDocuments(
  db: Executor,
  briefId: string,
  list: readonly RelatedDocument[],
): Promise<void> {
  await db.deleteFrom('related_document').where('brief_id', '=', briefId).execute();
  if (list.length === 0) return;
  await db
    .insertInto('related_document')
    .values(
      list.map(({ documentId, score, why, blurb }, position) => ({
        ...{ brief_id: briefId, position, document_id: documentId, score, blurb },
        why: json(why),
      })),
    )
    .execute();
}

/** Takes texts in scope off the pages of briefs; gives the briefs. */
export async function dropRelatedDocuments(db: Executor, scope: TextScope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from related_document r using document d
    where d.id = r.document_id and ${within(scope)} returning r.brief_id as id`.execute(db);
  return [...new Set(rows.map(({ id }) => id))];
}
