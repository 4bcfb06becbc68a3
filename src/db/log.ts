import { type Executor, json } from './executor.ts';
import type { Row } from './schema.ts';

export type LogRow = Row<'log'>;

/** What a stage did, to what, with what outcome and why: the desk shows every line of it. */
export interface LogLine {
  stage: string;
  outcome: string;
  reason?: string | null;
  sourceId?: string | null;
  entryId?: number | null;
  documentId?: number | null;
  storyId?: string | null;
  briefId?: string | null;
  durationMs?: number;
  detail?: unknown;
}

export async function addLog(db: Executor, line: LogLine): Promise<void> {
  await db
    .insertInto('log')
    .values({
      stage: line.stage,
      outcome: line.outcome,
      reason: line.reason ?? null,
      source_id: line.sourceId ?? null,
      entry_id: line.entryId ?? null,
      document_id: line.documentId ?? null,
      story_id: line.storyId ?? null,
      brief_id: line.briefId ?? null,
      duration_ms: line.durationMs ?? null,
      detail: line.detail === undefined ? null : json(line.detail),
    })
    .execute();
}

export interface LogQuery {
  sourceId?: string;
  entryId?: number;
  storyId?: string;
  stage?: string;
  outcome?: string;
  /** Lines older than this one. */
  before?: number;
  limit: number;
}

/** Newest first. */
export async function readLog(db: Executor, query: LogQuery): Promise<LogRow[]> {
  let rows = db.selectFrom('log').selectAll().orderBy('seq', 'desc').limit(query.limit);
  if (query.sourceId !== undefined) rows = rows.where('source_id', '=', query.sourceId);
  if (query.entryId !== undefined) rows = rows.where('entry_id', '=', query.entryId);
  if (query.storyId !== undefined) rows = rows.where('story_id', '=', query.storyId);
  if (query.stage !== undefined) rows = rows.where('stage', '=', query.stage);
  if (query.outcome !== undefined) rows = rows.where('outcome', '=', query.outcome);
  if (query.before !== undefined) rows = rows.where('seq', '<', query.before);
  return rows.execute();
}

/** Lines older than `before` go; what is public rests on other tables. */
export async function trimLog(db: Executor, before: string): Promise<number> {
  const result = await db.deleteFrom('log').where('at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
