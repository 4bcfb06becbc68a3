import type { Kysely } from 'kysely';
import { countryOf } from '../../domain/country.ts';
import type {
  CopyGroup,
  CorrectionRow,
  Found,
  StoryData,
  StoryDocument,
  StorySummary,
} from '../../domain/reading.ts';
import type { DeskSchema } from '../schema.ts';
import { byNewest, cardQuery, toCard } from './cards.ts';
import { copyGroupOf, correctionOf, disagreementOf, firstReportOf } from './notes.ts';

/** Reports that one story page names. */
const documentsMax = 400;
const aliasHopsMax = 20;

/** Where a story lives now, after merges; null where there is no such story. */
export async function liveStory(db: Kysely<DeskSchema>, id: string): Promise<string | null> {
  let at = id;
  for (let hop = 0; hop < aliasHopsMax; hop++) {
    const row = await db
      .selectFrom('story_status')
      .select('merged_into')
      .where('story_id', '=', at)
      .executeTakeFirst();
    if (!row) return hop === 0 ? null : at;
    if (row.merged_into === null) return at;
    at = row.merged_into;
  }
  return null;
}

export async function storySummary(db: Kysely<DeskSchema>, id: string): Promise<StorySummary | null> {
  const row = await db.selectFrom('story_status').selectAll().where('story_id', '=', id).executeTakeFirst();
  if (!row) return null;
  return {
    id,
    documents: row.documents,
    voices: row.voices,
    languages: row.languages,
    section: row.section,
    firstAt: row.first_at,
    lastAt: row.last_at,
  };
}

function orderTime({ publishedAt, seenAt }: StoryDocument): string {
  return publishedAt ?? seenAt;
}

/**
 * The first to publish stands for a group of copies. Grouping knows the order in which the desk got them: a paper that
 * reprints an agency is often read before the agency is.
 */
function ledByFirst(documents: readonly StoryDocument[]): StoryDocument[] {
  const heads = new Map<number, number>();
  const isCounted = ({ state }: StoryDocument) => state === 'current';
  const groups = Map.groupBy(documents, ({ id, copyOf }) => copyOf ?? id);
  for (const [group, members] of groups) {
    const first = members.find(isCounted);
    const isWhole = members.some((one) => one.id === group && isCounted(one));
    if (first && isWhole && members.every(({ publishedAt }) => publishedAt !== null))
      heads.set(group, first.id);
  }
  return documents.map((document) => {
    const head = heads.get(document.copyOf ?? document.id);
    if (head === undefined || !isCounted(document)) return document;
    return { ...document, copyOf: document.id === head ? null : head };
  });
}

/** Earliest first; older texts of an entry that changed stay, marked as superseded. */
export async function storyDocuments(
  db: Kysely<DeskSchema>,
  storyId: string,
  limit: number = documentsMax,
): Promise<StoryDocument[]> {
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('document as d', 'd.id', 'm.document_id')
    .innerJoin('source as s', 's.id', 'd.source_id')
    .leftJoin('document_status as t', 't.document_id', 'd.id')
    .where('m.story_id', '=', storyId)
    .orderBy('m.document_id')
    .limit(limit)
    .select([
      'd.id as id',
      'd.title as title',
      'd.publisher as publisher',
      'd.byline as byline',
      'd.lang as lang',
      'd.url as url',
      'd.published_at as publishedAt',
      'd.created_at as seenAt',
      'd.source_id as sourceId',
      's.title as sourceTitle',
      'm.copy_of as copyOf',
      't.state as state',
      'd.version as version',
      's.country as said',
      's.lang as sourceLang',
    ])
    .execute();
  const documents = rows.map(({ said, sourceLang, ...row }) => ({
    ...row,
    state: row.state ?? ('current' as const),
    country: countryOf({ said, address: row.url, languages: [row.lang, sourceLang] }),
  }));
  documents.sort((a, b) =>
    orderTime(a) < orderTime(b) ? -1 : orderTime(a) > orderTime(b) ? 1 : a.id - b.id,
  );
  return ledByFirst(documents);
}

export async function storyBriefs(db: Kysely<DeskSchema>, storyId: string) {
  const rows = await cardQuery(db).where('b.story_id', '=', storyId).execute();
  return rows.map(toCard).sort(byNewest);
}

/** Corrections, updates and withdrawals, newest first: of one brief, of a story, or of all. */
export async function readCorrections(
  db: Kysely<DeskSchema>,
  of: { briefId: string } | { storyId: string } | 'all',
  limit = 200,
): Promise<CorrectionRow[]> {
  let query = db
    .selectFrom('correction as c')
    .innerJoin('publication as p', 'p.brief_id', 'c.brief_id')
    .innerJoin('brief as b', 'b.id', 'c.brief_id')
    .select([
      'c.id as id',
      'c.brief_id as briefId',
      'c.revision as revision',
      'c.kind as kind',
      'c.at as at',
      'c.data as data',
      'p.headline as headline',
      'b.lang as lang',
    ])
    .orderBy('c.id', 'desc')
    .limit(limit);
  if (of !== 'all' && 'briefId' in of) query = query.where('c.brief_id', '=', of.briefId);
  if (of !== 'all' && 'storyId' in of) query = query.where('b.story_id', '=', of.storyId);
  const rows = await query.execute();
  return rows.map(({ data, ...row }) => ({ ...row, ...correctionOf(data) }));
}

/** Groups of copies of a story: whose text each is. */
export async function storyCopies(db: Kysely<DeskSchema>, storyId: string): Promise<CopyGroup[]> {
  const rows = await db
    .selectFrom('copy_group')
    .select('data')
    .where('story_id', '=', storyId)
    .orderBy('position')
    .execute();
  return rows.map(({ data }) => copyGroupOf(data)).filter((row) => row !== null);
}

export async function readStory(db: Kysely<DeskSchema>, id: string): Promise<Found<StoryData>> {
  const live = await liveStory(db, id);
  if (live === null) return { kind: 'missing' };
  if (live !== id) return { kind: 'moved', id: live };
  const summary = await storySummary(db, id);
  const items = await storyDocuments(db, id);
  if (!summary || items.length === 0) return { kind: 'missing' };
  const disagreements = await db
    .selectFrom('disagreement')
    .select('data')
    .where('story_id', '=', id)
    .orderBy('position')
    .execute();
  const firstReports = await db
    .selectFrom('first_report')
    .select('data')
    .where('story_id', '=', id)
    .orderBy('position')
    .execute();
  return {
    kind: 'found',
    data: {
      ...summary,
      items,
      briefs: await storyBriefs(db, id),
      disagreements: disagreements.map(({ data }) => disagreementOf(data)).filter((row) => row !== null),
      firstReports: firstReports.map(({ data }) => firstReportOf(data)).filter((row) => row !== null),
      copyGroups: await storyCopies(db, id),
      corrections: await readCorrections(db, { storyId: id }),
      more: Math.max(0, summary.documents - items.length),
    },
  };
}
