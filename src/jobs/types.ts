import type { Database } from '../db/database.ts';
import type { Executor } from '../db/executor.ts';
import type { LogLine } from '../db/log.ts';
import type { Brief } from '../domain/brief.ts';
import type { ExtractOutcome, PageInput } from '../domain/document.ts';
import type { Embedder } from '../domain/embedder.ts';
import type { SourceKind } from '../domain/feed.ts';
import type { SourceDocument } from '../domain/passage.ts';
import type { RightsReport } from '../domain/rights.ts';
import type { PoliteClient } from '../http/polite-types.ts';
import type { SiteRights } from '../http/rights/site-rights.ts';
import type { PollLimits } from '../pipeline/fetch/poll-types.ts';
import type { ComposeRequest } from '../pipeline/pipeline.ts';
import type { EntriesOutcome, SourceResponse } from '../pipeline/sources/kinds.ts';
import type { Comparison } from '../pipeline/stories/compare.ts';
import type { StoryKeeper } from './story-keeper.ts';

/** What each stage is given: plain data that a job can carry. */
export interface StageInputs {
  poll: { sourceId: string };
  fetch: { entryId: number };
  extract: { captureId: number };
  embed: Record<string, never>;
  cluster: { documentId: number };
  merge: Record<string, never>;
  compare: { storyId: string };
  write: { storyId: string; lang: string };
  publish: { briefId: string; revision: number };
  relate: { briefId: string };
  subscribe: { sourceId: string };
  rights: { origin: string };
  obey: { host: string };
  maintain: Record<string, never>;
}

export type StageName = keyof StageInputs;

/** Puts a job of another stage into the queue, in the transaction that stores what it follows from. */
export interface Enqueue {
  <S extends StageName>(stage: S, input: StageInputs[S], options?: { startAfterMs?: number }): Promise<void>;
  /** Many in one statement, of which none waits already. */
  all<S extends StageName>(stage: S, inputs: readonly StageInputs[S][]): Promise<void>;
}

/** What one run came to. Nothing is stored before `commit`, and all of it is, with the follow-up jobs, or none. */
export interface StageResult {
  /** Stable words for the fetch log: `stored`, `unchanged`, `skipped`, ... */
  outcome: string;
  /** For people; always there where something was skipped or failed. */
  reason?: string;
  about?: Pick<LogLine, 'sourceId' | 'entryId' | 'documentId' | 'storyId' | 'briefId'>;
  detail?: unknown;
  commit?(tx: Executor, enqueue: Enqueue): Promise<void>;
}

/** The settings that stages need. Times in milliseconds. */
export interface DeskSettings {
  /** Languages that briefs are written in, BCP 47. */
  languages: readonly string[];
  /** A story must be quiet for this long before its brief is written anew: documents come in bursts. */
  settleMs: number;
  /** A merge pass over the stories that got documents follows so long after the first of them. */
  mergeAfterMs: number;
  /** When a document's original is read again after it came, to see corrections. */
  recheckAfterMs: readonly number[];
  pollLimits: PollLimits;
  copyWordsMax?: number;
  /** Where the site is reached from the internet: hubs call us there. Without it no hub is asked. */
  publicUrl?: string;
  /** Who writes: a language model where one is configured. */
  writer: 'extractive' | 'model';
  /** What is kept: days of the fetch log, captures of an entry beside those that briefs rest on. */
  keep: { logDays: number; captures: number };
}

export interface BriefWriting extends Omit<ComposeRequest, 'onStage'> {
  writer: 'extractive' | 'model' | 'headline';
  /** For the cost ledger. */
  briefId: string;
}

/** The parts that stages work with, put together by `app-desk.ts`. */
export interface StageParts {
  db: Database;
  http: PoliteClient;
  /** Reads what a site says of its rights in files of their own, once a day. */
  siteRights: Pick<SiteRights, 'ensure'>;
  stories: StoryKeeper;
  /** Makes sentence vectors; null: grouping and search go by words alone. */
  embedder: Embedder | null;
  /** Takes down what a publisher says, and has it followed. */
  takeRights(report: RightsReport): Promise<void>;
  extract(page: PageInput): Promise<ExtractOutcome>;
  readEntries(kind: SourceKind, response: SourceResponse): Promise<EntriesOutcome>;
  brief(request: BriefWriting): Promise<Brief>;
  compare(documents: readonly SourceDocument[]): Promise<Comparison>;
  settings: DeskSettings;
  now(): Date;
  random(): number;
  signal: AbortSignal;
}

/** One step from a source to a published brief. The same input and version come to the same, so replaying is safe. */
export interface Stage<S extends StageName> {
  name: S;
  version: string;
  /** Two waiting jobs with one key are one. */
  key(input: StageInputs[S]): string;
  run(input: StageInputs[S], parts: StageParts): Promise<StageResult>;
}
