import { z } from 'zod';
import type { StoryDocumentRow } from '../db/stories.ts';
import { defined } from '../kit/defined.ts';
import { type CopyText, copyOrigin } from '../pipeline/stories/copy-origin.ts';

/** What the extractor keeps of a page beside its text. */
const pageData = z.object({
  blocks: z
    .array(z.object({ type: z.string(), kind: z.string().optional(), text: z.string().optional() }))
    .catch([]),
  canonical: z.string().optional().catch(undefined),
});

function copyTextOf(row: StoryDocumentRow): CopyText {
  const { blocks, canonical } = pageData.parse(row.data ?? {});
  const notes = blocks.flatMap(({ type, kind, text }) =>
    type === 'note' && kind === 'byline' && text !== undefined ? text : [],
  );
  return {
    ...{ id: String(row.id), text: row.text, byline: row.byline, notes, url: row.url },
    ...defined({
      canonical,
      publisher: row.publisher ?? row.source_publisher ?? undefined,
      sourceTitle: row.source_title,
      publishedAt: row.published_at ?? undefined,
    }),
  };
}

/** A group of copies as the site reads it, and the document that stands for it where originals are compared. */
export interface CopyGroup {
  root: number;
  /** The document that is the owner's own; the root where none is. */
  face: number;
  row: unknown;
}

/** The groups of copies of a story, two documents or more each, with whose text each is. */
export function copyGroupsOf(rows: readonly StoryDocumentRow[]): CopyGroup[] {
  const groups = Map.groupBy(rows, ({ id, copy_of }) => copy_of ?? id);
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([root, members]) => {
      const { documents, first, owner, signs, fullest } = copyOrigin(members.map(copyTextOf));
      const own = owner?.document === undefined ? root : Number(owner.document);
      return {
        root,
        face: own,
        row: {
          documents: documents.map(Number),
          signs: signs.map(({ document, ...sign }) => ({ ...sign, document: Number(document) })),
          ...(first !== undefined && { first: Number(first) }),
          ...(fullest !== undefined && { fullest: Number(fullest) }),
          ...(owner && {
            owner: { ...owner, ...(owner.document !== undefined && { document: Number(owner.document) }) },
          }),
        },
      };
    });
}
