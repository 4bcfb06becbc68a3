/** A document as the clustering calls it; its story is called after it. `s2f` is document 87. */
export function storyIdOf(documentId: number): string {
  return `s${documentId.toString(36)}`;
}

/** The document behind such an id. */
export function documentIdOf(id: string): number {
  return Number.parseInt(id.slice(1), 36);
}

/**
 * The `n`th story that is called after one document, from 2: `t2z2f`. It begins with another letter than those of the
 * first, so that the two never meet.
 */
export function laterStoryId(id: string, n: number): string {
  return `t${n}z${id.slice(1)}`;
}
