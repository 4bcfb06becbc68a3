import type { LeadImage } from '../../domain/document.ts';
import type { StructuredData } from './structured-data.ts';
import { attr, elementsWithin, type PageTree, squeeze, textOf } from './tree.ts';

export interface PageMetadata {
  title: string;
  byline: string[];
  publishedAt?: string;
  modifiedAt?: string;
  lang: string;
  publisher?: string;
  canonicalUrl?: string;
  section?: string;
  image?: LeadImage;
  description?: string;
}

export function readMetadata(tree: PageTree, data: StructuredData, _url?: string): PageMetadata {
  let title = data.headline ?? '';
  for (const element of elementsWithin(tree, tree.root, 'title')) title ||= squeeze(textOf(tree, element));
  const lang = attr(tree.root, 'lang') || 'und';
  return { title, byline: data.authors, lang };
}
