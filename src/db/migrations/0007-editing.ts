import type { Migration } from './migrations.ts';

/** Changes of stories as editors see and undo them. */
export const editing: Migration = {
  name: '0007-editing',
  statements: [
    // Why an editor did it, in the editor's words.
    'alter table story_event add column reason text',
    // What was moved where (StoryChange in src/domain/story.ts): what an undoing needs.
    'alter table story_event add column change jsonb',
    // The event that this one takes back; each once.
    'alter table story_event add column undoes bigint',
    'create unique index story_event_undoes on story_event (undoes) where undoes is not null',
    'alter table story_event drop constraint story_event_kind_check',
    `alter table story_event add constraint story_event_kind_check
      check (kind in ('new', 'join', 'merge', 'split', 'move', 'undo'))`,
    // Documents of merged stories lie where those went.
    `with recursive way as (
        select story_id as start, merged_into as at from story_status where merged_into is not null
        union all
        select way.start, next.merged_into from way
        join story_status next on next.story_id = way.at where next.merged_into is not null)
      update membership set story_id = way.at
      from way join story_status final on final.story_id = way.at and final.merged_into is null
      where membership.story_id = way.start`,
  ],
};
