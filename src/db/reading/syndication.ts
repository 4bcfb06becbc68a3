import { type Kysely, sql } from 'kysely';
import type { FeedRow, LiveCounts, SitemapRow } from '../../domain/reading.ts';
import type { DeskSchema } from '../schema.ts';
import { byNewest, cardQuery, toCard } from './cards.ts';
import { briefLanguages } from './front.ts';

const feedMax = 50;
/** Addresses of one sitemap file; the format allows five times as many. */
export const sitemapFileMax = 10_000;
/** Google's limit for a news sitemap. */
const newsMax = 1000;
const storiesMax = 1000;

interface BriefParts {
  sources: { title?: unknown; publisher?: unknown; url?: unknown; lang?: unknown }[] | null;
  writer: { model?: unknown } | null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function originalsOf({ sources }: BriefParts): FeedRow['originals'] {
  return (sources ?? []).map(({ title, publisher, url, lang }) => ({
    title: textOf(title) ?? '',
    publisher: textOf(publisher),
    url: textOf(url),
    lang: textOf(lang) ?? 'und',
  }));
}

/** The newest briefs with what a feed must say of each: label, writer, originals. */
export async function readFeed(
  db: Kysely<DeskSchema>,
  langs: readonly string[],
  section: string | null,
): Promise<FeedRow[]> {
  const rows: FeedRow[] = [];
  for (const lang of langs.length > 0 ? langs : await briefLanguages(db)) {
    let query = cardQuery(db)
      .where('p.lang', '=', lang)
      .orderBy('p.published_at', 'desc')
      .orderBy('p.brief_id', 'desc')
      .limit(feedMax)
      .select([
        sql<BriefParts['sources']>`r.brief -> 'sources'`.as('sources'),
        sql<BriefParts['writer']>`r.brief -> 'writer'`.as('writer'),
      ]);
    if (section !== null) query = query.where('p.section', '=', section);
    for (const { sources, writer, ...row } of await query.execute())
      rows.push({
        ...toCard(row),
        labelText: row.label?.text ?? '',
        digitalSourceType: row.label?.digitalSourceType ?? '',
        model: textOf(writer?.model),
        originals: originalsOf({ sources, writer }),
      });
  }
  return rows.sort(byNewest).slice(0, feedMax);
}

function sitemapQuery(db: Kysely<DeskSchema>) {
  return db
    .selectFrom('publication as p')
    .where('p.state', '=', 'published')
    .select([
      'p.brief_id as id',
      'p.lang as lang',
      sql<string>`split_part(p.brief_id, '-', 1)`.as('storyId'),
      'p.headline as headline',
      'p.first_published_at as firstPublishedAt',
      'p.published_at as publishedAt',
    ]);
}

/** Briefs of one sitemap file, from 0. A brief stays in its file as long as none before it is withdrawn. */
export async function readSitemap(db: Kysely<DeskSchema>, file: number): Promise<SitemapRow[]> {
  return sitemapQuery(db)
    .orderBy('p.brief_id')
    .offset(file * sitemapFileMax)
    .limit(sitemapFileMax)
    .execute();
}

export async function countSitemapFiles(db: Kysely<DeskSchema>): Promise<number> {
  const { count } = await db
    .selectFrom('publication')
    .where('state', '=', 'published')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Math.max(1, Math.ceil(Number(count) / sitemapFileMax));
}

/** Briefs first published since then, newest first. */
export async function readNews(db: Kysely<DeskSchema>, since: string): Promise<SitemapRow[]> {
  const rows: SitemapRow[] = [];
  for (const lang of await briefLanguages(db))
    rows.push(
      ...(await sitemapQuery(db)
        .where('p.lang', '=', lang)
        .where('p.first_published_at', '>=', since)
        .orderBy('p.first_published_at', 'desc')
        .limit(newsMax)
        .execute()),
    );
  return rows.sort((a, b) => (a.firstPublishedAt < b.firstPublishedAt ? 1 : -1)).slice(0, newsMax);
}

/** Stories that a reader may open, by id. */
export async function readStories(db: Kysely<DeskSchema>, after: string | null) {
  let query = db
    .selectFrom('story_status')
    .where('merged_into', 'is', null)
    .where('documents', '>', 0)
    .orderBy('story_id')
    .limit(storiesMax)
    .select(['story_id as id', 'last_at as lastAt']);
  if (after !== null) query = query.where('story_id', '>', after);
  return query.execute();
}

/** Sums over the briefs published in the last days; the limit keeps a busy desk's page quick. */
export async function readLiveCounts(db: Kysely<DeskSchema>, days: number, now: string): Promise<LiveCounts> {
  const since = new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const { rows } = await sql<Omit<LiveCounts, 'days' | 'corrections'>>`
    select count(*)::int as briefs,
      coalesce(sum((v ->> 'claims')::int), 0)::int as sentences,
      coalesce(sum((v ->> 'supported')::int), 0)::int as supported,
      coalesce(sum((v ->> 'dropped')::int), 0)::int as dropped,
      coalesce(sum((v ->> 'rewritten')::int), 0)::int as rewritten,
      coalesce(sum((v ->> 'quoted')::int), 0)::int as quoted
    from (
      select r.verification as v from publication p
        join revision r on r.brief_id = p.brief_id and r.revision = p.revision
      where p.state = 'published' and p.published_at >= ${since}
      order by p.published_at desc limit 50000
    ) as briefs`.execute(db);
  const { count } = await db
    .selectFrom('correction')
    .where('kind', '=', 'correction')
    .where('at', '>=', since)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const none = { briefs: 0, sentences: 0, supported: 0, dropped: 0, rewritten: 0, quoted: 0 };
  return { days, ...none, ...rows[0], corrections: Number(count) };
}
