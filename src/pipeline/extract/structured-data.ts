import { attr, elementsWithin, type PageTree } from './tree.ts';

/** What the page says of itself in JSON-LD, OpenGraph, microdata and framework state. */
export interface StructuredData {
  /** Body texts in plain text, paragraphs split by line feeds, each with where it comes from. */
  bodies: { from: 'json-ld' | 'framework-state' | 'microdata'; text: string }[];
  headline?: string;
  description?: string;
  authors: string[];
  captions: string[];
}

export function readStructuredData(tree: PageTree): StructuredData {
  const data: StructuredData = { bodies: [], authors: [], captions: [] };
  for (const meta of elementsWithin(tree, tree.root, 'meta')) {
    const name = attr(meta, 'property') || attr(meta, 'name');
    if (name === 'og:title') data.headline = attr(meta, 'content');
    if (name === 'og:description') data.description = attr(meta, 'content');
  }
  return data;
}
