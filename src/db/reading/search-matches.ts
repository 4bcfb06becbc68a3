import { type Kysely, sql } from 'kysely';
import type { FoundBy, SearchQuery } from '../../domain/reading.ts';
import { type EntryFilter, entriesWhere, type FoundEntry, foundColumns } from '../found-entries.ts';
import type { Near } from '../near/near.ts';
import type { DeskSchema } from '../schema.ts';
import { tsqueryText } from '../search-entries.ts';

/** Matches that are ranked and counted: the newest of them where there are more. */
export const matchesMax = 2000;
/** A brief has the same words as its originals, in order: it comes first. */
const briefFactor = 1.6;
/** Days after which news counts half. */
const halfLifeDays = 45;
/** Of reciprocal rank fusion (Cormack, Clarke and Buettcher, 2009): how little the very first ranks stand out. */
const fusionRank = 60;

export type Match = FoundEntry & { by: FoundBy };

export type WordMatch = Match & { rank: number };

/** The newest that hold the words, one more than `matchesMax` where there are more; in no order. */
export async function readMatches(db: Kysely<DeskSchema>, query: SearchQuery): Promise<WordMatch[]> {
  const text = tsqueryText(query.groups);
  const rows = await db
    .selectFrom('search_entry as e')
    .select([
      ...foundColumns,
      (text === '' ? sql<number>`1::real` : sql<number>`ts_rank(e.tokens, ${text}::tsquery, 1)`).as('rank'),
    ])
    .where(text === '' ? sql<boolean>`true` : sql<boolean>`e.tokens @@ ${text}::tsquery`)
    .where(entriesWhere(filterOf(query)))
    .orderBy('e.at', 'desc')
    .limit(matchesMax + 1)
    .execute();
  return rows.map((row) => ({ ...row, by: 'words' }));
}

/** What the query is narrowed to. Whole days as moments. */
export function filterOf({ source: sourceId, lang, name: nameKey, from, to }: SearchQuery): EntryFilter {
  return {
    ...{ lang, sourceId, nameKey },
    from: from === null ? null : `${from}T00:00:00.000Z`,
    to: to === null ? null : new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString(),
  };
}

/** The best first: words found, briefs before documents, newer before older. */
export function ranked(matches: readonly WordMatch[]): WordMatch[] {
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

/** What tells one thing found from another. */
export const keyOf = ({ kind, ref }: Pick<Match, 'kind' | 'ref'>) => `${kind} ${ref}`;

/** One list of two, each the best first: what stands high in either stands high, what is in both stands higher. */
export function fused(byWords: readonly Match[], byMeaning: readonly Near[]): Match[] {
  if (byMeaning.length === 0) return [...byWords];
  const all = new Map<string, { match: Match; score: number }>();
  byWords.forEach((match, place) => {
    all.set(keyOf(match), { match, score: 1 / (fusionRank + place + 1) });
  });
  byMeaning.forEach(({ likeness: _, ...near }, place) => {
    const score = 1 / (fusionRank + place + 1);
    const known = all.get(keyOf(near));
    if (known) {
      known.score += score;
      known.match = { ...known.match, by: 'both' };
    } else all.set(keyOf(near), { match: { ...near, by: 'meaning' }, score });
  });
  return [...all.values()].sort((a, b) => b.score - a.score).map(({ match }) => match);
}
