import { latestRevision, saveRelated, touchPublication } from '../db/briefs.ts';
import type { Database } from '../db/database.ts';
import {
  relatedDocumentIds,
  saveRelatedDocuments,
  type UntoldDocumentRow,
  untoldDocuments,
} from '../db/related-documents.ts';
import { type RelatedTextRow, relatedTexts } from '../db/related-texts.ts';
import { briefVectors, documentVectors } from '../db/vectors.ts';
import { type CodedVector, decodeVector } from '../kit/vector-codes.ts';
import { relatedItems } from '../pipeline/stories/related-items.ts';
import { type Profile, profileOf, type RelatedText } from '../pipeline/stories/related-profile.ts';
import { documentKey, showable } from './related-documents.ts';
import type { Stage, StageParts } from './types.ts';

/** Related briefs that a page shows at most. */
const relatedMax = 5;
/** Documents without a brief beside them at most; of twice as many it is asked whether they may be shown. */
const documentsMax = 3;
const untoldMax = 100;
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

function knownIn(db: Database, key: string, text: RelatedText): Known {
  const all = knownOf.get(db) ?? new Map<string, Known>();
  knownOf.set(db, all);
  const before = all.get(key);
  if (before) return before;
  const known: Known = { profile: profileOf(text) };
  if (all.size >= knownMax) all.delete(all.keys().next().value ?? '');
  all.set(key, known);
  return known;
}

interface Unread {
  /** Of this text in this version. */
  key: string;
  own: RelatedText;
}

/** With what was read of them before, or now. `vectorsOf`: vectors by a model, by the id of the text. */
async function read(
  db: Database,
  texts: readonly Unread[],
  {
    model,
    vectorsOf,
  }: { model: string; vectorsOf(ids: string[]): Promise<ReadonlyMap<string, CodedVector>> },
): Promise<RelatedText[]> {
  const all = texts.map(({ key, own }) => ({ own, known: knownIn(db, key, own) }));
  const missing = model === '' ? [] : all.filter(({ known }) => known.vector?.model !== model);
  const vectors = missing.length === 0 ? null : await vectorsOf(missing.map(({ own }) => own.id));
  for (const { own, known } of missing) {
    const coded = vectors?.get(own.id);
    known.vector = coded && { model, values: decodeVector(coded) };
  }
  return all.map(({ own, known: { profile, vector } }) => ({ ...own, profile, ...(vector && { vector }) }));
}

function textsOf(
  db: Database,
  rows: readonly RelatedTextRow[],
  embedder: StageParts['embedder'],
): Promise<RelatedText[]> {
  const model = embedder?.id ?? '';
  const texts = rows.map(
    ({ id, revision, story_id: story, lang, headline: title, text, at, publishers }) => ({
      key: `${id} ${revision}`,
      own: { id, story, lang, title, text: text ?? '', at, publishers },
    }),
  );
  return read(db, texts, { model, vectorsOf: (ids) => briefVectors(db.kysely, ids, model) });
}

async function documentTextsOf(
  db: Database,
  rows: readonly UntoldDocumentRow[],
  embedder: StageParts['embedder'],
): Promise<RelatedText[]> {
  const model = embedder?.id ?? '';
  const texts = rows.map(({ id, story_id: story, lang, title, text, at, publisher }) => ({
    key: documentKey(id),
    own: { id: documentKey(id), story, lang, title, text, at, publishers: [publisher] },
  }));
  return read(db, texts, {
    model,
    async vectorsOf(keys) {
      const own = rows.filter(({ id }) => keys.includes(documentKey(id))).map(({ id }) => id);
      const vectors = await documentVectors(db.kysely, own, model);
      return new Map([...vectors].map(([id, vector]) => [documentKey(id), vector]));
    },
  });
}

/** Which other briefs, and which documents that no brief tells, a reader of this one is shown, and why; those get a link back. */
export const relateStage: Stage<'relate'> = {
  name: 'relate',
  version: '3',
  key: ({ briefId }) => briefId,
  async run({ briefId }, { db, stories, embedder, settings }) {
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
    const untold = await untoldDocuments(db.kysely, {
      limit: untoldMax,
      stories: named.slice(1),
    });
    const chosen = relatedItems(
      own,
      { briefs: texts, documents: await documentTextsOf(db, untold, embedder) },
      { lang, briefsMax: relatedMax, documentsMax: documentsMax * 2 },
    );
    const shown = chosen.briefs.map(({ id, ...rest }) => ({ otherId: id, ...rest }));
    const documents = await showable(db.kysely, chosen.documents, untold, {
      max: documentsMax,
      copyWordsMax: settings.copyWordsMax,
    });
    const documentsBefore = (await relatedDocumentIds(db.kysely, briefId)).join(' ');
    const before = await db.kysely
      .selectFrom('related')
      .select('other_id')
      .where('brief_id', '=', briefId)
      .execute();
    const known = new Set(before.map(({ other_id }) => other_id));
    const isNew =
      shown.some(({ otherId }) => !known.has(otherId)) ||
      known.size !== shown.length ||
      documents.map(({ documentId }) => documentId).join(' ') !== documentsBefore;
    return {
      outcome: isNew ? 'related' : 'unchanged',
      about: { briefId, storyId },
      detail: { related: shown.length, documents: documents.length },
      async commit(tx, enqueue) {
        if (!isNew) return;
        await saveRelated(tx, briefId, shown);
        await saveRelatedDocuments(tx, briefId, documents);
        await touchPublication(tx, briefId);
        for (const { otherId } of shown)
          if (!known.has(otherId)) await enqueue('relate', { briefId: otherId }, { startAfterMs: 1000 });
      },
    };
  },
};
