import type { Span } from '../../domain/span.ts';
import { forLastTexts } from './last-text.ts';

/** One pair of marks; `start`/`end` take in the marks, which are one code unit each. */
export interface QuotePair extends Span {
  family: 'double' | 'single' | 'corner' | 'title';
  /** How many other pairs it lies in. */
  depth: number;
}

/** A pair longer than this is two stray marks, not a quotation. */
const pairCharsMax = 1500;
/** Titles in angle brackets are short; `<` is also a sign of comparison. */
const titleCharsMax = 80;

/** What stands in < > at the foot of a report and is no title. */
const notice = /저작권|무단|[ⓒ©@=]/;

interface OpenMark {
  at: number;
  family: QuotePair['family'];
  closer: string;
}

const corners: Record<string, { closer: string; family: QuotePair['family'] }> = {
  '「': { closer: '」', family: 'corner' },
  '『': { closer: '』', family: 'title' },
  '《': { closer: '》', family: 'title' },
  '〈': { closer: '〉', family: 'title' },
  '<': { closer: '>', family: 'title' },
};
const cornerClosers = '」』》〉>';

/**
 * Pairs quotation marks, straight and curly, also where the two are mixed (`"...”`). Never pairs over a line break:
 * Korean newspapers close a quotation at the end of its paragraph. Sorted by start; linear in the length of the text.
 */
export const quotePairs: (text: string) => QuotePair[] = forLastTexts(pairsOf);

function pairsOf(text: string): QuotePair[] {
  const pairs: QuotePair[] = [];
  let open: OpenMark[] = [];
  const close = (family: QuotePair['family'], at: number, closer?: string) => {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const mark = open[index]!;
      if (mark.family !== family || (closer !== undefined && mark.closer !== closer)) continue;
      open = open.slice(0, index);
      const charsMax = family === 'title' ? titleCharsMax : pairCharsMax;
      if (at - mark.at <= charsMax && at > mark.at + 1)
        pairs.push({ start: mark.at, end: at + 1, family, depth: open.length });
      return true;
    }
    return false;
  };
  const push = (family: QuotePair['family'], at: number, closer = '') => {
    if (open.length < 16) open.push({ at, family, closer });
  };
  const isOpen = (family: QuotePair['family']) => open.some((mark) => mark.family === family);
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '\n') open = [];
    else if (char === '“' || char === '„' || char === '＂') {
      if (char === '＂' && close('double', at)) continue;
      push('double', at);
    } else if (char === '”') {
      if (!close('double', at) && opensHere(text, at)) push('double', at);
    } else if (char === '"') {
      readStraight(text, at, isOpen('double'), push, close);
    } else if (char === '‘') push('single', at);
    else if (char === '’' || char === "'") readSingle(text, at, isOpen('single'), push, close);
    else if (char in corners) push(corners[char]!.family, at, corners[char]!.closer);
    else if (cornerClosers.includes(char)) close(char === '」' ? 'corner' : 'title', at, char);
  }
  return pairs
    .filter(({ start, end }) => text[start] !== '<' || !notice.test(text.slice(start, end)))
    .sort((a, b) => a.start - b.start);
}

/** A closing mark that nothing opened, with a space before it and none after: typed by mistake for an opening one. */
function opensHere(text: string, at: number): boolean {
  return /^$|\s|[([,]/.test(text[at - 1] ?? '') && /\S/.test(text[at + 1] ?? ' ');
}

/** A straight mark opens where a word begins behind it and closes where one ends before it, so a lost one costs little. */
function readStraight(
  text: string,
  at: number,
  open: boolean,
  push: (family: 'double', at: number) => void,
  close: (family: 'double', at: number) => boolean,
): void {
  const before = /\S/.test(text[at - 1] ?? ' ');
  const after = /\S/.test(text[at + 1] ?? ' ');
  if (!open) {
    if (after || !before) push('double', at);
    return;
  }
  const opensAnew = !before && after && !/^(?:이?라|고[ 는도]|며[ ,]|는 )/.test(text.slice(at + 1, at + 4));
  if (opensAnew) push('double', at);
  else close('double', at);
}

function readSingle(
  text: string,
  at: number,
  open: boolean,
  push: (family: 'single', at: number) => void,
  close: (family: 'single', at: number) => boolean,
): void {
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  // ’25.12.26 and '90s are years, Son's and O'Brien apostrophes.
  const apostrophe = /[A-Za-z]/.test(before) && /[A-Za-z]/.test(after);
  if (apostrophe) return;
  if (open) close('single', at);
  else if (/[\s(["“‘<《〈]/.test(before) || at === 0) {
    if (/\S/.test(after) && !/^\d\d(?:\D|$)/.test(text.slice(at + 1, at + 4))) push('single', at);
  } else if (text[at] === "'" && /[가-힣,]/.test(before) && /[가-힣]/.test(after)) push('single', at);
}
