import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Brief, BriefLabel } from '../domain/brief.ts';
import type { SearchEntryTable, TextVectorTable } from './search-schema.ts';
import type {
  CopyGroupTable,
  DisagreementTable,
  FirstReportTable,
  MembershipTable,
  RelatedDocumentTable,
  StoryEventTable,
  StoryStatusTable,
  StoryTable,
} from './story-schema.ts';

/*
 * The tables as the program sees them (made by src/db/migrations). Both engines give the same types: bigint columns are
 * numbers (checked to be safe), timestamptz ISO 8601 strings in UTC, jsonb parsed, bytea Uint8Array.
 */

/** `bigint generated always as identity`. */
export type Id = ColumnType<number, never, never>;
/** `generated always as (...) stored`. */
export type Made<T> = ColumnType<T, never, never>;
/** Set by the database where it is not given. */
export type TimeDefault = ColumnType<string, string | undefined, string>;
export type Time = string;
/** jsonb: read as a value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;

export type SourceState = 'active' | 'paused' | 'gone';
export type EntryState = 'new' | 'fetched' | 'documented' | 'skipped' | 'failed' | 'gone';
export type DocumentState = 'current' | 'superseded' | 'withdrawn';
export type CorrectionKind = 'correction' | 'update' | 'withdrawal';

export interface SourceTable {
  id: string;
  kind: string;
  url: string;
  title: string;
  home_url: string | null;
  publisher: string | null;
  lang: string | null;
  section: string | null;
  /** ISO 3166-1, two letters; null where nobody said. */
  country: string | null;
  created_at: TimeDefault;
}

export interface SourceStatusTable {
  source_id: string;
  state: Generated<SourceState>;
  reason: string | null;
  url: string;
  schedule: Json<Record<string, unknown>>;
  hub: Json<Record<string, unknown>> | null;
  rule: Json<Record<string, unknown>> | null;
  next_poll_at: TimeDefault;
  last_poll_at: Time | null;
  last_ok_at: Time | null;
}

export interface PollTable {
  id: Id;
  source_id: string;
  at: TimeDefault;
  outcome: string;
  reason: string | null;
  url: string | null;
  status: number | null;
  body_hash: string | null;
  items: Generated<number>;
  stored: Generated<number>;
  known: Generated<number>;
  quarantined: Generated<number>;
  body_bytes: Generated<number>;
  duration_ms: Generated<number>;
}

export interface QuarantineTable {
  id: Id;
  source_id: string;
  poll_id: number;
  reason: string;
  item: Json<unknown>;
}

export interface EntryTable {
  id: Id;
  source_id: string;
  poll_id: number | null;
  url: string;
  guid: string | null;
  title: string | null;
  summary: string | null;
  published_at: Time | null;
  first_seen_at: TimeDefault;
}

export interface EntryKeyTable {
  source_id: string;
  kind: 'guid' | 'url' | 'content';
  value: string;
  entry_id: number;
}

export interface EntryStatusTable {
  entry_id: number;
  state: Generated<EntryState>;
  reason: string | null;
  url: string | null;
  title: string | null;
  published_at: Time | null;
  content_hash: string | null;
  last_seen_at: TimeDefault;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  fetched_at: Time | null;
  next_fetch_at: Time | null;
  failures: Generated<number>;
  /** Reports of what the page said of its rights when it was last read; null where that was not noted yet. */
  rights: Json<unknown[]> | null;
}

export interface CaptureTable {
  id: Id;
  entry_id: number;
  url: string;
  final_url: string;
  fetched_at: TimeDefault;
  status: number;
  headers: Json<Record<string, string>>;
  content_type: string;
  body_hash: string;
  body_bytes: number;
  body: Uint8Array;
}

export interface DocumentTable {
  id: Id;
  entry_id: number;
  source_id: string;
  capture_id: number;
  stage_version: string;
  version: number;
  supersedes: number | null;
  hash: string;
  title: string;
  text: string;
  lang: string;
  byline: Json<string[]>;
  publisher: string | null;
  url: string;
  section: string | null;
  published_at: Time | null;
  modified_at: Time | null;
  created_at: TimeDefault;
  data: Json<Record<string, unknown>>;
}

export interface DocumentStatusTable {
  document_id: number;
  state: Generated<DocumentState>;
  reason: string | null;
  changed_at: TimeDefault;
}

export interface BriefTable {
  id: string;
  story_id: string;
  lang: string;
  created_at: TimeDefault;
}

export interface RevisionTable {
  seq: Id;
  brief_id: string;
  revision: number;
  input_hash: string;
  content_hash: string;
  brief: Json<unknown>;
  documents: Json<number[]>;
  stage_version: string;
  created_at: TimeDefault;
  /** Copies out of `brief`, made by the database. */
  label: Made<BriefLabel | null>;
  kicker: Made<string | null>;
  verification: Made<Brief['verification'] | null>;
}

export interface PublicationTable {
  brief_id: string;
  revision: number | null;
  state: 'published' | 'withdrawn';
  reason: string | null;
  section: string | null;
  headline: string;
  standfirst: string | null;
  first_published_at: TimeDefault;
  published_at: TimeDefault;
  seq: Id;
  /** The brief's, out of its id. */
  lang: Made<string>;
}

export interface CorrectionTable {
  id: Id;
  brief_id: string;
  revision: number;
  kind: CorrectionKind;
  at: TimeDefault;
  data: Json<unknown>;
}

export interface RelatedTable {
  brief_id: string;
  position: number;
  other_id: string;
  score: number;
  why: Json<unknown[]>;
}

export interface RightsTable {
  host: string;
  ledger: Json<unknown>;
  updated_at: TimeDefault;
}

export interface RobotsTable {
  origin: string;
  record: Json<unknown>;
  fetched_at: TimeDefault;
}

export interface LogTable {
  seq: Id;
  at: TimeDefault;
  stage: string;
  outcome: string;
  reason: string | null;
  source_id: string | null;
  entry_id: number | null;
  document_id: number | null;
  story_id: string | null;
  brief_id: string | null;
  duration_ms: number | null;
  detail: Json<unknown> | null;
}

export interface GenerationTable {
  id: Id;
  key: string;
  at: TimeDefault;
  brief_id: string | null;
  provider: string;
  model: string;
  tokens_in: Generated<number>;
  tokens_out: Generated<number>;
  cost_usd: Generated<number>;
  outcome: string;
  data: Json<unknown> | null;
}

export interface DeskValueTable {
  key: string;
  value: Json<unknown>;
}

export interface SlotGateTable {
  key: string;
  last_at: Time | null;
  quiet_until: Time | null;
}

export interface SlotTable {
  id: Id;
  key: string;
  until: Time;
}

export interface SubscriptionTable {
  source_id: string;
  hub: string | null;
  topic: string;
  token: string;
  secret: string;
  state: Generated<'pending' | 'active' | 'refused'>;
  reason: string | null;
  lease_until: Time | null;
  next_at: TimeDefault;
  failures: Generated<number>;
  pushes: Generated<number>;
  last_push_at: Time | null;
}

export interface SiteTable {
  origin: string;
  read_at: Time | null;
  next_at: TimeDefault;
  reason: string | null;
}

export interface DeskSchema {
  source: SourceTable;
  source_status: SourceStatusTable;
  poll: PollTable;
  quarantine: QuarantineTable;
  entry: EntryTable;
  entry_key: EntryKeyTable;
  entry_status: EntryStatusTable;
  capture: CaptureTable;
  document: DocumentTable;
  document_status: DocumentStatusTable;
  story: StoryTable;
  story_status: StoryStatusTable;
  membership: MembershipTable;
  story_event: StoryEventTable;
  disagreement: DisagreementTable;
  first_report: FirstReportTable;
  copy_group: CopyGroupTable;
  brief: BriefTable;
  revision: RevisionTable;
  publication: PublicationTable;
  correction: CorrectionTable;
  related: RelatedTable;
  related_document: RelatedDocumentTable;
  search_entry: SearchEntryTable;
  rights: RightsTable;
  robots: RobotsTable;
  log: LogTable;
  generation: GenerationTable;
  desk_value: DeskValueTable;
  slot_gate: SlotGateTable;
  slot: SlotTable;
  subscription: SubscriptionTable;
  site: SiteTable;
  text_vector: TextVectorTable;
}

export type Row<T extends keyof DeskSchema> = Selectable<DeskSchema[T]>;
