/*
 * The desk's tables. Content is immutable and mutable status lies in a table beside it (`entry` / `entry_status`), so
 * that a status outlives its content and no rewrite can lose a text. Rows are ordered by identity columns, never by
 * clock (I10). SQL in the PostgreSQL 15 subset. Append-only: a landed migration is never edited.
 */
export const desk: { name: string; statements: readonly string[] } = {
  name: '0001-desk',
  statements: [
    // --- sources: what the desk polls -------------------------------------------------------------------------------
    `create table source (
      id text primary key,
      kind text not null,
      url text not null unique,
      title text not null,
      home_url text,
      publisher text,
      lang text,
      section text,
      created_at timestamptz not null default now()
    )`,
    `create table source_status (
      source_id text primary key references source on delete cascade,
      state text not null default 'active' check (state in ('active', 'paused', 'gone')),
      reason text,
      -- Where the source answers now, after permanent redirects.
      url text not null,
      -- The polling state machine's own record (src/pipeline/fetch/schedule.ts): validators, interval, failures.
      schedule jsonb not null default '{}',
      hub jsonb,
      -- For a page with links: the rule that the last reading found.
      rule jsonb,
      next_poll_at timestamptz not null default now(),
      last_poll_at timestamptz,
      last_ok_at timestamptz
    )`,
    "create index source_status_due on source_status (next_poll_at) where state = 'active'",
    `create table poll (
      id bigint generated always as identity primary key,
      source_id text not null references source on delete cascade,
      at timestamptz not null default now(),
      outcome text not null,
      reason text,
      url text,
      status integer,
      body_hash text,
      -- I1: items = stored + known + quarantined.
      items integer not null default 0,
      stored integer not null default 0,
      known integer not null default 0,
      quarantined integer not null default 0,
      body_bytes integer not null default 0,
      duration_ms integer not null default 0,
      check (items = stored + known + quarantined)
    )`,
    'create index poll_source on poll (source_id, id desc)',
    `create table quarantine (
      id bigint generated always as identity primary key,
      source_id text not null references source on delete cascade,
      poll_id bigint not null references poll on delete cascade,
      reason text not null,
      item jsonb not null
    )`,

    // --- entries: one item of a feed, with the ledger of its identity -------------------------------------------------
    `create table entry (
      id bigint generated always as identity primary key,
      source_id text not null references source on delete cascade,
      poll_id bigint references poll on delete set null,
      url text not null,
      guid text,
      title text,
      summary text,
      published_at timestamptz,
      first_seen_at timestamptz not null default now()
    )`,
    'create index entry_source on entry (source_id, id desc)',
    `create table entry_key (
      source_id text not null references source on delete cascade,
      kind text not null check (kind in ('guid', 'url', 'content')),
      value text not null,
      entry_id bigint not null references entry on delete cascade,
      primary key (source_id, kind, value)
    )`,
    'create index entry_key_entry on entry_key (entry_id)',
    `create table entry_status (
      entry_id bigint primary key references entry on delete cascade,
      state text not null default 'new'
        check (state in ('new', 'fetched', 'documented', 'skipped', 'failed', 'gone')),
      reason text,
      -- As the feed has it now; the entry keeps how it first came. No address: it is where it was.
      url text,
      title text,
      published_at timestamptz,
      content_hash text,
      last_seen_at timestamptz not null default now(),
      -- Validators and hash of the last capture of the page.
      etag text,
      last_modified text,
      body_hash text,
      fetched_at timestamptz,
      next_fetch_at timestamptz,
      -- Fetches in a row that failed.
      failures integer not null default 0
    )`,
    'create index entry_status_due on entry_status (next_fetch_at) where next_fetch_at is not null',

    // --- captures and documents: what was read ------------------------------------------------------------------------
    `create table capture (
      id bigint generated always as identity primary key,
      entry_id bigint not null references entry on delete cascade,
      url text not null,
      final_url text not null,
      fetched_at timestamptz not null default now(),
      status integer not null,
      headers jsonb not null default '{}',
      content_type text not null default '',
      body_hash text not null,
      body_bytes integer not null,
      -- Compressed (src/kit/compress.ts).
      body bytea not null
    )`,
    'create index capture_entry on capture (entry_id, id desc)',
    `create table document (
      id bigint generated always as identity primary key,
      entry_id bigint not null references entry on delete cascade,
      source_id text not null references source on delete cascade,
      capture_id bigint not null references capture on delete cascade,
      stage_version text not null,
      -- 1 for the first text of an entry; a changed original makes the next.
      version integer not null,
      supersedes bigint references document,
      hash text not null,
      title text not null,
      text text not null,
      lang text not null,
      byline jsonb not null default '[]',
      publisher text,
      url text not null,
      section text,
      published_at timestamptz,
      modified_at timestamptz,
      -- When the desk first had this text; the order of things where publishers give no time.
      created_at timestamptz not null default now(),
      -- Blocks, removed text, image, confidence.
      data jsonb not null default '{}',
      unique (capture_id, stage_version),
      unique (entry_id, version)
    )`,
    'create index document_entry on document (entry_id, version desc)',
    'create index document_source on document (source_id, id desc)',
    'create index document_created on document (created_at)',
    `create table document_status (
      document_id bigint primary key references document on delete cascade,
      state text not null default 'current' check (state in ('current', 'superseded', 'withdrawn')),
      reason text,
      changed_at timestamptz not null default now()
    )`,

    // --- stories ------------------------------------------------------------------------------------------------------
    `create table story (
      id text primary key,
      seq bigint generated always as identity,
      created_at timestamptz not null default now()
    )`,
    `create table story_status (
      story_id text primary key references story on delete cascade,
      -- Set where the story lives on under another id.
      merged_into text references story,
      documents integer not null default 0,
      voices integer not null default 0,
      sources integer not null default 0,
      languages jsonb not null default '[]',
      section text,
      first_at timestamptz,
      last_at timestamptz,
      updated_at timestamptz not null default now()
    )`,
    'create index story_status_last on story_status (last_at desc) where merged_into is null',
    `create table membership (
      document_id bigint primary key references document on delete cascade,
      -- Rises with every change: what another process's clustering catches up by.
      seq bigint generated always as identity,
      story_id text not null references story on delete cascade,
      copy_of bigint references document on delete set null,
      score real not null,
      why jsonb not null default '[]',
      -- What the clustering compares, so that a restart need not read the texts again.
      features jsonb,
      joined_at timestamptz not null default now()
    )`,
    'create index membership_story on membership (story_id, document_id)',
    'create unique index membership_seq on membership (seq)',
    `create table story_event (
      seq bigint generated always as identity primary key,
      at timestamptz not null default now(),
      kind text not null check (kind in ('new', 'join', 'merge', 'split', 'undo')),
      story_id text not null references story on delete cascade,
      other_id text,
      document_id bigint,
      evidence jsonb not null default '[]',
      by text not null default 'desk'
    )`,
    'create index story_event_story on story_event (story_id, seq)',
    `create table disagreement (
      story_id text not null references story on delete cascade,
      position integer not null,
      data jsonb not null,
      primary key (story_id, position)
    )`,

    // --- briefs -------------------------------------------------------------------------------------------------------
    `create table brief (
      id text primary key,
      story_id text not null references story on delete cascade,
      lang text not null,
      created_at timestamptz not null default now(),
      unique (story_id, lang)
    )`,
    `create table revision (
      seq bigint generated always as identity unique,
      brief_id text not null references brief on delete cascade,
      revision integer not null,
      -- Of the originals, the language and the writer: the same input makes no second revision.
      input_hash text not null,
      -- Of what a reader sees: what a review is bound to.
      content_hash text not null,
      -- The public JSON (schema/brief.schema.json).
      brief jsonb not null,
      -- D1, D2 ... of the brief, as document ids.
      documents jsonb not null,
      stage_version text not null,
      created_at timestamptz not null default now(),
      primary key (brief_id, revision)
    )`,
    `create table publication (
      brief_id text primary key references brief on delete cascade,
      revision integer,
      state text not null check (state in ('published', 'withdrawn')),
      reason text,
      section text,
      headline text not null,
      standfirst text,
      first_published_at timestamptz not null default now(),
      published_at timestamptz not null default now(),
      -- Rises with every change of anything a reader can see: the cache key of the page.
      seq bigint generated always as identity,
      foreign key (brief_id, revision) references revision (brief_id, revision)
    )`,
    "create index publication_front on publication (published_at desc) where state = 'published'",
    `create table correction (
      id bigint generated always as identity primary key,
      brief_id text not null references brief on delete cascade,
      -- The revision in which it was put right.
      revision integer not null,
      kind text not null check (kind in ('correction', 'update', 'withdrawal')),
      at timestamptz not null default now(),
      -- {text, before?, after?, claim?, publisher?, url?} in the brief's language.
      data jsonb not null
    )`,
    'create index correction_brief on correction (brief_id, id desc)',
    `create table related (
      brief_id text not null references brief on delete cascade,
      position integer not null,
      other_id text not null references brief on delete cascade,
      score real not null,
      why jsonb not null default '[]',
      primary key (brief_id, position)
    )`,
    'create index related_other on related (other_id)',

    // --- search: tokens are made in the program (Korean as bigrams) ------------------------------------------------------
    `create table search_entry (
      kind text not null check (kind in ('brief', 'document')),
      ref text not null,
      lang text not null,
      source_id text,
      at timestamptz not null,
      tokens tsvector not null,
      primary key (kind, ref)
    )`,
    'create index search_entry_tokens on search_entry using gin (tokens)',
    'create index search_entry_at on search_entry (at desc)',

    // --- what hosts say and what was done -------------------------------------------------------------------------------
    `create table rights (
      host text primary key,
      ledger jsonb not null,
      updated_at timestamptz not null default now()
    )`,
    `create table robots (
      origin text primary key,
      record jsonb not null,
      fetched_at timestamptz not null default now()
    )`,
    `create table log (
      seq bigint generated always as identity primary key,
      at timestamptz not null default now(),
      stage text not null,
      outcome text not null,
      reason text,
      source_id text,
      entry_id bigint,
      document_id bigint,
      story_id text,
      brief_id text,
      duration_ms integer,
      detail jsonb
    )`,
    'create index log_source on log (source_id, seq desc)',
    'create index log_entry on log (entry_id, seq desc) where entry_id is not null',
    'create index log_at on log (at)',
    `create table generation (
      id bigint generated always as identity primary key,
      -- Idempotency key of the call: a call is billed once (I7, I9).
      key text not null unique,
      at timestamptz not null default now(),
      brief_id text,
      provider text not null,
      model text not null,
      tokens_in integer not null default 0,
      tokens_out integer not null default 0,
      cost_usd double precision not null default 0,
      outcome text not null,
      data jsonb
    )`,
    `create table desk_value (
      key text primary key,
      value jsonb not null
    )`,
  ],
};
