import { sql } from 'kysely';
import { documentIdOf } from '../../domain/story-ids.ts';
import type { Executor } from '../executor.ts';
import type { DocumentState, Row } from '../schema.ts';
import { movingKinds } from '../stories.ts';
import { likeText } from './sources.ts';

export interface StoryLine extends Omit<Row<'story_status'>, 'merged_into'> {
  seq: number;
  /** Title of its newest document. */
  title: string | null;
  lang: string | null;
  briefs: number;
}

/**
 * Living stories, the one that was begun last first. `before`: begun before this one. `text`: words in the title of one
 * of their documents, or the story's id.
 */
export async function storyLines(
  db: Executor,
  page: { before: number | null; limit: number; text?: string },
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
  const text = page.text?.trim() ?? '';
  if (text !== '')
    rows = rows.where((where) =>
      where.or([
        where('story.id', '=', text),
        where.exists(
          where
            .selectFrom('membership')
            .innerJoin('document', 'document.id', 'membership.document_id')
            .select('membership.document_id')
            .whereRef('membership.story_id', '=', 'story.id')
            .where('document.title', 'ilike', likeText(text)),
        ),
      ]),
    );
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

export async function disagreementsOf(db: Executor, storyId: string): Promise<Row<'disagreement'>[]> {
  return db
    .selectFrom('disagreement')
    .selectAll()
    .where('story_id', '=', storyId)
    .orderBy('position')
    .limit(50)
    .execute();
}

export interface EventLine extends Row<'story_event'> {
  /** The event that took it back. */
  undone_by: number | null;
}

function eventLines(db: Executor) {
  return db
    .selectFrom('story_event as event')
    .leftJoin('story_event as undoing', 'undoing.undoes', 'event.seq')
    .selectAll('event')
    .select('undoing.seq as undone_by');
}

/**
 * What was done to stories, the last first: to one, or to all of them (then only merges, splits and what took them
 * back).
 */
export async function changeLines(
  db: Executor,
  page: { storyId?: string; before: number | null; limit: number },
): Promise<EventLine[]> {
  const { storyId, before, limit } = page;
  let rows = eventLines(db);
  rows =
    storyId === undefined
      ? rows.where('event.kind', 'in', movingKinds)
      : rows.where((where) =>
          where.or([where('event.story_id', '=', storyId), where('event.other_id', '=', storyId)]),
        );
  if (before !== null) rows = rows.where('event.seq', '<', before);
  return rows.orderBy('event.seq', 'desc').limit(limit).execute();
}

/** One change of stories, with the titles of the documents that it moved. */
export async function changeLine(
  db: Executor,
  seq: number,
): Promise<{ event: EventLine; documents: { id: number; title: string; lang: string }[] } | undefined> {
  const event = await eventLines(db)
    .where('event.seq', '=', seq)
    .where('event.change', 'is not', null)
    .executeTakeFirst();
  if (!event) return undefined;
  const { documents } = event.change as { documents: string[] };
  const ids = documents.map(documentIdOf).filter(Number.isSafeInteger);
  const known =
    ids.length === 0
      ? []
      : await db.selectFrom('document').select(['id', 'title', 'lang']).where('id', 'in', ids).execute();
  return { event, documents: known.sort((a, b) => a.id - b.id) };
}

/** What stories are called on the desk: the title of their first document. */
export async function storyNames(
  db: Executor,
  ids: readonly string[],
): Promise<Map<string, { title: string; lang: string; documents: number }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ story_id: string; title: string; lang: string; documents: number }>`
    select distinct on (m.story_id) m.story_id, d.title, d.lang, s.documents
    from membership m join document d on d.id = m.document_id join story_status s on s.story_id = m.story_id
    where m.story_id = any(${sql.val([...ids])}::text[])
    order by m.story_id, d.id`.execute(db);
  return new Map(rows.map(({ story_id, ...rest }) => [story_id, rest]));
}
