import { documentsOfStory, livingStory, saveDisagreements } from '../db/stories.ts';
import type { SourceDocument } from '../domain/passage.ts';
import { defined } from '../kit/defined.ts';
import type { Disagreement } from '../pipeline/stories/disagreements.ts';
import type { Stage } from './types.ts';

/** Documents of a story that are held against each other: the newest ones, one of each copy group. */
const documentsMax = 40;
/** Disagreements that the page of a story shows at most. */
const shownMax = 6;

/** As the site reads it: what it is about in the words of the first document, and who says what. */
function rowOf({ sides, noun, unit }: Disagreement, idOf: (label: string) => number): unknown {
  const about = sides[0]?.passages[0]?.text ?? noun ?? unit;
  return {
    kind: 'number',
    about,
    unit,
    sides: sides.map(({ text, low, passages }) => ({
      text,
      value: low,
      documents: passages.map(({ document }) => idOf(document)),
      passages: passages.map(({ document, text: sentence }) => ({ document: idOf(document), sentence })),
    })),
  };
}

/** Where the originals of a story differ on a number: both sides are shown, with who carries them. */
export const compareStage: Stage<'compare'> = {
  name: 'compare',
  version: '1',
  key: ({ storyId }) => storyId,
  async run({ storyId: asked }, { db, disagreements }) {
    const storyId = await livingStory(db.kysely, asked);
    const rows = await documentsOfStory(db.kysely, storyId);
    const originals = rows.filter(({ copy_of }) => copy_of === null).slice(-documentsMax);
    const documents = originals.map(
      ({ title, text, lang, published_at, publisher }, index): SourceDocument => ({
        // Passages call the documents before them D1, D2 ...
        ...{ id: `D${index + 1}`, title, text, lang },
        ...defined({ publishedAt: published_at ?? undefined, publisher: publisher ?? undefined }),
      }),
    );
    const found = documents.length > 1 ? await disagreements(documents) : [];
    const idOf = (label: string) => originals[Number(label.slice(1)) - 1]?.id ?? 0;
    return {
      outcome: found.length > 0 ? 'differ' : 'agree',
      about: { storyId },
      detail: { documents: documents.length, disagreements: found.length },
      commit: (tx) =>
        saveDisagreements(
          tx,
          storyId,
          found.slice(0, shownMax).map((one) => rowOf(one, idOf)),
        ),
    };
  },
};
