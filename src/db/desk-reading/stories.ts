import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { DocumentState, Row } from '../schema.ts';

export interface StoryLine extends Omit<Row<'story_status'>, 'merged_into'> {
  seq: number;
  /** Title of its newest document. */
  title: string | null;
  lang: string | null;
  briefs: number;
}

/** Living stories, the one that was begun last first. `before`: begun before this one. */
export async function storyLines(
  db: Executor,
  page: { before: number | null; limit: number },
): Promise<StoryLine[]> {
  let rows = db
    .selectFrom('story')
    .innerJoin('story_status as status', 'status.story_id', 'story.id')
    .selectAll('status')
    .select('story.seq')
    .select((one) => [
      one
        .selectFrom('membership')
        .innerJoin('document', 'document.id', 'membership.document_id')
        .select('document.title')
        .whereRef('membership.story_id', '=', 'story.id')
        .orderBy('document.id')
        .limit(1)
        .as('title'),
      one
        .selectFrom('membership')
        .innerJoin('document', 'document.id', 'membership.document_id')
        .select('document.lang')
        .whereRef('membership.story_id', '=', 'story.id')
        .orderBy('document.id')
        .limit(1)
        .as('lang'),
      one
        .selectFrom('brief')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('brief.story_id', '=', 'story.id')
        .as('briefs'),
    ])
    .where('status.merged_into', 'is', null);
  if (page.before !== null) rows = rows.where('story.seq', '<', page.before);
  const found = await rows.orderBy('story.seq', 'desc').limit(page.limit).execute();
  return found.map((row) => ({ ...row, briefs: row.briefs ?? 0 }));
}

export async function storyStatus(
  db: Executor,
  id: string,
): Promise<(Row<'story_status'> & { created_at: string }) | undefined> {
  return db
    .selectFrom('story')
    .innerJoin('story_status as status', 'status.story_id', 'story.id')
    .selectAll('status')
    .select('story.created_at')
    .where('story.id', '=', id)
    .executeTakeFirst();
}

export interface MemberLine {
  id: number;
  title: string;
  lang: string;
  url: string;
  publisher: string | null;
  source_id: string;
  source_title: string;
  state: DocumentState;
  copy_of: number | null;
  score: number;
  why: unknown[];
  joined_at: string;
  published_at: string | null;
}

/** The documents of a story, superseded ones too, in the order in which the desk first had them. */
export async function membersOf(
  db: Executor,
  storyId: string,
  page: { after: number | null; limit: number },
): Promise<MemberLine[]> {
  let rows = db
    .selectFrom('membership')
    .innerJoin('document', 'document.id', 'membership.document_id')
    .innerJoin('document_status as status', 'status.document_id', 'document.id')
    .innerJoin('source', 'source.id', 'document.source_id')
    .select([
      'document.id',
      'document.title',
      'document.lang',
      'document.url',
      'document.publisher',
      'document.source_id',
      'source.title as source_title',
      'status.state',
      'membership.copy_of',
      'membership.score',
      'membership.why',
      'membership.joined_at',
      'document.published_at',
    ])
    .where('membership.story_id', '=', storyId);
  if (page.after !== null) rows = rows.where('document.id', '>', page.after);
  return rows.orderBy('document.id').limit(page.limit).execute();
}

export async function eventsOf(db: Executor, storyId: string, limit: number): Promise<Row<'story_event'>[]> {
  return db
    .selectFrom('story_event')
    .selectAll()
    .where((where) => where.or([where('story_id', '=', storyId), where('other_id', '=', storyId)]))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

export async function disagreementsOf(db: Executor, storyId: string): Promise<Row<'disagreement'>[]> {
  return db
    .selectFrom('disagreement')
    .selectAll()
    .where('story_id', '=', storyId)
    .orderBy('position')
    .limit(50)
    .execute();
}
