/** UTF-16 code units of one text, by far more than a title and a lead; the model's own limit cuts by tokens after that. */
export const inputCharactersMax = 8000;
/** Some models refuse empty texts. */
const textForNone = '.';

/** A text as a model of others takes it: cut, whole characters only, never empty, with the words it wants before. */
export function inputFor(text: string, prefix: string, characters = inputCharactersMax): string {
  const cut = text.slice(0, characters).toWellFormed().trim();
  return `${prefix}${cut === '' ? textForNone : cut}`;
}
