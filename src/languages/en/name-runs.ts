import type { Sentence } from '../pack.ts';
import { linkingHeads, officeWords } from './name-words.ts';
import { stopWords } from './tokens.ts';

/** One capitalised word, or a particle or link between two. */
export interface RunWord {
  start: number;
  end: number;
  /** Without possessive `'s` and without the full stop of an abbreviation. */
  text: string;
  lower: string;
  link: boolean;
}

/** Capitalised words that stand together. */
export interface Run {
  words: RunWord[];
  /** The first word begins a sentence, a quotation or a line, so that its capital says nothing. */
  initial: boolean;
  /** Stands in a headline with a capital on every word, or in capitals throughout. */
  shouted: boolean;
  sentence: number;
}

const capital =
  '(?:(?:\\p{Lu}\\.){2,6}|\\p{Lu}\\.(?=\\s?\\p{Lu})|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Rev|Hon|St|Mt|Maj|Cmdr|Adm|Jr|Sr|Supt|Insp|Det)\\.' +
  "|(?:al|el|ad|as|ul)-\\p{Lu}[\\p{L}\\p{M}]{1,30}|(?:d|l)[’']\\p{Lu}\\p{L}{1,30}" +
  "|\\p{Lu}[\\p{L}\\p{M}\\p{N}&]{0,40}(?:[’'](?!(?:s|re|ve|ll|d|m|t)(?!\\p{L}))\\p{L}{1,30}){0,2}(?:[-‐‑][\\p{L}\\p{N}]{1,30}){0,4})";
const particle =
  '(?:van|von|der|den|de|del|della|di|da|do|dos|du|la|le|bin|ibn|bint|al|el|y|ter|ten|zu|zur|af|av)';
const link = '(?:of|for|on|and|&)(?:\\s(?:the|its))?';
const runPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])${capital}(?:\\s?(?:\\s(?:${particle}\\s){1,3}|\\s${link}\\s|\\s|\\s(?=\\p{Lu}))${capital}){0,14}`,
  'gu',
);
const wordPattern = new RegExp(`${capital}|(?<=\\s)(?:${particle}|of|for|on|and|&|the|its)(?=\\s)`, 'gu');

/** Every run of capitals in the text, sentence by sentence. */
export function capitalRuns(sentences: readonly Sentence[]): Run[] {
  return sentences.flatMap((sentence, index) => {
    const shouted = isShouted(sentence.text);
    return [...sentence.text.matchAll(runPattern)].flatMap((match) => {
      const start = sentence.start + match.index;
      const words = wordsOf(match[0], start);
      const initial = startsAfresh(sentence.text.slice(Math.max(0, match.index - 4), match.index));
      return splitAtLinks(words).map((part, at) => ({
        words: part,
        initial: initial && at === 0,
        shouted,
        sentence: index,
      }));
    });
  });
}

function startsAfresh(before: string): boolean {
  return before.trim() === '' || /["“‘'«([:•●*—–]\s*$|``\s*$|^[-–—]\s*$/u.test(before);
}

/** More than two thirds of its longer words begin with a capital and there are at least four: a headline. */
function isShouted(sentence: string): boolean {
  const words = sentence.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const content = words.filter((word) => !stopWords.has(word.toLowerCase()));
  if (content.length < 4)
    return words.length > 1 && sentence === sentence.toUpperCase() && content.length > 2;
  if (/[.!?]["”]?$/.test(sentence)) return sentence === sentence.toUpperCase();
  const capitals = content.filter((word) => /^\p{Lu}/u.test(word)).length;
  return capitals / content.length > 0.7;
}

function wordsOf(run: string, offset: number): RunWord[] {
  return [...run.matchAll(wordPattern)].map((match) => {
    const raw = match[0];
    const text = /^(?:\p{Lu}\.)+$/u.test(raw) ? raw : raw.replace(/\.$/, '');
    const start = offset + match.index;
    const isLink = /^(?:of|for|on|and|&|the|its)$/.test(raw);
    return { start, end: start + raw.length, text, lower: text.toLowerCase(), link: isLink };
  });
}

/** `of`, `for`, `on`, `and` hold a name together only behind certain heads (`Bank of England`, not `Smith and Jones`). */
function splitAtLinks(words: RunWord[]): RunWord[][] {
  const parts: RunWord[][] = [];
  let part: RunWord[] = [];
  words.forEach((word, index) => {
    if (!word.link || !/^(?:of|for|on|and|&)$/.test(word.lower)) {
      if (!(word.link && part.length === 0)) part.push(word);
      return;
    }
    if (part.length > 0 && holds(part, word.lower, words[index + 1])) {
      part.push(word);
      return;
    }
    if (part.length > 0) parts.push(part);
    part = [];
  });
  if (part.length > 0) parts.push(part);
  return parts.map(withoutLooseEnds).filter((list) => list.length > 0);
}

function holds(part: RunWord[], link: string, next: RunWord | undefined): boolean {
  const head = part.at(-1)?.lower ?? '';
  if (link === '&') return true;
  if (link === 'and')
    return part.some((word) => linkingHeads.has(word.lower)) && part.some((word) => word.link);
  if (
    link === 'of' &&
    /^(?:gulf|isle|strait|bay|cape|bank|house|court|university|republic|state|city|district)$/.test(head)
  )
    return true;
  if (officeWords.has(head) && next && officeWords.has(next.lower)) return true;
  return (
    linkingHeads.has(head) &&
    !(officeWords.has(head) && !/^(?:secretary|minister|director|state)$/.test(head))
  );
}

/** Without links that nothing follows. */
export function withoutLooseEnds(words: RunWord[]): RunWord[] {
  let end = words.length;
  while (end > 0 && words[end - 1]?.link) end -= 1;
  return words.slice(0, end);
}
