import { latestDocument } from '../db/documents.ts';
import { type EntryWithStatus, setEntryStatus } from '../db/entries.ts';
import type { Executor } from '../db/executor.ts';
import { json } from '../db/executor.ts';
import { membershipOf } from '../db/stories.ts';
import { noLedger, type RightsReport, withReport } from '../domain/rights.ts';
import { readNamedTerms, takeReport } from './rights.ts';
import { indexDocument } from './search.ts';
import type { Enqueue, StageParts } from './types.ts';

const placeOf = ({ place, carrier }: RightsReport) => `${place} ${carrier}`;

/** The reports that are kept with an entry after new ones came, and whether they say anything else than before. */
export function pageReportsAfter(
  before: readonly RightsReport[],
  reports: readonly RightsReport[],
): { kept: RightsReport[]; changed: boolean } {
  const said = { ...noLedger(''), signals: before.flatMap(({ signals }) => signals) };
  const changed = reports.some((report) => withReport(said, report) !== said);
  const renewed = new Set(reports.map(placeOf));
  const kept = [...before.filter((report) => !renewed.has(placeOf(report))), ...reports];
  return { kept: kept.filter(({ signals }) => signals.length > 0), changed };
}

/**
 * Takes down what a page says of its own rights, with the host's ledger and with the entry, and has the briefs written
 * anew that were written from it under other terms.
 */
export async function takePageRights(
  tx: Executor,
  enqueue: Enqueue,
  { entry, reports, parts }: { entry: EntryWithStatus; reports: readonly RightsReport[]; parts: StageParts },
): Promise<void> {
  for (const report of reports) await takeReport(tx, enqueue, report);
  const before = (entry.status.rights ?? []) as RightsReport[];
  const { kept, changed } = pageReportsAfter(before, reports);
  if (changed || entry.status.rights === null) await setEntryStatus(tx, entry.id, { rights: json(kept) });
  if (!changed) return;
  await readNamedTerms(tx, entry.status.url ?? entry.url, parts.now().toISOString());
  const document = await latestDocument(tx, entry.id);
  if (document) await indexDocument(tx, document);
  const member = document && (await membershipOf(tx, document.id));
  if (!member) return;
  for (const lang of parts.settings.languages) await enqueue('write', { storyId: member.story_id, lang });
}
