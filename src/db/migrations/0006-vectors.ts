import type { Migration } from './migrations.ts';

/**
 * Sentence vectors of what can be found, and names to narrow a search by. A vector's row is there before the vector: what
 * is still to be made is a question to the table, not to the queue.
 */
export const vectors: Migration = {
  name: '0006-vectors',
  statements: [
    `create table text_vector (
      -- Given anew whenever the vector or its text changes: what an index in memory catches up by.
      id bigint generated always as identity primary key,
      document_id bigint unique references document on delete cascade,
      brief_id text unique references brief on delete cascade,
      -- As a search entry is called.
      kind text generated always as (case when document_id is null then 'brief' else 'document' end) stored,
      ref text generated always as (coalesce(document_id::text, brief_id)) stored,
      -- The newest are made first.
      at timestamptz not null,
      -- 'first': its document waits to be grouped.
      state text not null default 'later' check (state in ('first', 'later', 'made')),
      -- Attempts in a row that failed: a text that no model takes holds up no other.
      tries smallint not null default 0,
      model text not null default '',
      -- A number of the vector is its code, -127 to 127, times the scale.
      scale real,
      codes bytea,
      -- The signs, a bit each: near vectors are found by them.
      signs bit varying,
      check (num_nonnulls(document_id, brief_id) = 1),
      check (num_nulls(scale, codes, signs) in (0, 3) and (state <> 'made' or codes is not null))
    )`,
    "create index text_vector_to_make on text_vector (state, tries, at desc) where state <> 'made'",
    'create index text_vector_model on text_vector (model, at desc)',
    `insert into text_vector (document_id, at)
      select d.id, coalesce(d.published_at, d.created_at) from document d
      join document_status s on s.document_id = d.id where s.state = 'current'`,
    "insert into text_vector (brief_id, at) select brief_id, published_at from publication where state = 'published'",
    // Names in the text: as written, and folded to compare.
    "alter table search_entry add column names text[] not null default '{}'",
    "alter table search_entry add column name_keys text[] not null default '{}'",
    'create index search_entry_names on search_entry using gin (name_keys)',
    // The newest of one source or language without a walk over all others.
    'drop index search_entry_source',
    'create index search_entry_source on search_entry (source_id, at desc)',
    "create index search_entry_lang on search_entry ((split_part(lang, '-', 1)), at desc)",
  ],
};
