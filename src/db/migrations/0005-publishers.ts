import type { Migration } from './migrations.ts';

/** What publishers say beside their feeds: hubs that call us, and rights of sites and pages. */
export const publishers: Migration = {
  name: '0005-publishers',
  statements: [
    `create table subscription (
      source_id text primary key references source on delete cascade,
      -- Null where no hub that the feed names can be used.
      hub text,
      topic text not null,
      -- Last part of the callback's address: nobody can guess it.
      token text not null unique,
      -- Deliveries are signed with it.
      secret text not null,
      state text not null default 'pending' check (state in ('pending', 'active', 'refused')),
      reason text,
      lease_until timestamptz,
      -- When the desk sees to it again: renewal, another try.
      next_at timestamptz not null default now(),
      -- Requests in a row that the hub has not confirmed.
      failures integer not null default 0,
      pushes integer not null default 0,
      last_push_at timestamptz
    )`,
    'create index subscription_next on subscription (next_at)',
    `create table site (
      origin text primary key,
      -- When its files of rights were read last, whatever came of it.
      read_at timestamptz,
      next_at timestamptz not null default now(),
      reason text
    )`,
    'create index site_next on site (next_at)',
    // What a page said of its rights when it was last read: the ledger of the host remembers only some pages.
    'alter table entry_status add column rights jsonb',
    // As hostOf in src/db/documents.ts writes it.
    `create index document_host on document (substring(url from '^https?://(\\[[^\\]]*\\]|[^/:?#]*)'))`,
  ],
};
