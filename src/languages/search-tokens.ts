import { packFor } from './languages.ts';
import type { Token } from './pack.ts';

/** Weight of a field: `A` headline, `B` standfirst and names, `C` text. */
export type FieldWeight = 'A' | 'B' | 'C';

export interface SearchField {
  text: string;
  weight: FieldWeight;
}

/** One word of the index. `position` counts the words of the whole entry, from 1. */
export interface SearchToken {
  token: string;
  weight: FieldWeight;
  position: number;
}

/** Tokens of one entry: what comes after is not found by its words. */
const tokensMax = 12_000;
const tokenCharsMax = 64;
/** Text that is read of one field. */
const fieldCharsMax = 60_000;

/** Runs of one script: Hangul, Han and kana, numbers, and whatever else has letters. */
const runPattern =
  /[\uac00-\ud7a3]+|[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+/gu;

/** One form for all ways to write a word: compatibility forms, case, accents of Latin letters, dots of acronyms. */
export function foldedForm(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (acronym) => acronym.replaceAll('.', ''))
    .replace(/[’']s(?!\p{L})/gu, '');
}

function isHangul(run: string): boolean {
  return run >= '\uac00' && run <= '\ud7a3\uffff';
}

function isHan(run: string): boolean {
  return /^[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/.test(run);
}

/** A word of two syllables is one pair, so it is found inside any longer word. */
function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** `8,700` and `8700` are one number; `3.5` stays. */
function plainNumber(run: string): string {
  return run.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(/[.,]$/, '');
}

/** What one run is indexed as. `norm`: the pack's form of the word it lies in. */
function formsOf(run: string, norm: string): string[] {
  if (isHangul(run)) {
    const stem = [...norm].length === 1 && run.startsWith(norm) ? [norm] : [];
    return [...pairs(run), ...stem];
  }
  if (isHan(run)) return pairs(run);
  if (/^\p{N}/u.test(run)) return [plainNumber(run)];
  return norm !== run && /^[\p{L}\p{M}]+$/u.test(norm) && !isHangul(norm) ? [run, norm] : [run];
}

function tokensOf({ text, norm }: Pick<Token, 'text' | 'norm'>): string[] {
  const runs = foldedForm(text).match(runPattern) ?? [];
  const own = foldedForm(norm);
  return runs.flatMap((run) => formsOf(run, runs.length === 1 ? own : run));
}

/**
 * The words under which an entry is found: words and their base forms where they are written with spaces, pairs of
 * characters for Hangul, Han and kana, numbers without separators, Latin names in any text. Pure; linear.
 */
export function searchTokens(fields: readonly SearchField[], lang: string): SearchToken[] {
  const pack = packFor(lang);
  const tokens: SearchToken[] = [];
  let position = 0;
  for (const { text, weight } of fields) {
    for (const token of pack.tokens(text.slice(0, fieldCharsMax))) {
      if (token.kind === 'punctuation' || (token.stop && weight === 'C')) continue;
      position += 1;
      for (const form of tokensOf(token)) {
        if (tokens.length >= tokensMax) return tokens;
        if (form !== '' && form.length <= tokenCharsMax) tokens.push({ token: form, weight, position });
      }
    }
  }
  return tokens;
}

/** Languages whose base forms are tried for a word that may be in any of them. */
const tried = ['en', 'de', 'fr', 'es'];

/** The forms that a run of a query may stand in the index as, by the run's script. */
function groupsOf(token: Token, norms: readonly string[]): string[][] {
  const runs = foldedForm(token.text).match(runPattern) ?? [];
  return runs.flatMap((run) => {
    if (isHangul(run)) {
      const stem = runs.length === 1 && norms[0] && run.startsWith(norms[0]) ? norms[0] : run;
      return pairs(stem).map((pair) => [pair]);
    }
    if (isHan(run)) return pairs(run).map((pair) => [pair]);
    if (/^\p{N}/u.test(run)) return [[plainNumber(run)]];
    const own = runs.length === 1 ? norms.filter((norm) => /^[\p{L}\p{M}]+$/u.test(norm)) : [];
    return [[...new Set([run, ...own])]];
  });
}

/**
 * What a query asks of the index: groups that must all be there, of each group any one. A query is short and may be in
 * any language: Korean words lose their particles, others are tried in several languages. Words that say nothing are
 * left out where others remain.
 */
export function queryGroups(words: string, lang: string): string[][] {
  const korean = /[\uac00-\ud7a3]/.test(words);
  const pack = packFor(korean ? 'ko' : lang);
  const tokens = pack.tokens(words).filter(({ kind }) => kind !== 'punctuation');
  const telling = tokens.filter(({ stop }) => !stop);
  const groups = (telling.length > 0 ? telling : tokens).flatMap((token) => {
    const others = korean ? [] : tried.flatMap((tag) => packFor(tag).tokens(token.text)[0]?.norm ?? []);
    return groupsOf(token, [token.norm, ...others].map(foldedForm));
  });
  const seen = new Set<string>();
  return groups.filter((group) => {
    const key = group.join(' ');
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
