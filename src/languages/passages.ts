import { invariant } from '../domain/errors.ts';
import type { Passage, SourceDocument } from '../domain/passage.ts';
import { packFor } from './languages.ts';

/**
 * Numbers the sentences of a document: `D1:S0` is its title (offsets into the title), `D1:S1` ... those of its text
 * (offsets into the text). A sentence never crosses a blank line, so a crosshead is a passage of its own.
 */
export function passagesOf(document: SourceDocument): Passage[] {
  invariant(/^D[1-9]\d*$/.test(document.id), `document id ${document.id} is not D1, D2 ...`);
  const pack = packFor(document.lang);
  const passages: Passage[] = [];
  const push = (start: number, end: number, text: string, paragraph: number) => {
    const sentence = paragraph < 0 ? 0 : (passages.at(-1)?.sentence ?? 0) + 1;
    const id = `${document.id}:S${sentence}`;
    passages.push({ id, document: document.id, sentence, paragraph, lang: document.lang, start, end, text });
  };
  if (document.title.trim() !== '') push(0, document.title.length, document.title, -1);
  let offset = 0;
  document.text.split(/(\n[^\S\n]*\n\s*)/).forEach((piece, index) => {
    if (index % 2 === 0) {
      for (const { start, end, text } of pack.sentences(piece))
        push(offset + start, offset + end, text, index / 2);
    }
    offset += piece.length;
  });
  return passages;
}
