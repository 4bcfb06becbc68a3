import { publicationOf, publish, type RevisionRow, revisionOf } from '../db/briefs.ts';
import { documentsById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { holdStory } from '../db/stories.ts';
import { askBriefVector } from '../db/vectors.ts';
import type { Brief } from '../domain/brief.ts';
import { usesOf } from './rights.ts';
import { indexBrief } from './search.ts';
import type { Stage, StageResult } from './types.ts';

function claimText(brief: Brief, id: string | null): string | null {
  return id === null ? null : (brief.claims.find((claim) => claim.id === id)?.text ?? null);
}

/** Why a revision may not be public any more: between writing and publishing, texts may go and rights may change. */
async function refusedOf(db: Executor, { documents }: RevisionRow): Promise<string | null> {
  const rows = await documentsById(db, documents);
  if (rows.length < documents.length) return 'A text that it was written from is no longer there.';
  for (const row of rows) {
    const { use, reason } = await usesOf(db, row);
    if (use === 'none') return reason;
  }
  return null;
}

/** A revision becomes the public one. A revision that came late never replaces a later one (I10). */
export const publishStage: Stage<'publish'> = {
  name: 'publish',
  version: '1',
  key: ({ briefId, revision }) => `${briefId} ${revision}`,
  async run({ briefId, revision }, { db, embedder }) {
    const row = await revisionOf(db.kysely, briefId, revision);
    if (!row) return { outcome: 'skipped', reason: 'The revision is gone.', about: { briefId } };
    const { brief } = row;
    const refused = await refusedOf(db.kysely, row);
    const headline = claimText(brief, brief.headline) ?? brief.sources[0]?.title ?? '';
    const storyId = briefId.slice(0, briefId.lastIndexOf('-'));
    const story = await db.kysely
      .selectFrom('story_status')
      .select(['section', 'last_at'])
      .where('story_id', '=', storyId)
      .executeTakeFirst();
    const result: StageResult = {
      outcome: refused === null ? 'published' : 'skipped',
      ...(refused !== null && { reason: refused }),
      about: { briefId, storyId },
      detail: { revision },
      async commit(tx, enqueue) {
        if (refused !== null) {
          await enqueue('write', { storyId, lang: brief.lang });
          return;
        }
        // A merge that is under way takes its story's briefs down: before this, or after it and with this one.
        if ((await holdStory(tx, storyId)) !== storyId) {
          result.outcome = 'overtaken';
          result.reason = 'The story was merged into another meanwhile.';
          return;
        }
        const now = await publicationOf(tx, briefId);
        if (now?.state === 'published' && (now.revision ?? 0) >= revision) return;
        await publish(tx, {
          briefId,
          revision,
          section: story?.section ?? null,
          headline,
          standfirst: claimText(brief, brief.standfirst),
        });
        const at = story?.last_at ?? brief.createdAt;
        await indexBrief(tx, { briefId, brief, at });
        await askBriefVector(tx, briefId, at);
        if (embedder) await enqueue('embed', {});
        await enqueue('relate', { briefId });
      },
    };
    return result;
  },
};
