import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { BriefLabel } from '../../domain/brief.ts';
import type { BriefCard } from '../../domain/reading.ts';
import type { DeskSchema } from '../schema.ts';

/** One row of the query below. */
export interface CardRow {
  id: string;
  storyId: string;
  lang: string;
  section: string | null;
  kicker: string | null;
  headline: string;
  standfirst: string | null;
  firstPublishedAt: string;
  publishedAt: string;
  label: BriefLabel | null;
  documents: number | null;
  voices: number | null;
  languages: string[] | null;
  corrected: unknown;
}

/** Published briefs as lists name them; the caller says which, in what order and how many. */
export function cardQuery(db: Kysely<DeskSchema>) {
  return db
    .selectFrom('publication as p')
    .innerJoin('brief as b', 'b.id', 'p.brief_id')
    .innerJoin('revision as r', (join) =>
      join.onRef('r.brief_id', '=', 'p.brief_id').onRef('r.revision', '=', 'p.revision'),
    )
    .leftJoin('story_status as s', 's.story_id', 'b.story_id')
    .where('p.state', '=', 'published')
    .select([
      'p.brief_id as id',
      'b.story_id as storyId',
      'b.lang as lang',
      'p.section as section',
      'r.kicker as kicker',
      'p.headline as headline',
      'p.standfirst as standfirst',
      'p.first_published_at as firstPublishedAt',
      'p.published_at as publishedAt',
      'r.label as label',
      's.documents as documents',
      's.voices as voices',
      's.languages as languages',
      sql<unknown>`exists (select 1 from correction c where c.brief_id = p.brief_id and c.kind = 'correction')`.as(
        'corrected',
      ),
    ]);
}

export type CardQuery =
  ReturnType<typeof cardQuery> extends SelectQueryBuilder<infer D, infer T, infer R>
    ? SelectQueryBuilder<D, T, R>
    : never;

/** A row as the domain has it; what the database does not know yet counts as one report. */
export function toCard({ label, documents, voices, languages, corrected, ...row }: CardRow): BriefCard {
  return {
    ...row,
    disclosure: label?.disclosure ?? 'ai-generated',
    review: label?.review ?? 'not-reviewed',
    documents: Math.max(1, documents ?? 1),
    voices: Math.max(1, voices ?? 1),
    languages: languages ?? [],
    corrected: corrected === true,
  };
}

/** Newest first; of briefs of one instant the one made last. */
export function byNewest(a: BriefCard, b: BriefCard): number {
  return b.publishedAt < a.publishedAt ? -1 : b.publishedAt > a.publishedAt ? 1 : b.id < a.id ? -1 : 1;
}

/**
 * One brief for each story: in the first of `langs` that has one; the newest where `langs` is empty. The order stays.
 */
export function onePerStory(cards: readonly BriefCard[], langs: readonly string[]): BriefCard[] {
  const rank = (card: BriefCard) => (langs.indexOf(card.lang) < 0 ? langs.length : langs.indexOf(card.lang));
  const best = new Map<string, BriefCard>();
  for (const card of cards) {
    const known = best.get(card.storyId);
    if (!known || rank(card) < rank(known)) best.set(card.storyId, card);
  }
  return cards.filter((card) => best.get(card.storyId) === card);
}
