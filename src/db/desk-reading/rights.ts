import type { RightsLedger } from '../../domain/rights.ts';
import type { Executor } from '../executor.ts';

/** Ledgers of the hosts after this one, by name. */
export async function ledgerPage(
  db: Executor,
  page: { after: string | null; limit: number },
): Promise<(RightsLedger & { updatedAt: string })[]> {
  let rows = db.selectFrom('rights').selectAll();
  if (page.after !== null) rows = rows.where('host', '>', page.after);
  const found = await rows.orderBy('host').limit(page.limit).execute();
  return found.map(({ host, ledger, updated_at }) => ({
    ...(ledger as RightsLedger),
    host,
    updatedAt: updated_at,
  }));
}
