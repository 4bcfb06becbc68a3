import type { Migration } from './migrations.ts';

/** Strict limits per key (a host, a model provider) across all processes: src/queue/slots.ts. */
export const slots: Migration = {
  name: '0002-slots',
  statements: [
    `create table slot_gate (
      key text primary key,
      -- When a slot of the key was last claimed.
      last_at timestamptz,
      -- The key asked to be left alone until then.
      quiet_until timestamptz
    )`,
    `create table slot (
      id bigint generated always as identity primary key,
      key text not null references slot_gate on delete cascade,
      -- A holder that died lets go of it then.
      until timestamptz not null
    )`,
    'create index slot_key on slot (key)',
  ],
};
