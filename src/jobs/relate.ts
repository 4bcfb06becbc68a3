import { latestRevision, saveRelated, touchPublication } from '../db/briefs.ts';
import type { Database } from '../db/database.ts';
import { type RelatedTextRow, relatedTexts } from '../db/related-texts.ts';
import { briefVectors } from '../db/vectors.ts';
import { decodeVector } from '../kit/vector-codes.ts';
import { relatedBriefs } from '../pipeline/stories/related-briefs.ts';
import { type Profile, profileOf, type RelatedText } from '../pipeline/stories/related-profile.ts';
import type { Stage, StageParts } from './types.ts';

/** Related briefs that a page shows at most. */
const relatedMax = 5;
/** Public briefs that are looked at: the newest, and those of the stories that grouping finds near. */
const newestMax = 150;
const storiesMax = 30;
/** What was read of the briefs of a desk is kept: every one is compared with many others. */
const knownMax = 1000;
const knownOf = new WeakMap<Database, Map<string, Known>>();

interface Known {
  profile: Profile;
  /** Absent until the embed stage has made it. */
  vector?: RelatedText['vector'];
}

function knownIn(db: Database, row: RelatedTextRow, text: RelatedText): Known {
  const all = knownOf.get(db) ?? new Map<string, Known>();
  knownOf.set(db, all);
  const key = `${row.id} ${row.revision}`;
  const before = all.get(key);
  if (before) return before;
  const known: Known = { profile: profileOf(text) };
  if (all.size >= knownMax) all.delete(all.keys().next().value ?? '');
  all.set(key, known);
  return known;
}

async function textsOf(
  db: Database,
  rows: readonly RelatedTextRow[],
  embedder: StageParts['embedder'],
): Promise<RelatedText[]> {
  const model = embedder?.id ?? '';
  const read = rows.map((row) => {
    const { id, story_id: story, lang, headline: title, text, at, publishers } = row;
    const own: RelatedText = { id, story, lang, title, text: text ?? '', at, publishers };
    return { own, known: knownIn(db, row, own) };
  });
  const missing = model === '' ? [] : read.filter(({ known }) => known.vector?.model !== model);
  const vectors = await briefVectors(
    db.kysely,
    missing.map(({ own }) => own.id),
    model,
  );
  for (const { own, known } of missing) {
    const coded = vectors.get(own.id);
    known.vector = coded && { model, values: decodeVector(coded) };
  }
  return read.map(({ own, known: { profile, vector } }) => ({ ...own, profile, ...(vector && { vector }) }));
}

/** Which other briefs a reader of this one is shown, and why; those get a link back. */
export const relateStage: Stage<'relate'> = {
  name: 'relate',
  version: '2',
  key: ({ briefId }) => briefId,
  async run({ briefId }, { db, stories, embedder }) {
    const latest = await latestRevision(db.kysely, briefId);
    if (!latest) return { outcome: 'skipped', reason: 'The brief is gone.', about: { briefId } };
    const { lang } = latest.brief;
    const storyId = briefId.slice(0, briefId.lastIndexOf('-'));
    const near = await stories.relatedStories(db.kysely, storyId, { lang, limit: storiesMax });
    const named = [storyId, ...near.map(({ story }) => story)];
    const rows = await relatedTexts(db.kysely, { newest: newestMax, stories: named });
    const texts = await textsOf(db, rows, embedder);
    const own = texts.find(({ id }) => id === briefId);
    if (!own) return { outcome: 'skipped', reason: 'The brief is not public.', about: { briefId, storyId } };
    const shown = relatedBriefs(own, texts, { lang, limit: relatedMax }).map(({ id, ...rest }) => ({
      otherId: id,
      ...rest,
    }));
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
