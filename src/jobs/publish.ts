import {
  latestRevision,
  publicationOf,
  publish,
  publishedOf,
  type RevisionRow,
  revisionOf,
  saveRelated,
  touchPublication,
} from '../db/briefs.ts';
import { documentsById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { holdStory } from '../db/stories.ts';
import { askBriefVector } from '../db/vectors.ts';
import type { Brief } from '../domain/brief.ts';
import { usesOf } from './rights.ts';
import { indexBrief } from './search.ts';
import type { Stage, StageResult } from './types.ts';

/** Related briefs that a page shows at most. */
const relatedMax = 5;
/** Stories asked for: some have no brief in any language yet. */
const relatedStories = 15;

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

/** Which other briefs a reader of this one is shown, and why; those get a link back. */
export const relateStage: Stage<'relate'> = {
  name: 'relate',
  version: '1',
  key: ({ briefId }) => briefId,
  async run({ briefId }, { db, stories }) {
    const latest = await latestRevision(db.kysely, briefId);
    if (!latest) return { outcome: 'skipped', reason: 'The brief is gone.', about: { briefId } };
    const { lang } = latest.brief;
    const storyId = briefId.slice(0, briefId.lastIndexOf('-'));
    const found = await stories.relatedStories(db.kysely, storyId, { lang, limit: relatedStories });
    const briefs = await publishedOf(db.kysely, [...new Set(found.map(({ story }) => story))]);
    const list = found.flatMap(({ story, score, why }) => {
      const own = briefs.filter((brief) => brief.story_id === story);
      const best = own.find((brief) => brief.lang === lang) ?? own[0];
      return best && best.story_id !== storyId
        ? [{ otherId: best.id, score, why, inLang: best.lang === lang }]
        : [];
    });
    // The reader's language first; within it the nearest.
    list.sort((a, b) => Number(b.inLang) - Number(a.inLang) || b.score - a.score);
    const shown = list.slice(0, relatedMax).map(({ otherId, score, why }) => ({ otherId, score, why }));
    const before = await db.kysely
      .selectFrom('related')
      .select('other_id')
      .where('brief_id', '=', briefId)
      .execute();
    const known = new Set(before.map(({ other_id }) => other_id));
    const isNew = shown.some(({ otherId }) => !known.has(otherId)) || known.size !== shown.length;
    return {
      outcome: isNew ? 'related' : 'unchanged',
      about: { briefId, storyId },
      detail: { related: shown.length },
      async commit(tx, enqueue) {
        if (!isNew) return;
        await saveRelated(tx, briefId, shown);
        await touchPublication(tx, briefId);
        for (const { otherId } of shown)
          if (!known.has(otherId)) await enqueue('relate', { briefId: otherId }, { startAfterMs: 1000 });
      },
    };
  },
};
