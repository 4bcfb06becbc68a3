import { type CaptureRow, captureById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { rightsOf } from '../db/rights.ts';
import { invariant } from '../domain/errors.ts';
import {
  type RightsDecision,
  type RightsLedger,
  type RightsReport,
  type RightsUse,
  rightsFor,
  strictestRights,
} from '../domain/rights.ts';
import { pageRights } from '../http/rights/page-rights.ts';
import { decompress } from '../kit/compress.ts';

/** The most that a publisher's signals and the operator's record leave us to do with a text, and in how many words. */
export interface Uses {
  use: 'summarise' | 'excerpt' | 'headline';
  wordCap: number | undefined;
  /** Why not more, in words; empty where all is allowed. */
  reason: string;
}

const bodyBytesMax = 100 * 1024 * 1024;

/** What a captured page said of its own rights, read from the capture again: no ledger keeps every page of a site. */
async function saidOf({
  final_url,
  fetched_at,
  headers,
  content_type,
  body,
}: CaptureRow): Promise<RightsReport[]> {
  const page = await decompress(body, bodyBytesMax);
  if (page.kind !== 'done') return [];
  const response = { url: final_url, headers: headers as Record<string, string>, contentType: content_type };
  return pageRights({ ...response, body: page.bytes }, fetched_at);
}

/**
 * What may be done with a document, by what its capture said and by all its addresses: the one that its feed gave, the
 * one that answered, the one that it calls its own. Each may belong to another host, and the strictest counts.
 */
export async function usesOf(db: Executor, document: { url: string; capture_id: number }): Promise<Uses> {
  const capture = await captureById(db, document.capture_id);
  const page = capture === undefined ? [] : await saidOf(capture);
  const urls = [document.url, ...(capture === undefined ? [] : [capture.url, capture.final_url])];
  const ledgers = new Map<string, RightsLedger>();
  const decided = async (use: RightsUse): Promise<RightsDecision> => {
    const decisions: RightsDecision[] = [];
    for (const url of new Set(urls)) {
      const host = URL.parse(url)?.hostname ?? '';
      const ledger = ledgers.get(host) ?? (await rightsOf(db, host));
      ledgers.set(host, ledger);
      decisions.push(rightsFor(ledger, url, use, { page }));
    }
    const strictest = strictestRights(decisions);
    invariant(strictest !== null, 'a document has an address');
    return strictest;
  };
  const summarise = await decided('summarise');
  if (summarise.allowed) return { use: 'summarise', wordCap: summarise.wordCap, reason: '' };
  const excerpt = await decided('excerpt');
  if (excerpt.allowed && excerpt.wordCap !== 0)
    return { use: 'excerpt', wordCap: excerpt.wordCap, reason: summarise.reason };
  return { use: 'headline', wordCap: undefined, reason: excerpt.reason };
}
