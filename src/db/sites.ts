import type { Executor } from './executor.ts';

/** Notes an origin that documents come from, where it was not known. `nextAt`: when its files are read, ISO 8601. */
export async function meetSite(tx: Executor, origin: string, nextAt: string): Promise<void> {
  await tx
    .insertInto('site')
    .values({ origin, next_at: nextAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Origins whose files of rights are to be read again, longest waiting first. */
export async function dueSites(db: Executor, now: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('site')
    .select('origin')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .execute();
  return rows.map(({ origin }) => origin);
}

export async function setSiteNext(db: Executor, origin: string, nextAt: string): Promise<void> {
  await db.updateTable('site').set({ next_at: nextAt }).where('origin', '=', origin).execute();
}

/** Reading was tried: what came of it, and when it is done again. Times ISO 8601. */
export async function saveSiteRead(
  db: Executor,
  origin: string,
  read: { at: string; nextAt: string; reason: string | null },
): Promise<void> {
  await db
    .updateTable('site')
    .set({ read_at: read.at, next_at: read.nextAt, reason: read.reason })
    .where('origin', '=', origin)
    .execute();
}
