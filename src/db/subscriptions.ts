import { sql } from 'kysely';
import type { Executor } from './executor.ts';
import type { Row } from './schema.ts';

export type SubscriptionRow = Row<'subscription'>;

export async function subscriptionOf(db: Executor, sourceId: string): Promise<SubscriptionRow | undefined> {
  return db.selectFrom('subscription').selectAll().where('source_id', '=', sourceId).executeTakeFirst();
}

/** As `subscriptionOf`, held until the transaction ends: a delivery comes either before or after. */
export async function lockSubscription(tx: Executor, sourceId: string): Promise<SubscriptionRow | undefined> {
  return tx
    .selectFrom('subscription')
    .selectAll()
    .where('source_id', '=', sourceId)
    .forUpdate()
    .executeTakeFirst();
}

/** The subscription behind a callback, where its source is followed. */
export async function subscriptionByToken(db: Executor, token: string): Promise<SubscriptionRow | undefined> {
  return db
    .selectFrom('subscription')
    .innerJoin('source_status as status', 'status.source_id', 'subscription.source_id')
    .selectAll('subscription')
    .where('token', '=', token)
    .where('status.state', '=', 'active')
    .executeTakeFirst();
}

/**
 * Followed feeds that name a hub and have no subscription, or whose subscription is to be seen to, longest waiting
 * first.
 */
export async function dueSubscriptions(db: Executor, now: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('source_status as status')
    .innerJoin('source', 'source.id', 'status.source_id')
    .leftJoin('subscription', 'subscription.source_id', 'status.source_id')
    .select('status.source_id')
    .where('status.state', '=', 'active')
    .where('source.kind', '=', 'feed')
    .where('status.hub', 'is not', null)
    .where((row) => row.or([row('subscription.next_at', 'is', null), row('subscription.next_at', '<=', now)]))
    .orderBy('subscription.next_at')
    .limit(limit)
    .execute();
  return rows.map(({ source_id }) => source_id);
}

export interface AskedSubscription {
  sourceId: string;
  hub: string | null;
  topic: string;
  /** Kept from the first time on: a renewal has the same callback. */
  token: string;
  secret: string;
  /** When it is asked again if the hub does not confirm. ISO 8601. */
  nextAt: string;
  reason: string | null;
}

/**
 * Takes down what is about to be asked of a hub; until the hub confirms it, it counts as failed. Gives the row, whose
 * token and secret are those of the first time. A topic that changed ends the lease.
 */
export async function saveAsked(db: Executor, asked: AskedSubscription): Promise<SubscriptionRow> {
  const { hub, topic, nextAt, reason } = asked;
  return db
    .insertInto('subscription')
    .values({
      ...{ source_id: asked.sourceId, hub, topic, token: asked.token, secret: asked.secret },
      ...{ next_at: nextAt, failures: 1, reason },
    })
    .onConflict((conflict) =>
      conflict.column('source_id').doUpdateSet({
        ...{ hub, topic, next_at: nextAt, reason },
        failures: sql<number>`subscription.failures + 1`,
        lease_until: sql<
          string | null
        >`case when subscription.topic = excluded.topic then subscription.lease_until end`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Why a request was not confirmed, and when it is made again; nothing where the hub confirmed it meanwhile. */
export async function saveUnconfirmed(
  db: Executor,
  sourceId: string,
  change: { reason: string; nextAt?: string; state?: 'refused' },
): Promise<void> {
  await db
    .updateTable('subscription')
    .set({
      reason: change.reason,
      ...(change.nextAt !== undefined && { next_at: change.nextAt }),
      ...(change.state !== undefined && { state: change.state }),
    })
    .where('source_id', '=', sourceId)
    .where('failures', '>', 0)
    .execute();
}

/** The hub confirmed it. Times ISO 8601. */
export async function saveConfirmed(
  db: Executor,
  token: string,
  { leaseUntil, renewAt }: { leaseUntil: string; renewAt: string },
): Promise<void> {
  await db
    .updateTable('subscription')
    .set({ state: 'active', reason: null, failures: 0, lease_until: leaseUntil, next_at: renewAt })
    .where('token', '=', token)
    .execute();
}

/** The hub refused it, or ended it. */
export async function saveDenied(
  db: Executor,
  token: string,
  { reason, nextAt }: { reason: string; nextAt: string },
): Promise<void> {
  await db
    .updateTable('subscription')
    .set({ state: 'refused', reason, lease_until: null, next_at: nextAt })
    .where('token', '=', token)
    .execute();
}

/** Notes a delivery. Gives when the one before it came, undefined where the subscription is gone. Locks the row. */
export async function savePush(
  tx: Executor,
  sourceId: string,
  at: string,
): Promise<{ before: string | null } | undefined> {
  const row = await lockSubscription(tx, sourceId);
  if (!row) return undefined;
  await tx
    .updateTable('subscription')
    .set({ last_push_at: at, pushes: row.pushes + 1 })
    .where('source_id', '=', sourceId)
    .execute();
  return { before: row.last_push_at };
}

/** A subscription at a hub that the feed no longer names is seen to at the next round. */
export async function reviewSubscription(
  db: Executor,
  sourceId: string,
  { now, hubs }: { now: string; hubs: readonly string[] },
): Promise<void> {
  let rows = db
    .updateTable('subscription')
    .set({ next_at: now })
    .where('source_id', '=', sourceId)
    .where('hub', 'is not', null);
  if (hubs.length > 0) rows = rows.where('hub', 'not in', [...hubs]);
  await rows.execute();
}
