import type { NoteView } from '../model.ts';

/** Lines that a text takes in a column of the foot: Hangul and Han letters are twice as wide. */
function linesOf(text: string, charactersPerLine: number): number {
  const wide = text.match(/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3]/g)?.length ?? 0;
  return Math.ceil((text.length + wide * 0.8) / charactersPerLine);
}

/** Sizes as in `assets/css/notes.css`. Wrong by a line or two: it only holds a place open for a moment. */
export function heightRem(note: NoteView): number {
  const passages = note.passages.map(({ pieces }) => {
    return linesOf(pieces.map(({ text }) => text).join(''), 38) * 1.55 + 1.6;
  });
  const small = [
    ...note.confirmations,
    ...note.cautions.map(({ reason, expected }) => `${reason} ${expected ?? ''}`),
  ];
  const checks = small.map((text) => linesOf(text, 42) * 1.22);
  const drafted = note.drafted === null ? 0 : linesOf(note.drafted, 40) * 1.3;
  const sum = [...passages, ...checks, drafted].reduce(
    (total, part) => total + part,
    3 + (small.length > 0 ? 0.5 : 0),
  );
  return Math.round(sum * 10) / 10;
}
