import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { LogRow } from '../log.ts';
import { likeText } from './sources.ts';

export interface LogSearch {
  stage?: string;
  outcome?: string;
  sourceId?: string;
  entryId?: number;
  storyId?: string;
  briefId?: string;
  /** Part of the reason. */
  text?: string;
  /** Lines older than this one. */
  before?: number;
  limit: number;
  /** Lines gone through where no index leads to them. */
  searchedMax?: number;
}

/** More would hold up the embedded database for a second. */
const searchedMaxDefault = 100_000;

export interface LogFound {
  rows: LogRow[];
  /** Where a search for older lines goes on; null where there are none. */
  before: number | null;
}

/**
 * Lines of the log that match in all that is asked, newest first. A search by words, stage or outcome alone stops after
 * `searchedMax` lines, with what it found and where to go on.
 */
export async function searchLog(db: Executor, query: LogSearch): Promise<LogFound> {
  const isIndexed = [query.sourceId, query.entryId, query.storyId, query.briefId].some(
    (one) => one !== undefined,
  );
  const isFiltered = [query.stage, query.outcome, query.text].some((one) => one !== undefined);
  let rows = db.selectFrom('log').selectAll();
  let floor = 0;
  if (isFiltered && !isIndexed) {
    const { newest } = await db
      .selectFrom('log')
      .select(sql<number>`coalesce(max(seq), 0)`.as('newest'))
      .executeTakeFirstOrThrow();
    floor = Math.max(
      0,
      Math.min(query.before ?? newest + 1, newest + 1) - (query.searchedMax ?? searchedMaxDefault),
    );
    rows = rows.where('seq', '>=', floor);
  }
  if (query.stage !== undefined) rows = rows.where('stage', '=', query.stage);
  if (query.outcome !== undefined) rows = rows.where('outcome', '=', query.outcome);
  if (query.sourceId !== undefined) rows = rows.where('source_id', '=', query.sourceId);
  if (query.entryId !== undefined) rows = rows.where('entry_id', '=', query.entryId);
  if (query.storyId !== undefined) rows = rows.where('story_id', '=', query.storyId);
  if (query.briefId !== undefined) rows = rows.where('brief_id', '=', query.briefId);
  if (query.text !== undefined) rows = rows.where('reason', 'ilike', likeText(query.text));
  if (query.before !== undefined) rows = rows.where('seq', '<', query.before);
  const found = await rows
    .orderBy('seq', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  if (found.length > query.limit) return { rows: shown, before: shown.at(-1)?.seq ?? null };
  return { rows: shown, before: floor > 1 ? floor : null };
}

/** Stages and outcomes that the newest lines of the log have, for the filters: at most this many are looked at. */
const recentMax = 5000;

export async function logKinds(db: Executor): Promise<{ stages: string[]; outcomes: string[] }> {
  const { rows } = await sql<{ stage: string; outcome: string }>`
    select distinct stage, outcome from
      (select stage, outcome from log order by seq desc limit ${recentMax}) as recent`.execute(db);
  const kinds = (values: readonly string[]) => [...new Set(values)].sort().slice(0, 100);
  return { stages: kinds(rows.map(({ stage }) => stage)), outcomes: kinds(rows.map((row) => row.outcome)) };
}
