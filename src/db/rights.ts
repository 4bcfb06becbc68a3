import {
  noLedger,
  type RightsLedger,
  type RightsPermission,
  type RightsReport,
  withReport,
} from '../domain/rights.ts';
import { type Executor, json } from './executor.ts';

/** What is known of the rights of a host's texts; an empty ledger where nothing was met yet. */
export async function rightsOf(db: Executor, host: string): Promise<RightsLedger> {
  return (await rightsOfHosts(db, [host])).get(host)!;
}

/** As `rightsOf`, of several hosts; each is in the answer. */
export async function rightsOfHosts(
  db: Executor,
  hosts: readonly string[],
): Promise<Map<string, RightsLedger>> {
  const rows = await db
    .selectFrom('rights')
    .select(['host', 'ledger'])
    .where('host', 'in', [...hosts])
    .execute();
  const known = new Map(rows.map(({ host, ledger }) => [host, ledger as RightsLedger]));
  return new Map(hosts.map((host) => [host, known.get(host) ?? noLedger(host)]));
}

/** The addresses of a capture, and what the last one of its page said of rights (`pageRights` of src/http/rights). */
export async function captureRights(
  db: Executor,
  captureId: number,
  entryId: number,
): Promise<{ urls: string[]; page: RightsReport[] | null }> {
  const row = await db
    .selectFrom('entry_status')
    .leftJoin('capture', (join) => join.on('capture.id', '=', captureId))
    .select(['rights', 'capture.url', 'capture.final_url'])
    .where('entry_status.entry_id', '=', entryId)
    .executeTakeFirst();
  const urls = [row?.url, row?.final_url].flatMap((url) => url ?? []);
  return { urls, page: (row?.rights ?? null) as RightsReport[] | null };
}

export async function listRights(db: Executor, limit: number): Promise<RightsLedger[]> {
  const rows = await db.selectFrom('rights').select('ledger').orderBy('host').limit(limit).execute();
  return rows.map(({ ledger }) => ledger as RightsLedger);
}

async function lockedLedger(tx: Executor, host: string): Promise<RightsLedger> {
  await tx
    .insertInto('rights')
    .values({ host, ledger: json(noLedger(host)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('rights')
    .select('ledger')
    .where('host', '=', host)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.ledger as RightsLedger;
}

async function saveLedger(tx: Executor, ledger: RightsLedger): Promise<void> {
  await tx
    .updateTable('rights')
    .set({ ledger: json(ledger), updated_at: new Date().toISOString() })
    .where('host', '=', ledger.host)
    .execute();
}

/** Takes down what one carrier said; run it in a transaction. True where it said anything new. */
export async function reportRights(tx: Executor, report: RightsReport): Promise<boolean> {
  // Most responses say what was known: then nothing is locked or written.
  const known = await rightsOf(tx, report.host);
  if (withReport(known, report) === known) return false;
  const ledger = await lockedLedger(tx, report.host);
  const next = withReport(ledger, report);
  if (next === ledger) return false;
  await saveLedger(tx, next);
  return true;
}

/** Records what the operator knows beside the signals; run it in a transaction. */
export async function recordPermission(
  tx: Executor,
  host: string,
  permission: RightsPermission,
): Promise<void> {
  await saveLedger(tx, { ...(await lockedLedger(tx, host)), permission });
}

/** Records of robots.txt, kept as plain data by origin. */
export async function robotsRecord(db: Executor, origin: string): Promise<unknown> {
  const row = await db.selectFrom('robots').select('record').where('origin', '=', origin).executeTakeFirst();
  return row?.record ?? null;
}

export async function saveRobotsRecord(db: Executor, origin: string, record: unknown): Promise<void> {
  const values = { record: json(record), fetched_at: new Date().toISOString() };
  await db
    .insertInto('robots')
    .values({ origin, ...values })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet(values))
    .execute();
}
