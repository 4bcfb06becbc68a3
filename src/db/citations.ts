import { sql } from 'kysely';
import type { Executor } from './executor.ts';

/** Texts of one source, or of one host whatever source led to them. */
export type TextScope = { sourceId: string } | { host: string };

export interface PublishedBrief {
  briefId: string;
  storyId: string;
  lang: string;
}

/** As the index `document_host` has it. */
const hostOf = sql<string>`substring(d.url from '^https?://(\\[[^\\]]*\\]|[^/:?#]*)')`;

/** Of a document that the query calls `d`. */
export const within = (scope: TextScope) =>
  'host' in scope ? sql`${hostOf} = ${scope.host}` : sql`d.source_id = ${scope.sourceId}`;

/** Briefs whose public revision was written from a text in scope. */
export async function briefsCiting(db: Executor, scope: TextScope): Promise<PublishedBrief[]> {
  const { rows } = await sql<PublishedBrief>`
    select distinct b.id as "briefId", b.story_id as "storyId", b.lang as lang
    from publication p
    join brief b on b.id = p.brief_id
    join revision r on r.brief_id = p.brief_id and r.revision = p.revision
    cross join lateral jsonb_array_elements_text(r.documents) as cited(id)
    join document d on d.id = cited.id::bigint
    where p.state = 'published' and ${within(scope)}
    order by b.id`.execute(db);
  return rows;
}

/** Stories with a current text in scope. */
export async function storiesWith(db: Executor, scope: TextScope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct m.story_id as id
    from document d
    join document_status s on s.document_id = d.id and s.state = 'current'
    join membership m on m.document_id = d.id
    where ${within(scope)}
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** A current text of a host and whether it can be found by search. */
export interface FindableDocument {
  id: number;
  url: string;
  capture_id: number;
  entry_id: number;
  isFindable: boolean;
}

export async function findableOn(
  db: Executor,
  host: string,
  { after, limit }: { after: number; limit: number },
): Promise<FindableDocument[]> {
  const { rows } = await sql<FindableDocument>`
    select d.id, d.url, d.capture_id, d.entry_id, f.ref is not null as "isFindable"
    from document d
    join document_status s on s.document_id = d.id and s.state = 'current'
    left join search_entry f on f.kind = 'document' and f.ref = d.id::text
    where ${within({ host })} and d.id > ${after}
    order by d.id limit ${limit}`.execute(db);
  return rows;
}
