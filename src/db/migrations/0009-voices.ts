import type { Migration } from './migrations.ts';

/** Where voices are, whose text a group of copies is, and documents that stand beside a brief. */
export const voices: Migration = {
  name: '0009-voices',
  statements: [
    // ISO 3166-1, two letters, as an editor said it.
    'alter table source add column country text',
    `create table copy_group (
      story_id text not null references story on delete cascade,
      position integer not null,
      -- Its documents, the first of them, whose text it is and by what that is known.
      data jsonb not null,
      primary key (story_id, position)
    )`,
    `create table related_document (
      brief_id text not null references brief on delete cascade,
      position integer not null,
      document_id bigint not null references document on delete cascade,
      score double precision not null,
      why jsonb not null,
      -- One line of it in its own language, within what its publisher allows.
      blurb text,
      primary key (brief_id, position)
    )`,
    'create index related_document_document on related_document (document_id)',
  ],
};
