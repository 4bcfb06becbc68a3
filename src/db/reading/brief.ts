import { type Kysely, sql } from 'kysely';
import { type Brief, brief as briefSchema } from '../../domain/brief.ts';
import { invariant } from '../../domain/errors.ts';
import type {
  BriefData,
  Found,
  RelatedCard,
  RelatedOriginal,
  RevisionRow,
  StoryDocument,
} from '../../domain/reading.ts';
import { type NewSince, newSince } from '../../domain/since.ts';
import type { DeskSchema } from '../schema.ts';
import { cardQuery, toCard } from './cards.ts';
import { reasonsOf } from './notes.ts';
import {
  liveStory,
  readCorrections,
  storyBriefs,
  storyCopies,
  storyDocuments,
  storySummary,
} from './story.ts';

const relatedMax = 6;
const timelineMax = 8;
const revisionsMax = 200;

async function readRelated(db: Kysely<DeskSchema>, id: string): Promise<RelatedCard[]> {
  const rows = await cardQuery(db)
    .innerJoin('related as x', 'x.other_id', 'p.brief_id')
    .where('x.brief_id', '=', id)
    .orderBy('x.position')
    .limit(relatedMax)
    .select('x.why as why')
    .execute();
  return rows.map(({ why, ...row }) => ({ ...toCard(row), why: reasonsOf(why) }));
}

/** Documents without a brief that stand beside it. One whose story has got a brief, or that was withdrawn, is passed over. */
async function readOriginals(db: Kysely<DeskSchema>, id: string): Promise<RelatedOriginal[]> {
  const rows = await db
    .selectFrom('related_document as x')
    .innerJoin('document as d', 'd.id', 'x.document_id')
    .innerJoin('source as s', 's.id', 'd.source_id')
    .innerJoin('document_status as t', 't.document_id', 'd.id')
    .innerJoin('membership as m', 'm.document_id', 'd.id')
    .where('x.brief_id', '=', id)
    .where('t.state', '=', 'current')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('search_entry as f')
          .where('f.kind', '=', 'document')
          .whereRef('f.ref', '=', sql<string>`d.id::text`)
          .select('f.ref'),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('publication as p')
            .innerJoin('brief as b', 'b.id', 'p.brief_id')
            .whereRef('b.story_id', '=', 'm.story_id')
            .where('p.state', '=', 'published')
            .select('p.brief_id'),
        ),
      ),
    )
    .orderBy('x.position')
    .limit(relatedMax)
    .select(['d.id as id', 'm.story_id as storyId', 'd.title as title', 'd.publisher as publisher'])
    .select(['d.lang as lang', 'd.url as url', 'd.published_at as publishedAt', 'd.created_at as seenAt'])
    .select(['d.source_id as sourceId', 's.title as sourceTitle', 'x.blurb as blurb', 'x.why as why'])
    .execute();
  return rows.map(({ why, ...row }) => ({ ...row, why: reasonsOf(why) }));
}

/** One report for each independent voice, earliest first. */
function voicesOf(documents: readonly StoryDocument[]): StoryDocument[] {
  return documents
    .filter(({ copyOf, state }) => copyOf === null && state === 'current')
    .slice(0, timelineMax);
}

/** Where the brief went: withdrawn, with its story to another id, or nowhere. */
async function elsewhere(db: Kysely<DeskSchema>, id: string): Promise<Found<never>> {
  const [storyId = '', ...rest] = id.split('-');
  const live = await liveStory(db, storyId);
  if (live !== null && live !== storyId) return { kind: 'moved', id: [live, ...rest].join('-') };
  const row = await db
    .selectFrom('publication as p')
    .innerJoin('brief as b', 'b.id', 'p.brief_id')
    .where('p.brief_id', '=', id)
    .where('p.state', '=', 'withdrawn')
    .select(['p.headline as headline', 'b.lang as lang', 'p.published_at as at', 'p.reason as reason'])
    .executeTakeFirst();
  return row ? { kind: 'withdrawn', id, ...row } : { kind: 'missing' };
}

/** What is new since the revision that readers had before; null where there is none, or it was written otherwise. */
async function readSince(db: Kysely<DeskSchema>, after: Brief): Promise<NewSince | null> {
  if (after.revision < 2) return null;
  const row = await db
    .selectFrom('revision')
    .select('brief')
    .where('brief_id', '=', after.id)
    .where('revision', '<', after.revision)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  const before = briefSchema.safeParse(row?.brief);
  return before.success ? newSince(before.data, after) : null;
}

/** The latest published revision with all that its page shows. */
export async function readBrief(db: Kysely<DeskSchema>, id: string): Promise<Found<BriefData>> {
  const row = await cardQuery(db).where('p.brief_id', '=', id).select('r.brief as brief').executeTakeFirst();
  if (!row) return elsewhere(db, id);
  const { brief, ...rest } = row;
  const card = toCard(rest);
  const live = await liveStory(db, card.storyId);
  if (live !== null && live !== card.storyId) {
    const moved = [live, ...id.split('-').slice(1)].join('-');
    const target = await db
      .selectFrom('publication')
      .select('brief_id')
      .where('brief_id', '=', moved)
      .where('state', '=', 'published')
      .executeTakeFirst();
    if (target) return { kind: 'moved', id: moved };
  }
  const parsed = briefSchema.safeParse(brief);
  invariant(parsed.success, `the public revision of ${id} is a brief`);
  const summary = await storySummary(db, card.storyId);
  return {
    kind: 'found',
    data: {
      brief: parsed.data,
      card,
      corrections: await readCorrections(db, { briefId: id }),
      related: await readRelated(db, id),
      originals: await readOriginals(db, id),
      since: await readSince(db, parsed.data),
      story: summary ?? { ...card, id: card.storyId, firstAt: null, lastAt: null },
      copyGroups: await storyCopies(db, card.storyId),
      timeline: voicesOf(await storyDocuments(db, card.storyId)),
      others: (await storyBriefs(db, card.storyId)).filter((other) => other.id !== id),
    },
  };
}

/** Every revision of a published brief, newest first. */
export async function readRevisions(db: Kysely<DeskSchema>, id: string): Promise<RevisionRow[]> {
  const rows = await db
    .selectFrom('revision as r')
    .innerJoin('publication as p', 'p.brief_id', 'r.brief_id')
    .where('r.brief_id', '=', id)
    .where('p.state', '=', 'published')
    .whereRef('r.revision', '<=', 'p.revision')
    .orderBy('r.revision', 'desc')
    .limit(revisionsMax)
    .select([
      'r.revision as revision',
      'r.created_at as at',
      'r.content_hash as contentHash',
      'r.label as label',
      'p.revision as published',
      sql<string | null>`r.brief #>> '{writer,kind}'`.as('writer'),
    ])
    .execute();
  return rows.map(({ label, published, ...row }) => ({
    ...row,
    review: label?.review ?? 'not-reviewed',
    isPublic: row.revision === published,
  }));
}
