import { type CaptureRow, captureById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { captureRights, reportRights, rightsOf, rightsOfHosts } from '../db/rights.ts';
import { meetSite, setSiteNext } from '../db/sites.ts';
import { invariant } from '../domain/errors.ts';
import {
  type RightsDecision,
  type RightsReport,
  type RightsUse,
  rightsFor,
  strictestRights,
  unreadTerms,
} from '../domain/rights.ts';
import { pageRights } from '../http/rights/page-rights.ts';
import { decompress } from '../kit/compress.ts';
import type { Enqueue } from './types.ts';

/** The most that a publisher's signals and the operator's record leave us to do with a text, and in how many words. */
export interface Uses {
  /** `none`: the operator recorded that it is not to be used at all. */
  use: 'summarise' | 'excerpt' | 'headline' | 'none';
  wordCap: number | undefined;
  /** Why not more, in words; empty where all is allowed. */
  reason: string;
}

/** What rights are asked about. */
export interface RightsSubject {
  url: string;
  capture_id: number;
  entry_id: number;
}

const bodyBytesMax = 100 * 1024 * 1024;

/** What a captured page said of its own rights, read from the capture again: no ledger keeps every page of a site. */
async function saidOf(capture: CaptureRow | undefined): Promise<RightsReport[]> {
  if (capture === undefined) return [];
  const page = await decompress(capture.body, bodyBytesMax);
  if (page.kind !== 'done') return [];
  const headers = capture.headers as Record<string, string>;
  const response = { url: capture.final_url, headers, contentType: capture.content_type };
  return pageRights({ ...response, body: page.bytes }, capture.fetched_at);
}

/**
 * Decides about a document by what its page said when it was last read, and by all its addresses: the one that its
 * feed gave, the one that answered, the one that it calls its own. Each may be of another host; the strictest counts.
 */
async function deciderFor(db: Executor, document: RightsSubject) {
  const { capture_id: captureId, entry_id: entryId } = document;
  const captured = await captureRights(db, captureId, entryId);
  // The page may have been read since with the same text and other terms: those count.
  const page = captured.page ?? (await saidOf(await captureById(db, captureId)));
  const urls = [...new Set([document.url, ...captured.urls])];
  const ledgers = await rightsOfHosts(db, [...new Set(urls.map(hostOf))]);
  return (use: RightsUse): RightsDecision => {
    const decisions = urls.map((url) => rightsFor(ledgers.get(hostOf(url))!, url, use, { page }));
    const strictest = strictestRights(decisions);
    invariant(strictest !== null, 'a document has an address');
    return strictest;
  };
}

/** What may be done with a document. */
export async function usesOf(db: Executor, document: RightsSubject): Promise<Uses> {
  const decided = await deciderFor(db, document);
  const index = decided('index');
  if (index.rule === 'permission-denied') return { use: 'none', wordCap: undefined, reason: index.reason };
  const summarise = decided('summarise');
  if (summarise.allowed) return { use: 'summarise', wordCap: summarise.wordCap, reason: '' };
  const excerpt = decided('excerpt');
  if (excerpt.allowed && excerpt.wordCap !== 0)
    return { use: 'excerpt', wordCap: excerpt.wordCap, reason: summarise.reason };
  return { use: 'headline', wordCap: undefined, reason: excerpt.reason };
}

/** Whether readers may find a document by its words. */
export async function mayIndex(db: Executor, document: RightsSubject): Promise<boolean> {
  return (await deciderFor(db, document))('index').allowed;
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

/**
 * Takes down what a publisher says. What it says of a whole site is followed at once by looking through the briefs that
 * rest on it; what it says of one page is the business of who fetched the page.
 */
export async function takeReport(tx: Executor, enqueue: Enqueue, report: RightsReport): Promise<void> {
  if (!(await reportRights(tx, report))) return;
  if (report.place !== 'header' && report.place !== 'meta') await enqueue('obey', { host: report.host });
}

/** Terms that a page names and nobody has read reserve the site's texts: they are read at the next round. */
export async function readNamedTerms(tx: Executor, url: string, now: string): Promise<void> {
  const ledger = await rightsOf(tx, hostOf(url));
  if (unreadTerms(ledger).length > 0) await setSiteNext(tx, new URL(url).origin, now);
}

const dayMs = 24 * 3600 * 1000;

/** Has the files of rights of a site read again a day after its first text was fetched (and they with it). */
export async function meet(tx: Executor, url: string, now: Date): Promise<void> {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return;
  await meetSite(tx, parsed.origin, new Date(now.getTime() + dayMs).toISOString());
}
