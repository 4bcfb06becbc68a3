import type { Name } from '../../languages/pack.ts';
import { crossScriptKeys, foldName, type KeyedName, namesMatch } from '../../languages/shared/name-keys.ts';
import { translationsOf } from './lexicon.ts';
import type { Reading, ReadSource } from './types.ts';

interface NameIndex {
  names: Name[];
  keys: Set<string>;
  /** Folded text of everything, for names that the pack did not mark as such in the source. */
  folded: string;
  /** First letters of every name of several words. */
  initials: Set<string>;
}

const cache = new WeakMap<Reading, NameIndex>();

/** First letters of the words of a folded name, small words left out. */
export function initialsOf(key: string): string {
  return key
    .split(/\s+/)
    .filter((word) => !['of', 'the', 'and', 'for', 'in', 'on'].includes(word))
    .map((word) => word[0] ?? '')
    .join('');
}

/** Full stops without a blank behind them ("later.Hogwood"): some texts lose the ends of paragraphs. */
const gluedStop = /(?<=\p{Ll}[.!?]["”’')]?)(?=\p{Lu}\p{Ll})/gu;

function foldedText({ document }: ReadSource): string {
  const extra = [document.publisher ?? '', ...(document.byline ?? [])].join(' ');
  return ` ${foldName(`${document.title}\n${document.text}\n${extra}`.replace(gluedStop, ' ')).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
}

export function nameIndex(reading: Reading): NameIndex {
  let index = cache.get(reading);
  if (!index) {
    const names = reading.passages.flatMap((read) => [...read.analysis.names]);
    const keys = new Set(names.flatMap((name) => [name.key, ...name.aliases]));
    const initials = new Set(names.map((name) => initialsOf(name.key)).filter((short) => short.length >= 2));
    index = { names, keys, initials, folded: reading.sources.map(foldedText).join(' ') };
    cache.set(reading, index);
  }
  return index;
}

const nameWordCharsMin = 4;

/** True where the words of a name stand in the text, each by itself ("Seoul" in "the Seoul court"). */
function wordsStand(key: string, folded: string): boolean {
  const words = key.split(' ').filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.every((word) => {
      if (/[가-힣\p{sc=Han}]/u.test(word)) return folded.includes(word);
      // COVID for COVID-19.
      if (/^\d+$/.test(word) && words.length > 1) return true;
      if (folded.includes(` ${word} `) || folded.includes(` ${word}s `)) return true;
      // Rob for Robert.
      if (words.length === 1 && word.length >= 3 && folded.includes(` ${word}`)) return true;
      // French for France, Korean for Korea: the same first letters, at least four and most of the word.
      const stem = word.slice(0, Math.max(nameWordCharsMin, word.length - 3));
      return stem.length >= nameWordCharsMin && word.length > nameWordCharsMin && folded.includes(` ${stem}`);
    })
  );
}

/** How a name of a claim is carried by the sources. */
export type NameMatch = 'name' | 'words' | 'acronym' | 'other-script' | null;

export function findName(name: KeyedName, reading: Reading): NameMatch {
  const { keys, folded, initials, names } = nameIndex(reading);
  if (keys.has(name.key) || name.aliases.some((alias) => keys.has(alias))) return 'name';
  const plain = foldName(name.key)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (plain === '' || wordsStand(plain, folded)) return 'words';
  const short = plain.replace(/ /g, '');
  if (short.length >= 2 && short.length <= 6 && initials.has(short)) return 'acronym';
  const own = initialsOf(plain);
  if (own.length >= 3 && folded.includes(` ${own} `)) return 'acronym';
  if (plain.split(' ').every((word) => translationsOf(word).some((other) => folded.includes(other))))
    return 'other-script';
  const cross = new Set(crossScriptKeys(name.key));
  const isOther = names.some((other) => [other.key, ...other.aliases].some((key) => cross.has(key)));
  return isOther || [...cross].some((key) => keys.has(key)) ? 'other-script' : null;
}

/** `도 총재` for `도현우`. */
function isSurnameOf(short: string, full: string): boolean {
  const [surname = '', office] = short.split(' ');
  return (
    surname.length === 1 && office !== undefined && /^[가-힣]{2,4}$/.test(full) && full.startsWith(surname)
  );
}

/** Two ways of naming one person or body: keys, aliases, or the last or only word of one in the other. */
export function sameBearer(a: KeyedName, b: KeyedName): boolean {
  if (namesMatch(a, b)) return true;
  const [x, y] = [foldName(a.key), foldName(b.key)];
  if (x === '' || y === '') return false;
  if (/[가-힣]/.test(x + y)) return x.includes(y) || y.includes(x) || isSurnameOf(x, y) || isSurnameOf(y, x);
  const [wordsX, wordsY] = [x.split(' '), y.split(' ')];
  return wordsX.some((word) => word.length > 2 && wordsY.includes(word));
}

/**
 * A first name of one person with the last name of another: both words stand in the sources, each with another beside
 * it, and never together. Latin script, names of two words.
 */
export function isCrossed(name: KeyedName, reading: Reading): boolean {
  const words = foldName(name.key).split(' ');
  const [first, last] = words;
  if (words.length !== 2 || !first || !last || /[가-힣]/.test(name.key)) return false;
  const { names, folded } = nameIndex(reading);
  if (folded.includes(` ${first} ${last} `)) return false;
  const full = names.map((other) => foldName(other.key).split(' ')).filter((parts) => parts.length > 1);
  const isFirst = full.some((parts) => parts[0] === first && !parts.includes(last));
  const isLast = full.some((parts) => parts.at(-1) === last && !parts.includes(first));
  return isFirst && isLast && !full.some((parts) => parts.includes(first) && parts.includes(last));
}
