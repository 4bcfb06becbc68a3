import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { invariant } from '../domain/errors.ts';
import type { Tx } from './types.ts';

export interface SlotLimits {
  /** Most slots of the key at a time, over all processes. */
  max: number;
  /** Least time since the last slot of the key was claimed. */
  minGapMs: number;
  /** After this long a slot is free again by itself, because its holder has died. */
  leaseMs: number;
  /** The claim starts no gap for the next one. */
  uncounted?: boolean;
}

export interface Slot {
  id: number;
  key: string;
}

export type SlotClaim =
  | { kind: 'claimed'; slot: Slot }
  /** Ask again after `waitMs`. `quiet`: the key is to be left alone; `gap`: too soon; `full`: all slots are taken. */
  | { kind: 'wait'; waitMs: number; why: 'quiet' | 'gap' | 'full' };

/** Where all slots are taken, nobody is told when one becomes free. */
const lookAgainMs = 100;

/**
 * Claims a slot of a key, such as a host or a model provider: at most `max` at a time and none sooner than `minGapMs`
 * after the last, strictly, however many processes ask. Times are the database's: clocks of workers may differ.
 */
export async function claimSlot(db: Database, key: string, limits: SlotLimits): Promise<SlotClaim> {
  return db.transaction(async (tx) => {
    await lockGate(tx, key);
    const found = await readGate(tx, key, limits.minGapMs);
    if (found.quietMs > 0) return { kind: 'wait', waitMs: found.quietMs, why: 'quiet' };
    if (found.gapMs > 0) return { kind: 'wait', waitMs: found.gapMs, why: 'gap' };
    if (found.taken >= limits.max) return { kind: 'wait', waitMs: lookAgainMs, why: 'full' };
    return { kind: 'claimed', slot: { key, id: await addSlot(tx, key, limits) } };
  });
}

/** Lets go of a slot. One whose lease is over is gone already. */
export async function releaseSlot(db: Database, slot: Slot): Promise<void> {
  await db.kysely.deleteFrom('slot').where('id', '=', slot.id).execute();
}

/** The key asked to be left alone for so long (Retry-After). A shorter time than it asked for before changes nothing. */
export async function quietSlots(db: Database, key: string, forMs: number): Promise<void> {
  await sql`insert into slot_gate (key, quiet_until)
    values (${key}, clock_timestamp() + ${forMs} * interval '1 millisecond')
    on conflict (key) do update set quiet_until = greatest(slot_gate.quiet_until, excluded.quiet_until)`.execute(
    db.kysely,
  );
}

/** Whoever has the key's row alone counts and claims: the next one sees what this one did. */
async function lockGate(tx: Tx, key: string): Promise<void> {
  const lock = () => sql`select 1 from slot_gate where key = ${key} for update`.execute(tx);
  if ((await lock()).rows.length === 1) return;
  await sql`insert into slot_gate (key) values (${key}) on conflict do nothing`.execute(tx);
  invariant((await lock()).rows.length === 1, 'the key has its row');
}

interface Gate {
  quietMs: number;
  gapMs: number;
  taken: number;
}

/** A statement after the lock, so that it sees what was committed while we waited for it. */
async function readGate(tx: Tx, key: string, minGapMs: number): Promise<Gate> {
  const { rows } = await sql<Gate>`
    select coalesce(ceil(extract(epoch from quiet_until - at) * 1000), 0)::float8 as "quietMs",
      coalesce(${minGapMs} - floor(extract(epoch from at - last_at) * 1000), 0)::float8 as "gapMs",
      (select count(*) from slot where key = ${key} and until > at) as taken
    from slot_gate, (select clock_timestamp() as at) as clock where key = ${key}`.execute(tx);
  const [gate] = rows;
  invariant(gate, 'the locked row is there');
  return gate;
}

async function addSlot(tx: Tx, key: string, { leaseMs, uncounted = false }: SlotLimits): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with over as (delete from slot where key = ${key} and until <= clock_timestamp()),
      noted as (update slot_gate set last_at = clock_timestamp() where key = ${key} and not ${uncounted}::boolean)
    insert into slot (key, until) values (${key}, clock_timestamp() + ${leaseMs} * interval '1 millisecond')
    returning id`.execute(tx);
  const [slot] = rows;
  invariant(slot, 'the slot was added');
  return slot.id;
}
