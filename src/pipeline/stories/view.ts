/** Lead words that a document is known by, besides its title: texts of any length are compared on the same footing. */
const leadWords = 50;
/** Words of the text, the lead included, that are read for names and numbers. */
const bodyWords = 150;
/** A word of an unspaced script, in characters. */
const charsPerWord = 2.2;
const titleCharsMax = 400;

export interface View {
  title: string;
  lead: string;
  /** As much of the text as is read for names and numbers; begins with the lead. */
  body: string;
}

/** White space folded, the title cut to a bound; the lead is the first words of the text, without a repeated title. */
export function viewOf(document: { title: string; text?: string }): View {
  const title = folded(document.title.slice(0, titleCharsMax * 2)).slice(0, titleCharsMax);
  const start = folded((document.text ?? '').slice(0, 4_000));
  const rest = title.length > 0 && start.startsWith(title) ? start.slice(title.length).trimStart() : start;
  const lead = firstWords(rest, leadWords);
  return { title: title === '' ? firstWords(rest, 20) : title, lead, body: firstWords(rest, bodyWords) };
}

/** What a sentence vector is made of: title and lead, as grouping reads them. */
export function vectorText(document: { title: string; text?: string }): string {
  const { title, lead } = viewOf(document);
  return lead === '' || lead === title ? title : `${title}\n${lead}`;
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

const unspacedChar = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function firstWords(text: string, wordsMax: number): string {
  let words = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === ' ') words += 1;
    else if (char > '\u0dff' && unspacedChar.test(char)) words += 1 / charsPerWord;
    if (words >= wordsMax) return text.slice(0, at);
  }
  return text;
}
