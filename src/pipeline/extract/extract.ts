import type { Document, ExtractOutcome, PageInput } from '../../domain/document.ts';
import { decodeBytes } from '../../kit/charset.ts';
import { readBody } from './body.ts';
import { defaultLimits, type ExtractLimits, refusal } from './limits.ts';
import { readMetadata } from './metadata.ts';
import { whyNoArticle } from './page-kind.ts';
import { sniffNotHtml } from './sniff.ts';
import { readStructuredData } from './structured-data.ts';
import { parsePage } from './tree.ts';
import type { BoostedTrees } from './trees.ts';
import { removeHidden } from './visibility.ts';

export interface ExtractOptions {
  limits?: ExtractLimits;
  /** Weights of the block classifier; the shipped ones where none are given. */
  model?: BoostedTrees;
}

/**
 * One page to one document:
 *  1. decode the bytes;  2. parse, within limits;  3. take out what a reader cannot see;
 *  4. read what the page says of itself;  5. metadata;  6. body;  7. is it an article at all?
 * Pure and total: no input makes it throw. Time is bounded by the caller (see the worker): this runs to its end.
 */
export function extractPage(input: PageInput, options: ExtractOptions = {}): ExtractOutcome {
  const limits = options.limits ?? defaultLimits;
  if (input.body.length > limits.bytesMax) return refusal('too-many-bytes', limits);
  const other = sniffNotHtml(input.body, input.contentType);
  if (other) return { kind: 'no-article', reason: 'not-html', message: other.message };
  const html = decoded(input);
  if (html.length > limits.bytesMax) return refusal('too-many-bytes', limits);
  const parsed = parsePage(html, limits);
  if (parsed.kind !== 'tree') return refusal(parsed.kind, limits);
  const { tree } = parsed;
  const { removed, bodyWasHidden } = removeHidden(tree);
  const data = readStructuredData(tree);
  const metadata = readMetadata(tree, data, input.url);
  const body = readBody(tree, {
    data,
    metadata,
    ...(input.url ? { url: input.url } : {}),
    ...(options.model ? { model: options.model } : {}),
  });
  const { description: _description, ...fields } = metadata;
  const confidence = bodyWasHidden ? body.confidence / 2 : body.confidence;
  const document: Document = { ...fields, ...body, removed, confidence };
  const problem = whyNoArticle({ tree, data, metadata, body, ...(input.url ? { url: input.url } : {}) });
  return problem ? { kind: 'no-article', ...problem, document } : { kind: 'extracted', document };
}

function decoded({ body, contentType }: PageInput): string {
  if (typeof body === 'string') return body;
  return decodeBytes({ bytes: body, kind: 'html', ...(contentType ? { contentType } : {}) }).text;
}
