import type { ColumnType, Generated } from 'kysely';
import type { Id, Made, Time } from './schema.ts';

/* The tables that search reads, as the program sees them (see schema.ts). */

export interface SearchEntryTable {
  kind: 'brief' | 'document';
  ref: string;
  lang: string;
  source_id: string | null;
  at: Time;
  /** Written with `array_to_tsvector` and `setweight`, never read back. */
  tokens: ColumnType<string, unknown, unknown>;
  /** Names in it as written, and at the same places folded. */
  names: Generated<string[]>;
  name_keys: Generated<string[]>;
}

export interface TextVectorTable {
  id: Id;
  document_id: number | null;
  brief_id: string | null;
  /** As a search entry is called. */
  kind: Made<'brief' | 'document'>;
  ref: Made<string>;
  at: Time;
  state: Generated<'first' | 'later' | 'made'>;
  tries: Generated<number>;
  model: Generated<string>;
  scale: number | null;
  codes: Uint8Array | null;
  /** `bit varying`, as zeros and ones. */
  signs: string | null;
}
