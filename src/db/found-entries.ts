import { type RawBuilder, sql } from 'kysely';

/* What a search reads of `search_entry as e`, whichever way it finds entries. */

/** One thing that was found, without what is shown of it. */
export interface FoundEntry {
  kind: 'brief' | 'document';
  ref: string;
  lang: string;
  sourceId: string | null;
  at: string;
  /** As written, and at the same places folded. */
  names: string[];
  nameKeys: string[];
}

export const foundColumns = [
  'e.kind',
  'e.ref',
  'e.lang',
  'e.source_id as sourceId',
  'e.at',
  'e.names',
  'e.name_keys as nameKeys',
] as const;

export interface EntryFilter {
  /** Primary language, `ko`. */
  lang: string | null;
  sourceId: string | null;
  /** ISO 8601; the end is not in the span. */
  from: string | null;
  to: string | null;
  /** Key of a name that it must hold. */
  nameKey: string | null;
}

/** The condition on `e`; true where nothing is asked for. */
export function entriesWhere({ lang, sourceId, from, to, nameKey }: EntryFilter): RawBuilder<boolean> {
  const parts = [
    ...(lang === null ? [] : [sql`split_part(e.lang, '-', 1) = ${lang}`]),
    ...(sourceId === null ? [] : [sql`e.source_id = ${sourceId}`]),
    ...(from === null ? [] : [sql`e.at >= ${from}`]),
    ...(to === null ? [] : [sql`e.at < ${to}`]),
    ...(nameKey === null ? [] : [sql`e.name_keys @> ${[nameKey]}::text[]`]),
  ];
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}
