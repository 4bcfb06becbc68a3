import type { Executor } from '../db/executor.ts';
import { documentsOfStory, livingStory, type StoryDocumentRow, saveComparison } from '../db/stories.ts';
import type { Passage, SourceDocument } from '../domain/passage.ts';
import { defined } from '../kit/defined.ts';
import { packFor } from '../languages/languages.ts';
import { withoutFurniture } from '../languages/shared/furniture.ts';
import type { Disagreement, DisagreementSide } from '../pipeline/stories/disagreement.ts';
import type { TimelineEntry } from '../pipeline/stories/timeline.ts';
import { type CopyGroup, copyGroupsOf } from './copy-groups.ts';
import { usesOf } from './rights.ts';
import type { Stage } from './types.ts';

/** Documents of a story that are held against each other: the newest ones, one of each copy group. */
const documentsMax = 40;
/** Disagreements that the page of a story shows at most. */
const shownMax = 8;

type IdOf = (label: string) => number;

function sentenceOf({ text }: Passage): string {
  const { start, end } = withoutFurniture(text);
  return end > start ? text.slice(start, end) : text;
}

/** The number as this sentence writes it, and who says so here: a page shows them in its reader's language. */
function toldIn({ text, lang }: Passage, value: DisagreementSide['value']) {
  const pack = packFor(lang);
  const figure = pack
    .quantities(text)
    .find(({ low, high }) => value?.low === low && value.high === high)?.text;
  const speaker = pack.attributions(text).find((one) => one.speaker !== undefined)?.speaker?.text;
  return value === undefined ? {} : defined({ figure, speaker });
}

/** As the site reads it: who says what, in which sentences. */
function disagreementRow({ kind, sides, noun, unit }: Disagreement, idOf: IdOf): unknown {
  return {
    kind,
    // The sentences of the sides say what it is about.
    about: '',
    ...defined({ unit, noun }),
    sides: sides.map(({ text, value, speaker, passages }) => ({
      text,
      value: value?.low ?? null,
      ...defined({ speaker, lang: passages[0]?.lang }),
      documents: passages.map(({ document }) => idOf(document)),
      passages: passages.map((passage) => ({
        document: idOf(passage.document),
        lang: passage.lang,
        sentence: sentenceOf(passage),
        ...toldIn(passage, value),
      })),
    })),
  };
}

/** The sentences of one document, as many as its publisher's cap on copied words leaves room for. */
function timelineRow({ document, facts }: TimelineEntry, idOf: IdOf, wordsMax: number): unknown {
  let words = 0;
  const shown = facts.filter(({ pieces }) => {
    const own = pieces.reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0);
    if (words + own > wordsMax) return false;
    words += own;
    return true;
  });
  return {
    document: idOf(document),
    facts: shown.map(({ pieces, repeatedBy }) => ({ pieces, repeatedBy: repeatedBy.map(idOf) })),
  };
}

interface Readable extends StoryDocumentRow {
  wordCap: number | undefined;
}

/**
 * One of each group of copies: the owner's own text where it is there. Those whose rights leave us to quote them; of the
 * others only the title is read, or nothing.
 */
async function readable(
  db: Executor,
  rows: readonly StoryDocumentRow[],
  groups: readonly CopyGroup[],
): Promise<Readable[]> {
  const kept: Readable[] = [];
  const faceOf = new Map(groups.map(({ root, face }) => [root, face]));
  const faces = rows.filter(({ id, copy_of }) => (faceOf.get(copy_of ?? id) ?? copy_of ?? id) === id);
  for (const row of faces.slice(-documentsMax)) {
    const { use, wordCap } = await usesOf(db, row);
    if (use !== 'none') kept.push({ ...row, wordCap, ...(use === 'headline' && { text: '' }) });
  }
  return kept;
}

/**
 * What the originals of a story say, held against each other: where they differ, both sides shown with who carries
 * them; who was the first to say what; whose text its copies are.
 */
export const compareStage: Stage<'compare'> = {
  name: 'compare',
  version: '3',
  key: ({ storyId }) => storyId,
  async run({ storyId: asked }, { db, compare, settings }) {
    const storyId = await livingStory(db.kysely, asked);
    const rows = await documentsOfStory(db.kysely, storyId);
    const groups = copyGroupsOf(rows);
    const originals = await readable(db.kysely, rows, groups);
    const documents = originals.map(
      ({ title, text, lang, published_at, publisher }, index): SourceDocument => ({
        // Passages call the documents before them D1, D2 ...
        ...{ id: `D${index + 1}`, title, text, lang },
        ...defined({ publishedAt: published_at ?? undefined, publisher: publisher ?? undefined }),
      }),
    );
    const { disagreements, timeline } = await compare(documents);
    const capOf = (label: string) =>
      Math.min(originals[Number(label.slice(1)) - 1]?.wordCap ?? Infinity, settings.copyWordsMax ?? Infinity);
    const idOf = (label: string) => originals[Number(label.slice(1)) - 1]?.id ?? 0;
    return {
      outcome: disagreements.length > 0 ? 'differ' : 'agree',
      about: { storyId },
      detail: { documents: documents.length, disagreements: disagreements.length },
      commit: (tx) =>
        saveComparison(tx, storyId, {
          disagreements: disagreements.slice(0, shownMax).map((one) => disagreementRow(one, idOf)),
          timeline: timeline.map((entry) => timelineRow(entry, idOf, capOf(entry.document))),
          copies: groups.map(({ row }) => row),
        }),
    };
  },
};
