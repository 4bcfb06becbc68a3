import { readFileSync } from 'node:fs';

/** `models/verify/lexicon.json`: made by `scripts/make-verify-lexicon.ts` from WordNet and Wiktionary. Norms throughout. */
interface LexiconFile {
  en: {
    same: Record<string, string>;
    near: Record<string, string>;
    opposite: Record<string, string>;
    /** Ten times the decimal logarithm of how often a word is tagged in WordNet's corpus. */
    common: Record<string, number>;
  };
  ko: { same: Record<string, string>; toEnglish: Record<string, string> };
}

interface Lexicon {
  same: Map<string, string[]>;
  near: Map<string, string[]>;
  opposite: Map<string, string[]>;
  common: Map<string, number>;
  toEnglish: Map<string, string[]>;
  toKorean: Map<string, string[]>;
}

const none: readonly string[] = [];
let loaded: Lexicon | undefined;

function listsOf(...tables: Record<string, string>[]): Map<string, string[]> {
  return new Map(
    tables.flatMap((table) => Object.entries(table)).map(([key, list]) => [key, list.split(' ')]),
  );
}

function turned(lists: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const back = new Map<string, string[]>();
  for (const [from, list] of lists) {
    for (const to of list) {
      const known = back.get(to);
      if (known) known.push(from);
      else back.set(to, [from]);
    }
  }
  return back;
}

function lexicon(): Lexicon {
  if (!loaded) {
    const url = new URL('../../../models/verify/lexicon.json', import.meta.url);
    const { en, ko } = JSON.parse(readFileSync(url, 'utf8')) as LexiconFile;
    const toEnglish = listsOf(ko.toEnglish);
    loaded = {
      same: listsOf(en.same, ko.same),
      near: listsOf(en.near),
      opposite: listsOf(en.opposite),
      common: new Map(Object.entries(en.common)),
      toEnglish,
      toKorean: turned(toEnglish),
    };
  }
  return loaded;
}

/** Words that may stand for this one: synonyms, and the same idea as another part of speech. */
export function synonymsOf(norm: string): readonly string[] {
  return lexicon().same.get(norm) ?? none;
}

/** More general words (`rise` for `jump`). */
export function generalWordsOf(norm: string): readonly string[] {
  return lexicon().near.get(norm) ?? none;
}

export function antonymsOf(norm: string): readonly string[] {
  return lexicon().opposite.get(norm) ?? none;
}

/** Norms in the other of our two languages. */
export function translationsOf(norm: string): readonly string[] {
  const { toEnglish, toKorean } = lexicon();
  return toEnglish.get(norm) ?? toKorean.get(norm) ?? none;
}

/** 0.4..1: how much a word tells by itself; the everyday ones least. */
export function tellingness(norm: string): number {
  return 1 - Math.min(0.6, (lexicon().common.get(norm) ?? 0) / 50);
}
