import type { NoArticleReason } from '../../domain/document.ts';
import type { PageBody } from './body.ts';
import type { PageMetadata } from './metadata.ts';
import type { PageTree } from './tree.ts';

/** Null where the page holds an article. */
export function whyNoArticle(
  _tree: PageTree,
  _metadata: PageMetadata,
  body: PageBody,
): { reason: NoArticleReason; message: string } | null {
  return body.text === '' ? { reason: 'no-body', message: 'The page has no readable body text.' } : null;
}
