import { type Kysely, sql } from 'kysely';
import type { BriefCard, FrontData } from '../../domain/reading.ts';
import type { DeskSchema } from '../schema.ts';
import { byNewest, cardQuery, onePerStory, toCard } from './cards.ts';

/** Items of a page: more would be a list, not a front page. */
const latestMax = 48;
const sectionMax = 8;
const sectionPageMax = 80;
const sectionsMax = 12;
const languagesMax = 40;
const publishedMax = 2000;

/** Distinct values by jumping along the index: as many probes as there are values, whatever the number of rows. */
export async function briefLanguages(db: Kysely<DeskSchema>): Promise<string[]> {
  const { rows } = await sql<{ lang: string }>`
    with recursive names(lang) as (
      (select lang from publication where state = 'published' order by lang limit 1)
      union all
      select (select p.lang from publication p where p.state = 'published' and p.lang > names.lang
        order by p.lang limit 1) from names where names.lang is not null
    ) select lang from names where lang is not null limit ${languagesMax}`.execute(db);
  return rows.map(({ lang }) => lang);
}

async function sectionNames(db: Kysely<DeskSchema>, lang: string): Promise<string[]> {
  const { rows } = await sql<{ section: string }>`
    with recursive names(section) as (
      (select section from publication where state = 'published' and lang = ${lang} and section is not null
        order by section limit 1)
      union all
      select (select p.section from publication p where p.state = 'published' and p.lang = ${lang}
        and p.section > names.section order by p.section limit 1) from names where names.section is not null
    ) select section from names where section is not null limit ${sectionsMax * 4}`.execute(db);
  return rows.map(({ section }) => section);
}

async function newest(db: Kysely<DeskSchema>, lang: string, limit: number): Promise<BriefCard[]> {
  const rows = await cardQuery(db)
    .where('p.lang', '=', lang)
    .orderBy('p.published_at', 'desc')
    .orderBy('p.brief_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCard);
}

async function ofSection(db: Kysely<DeskSchema>, lang: string, section: string, limit: number) {
  const rows = await cardQuery(db)
    .where('p.lang', '=', lang)
    .where('p.section', '=', section)
    .orderBy('p.published_at', 'desc')
    .orderBy('p.brief_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCard);
}

/** The asked languages, or all there are: each is read along its own index, then they are put together. */
async function overLanguages(
  db: Kysely<DeskSchema>,
  langs: readonly string[],
  read: (lang: string) => Promise<BriefCard[]>,
): Promise<BriefCard[]> {
  const asked = langs.length > 0 ? langs : await briefLanguages(db);
  const cards: BriefCard[] = [];
  for (const lang of asked) cards.push(...(await read(lang)));
  return onePerStory(cards.sort(byNewest), langs);
}

export async function readSections(db: Kysely<DeskSchema>, langs: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const lang of langs.length > 0 ? langs : await briefLanguages(db))
    for (const name of await sectionNames(db, lang)) names.add(name);
  return [...names];
}

/** The newest of each section, in one go: every section is a short walk along its own part of the index. */
async function bySection(db: Kysely<DeskSchema>, lang: string): Promise<BriefCard[]> {
  const names = await sectionNames(db, lang);
  if (names.length === 0) return [];
  const newestOfOne = cardQuery(db)
    .where('p.lang', '=', lang)
    .where(sql<boolean>`p.section = names.section`)
    .orderBy('p.published_at', 'desc')
    .orderBy('p.brief_id', 'desc')
    .limit(sectionMax)
    .as('x');
  const rows = await db
    .selectFrom(sql<{ section: string }>`unnest(${names}::text[])`.as<'names'>(sql`names(section)`))
    .innerJoinLateral(newestOfOne, (join) => join.onTrue())
    .selectAll('x')
    .execute();
  return rows.map(toCard);
}

/** The newest briefs and, by section, those that come after: sections with the newest news first. */
export async function readFront(db: Kysely<DeskSchema>, langs: readonly string[]): Promise<FrontData> {
  const latest = await overLanguages(db, langs, (lang) => newest(db, lang, latestMax));
  const filed = await overLanguages(db, langs, (lang) => bySection(db, lang));
  const groups = Map.groupBy(filed, ({ section }) => section ?? '');
  const sections = [...groups].map(([name, cards]) => ({ name, cards: cards.slice(0, sectionMax) }));
  sections.sort((a, b) => byNewest(a.cards[0]!, b.cards[0]!));
  return {
    latest: latest.slice(0, latestMax),
    sections: sections.slice(0, sectionsMax),
    languages: await briefLanguages(db),
  };
}

export async function readSection(db: Kysely<DeskSchema>, name: string, langs: readonly string[]) {
  const cards = await overLanguages(db, langs, (lang) => ofSection(db, lang, name, sectionPageMax));
  return { cards: cards.slice(0, sectionPageMax), languages: await briefLanguages(db) };
}

/** Briefs first published in a span of time, newest first. */
export async function readPublished(
  db: Kysely<DeskSchema>,
  from: string,
  to: string,
  langs: readonly string[],
): Promise<BriefCard[]> {
  return overLanguages(db, langs, async (lang) => {
    const rows = await cardQuery(db)
      .where('p.lang', '=', lang)
      .where('p.first_published_at', '>=', from)
      .where('p.first_published_at', '<', to)
      .orderBy('p.first_published_at', 'desc')
      .limit(publishedMax)
      .execute();
    return rows.map(toCard);
  });
}

/** When the last brief before `from` and the first one from `to` on were published. */
export async function readBeside(
  db: Kysely<DeskSchema>,
  from: string,
  to: string,
  langs: readonly string[],
): Promise<{ earlier: string | null; later: string | null }> {
  const earlier: string[] = [];
  const later: string[] = [];
  for (const lang of langs.length > 0 ? langs : await briefLanguages(db)) {
    const own = db
      .selectFrom('publication')
      .where('state', '=', 'published')
      .where('lang', '=', lang)
      .select('first_published_at as time')
      .limit(1);
    const before = own.where('first_published_at', '<', from).orderBy('first_published_at', 'desc');
    const after = own.where('first_published_at', '>=', to).orderBy('first_published_at', 'asc');
    earlier.push(...(await before.execute()).map(({ time }) => time));
    later.push(...(await after.execute()).map(({ time }) => time));
  }
  return { earlier: earlier.sort().at(-1) ?? null, later: later.sort()[0] ?? null };
}
