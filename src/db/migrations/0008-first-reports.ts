import type { Migration } from './migrations.ts';

/** Which document of a story was the first to say what. */
export const firstReports: Migration = {
  name: '0008-first-reports',
  statements: [
    `create table first_report (
      story_id text not null references story on delete cascade,
      position integer not null,
      -- The document, and the sentences with something new in them.
      data jsonb not null,
      primary key (story_id, position)
    )`,
  ],
};
