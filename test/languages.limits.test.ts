import { describe, expect, it } from 'vitest';
import { languagePacks } from '../src/languages/languages.ts';
import type { LanguagePack } from '../src/languages/pack.ts';

const megabyte = 1_000_000;
/** Quadratic work would show at this length as a time-out of the test. */
const charsLong = 60_000;

const prose =
  '“We lost 1,200 homes,” Maria Lopez, 34, told the Harbour Times on Friday. The U.S. agency (NHA) said that ' +
  'about 15,000 people may not return before May 5. 그는 “피해가 3조 2000억 원”이라고 26일 밝혔다. ';

/** Repeats that make careless patterns and nested loops quadratic. */
const repeats: Record<string, string> = {
  prose,
  'full stops': '.',
  blanks: ' ',
  'line breaks': '\n',
  digits: '1',
  'grouped digits': '1,',
  'double quotation marks': '"',
  'opening marks': '“',
  'single marks': " '",
  brackets: '(',
  'one long word': 'a',
  'capital words': 'Aa ',
  initials: 'A. ',
  acronyms: 'U.S.',
  hyphens: 'a-',
  'number words': 'one hundred and ',
  'number ranges': '1-2-',
  'unfinished dates': 'Dec. 2 ',
  'saying verbs': 'he said ',
  'unfinished ellipses': '... ',
  'open quotations in lines': '"a\n\n',
  apostrophes: "'s ",
  Hangul: '다고',
  'Hangul numbers': '1억1천',
  'East Asian marks': '「。',
};

function work(pack: LanguagePack, text: string): number {
  return (
    pack.sentences(text).length +
    pack.tokens(text).length +
    pack.quantities(text).length +
    pack.times(text, { at: '2025-12-27' }).length +
    pack.quotations(text).length +
    pack.attributions(text).length +
    pack.hedges(text).length +
    pack.negations(text).length +
    pack.causes(text).length +
    pack.loadedWords(text).length +
    pack.names(text).length
  );
}

describe.each(languagePacks.map((pack) => [pack.tag, pack] as const))(
  'the language pack %s',
  (_tag, pack) => {
    it.each(Object.keys(repeats))('finishes on a long text of %s', (name) => {
      const unit = repeats[name] ?? '';
      const text = unit.repeat(Math.ceil(charsLong / unit.length));
      expect(work(pack, text)).toBeGreaterThanOrEqual(0);
    });

    it('splits a megabyte into sentences and words', () => {
      const text = prose.repeat(Math.ceil(megabyte / prose.length));
      const repeatsCount = text.length / prose.length;
      expect(pack.sentences(text).length).toBeGreaterThanOrEqual(2 * repeatsCount);
      expect(pack.tokens(text).length).toBeGreaterThan(30 * repeatsCount);
    });
  },
);
