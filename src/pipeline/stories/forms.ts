import { packFor } from '../../languages/languages.ts';

/** Inflected forms brought to one key: what lexicon entries and words of a text are looked up by. Lower case in. */
export function keyOf(lower: string, lang: string): string {
  const plain = lower.normalize('NFC').replace(/[’'].*$/, (tail) => (tail.length <= 2 ? '' : tail));
  switch (lang) {
    case 'de':
      return shortened(unaccented(plain), germanEndings, 4);
    case 'fr':
      return shortened(unaccented(plain), frenchEndings, 4);
    case 'es':
    case 'pt':
    case 'it':
      return shortened(unaccented(plain), romanceEndings, 4);
    default:
      return plain;
  }
}

const germanEndings = 'innen ungen ern est ten em en er es te et st e n s t'.split(' ');
const frenchEndings =
  'issement aient erent ement eurs euse ees ent ant era ait ees ons ez er es ee ir e s x'.split(' ');
const romanceEndings =
  'amiento imiento aciones iendo ando aron ieron ados idas idos adas ado ida ido ada ar er ir os as es an en o a e s'.split(
    ' ',
  );

function unaccented(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}

function shortened(word: string, endings: readonly string[], lettersMin: number): string {
  const ending = endings.find((tail) => word.endsWith(tail) && word.length - tail.length >= lettersMin);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** The keys under which a lemma of a table is stored: one for a single word, none for phrases. */
export function formsOf(lemma: string, lang: string): string[] {
  const text = lemma.replaceAll('_', ' ').trim();
  if (lang === 'ja' || lang === 'zh')
    return /^[\p{L}\p{N}ー]{2,12}$/u.test(text) || /^\p{Script=Han}$/u.test(text) ? [text] : [];
  if (lang === 'ko') return koreanForms(text);
  return /^[\p{L}\p{M}-]+$/u.test(text) ? [keyOf(text.toLowerCase(), lang)] : [];
}

function koreanForms(text: string): string[] {
  if (!/^[가-힣]{1,12}$/.test(text)) return [];
  const words = packFor('ko')
    .tokens(text)
    .filter(({ kind }) => kind === 'word');
  const norm = words.length === 1 ? words[0]!.norm : text;
  const forms = [...new Set([norm, text.endsWith('다') ? norm : text])];
  return forms.filter((form) => form.length >= 2 || /^[가-힣]$/.test(form));
}
