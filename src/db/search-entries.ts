import { type Kysely, sql } from 'kysely';
import type { SearchToken } from '../languages/search-tokens.ts';
import type { DeskSchema } from './schema.ts';

/** Limits of PostgreSQL's text search: positions of a word, and the largest of them. */
const positionsMax = 200;
const positionMax = 16_383;

function quoted(token: string): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** The text form of a `tsvector`: weights are kept at positions, so that ranking can use them. */
export function tsvectorText(tokens: readonly SearchToken[]): string {
  const places = new Map<string, Set<string>>();
  for (const { token, weight, position } of tokens) {
    const known = places.get(token) ?? new Set<string>();
    if (known.size < positionsMax) known.add(`${Math.min(position, positionMax)}${weight}`);
    places.set(token, known);
  }
  return [...places].map(([token, at]) => `${quoted(token)}:${[...at].join(',')}`).join(' ');
}

/** The text form of a `tsquery`: every group, of each any word. */
export function tsqueryText(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => `(${group.map(quoted).join(' | ')})`).join(' & ');
}

export interface SearchEntry {
  kind: 'brief' | 'document';
  /** Brief id, or document id as text. */
  ref: string;
  lang: string;
  /** Of a document: its source. */
  sourceId: string | null;
  /** When it was published, ISO 8601. */
  at: string;
  tokens: readonly SearchToken[];
  /** Names in it, each once. */
  names: readonly { text: string; key: string }[];
}

/** Makes an entry findable, in place of what was there. */
export async function putSearchEntry(db: Kysely<DeskSchema>, entry: SearchEntry): Promise<void> {
  const { kind, ref, lang, at } = entry;
  const values = {
    lang,
    at,
    source_id: entry.sourceId,
    tokens: sql`${tsvectorText(entry.tokens)}::tsvector`,
    names: entry.names.map(({ text }) => text),
    name_keys: entry.names.map(({ key }) => key),
  };
  await db
    .insertInto('search_entry')
    .values({ kind, ref, ...values })
    .onConflict((conflict) => conflict.columns(['kind', 'ref']).doUpdateSet(values))
    .execute();
}

/** Takes an entry out: withdrawn, superseded. */
export async function dropSearchEntry(
  db: Kysely<DeskSchema>,
  kind: SearchEntry['kind'],
  ref: string,
): Promise<void> {
  await db.deleteFrom('search_entry').where('kind', '=', kind).where('ref', '=', ref).execute();
}
