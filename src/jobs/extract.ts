import { captureById, type StoredDocument, saveDocument } from '../db/documents.ts';
import { type EntryWithStatus, entryById, setEntryStatus } from '../db/entries.ts';
import type { Executor } from '../db/executor.ts';
import type { Row } from '../db/schema.ts';
import { sourceById } from '../db/sources.ts';
import { askDocumentVector } from '../db/vectors.ts';
import type { Document, ExtractOutcome } from '../domain/document.ts';
import { invariant, unreachable } from '../domain/errors.ts';
import { decompress } from '../kit/compress.ts';
import { sha256 } from '../kit/hash.ts';
import { meet } from './rights.ts';
import type { Enqueue, Stage, StageResult } from './types.ts';

const version = '1';

type Capture = Row<'capture'>;

interface Extracted {
  entry: EntryWithStatus;
  capture: Capture;
  now(): Date;
  /** Documents get their sentence vectors before they are grouped. */
  hasEmbedder: boolean;
}

/** The address to send readers to: the page's own canonical one where it is on the same host, else where it was read. */
function addressOf({ canonicalUrl }: Document, finalUrl: string): string {
  const canonical = canonicalUrl === undefined ? null : URL.parse(canonicalUrl);
  const read = URL.parse(finalUrl);
  return canonical && read && canonical.host === read.host ? canonical.href : finalUrl;
}

/** The address that the page calls its original, where that is another site's: a sign that its text is from there. */
function canonicalElsewhere({ canonicalUrl }: Document, finalUrl: string): string | undefined {
  const host = (url: string) => URL.parse(url)?.hostname.replace(/^www\./, '');
  return canonicalUrl !== undefined && host(canonicalUrl) !== host(finalUrl) ? canonicalUrl : undefined;
}

async function store(
  tx: Executor,
  enqueue: Enqueue,
  { document, entry, capture, now, hasEmbedder }: { document: Document } & Extracted,
): Promise<StoredDocument> {
  const source = await sourceById(tx, entry.source_id);
  const { title, text, byline, lang, ...rest } = document;
  const url = addressOf(document, capture.final_url);
  await meet(tx, url, now());
  const heading = title || entry.status.title || entry.title || '';
  const publishedAt = document.publishedAt ?? entry.status.published_at ?? entry.published_at;
  const stored = await saveDocument(tx, {
    entry_id: entry.id,
    source_id: entry.source_id,
    capture_id: capture.id,
    stage_version: version,
    hash: sha256(`${heading}\n\n${text}`),
    title: heading,
    text,
    lang,
    byline,
    publisher: document.publisher ?? source?.publisher ?? source?.title ?? null,
    url,
    section: document.section ?? source?.section ?? null,
    published_at: publishedAt,
    modified_at: document.modifiedAt ?? null,
    data: {
      ...{ blocks: rest.blocks, removed: rest.removed, image: rest.image, confidence: rest.confidence },
      canonical: canonicalElsewhere(document, capture.final_url),
    },
  });
  await setEntryStatus(tx, entry.id, { state: 'documented', reason: null });
  if (stored.kind === 'unchanged') return stored;
  const at = publishedAt ?? now().toISOString();
  await askDocumentVector(tx, { documentId: stored.id, at, state: hasEmbedder ? 'first' : 'later' });
  if (hasEmbedder) await enqueue('embed', {});
  else await enqueue('cluster', { documentId: stored.id });
  return stored;
}

function resultOf(outcome: ExtractOutcome, given: Extracted): StageResult {
  const { entry } = given;
  const about = { sourceId: entry.source_id, entryId: entry.id };
  switch (outcome.kind) {
    case 'extracted': {
      const { document } = outcome;
      const result: StageResult = { outcome: 'documented', about };
      result.commit = async (tx, enqueue) => {
        const stored = await store(tx, enqueue, { document, ...given });
        result.outcome = stored.kind;
        result.about = { ...about, documentId: stored.id };
      };
      return result;
    }
    case 'no-article':
    case 'refused': {
      const isRefused = outcome.kind === 'refused';
      const why = isRefused ? outcome.code : outcome.reason;
      const reason = `${why}: ${outcome.message}`;
      return {
        outcome: isRefused ? 'failed' : 'skipped',
        reason,
        about,
        commit: (tx) => setEntryStatus(tx, entry.id, { state: isRefused ? 'failed' : 'skipped', reason }),
      };
    }
    default:
      return unreachable(outcome);
  }
}

/** A capture into a document: text and metadata, or why the page holds no article. */
export const extractStage: Stage<'extract'> = {
  name: 'extract',
  version,
  key: ({ captureId }) => String(captureId),
  async run({ captureId }, { db, extract, now, embedder }) {
    const capture = await captureById(db.kysely, captureId);
    const entry = capture && (await entryById(db.kysely, capture.entry_id));
    if (!capture || !entry) return { outcome: 'skipped', reason: 'The capture is gone.' };
    if (capture.body.byteLength === 0)
      return { outcome: 'skipped', reason: 'The bytes of this old capture are no longer kept.' };
    const stored = await decompress(capture.body, capture.body_bytes);
    invariant(stored.kind === 'done', `capture ${captureId} is ${stored.kind}`);
    const page = { body: stored.bytes, url: capture.final_url, contentType: capture.content_type };
    return resultOf(await extract(page), { entry, capture, now, hasEmbedder: embedder !== null });
  },
};
