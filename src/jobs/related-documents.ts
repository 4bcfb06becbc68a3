import type { Executor } from '../db/executor.ts';
import type { RelatedDocument, UntoldDocumentRow } from '../db/related-documents.ts';
import { packFor } from '../languages/languages.ts';
import { withoutFurniture } from '../languages/shared/furniture.ts';
import type { RelatedChoice } from '../pipeline/stories/related-briefs.ts';
import { usesOf } from './rights.ts';

/** A blurb is one sentence, cut to so many words or characters; publishers may leave us fewer. */
const blurbWordsMax = 30;
const blurbCharsMax = 200;
const openingChars = 800;

/** The id under which a document stands among briefs while they are ranked. */
export const documentKey = (id: number): string => `document ${id}`;

/** The first sentence of a text, in its own words, cut short with an ellipsis; null where there is none. */
export function blurbOf({ text, lang }: { text: string; lang: string }, wordsMax: number): string | null {
  const opening = text.slice(0, openingChars);
  const [first] = packFor(lang).sentences(opening);
  if (!first) return null;
  const { start, end } = withoutFurniture(first.text);
  const sentence = first.text.slice(start, end).trim();
  const words = sentence.split(/\s+/);
  let cut = words.slice(0, Math.min(wordsMax, blurbWordsMax)).join(' ');
  if (cut.length > blurbCharsMax) cut = cut.slice(0, blurbCharsMax).replace(/\s+\S*$/u, '');
  if (cut === '') return null;
  return cut.length < words.join(' ').length ? `${cut.replace(/[,;:.]$/u, '')} …` : cut;
}

/** Of the documents chosen, those that may be shown, with as much of their words as their publishers leave us. */
export async function showable(
  db: Executor,
  chosen: readonly RelatedChoice[],
  rows: readonly UntoldDocumentRow[],
  { max, copyWordsMax = Number.POSITIVE_INFINITY }: { max: number; copyWordsMax?: number | undefined },
): Promise<RelatedDocument[]> {
  const shown: RelatedDocument[] = [];
  for (const { id, score, why } of chosen) {
    const row = rows.find((one) => documentKey(one.id) === id);
    if (!row || shown.length >= max) continue;
    const { use, wordCap = Number.POSITIVE_INFINITY } = await usesOf(db, row);
    if (use === 'none') continue;
    const blurb = use === 'headline' ? null : blurbOf(row, Math.min(wordCap, copyWordsMax));
    shown.push({ documentId: row.id, score, why, blurb });
  }
  return shown;
}
