import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { BriefLabel } from '../../domain/brief.ts';
import type { SearchData, SearchHit, SearchQuery } from '../../domain/reading.ts';
import type { DeskSchema } from '../schema.ts';
import { tsqueryText } from '../search-entries.ts';

export const hitsPerPage = 20;
/** Matches that are ranked and counted: the newest of them where there are more. */
const matchesMax = 2000;
/** Matches whose text is read to verify a phrase. */
const verifiedMax = 200;
const facetValuesMax = 12;
/** A brief has the same words as its originals, in order: it comes first. */
const briefFactor = 1.6;
/** Days after which news counts half. */
const halfLifeDays = 45;

interface Match {
  kind: 'brief' | 'document';
  ref: string;
  lang: string;
  sourceId: string | null;
  at: string;
  rank: number;
}

async function readMatches(db: Kysely<DeskSchema>, query: SearchQuery): Promise<Match[]> {
  const text = tsqueryText(query.groups);
  let rows = db
    .selectFrom('search_entry as e')
    .select([
      'e.kind as kind',
      'e.ref as ref',
      'e.lang as lang',
      'e.source_id as sourceId',
      'e.at as at',
      (text === '' ? sql<number>`1::real` : sql<number>`ts_rank(e.tokens, ${text}::tsquery, 1)`).as('rank'),
    ])
    .orderBy('e.at', 'desc')
    .limit(matchesMax + 1);
  if (text !== '') rows = rows.where(sql<boolean>`e.tokens @@ ${text}::tsquery`);
  if (query.source !== null) rows = rows.where('e.source_id', '=', query.source);
  if (query.lang !== null) rows = rows.where(sql<boolean>`split_part(e.lang, '-', 1) = ${query.lang}`);
  if (query.from !== null) rows = rows.where('e.at', '>=', `${query.from}T00:00:00Z`);
  if (query.to !== null) rows = rows.where('e.at', '<', nextDay(query.to));
  return rows.execute();
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
}

/** The best first: words found, briefs before documents, newer before older. */
function ranked(matches: readonly Match[]): Match[] {
  const newest = Math.max(0, ...matches.map(({ at }) => Date.parse(at)));
  const scored = matches.map((match) => {
    const days = Math.max(0, newest - Date.parse(match.at)) / 86_400_000;
    const factor = match.kind === 'brief' ? briefFactor : 1;
    return { match, score: match.rank * factor * (0.4 + 0.6 * 0.5 ** (days / halfLifeDays)) };
  });
  return scored
    .sort((a, b) => b.score - a.score || (a.match.ref < b.match.ref ? -1 : 1))
    .map(({ match }) => match);
}

const claimTexts = z.array(z.object({ text: z.string(), outcome: z.string().optional() })).catch([]);

async function briefHits(
  db: Kysely<DeskSchema>,
  refs: readonly string[],
): Promise<Map<string, Partial<SearchHit>>> {
  if (refs.length === 0) return new Map();
  const rows = await db
    .selectFrom('publication as p')
    .innerJoin('revision as r', (join) =>
      join.onRef('r.brief_id', '=', 'p.brief_id').onRef('r.revision', '=', 'p.revision'),
    )
    .innerJoin('brief as b', 'b.id', 'p.brief_id')
    .where('p.brief_id', 'in', [...refs])
    .where('p.state', '=', 'published')
    .select([
      'p.brief_id as ref',
      'p.headline as title',
      'p.standfirst as standfirst',
      'b.story_id as storyId',
      'r.label as label',
      sql<unknown>`r.brief -> 'claims'`.as('claims'),
    ])
    .execute();
  return new Map(
    rows.map(({ ref, title, standfirst, storyId, label, claims }) => {
      const kept = claimTexts.parse(claims).filter(({ outcome }) => outcome !== 'dropped');
      const texts = new Set([standfirst ?? '', ...kept.map((claim) => claim.text)]);
      texts.delete(title);
      const text = [...texts].join('\n');
      const disclosure: BriefLabel['disclosure'] = label?.disclosure ?? 'ai-generated';
      return [ref, { title, text, storyId, disclosure }];
    }),
  );
}

async function documentHits(
  db: Kysely<DeskSchema>,
  refs: readonly string[],
): Promise<Map<string, Partial<SearchHit>>> {
  const ids = refs.map(Number).filter(Number.isSafeInteger);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('document as d')
    .leftJoin('document_status as t', 't.document_id', 'd.id')
    .leftJoin('membership as m', 'm.document_id', 'd.id')
    .where('d.id', 'in', ids)
    .select([
      'd.id as id',
      'd.title as title',
      'd.text as text',
      'd.publisher as publisher',
      'd.url as url',
      'm.story_id as storyId',
      't.state as state',
    ])
    .execute();
  return new Map(
    rows
      .filter(({ state }) => state === null || state === 'current')
      .map(({ id, state: _, ...row }) => [String(id), row]),
  );
}

/** The matches with what is shown of them; those that are not public any more fall out. */
async function withTexts(db: Kysely<DeskSchema>, matches: readonly Match[]): Promise<SearchHit[]> {
  const refs = (kind: Match['kind']) => matches.filter((match) => match.kind === kind).map(({ ref }) => ref);
  const briefs = await briefHits(db, refs('brief'));
  const documents = await documentHits(db, refs('document'));
  return matches.flatMap(({ kind, ref, lang, at, sourceId }) => {
    const found = (kind === 'brief' ? briefs : documents).get(ref);
    const none = { title: '', text: '', publisher: null, url: null, storyId: null, disclosure: null };
    return found ? [{ kind, ref, lang, at, sourceId, ...none, ...found }] : [];
  });
}

function counted(values: readonly (string | null)[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rows = [...counts].map(([value, count]) => ({ value, count }));
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, facetValuesMax);
}

async function facetsOf(db: Kysely<DeskSchema>, matches: readonly Match[]): Promise<SearchData['facets']> {
  const sources = counted(matches.map(({ sourceId }) => sourceId));
  const ids = sources.map(({ value }) => value);
  const named =
    ids.length === 0
      ? []
      : await db.selectFrom('source').where('id', 'in', ids).select(['id', 'title']).execute();
  const titles = new Map(named.map(({ id, title }) => [id, title]));
  const days = counted(matches.map(({ at }) => at.slice(0, 10)));
  return {
    lang: counted(matches.map(({ lang }) => lang.split('-')[0] ?? lang)),
    source: sources.map((row) => ({ ...row, title: titles.get(row.value) ?? row.value })),
    day: days.sort((a, b) => (a.value < b.value ? 1 : -1)),
  };
}

function holds({ title, text }: SearchHit, phrases: readonly string[]): boolean {
  const flat = (words: string) => words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  const all = flat(`${title}\n${text}`);
  return phrases.every((phrase) => all.includes(flat(phrase)));
}

/** Briefs and documents that match, best first; `page` from 1. */
export async function readSearch(
  db: Kysely<DeskSchema>,
  query: SearchQuery,
  page: number,
): Promise<SearchData> {
  const all = ranked(await readMatches(db, query));
  const matches = all.slice(0, matchesMax);
  const first = (page - 1) * hitsPerPage;
  if (query.phrases.length === 0) {
    return {
      hits: await withTexts(db, matches.slice(first, first + hitsPerPage)),
      total: matches.length,
      more: all.length > matchesMax,
      facets: await facetsOf(db, matches),
    };
  }
  const read = await withTexts(db, matches.slice(0, verifiedMax));
  const verified = read.filter((hit) => holds(hit, query.phrases));
  const keys = new Set(verified.map(({ kind, ref }) => `${kind} ${ref}`));
  return {
    hits: verified.slice(first, first + hitsPerPage),
    total: verified.length,
    more: matches.length > verifiedMax,
    facets: await facetsOf(
      db,
      matches.filter(({ kind, ref }) => keys.has(`${kind} ${ref}`)),
    ),
  };
}
