import type { Generated } from 'kysely';
import type { Id, Json, Time, TimeDefault } from './schema.ts';

/* The tables about stories, and documents beside a brief: see schema.ts. */

export interface StoryTable {
  id: string;
  seq: Id;
  created_at: TimeDefault;
}

export interface StoryStatusTable {
  story_id: string;
  merged_into: string | null;
  documents: Generated<number>;
  voices: Generated<number>;
  sources: Generated<number>;
  languages: Json<string[]>;
  section: string | null;
  first_at: Time | null;
  last_at: Time | null;
  updated_at: TimeDefault;
}

export interface MembershipTable {
  document_id: number;
  seq: Id;
  story_id: string;
  copy_of: number | null;
  score: number;
  why: Json<unknown[]>;
  features: Json<unknown> | null;
  joined_at: TimeDefault;
}

export interface StoryEventTable {
  seq: Id;
  at: TimeDefault;
  kind: 'new' | 'join' | 'merge' | 'split' | 'move' | 'undo';
  story_id: string;
  other_id: string | null;
  document_id: number | null;
  evidence: Json<unknown[]>;
  by: Generated<string>;
  /** Why an editor did it. */
  reason: string | null;
  /** What an undoing needs (`StoryChange`). */
  change: Json<unknown> | null;
  undoes: number | null;
}

export interface DisagreementTable {
  story_id: string;
  position: number;
  data: Json<unknown>;
}

/** What one document of a story was the first to say. */
export interface FirstReportTable {
  story_id: string;
  position: number;
  data: Json<unknown>;
}

/** Documents of a story that are one text, and whose text it is. */
export interface CopyGroupTable {
  story_id: string;
  position: number;
  data: Json<unknown>;
}

/** A document that a reader of the brief may want next. */
export interface RelatedDocumentTable {
  brief_id: string;
  position: number;
  document_id: number;
  score: number;
  why: Json<unknown[]>;
  blurb: string | null;
}
