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
const profilesMax = 1000;
const profilesOf = new WeakMap<Database, Map<string, Profile>>();

function readProfile(db: Database, row: RelatedTextRow, text: RelatedText): Profile {
  const profiles = profilesOf.get(db) ?? new Map<string, Profile>();
  profilesOf.set(db, profiles);
  const key = `${row.id} ${row.revision}`;
  const known = profiles.get(key);
  if (known) return known;
  const profile = profileOf(text);
  if (profiles.size >= profilesMax) profiles.delete(profiles.keys().next().value ?? '');
  profiles.set(key, profile);
  return profile;
}

async function textsOf(
  db: Database,
  rows: readonly RelatedTextRow[],
  embedder: StageParts['embedder'],
): Promise<RelatedText[]> {
  const ids = rows.map(({ id }) => id);
  const model = embedder?.id ?? '';
  const vectors = model === '' ? null : await briefVectors(db.kysely, ids, model);
  return rows.map((row) => {
    const { id, story_id: story, lang, headline: title, text, at, publishers } = row;
    const coded = vectors?.get(id);
    const own: RelatedText = { id, story, lang, title, text: text ?? '', at, publishers };
    return {
      ...own,
      profile: readProfile(db, row, own),
      ...(coded && { vector: { model, values: decodeVector(coded) } }),
    };
  });
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
