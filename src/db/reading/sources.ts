import type { Kysely } from 'kysely';
import type { SourceData, SourceRow } from '../../domain/reading.ts';
import type { DeskSchema } from '../schema.ts';
import { byNewest, cardQuery, onePerStory, toCard } from './cards.ts';

const documentsMax = 60;
const briefsMax = 24;
const sourcesMax = 2000;

function sourceQuery(db: Kysely<DeskSchema>) {
  return db
    .selectFrom('source as s')
    .leftJoin('source_status as t', 't.source_id', 's.id')
    .select([
      's.id as id',
      's.title as title',
      's.publisher as publisher',
      's.home_url as homeUrl',
      's.lang as lang',
      's.section as section',
      't.state as state',
      't.last_ok_at as lastOkAt',
    ]);
}

type QueryRow = Omit<SourceRow, 'state'> & { state: SourceRow['state'] | null };

function toSource(row: QueryRow): SourceRow {
  return { ...row, state: row.state ?? 'active' };
}

export async function readSources(db: Kysely<DeskSchema>): Promise<SourceRow[]> {
  const rows = await sourceQuery(db).orderBy('s.title').limit(sourcesMax).execute();
  return rows.map(toSource);
}

/** A source with its newest reports and the newest briefs that rest on them. */
export async function readSource(db: Kysely<DeskSchema>, id: string): Promise<SourceData | null> {
  const source = await sourceQuery(db).where('s.id', '=', id).executeTakeFirst();
  if (!source) return null;
  const rows = await db
    .selectFrom('document as d')
    .leftJoin('document_status as t', 't.document_id', 'd.id')
    .leftJoin('membership as m', 'm.document_id', 'd.id')
    .where('d.source_id', '=', id)
    .orderBy('d.id', 'desc')
    .limit(documentsMax)
    .select([
      'd.id as id',
      'd.title as title',
      'd.publisher as publisher',
      'd.byline as byline',
      'd.lang as lang',
      'd.url as url',
      'd.published_at as publishedAt',
      'd.created_at as seenAt',
      'd.version as version',
      't.state as state',
      'm.story_id as storyId',
    ])
    .execute();
  const documents = rows
    .map((row) => ({ ...row, state: row.state ?? ('current' as const) }))
    .filter(({ state }) => state !== 'superseded');
  const stories = [...new Set(documents.flatMap(({ storyId }) => storyId ?? []))];
  const cards = stories.length === 0 ? [] : await cardQuery(db).where('b.story_id', 'in', stories).execute();
  const briefs = onePerStory(cards.map(toCard).sort(byNewest), source.lang === null ? [] : [source.lang]);
  return { source: toSource(source), documents, briefs: briefs.slice(0, briefsMax) };
}
