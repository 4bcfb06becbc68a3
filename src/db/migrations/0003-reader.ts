/*
 * What the reader site asks for at every page, kept beside the content so that a list of briefs never opens their JSON
 * and a front page is a walk along an index.
 */
export const reader: { name: string; statements: readonly string[] } = {
  name: '0003-reader',
  statements: [
    "alter table revision add column label jsonb generated always as (brief -> 'label') stored",
    "alter table revision add column kicker text generated always as (brief ->> 'kicker') stored",
    "alter table revision add column verification jsonb generated always as (brief -> 'verification') stored",
    // A brief's id is STORY-LANG.
    "alter table publication add column lang text generated always as (split_part(brief_id, '-', 2)) stored",
    `create index publication_lang on publication (lang, published_at desc, brief_id desc) where state = 'published'`,
    `create index publication_section on publication (lang, section, published_at desc, brief_id desc)
      where state = 'published'`,
    `create index publication_first on publication (lang, first_published_at desc) where state = 'published'`,
    'create index publication_seq on publication (seq desc)',
    'create index document_status_changed on document_status (changed_at desc)',
    'create index brief_story on brief (story_id)',
    'create index search_entry_source on search_entry (source_id)',
  ],
};
