import { sql } from 'kysely';
import type { Brief } from '../../domain/brief.ts';
import type { Executor } from '../executor.ts';
import type { CorrectionKind, Row } from '../schema.ts';

export type Verification = Brief['verification'];

export interface BriefLine {
  id: string;
  story_id: string;
  lang: string;
  /** Number of its latest revision in the order in which all were made. */
  seq: number;
  revision: number;
  created_at: string;
  writer: string | null;
  verification: Verification | null;
  headline: string | null;
  /** Null: was never public. */
  state: 'published' | 'withdrawn' | null;
}

export interface BriefQuery {
  lang?: string;
  state?: 'published' | 'withdrawn' | 'draft';
  storyId?: string;
  before: number | null;
  limit: number;
}

/** Text of the claim that is the headline, out of a brief's JSON in the alias `latest`. */
const draftHeadline = sql`(select claim ->> 'text' from jsonb_array_elements(latest.brief -> 'claims') as one(claim)
  where claim ->> 'id' = latest.brief ->> 'headline' limit 1)`;

/** Briefs with their latest revision, the one that was written last first. */
export async function briefLines(db: Executor, query: BriefQuery): Promise<BriefLine[]> {
  const { lang = null, state = null, storyId = null, before, limit } = query;
  const { rows } = await sql<BriefLine>`
    select brief.id, brief.story_id, brief.lang, latest.seq, latest.revision, latest.created_at,
      latest.brief -> 'writer' ->> 'kind' as writer, latest.brief -> 'verification' as verification,
      coalesce(publication.headline, ${draftHeadline}) as headline, publication.state
    from revision as latest
    join brief on brief.id = latest.brief_id
    left join publication on publication.brief_id = brief.id
    where not exists (
        select 1 from revision as later where later.brief_id = latest.brief_id and later.revision > latest.revision
      )
      and (${lang}::text is null or brief.lang = ${lang})
      and (${storyId}::text is null or brief.story_id = ${storyId})
      and (${state}::text is null or coalesce(publication.state, 'draft') = ${state})
      and (${before}::bigint is null or latest.seq < ${before})
    order by latest.seq desc limit ${limit}`.execute(db);
  return rows;
}

export async function briefHead(
  db: Executor,
  id: string,
): Promise<(Row<'brief'> & { publication: Row<'publication'> | undefined }) | undefined> {
  const brief = await db.selectFrom('brief').selectAll().where('id', '=', id).executeTakeFirst();
  if (!brief) return undefined;
  const publication = await db
    .selectFrom('publication')
    .selectAll()
    .where('brief_id', '=', id)
    .executeTakeFirst();
  return { ...brief, publication };
}

export interface RevisionLine {
  seq: number;
  revision: number;
  created_at: string;
  content_hash: string;
  stage_version: string;
  writer: string | null;
  verification: Verification | null;
}

/** The revisions of a brief, newest first. */
export async function revisionLines(
  db: Executor,
  briefId: string,
  page: { before: number | null; limit: number },
): Promise<RevisionLine[]> {
  const { rows } = await sql<RevisionLine>`
    select seq, revision, created_at, content_hash, stage_version,
      brief -> 'writer' ->> 'kind' as writer, brief -> 'verification' as verification
    from revision where brief_id = ${briefId} and (${page.before}::int is null or revision < ${page.before})
    order by revision desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function correctionsOf(
  db: Executor,
  briefId: string,
  limit: number,
): Promise<{ id: number; revision: number; kind: CorrectionKind; at: string; data: unknown }[]> {
  return db
    .selectFrom('correction')
    .select(['id', 'revision', 'kind', 'at', 'data'])
    .where('brief_id', '=', briefId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function relatedOf(
  db: Executor,
  briefId: string,
): Promise<{ other_id: string; score: number; why: unknown[]; headline: string | null }[]> {
  return db
    .selectFrom('related')
    .leftJoin('publication', 'publication.brief_id', 'related.other_id')
    .select(['related.other_id', 'related.score', 'related.why', 'publication.headline'])
    .where('related.brief_id', '=', briefId)
    .orderBy('related.position')
    .limit(20)
    .execute();
}

/** Documents that no brief tells, beside this one. */
export async function relatedDocumentsOf(
  db: Executor,
  briefId: string,
): Promise<{ document_id: number; score: number; why: unknown[]; title: string }[]> {
  return db
    .selectFrom('related_document')
    .innerJoin('document', 'document.id', 'related_document.document_id')
    .select(['related_document.document_id', 'related_document.score', 'related_document.why'])
    .select('document.title')
    .where('related_document.brief_id', '=', briefId)
    .orderBy('related_document.position')
    .limit(20)
    .execute();
}

/** Languages in which there are briefs. */
export async function briefLanguages(db: Executor): Promise<string[]> {
  const rows = await db.selectFrom('brief').select('lang').distinct().orderBy('lang').limit(50).execute();
  return rows.map(({ lang }) => lang);
}
