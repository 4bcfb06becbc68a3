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
}

/** Lines of the log that match in all that is asked, newest first. */
export async function searchLog(db: Executor, query: LogSearch): Promise<LogRow[]> {
  let rows = db.selectFrom('log').selectAll();
  if (query.stage !== undefined) rows = rows.where('stage', '=', query.stage);
  if (query.outcome !== undefined) rows = rows.where('outcome', '=', query.outcome);
  if (query.sourceId !== undefined) rows = rows.where('source_id', '=', query.sourceId);
  if (query.entryId !== undefined) rows = rows.where('entry_id', '=', query.entryId);
  if (query.storyId !== undefined) rows = rows.where('story_id', '=', query.storyId);
  if (query.briefId !== undefined) rows = rows.where('brief_id', '=', query.briefId);
  if (query.text !== undefined) rows = rows.where('reason', 'ilike', likeText(query.text));
  if (query.before !== undefined) rows = rows.where('seq', '<', query.before);
  return rows.orderBy('seq', 'desc').limit(query.limit).execute();
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
