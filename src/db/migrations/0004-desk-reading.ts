/*
 * What the desk asks for beside what the stages and the reader do: stories in the order they began, what happened to a
 * document, a story or a brief, and what was set aside.
 */
export const deskReading: { name: string; statements: readonly string[] } = {
  name: '0004-desk-reading',
  statements: [
    'create index story_seq on story (seq desc)',
    'create index quarantine_source on quarantine (source_id, id desc)',
    'create index story_event_other on story_event (other_id, seq) where other_id is not null',
    'create index log_document on log (document_id, seq desc) where document_id is not null',
    'create index log_story on log (story_id, seq desc) where story_id is not null',
    'create index log_brief on log (brief_id, seq desc) where brief_id is not null',
    `create index log_trouble on log (seq desc)
      where outcome in ('failed', 'dead', 'error', 'refused', 'broken', 'unreadable')`,
    'create index entry_first_seen on entry (first_seen_at)',
    'create index story_created on story (created_at)',
    'create index revision_created on revision (created_at)',
    'create index publication_at on publication (published_at)',
  ],
};
