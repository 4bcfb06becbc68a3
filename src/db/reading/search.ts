import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { BriefLabel } from '../../domain/brief.ts';
import type { SearchData, SearchHit, SearchQuery } from '../../domain/reading.ts';
import type { Meaning } from '../near/meaning.ts';
import type { Near } from '../near/near.ts';
import type { DeskSchema } from '../schema.ts';
import { filterOf, fused, keyOf, type Match, matchesMax, ranked, readMatches } from './search-matches.ts';

export const hitsPerPage = 20;
/** Matches whose text is read to verify a phrase. */
const verifiedMax = 200;
const facetValuesMax = 12;

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
  return matches.flatMap(({ kind, ref, lang, at, sourceId, by }) => {
    const found = (kind === 'brief' ? briefs : documents).get(ref);
    const none = { title: '', text: '', publisher: null, url: null, storyId: null, disclosure: null };
    return found ? [{ kind, ref, lang, at, sourceId, by, ...none, ...found }] : [];
  });
}

function counted(values: readonly (string | null)[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rows = [...counts].map(([value, count]) => ({ value, count }));
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, facetValuesMax);
}

/** Names by how many matches hold them, each as it is written most often. */
function namesOf(matches: readonly Match[]): SearchData['facets']['name'] {
  const keys = counted(matches.flatMap(({ nameKeys }) => nameKeys));
  const wanted = new Map(keys.map(({ value }) => [value, new Map<string, number>()]));
  for (const { names, nameKeys } of matches)
    nameKeys.forEach((key, at) => {
      const forms = wanted.get(key);
      const form = names[at];
      // A dateline's capitals are nobody's name.
      const weight = form === form?.toUpperCase() && form !== form?.toLowerCase() ? 0.1 : 1;
      if (forms && form !== undefined) forms.set(form, (forms.get(form) ?? 0) + weight);
    });
  return keys.map(({ value, count }) => {
    const forms = [...(wanted.get(value) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return { value, title: forms[0]?.[0] ?? value, count };
  });
}

async function facetsOf(
  db: Kysely<DeskSchema>,
  matches: readonly Match[],
  since: readonly string[],
): Promise<SearchData['facets']> {
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
    name: namesOf(matches),
    since: since.map((day) => ({ value: day, count: matches.filter(({ at }) => at >= day).length })),
  };
}

function holds({ title, text }: SearchHit, phrases: readonly string[]): boolean {
  const flat = (words: string) => words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  const all = flat(`${title}\n${text}`);
  return phrases.every((phrase) => all.includes(flat(phrase)));
}

/** By meaning, where there is a model and the question leaves room: null where not. */
async function readNear(meaning: Meaning | null, query: SearchQuery): Promise<Near[] | null> {
  if (!meaning || query.question === '') return null;
  return meaning.near(query.question, filterOf(query));
}

/**
 * Briefs and documents that match, best first; `page` from 1. By words, and where there is a model by meaning too. A
 * phrase in quotation marks is asked for as it stands: there the meaning is not looked for.
 */
export async function readSearch(
  db: Kysely<DeskSchema>,
  query: SearchQuery,
  { page, meaning }: { page: number; meaning: Meaning | null },
): Promise<SearchData> {
  const [found, near] = await Promise.all([readMatches(db, query), readNear(meaning, query)]);
  const more = found.length > matchesMax;
  const matches = fused(ranked(found).slice(0, matchesMax), near ?? []);
  const first = (page - 1) * hitsPerPage;
  if (query.phrases.length === 0) {
    return {
      hits: await withTexts(db, matches.slice(first, first + hitsPerPage)),
      total: matches.length,
      more,
      byMeaning: near && matches.filter(({ by }) => by === 'meaning').length,
      facets: await facetsOf(db, matches, query.since),
    };
  }
  const read = await withTexts(db, matches.slice(0, verifiedMax));
  const verified = read.filter((hit) => holds(hit, query.phrases));
  const keys = new Set(verified.map(keyOf));
  return {
    hits: verified.slice(first, first + hitsPerPage),
    total: verified.length,
    more: matches.length > verifiedMax,
    byMeaning: null,
    facets: await facetsOf(
      db,
      matches.filter((match) => keys.has(keyOf(match))),
      query.since,
    ),
  };
}
