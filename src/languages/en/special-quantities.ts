import type { Span } from '../../domain/span.ts';
import type { Quantity } from '../pack.ts';
import { tidy } from '../shared/numbers.ts';
import { spanOf } from '../shared/spans.ts';
import { countedNoun } from './counted-nouns.ts';
import { namingWords } from './naming-words.ts';
import { ordinalSource, parseNumberWords, parseOrdinal } from './number-words.ts';
import { precisionOf } from './precision.ts';
import { unitAfter } from './unit-words.ts';

/** Quantities that are no plain number with a unit: scores, shares, multiples, `dozens of`, ordinals. */
export function specialQuantities(text: string, isTaken: (span: Span) => boolean): Quantity[] {
  return [
    ...scores(text, isTaken),
    ...shares(text),
    ...multiples(text),
    ...indefinites(text),
    ...ordinals(text, isTaken),
  ];
}

const scorePattern =
  /(?<![\p{L}\p{N}.,/$€£–-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\p{L}\p{N}%/]|[-–.,]\d|-\p{L})/gu;
const scoreWords =
  /\b(?:beat|beaten|won|win|wins|lost|lose|loss|draw|drew|victory|defeat|defeated|score|scored|lead|led|leads|trail|trailed|half-time|aggregate|set|sets|vote|voted|thrash\w*|final|ahead|tie|tied|goal|goals|match)\b/i;

/** `won 3-1`, `a 0-0 draw`, `6-4, 6-3`. Two figures that rise and count something are a range instead. */
function scores(text: string, isTaken: (span: Span) => boolean): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(scorePattern)) {
    const [whole, a = '', b = ''] = match;
    const span = { start: match.index, end: match.index + whole.length };
    if (isTaken(span) || namingWords.test(text.slice(Math.max(0, span.start - 24), span.start))) continue;
    const [low, high] = [Number(a), Number(b)];
    const around = text.slice(Math.max(0, span.start - 60), Math.min(text.length, span.end + 24));
    const isScore = low >= high ? true : scoreWords.test(around) && unitAfter(text, span.end) === null;
    if (!isScore || (low < high && countedNoun(text, span.end, high) !== undefined)) continue;
    found.push({
      ...spanOf(text, span.start, span.end),
      low,
      high,
      precision: 'exact',
      unit: 'score',
      ordinal: false,
      step: 1,
    });
  }
  return found;
}

const indefiniteBases: Record<string, number> = {
  dozens: 12,
  scores: 20,
  hundreds: 100,
  thousands: 1e3,
  millions: 1e6,
  billions: 1e9,
  trillions: 1e12,
};
const indefinitePattern =
  /(?<![\p{L}\p{N}-])(?:(tens|hundreds)\sof\s)?(dozens|scores|hundreds|thousands|millions|billions|trillions)(?=\s(?:of|more|were|have|are|had|who|took|and)\b|[.,])/giu;

/** `dozens of`, `tens of thousands`: a range of one order of magnitude. */
function indefinites(text: string): Quantity[] {
  return [...text.matchAll(indefinitePattern)].flatMap((match): Quantity[] => {
    const word = (match[2] ?? '').toLowerCase();
    if (word === 'scores' && !/^\sof/.test(text.slice(match.index + match[0].length))) return [];
    const lead = match[1]?.toLowerCase() === 'tens' ? 10 : match[1] ? 100 : 1;
    const base = (indefiniteBases[word] ?? 1) * lead;
    const end = match.index + match[0].length;
    const noun = countedNoun(text, end, base);
    const shape = { low: base * 2, high: base === 12 || base === 20 ? 99 : base * 10 - 1, step: base };
    const quantity = {
      ...spanOf(text, match.index, end),
      ...shape,
      precision: 'about' as const,
      unit: 'count',
      ordinal: false,
    };
    return [noun === undefined ? quantity : { ...quantity, noun }];
  });
}

const ordinalPattern = new RegExp(
  `(?<=(?:^|[\\s(“"'‘])(?:the|a|an|his|her|its|their|our|my|your|this|that|every|each|for|in|of|came|finished|placed|ranked|and)[\\s-])(?:${ordinalSource})(?![\\p{L}\\p{N}])(?![-\\s](?:half|halves|century|quarter))|(?<![\\p{L}\\p{N}.,])\\d{1,4}(?:st|nd|rd|th)(?![\\p{L}\\p{N}])(?!\\scentury)`,
  'giu',
);

/** `by more than a third.`, `a fifth of`: a share, not the third or fifth of something. */
function isShareWord(text: string, word: string, at: number): boolean {
  if (!/^(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/i.test(word)) return false;
  if (!/\b(?:an?|one)[\s-]$/i.test(text.slice(Math.max(0, at - 5), at))) return false;
  const behind = text.slice(at + word.length, at + word.length + 8);
  return !/^\s\p{L}/u.test(behind) || /^\s(?:of|more|less|fewer)\b/i.test(behind);
}

function ordinals(text: string, isTaken: (span: Span) => boolean): Quantity[] {
  return [...text.matchAll(ordinalPattern)].flatMap((match): Quantity[] => {
    if (isShareWord(text, match[0], match.index)) return [];
    const value = parseOrdinal(match[0].replace(/\s+/g, ' '));
    const end = match.index + match[0].length;
    if (value === null || isTaken({ start: match.index, end })) return [];
    const noun = countedNoun(text, end, 1);
    const span = spanOf(text, match.index, end);
    const quantity = {
      ...span,
      low: value,
      high: value,
      precision: 'exact' as const,
      unit: 'count',
      ordinal: true,
      step: 1,
    };
    return [noun === undefined ? quantity : { ...quantity, noun }];
  });
}

const plainCount = '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)';
const ratioPattern = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])${plainCount}\\s(?:in|out\\sof)\\s(?:every\\s)?(\\d{1,4}|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)(?![\\p{L}\\p{N}.,-]\\d|[\\p{L}\\p{N}])(?!\\s(?:second|minute|hour|day|week|month|year|decade|game|match|seat|race|set)s?\\b)`,
  'giu',
);
const halfPattern = /(?<![\p{L}\p{N}-])half(?=\s(?:of|the|its|their|his|her|all|these|those)\s)/giu;

/** `one in four`, `9 out of 10 people`, `half of the town`: shares, as fractions. */
function shares(text: string): Quantity[] {
  const ratios = [...text.matchAll(ratioPattern)].flatMap((match): Quantity[] => {
    const [part, whole] = [countOf(match[1]), countOf(match[2])];
    return part === null || whole === null || part >= whole ? [] : [share(text, match, tidy(part / whole))];
  });
  return [...ratios, ...[...text.matchAll(halfPattern)].map((match) => share(text, match, 0.5))];
}

function share(text: string, match: RegExpExecArray, value: number): Quantity {
  const end = match.index + match[0].length;
  const qualifier = precisionOf(
    text.slice(Math.max(0, match.index - 48), match.index),
    text.slice(end, end + 16),
  );
  const span = spanOf(text, match.index - qualifier.before, end);
  const { precision } = qualifier;
  return { ...span, low: value, high: value, precision, unit: 'fraction', ordinal: false, step: 0.1 };
}

function countOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  return /^\d/.test(written) ? Number(written) : (parseNumberWords(written)?.value ?? null);
}

const multipleValues: Record<string, number> = {
  twice: 2,
  double: 2,
  doubled: 2,
  doubles: 2,
  doubling: 2,
  thrice: 3,
  triple: 3,
  tripled: 3,
  triples: 3,
  tripling: 3,
  trebled: 3,
  quadrupled: 4,
  twofold: 2,
  threefold: 3,
  fourfold: 4,
  fivefold: 5,
  sixfold: 6,
  sevenfold: 7,
  eightfold: 8,
  tenfold: 10,
};
const multiplePattern =
  /(?<![\p{L}\p{N}-])(?:twice(?=\s(?:as|the|its|that|what)\b)|double(?=\s(?:the|its|that|what|last)\b)|doubled|doubles(?!\s\p{Lu})|doubling|thrice|triple(?=\s(?:the|its)\b)|tripled|triples|tripling|trebled|quadrupled|(?:two|three|four|five|six|seven|eight|ten)fold)(?![\p{L}\p{N}-])/giu;

/** `doubled`, `twice as many`, `a fourfold rise`. */
function multiples(text: string): Quantity[] {
  return [...text.matchAll(multiplePattern)].map((match): Quantity => {
    const value = multipleValues[match[0].toLowerCase()] ?? 2;
    const span = spanOf(text, match.index, match.index + match[0].length);
    return { ...span, low: value, high: value, precision: 'exact', unit: 'times', ordinal: false, step: 1 };
  });
}
