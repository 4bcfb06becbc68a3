/** Running words (or characters, where words are not spaced as in English) shared with the prompt that tell a leak. */
const wordsInRow = 7;
const charsInRow = 24;

const squeeze = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Tells whether a text repeats a run of the instructions that no document contains. Built once for each prompt.
 * Linear in the length of the text.
 */
export function leakDetector(instructions: string, documents: readonly string[]): (text: string) => boolean {
  const ours = squeeze(instructions);
  const theirs = documents.map(squeeze);
  const inDocuments = (run: string) => theirs.some((text) => text.includes(run));
  return (text) => {
    const squeezed = squeeze(text);
    const words = squeezed.split(' ');
    for (let at = 0; at + wordsInRow <= words.length; at += 1) {
      const run = words.slice(at, at + wordsInRow).join(' ');
      if (ours.includes(run) && !inDocuments(run)) return true;
    }
    if (!/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(squeezed))
      return false;
    for (let at = 0; at + charsInRow <= squeezed.length; at += 1) {
      const run = squeezed.slice(at, at + charsInRow);
      if (ours.includes(run) && !inDocuments(run)) return true;
    }
    return false;
  };
}
