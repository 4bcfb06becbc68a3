import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packFor } from '../../src/languages/languages.ts';
import { fitted } from './errors/edit.ts';
import type { FaithCase, FaithSource } from './sets.ts';

/**
 * Invented news with marks on what may go wrong: `<num|8,700|87,000>` is printed as `8,700`; the third part is what an
 * error makes of it, or is worked out where it is not given. The marks are ours, not the language packs': what a pack
 * overlooks is still altered.
 */
const markPattern = /<([a-z]+)\|([^|<>]{0,300})(?:\|([^|<>]{0,300}))?>/g;

/** Mark -> kind of error. */
const kinds: Record<string, string> = {
  num: 'number',
  unit: 'unit',
  mag: 'magnitude',
  date: 'date',
  dur: 'date',
  name: 'name',
  org: 'name',
  loc: 'location',
  speaker: 'speaker',
  quote: 'quote',
  hedge: 'hedge-dropped',
  attr: 'attribution-dropped',
  neg: 'negation',
  opp: 'opposite',
  role: 'role',
  office: 'office',
  cause: 'cause',
};

interface Mark {
  kind: string;
  start: number;
  end: number;
  other: string | undefined;
}

export interface MarkedText {
  id: string;
  lang: string;
  /** Empty where the text does not say when it was published. */
  publishedAt: string;
  title: string;
  text: string;
  /** Another document of the same brief, about something else. */
  beside?: FaithSource;
  marks: Mark[];
  /** Correct ways to say it. */
  same: { kind: string; text: string }[];
  wrong: { kind: string; text: string }[];
}

/** A generator of numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function unmark(body: string): { text: string; marks: Mark[] } {
  let text = '';
  let at = 0;
  const marks: Mark[] = [];
  for (const match of body.matchAll(markPattern)) {
    text += body.slice(at, match.index);
    const start = text.length;
    text += match[2] ?? '';
    marks.push({ kind: kinds[match[1] ?? ''] ?? '', start, end: text.length, other: match[3] });
    at = match.index + match[0].length;
  }
  return { text: text + body.slice(at), marks };
}

function pairs(lines: readonly string[]): { kind: string; text: string }[] {
  return lines
    .filter((line) => line.includes(' | '))
    .map((line) => ({
      kind: line.split(' | ')[0]!.trim(),
      text: line.split(' | ').slice(1).join(' | ').trim(),
    }));
}

function besideOf(raw: string): FaithSource {
  const [head = '', ...rest] = raw.split('\n\n');
  const field = (name: string) => head.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
  return { title: field('title'), text: rest.join('\n\n').trim(), publishedAt: field('published') };
}

function parse(id: string, raw: string): MarkedText {
  const [head = '', ...rest] = raw.split('\n\n');
  const field = (name: string) => head.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
  const [texts = '', lists = ''] = rest.join('\n\n').split('\n== same\n');
  const [body = '', beside] = texts.split('\n== beside\n');
  const [same = '', wrong = ''] = lists.split('\n== wrong\n');
  return {
    id,
    lang: field('lang'),
    publishedAt: field('published'),
    title: field('title'),
    ...unmark(body.trim()),
    ...(beside === undefined ? {} : { beside: besideOf(beside) }),
    same: pairs(same.split('\n')),
    wrong: pairs(wrong.split('\n')),
  };
}

function textsIn(name: string): MarkedText[] {
  const folder = join(import.meta.dirname, name);
  return ['en', 'ko'].flatMap((lang) =>
    readdirSync(join(folder, lang))
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .map((file) => parse(`${lang}-${file.slice(0, -4)}`, readFileSync(join(folder, lang, file), 'utf8'))),
  );
}

/** The marked texts of `eval/verify/texts`: the checks were written with them at hand. */
export function markedTexts(): MarkedText[] {
  return textsIn('texts');
}

/**
 * The marked texts of `eval/verify/fresh`: written before the checks had seen any of them. What they showed at first
 * sight is in docs/verify.md.
 */
export function freshTexts(): MarkedText[] {
  return textsIn('fresh');
}

const strangers: Record<string, string[]> = {
  en: ['Carla Mendes', 'Oskar Blum', 'Nadia Frost', 'Hugo Lang', 'Priya Nair'],
  ko: ['임하늘', '노재윤', '차보람', '방은재', '길소현'],
};

/** Another number of the same look: two digits change places, or one becomes another. */
export function otherNumber(text: string, next: () => number): string {
  const digits = [...text].flatMap((char, at) => (/\d/.test(char) ? [at] : []));
  if (digits.length === 0) return text;
  const chars = [...text];
  const [first, second] = digits;
  if (second !== undefined && chars[first!] !== chars[second] && chars[second] !== '0' && next() < 0.4) {
    [chars[first!], chars[second]] = [chars[second]!, chars[first!]!];
    return chars.join('');
  }
  const at = digits[Math.floor(next() * Math.min(2, digits.length))]!;
  const digit = Number(chars[at]);
  const other = ((digit + 2 + Math.floor(next() * 6)) % 9) + 1;
  chars[at] = String(other === digit ? (other % 9) + 1 : other);
  return chars.join('');
}

function otherText(mark: Mark, marked: MarkedText, next: () => number): string | null {
  const own = marked.text.slice(mark.start, mark.end);
  if (mark.other !== undefined) return mark.other;
  if (mark.kind === 'number') return otherNumber(own, next);
  if (mark.kind === 'magnitude') return own === '억' ? '조' : '억';
  if (mark.kind !== 'name' && mark.kind !== 'location') return null;
  const rivals = marked.marks
    .filter((other) => other.kind === mark.kind)
    .map((other) => marked.text.slice(other.start, other.end))
    .filter((name) => name !== own && !name.includes(own) && !own.includes(name));
  const pool = next() < 0.5 && rivals.length > 0 ? rivals : strangers[marked.lang]!;
  return pool[Math.floor(next() * pool.length)] ?? null;
}

/** Capital at the start, and no blank where something was taken out. */
function tidied(sentence: string): string {
  const text = sentence.replace(/^[\s,]+/, '').replace(/ {2,}/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Made {
  kind: string;
  text: string;
}

/** Each sentence with one of its marks altered. */
function altered(marked: MarkedText, next: () => number): Made[] {
  return packFor(marked.lang)
    .sentences(marked.text)
    .flatMap((sentence) =>
      marked.marks
        .filter((mark) => mark.start >= sentence.start && mark.end <= sentence.end)
        .flatMap((mark) => {
          const other = otherText(mark, marked, next);
          const own = marked.text.slice(mark.start, mark.end);
          if (other === null || other === own) return [];
          const before = marked.text.slice(sentence.start, mark.start);
          const rest = marked.text.slice(mark.end, sentence.end);
          const text = tidied(before + other + (marked.lang === 'ko' ? fitted(other, rest) : rest));
          return [{ kind: mark.kind, text }];
        }),
    );
}

/** The correct sentences with one number altered: errors in words of one's own. */
function alteredSame(marked: MarkedText, next: () => number): Made[] {
  return marked.same
    .filter(({ text, kind }) => /\d/.test(text) && kind !== 'derived' && kind !== 'round')
    .map(({ text }) => {
      const runs = [...text.matchAll(/\d[\d.,]*\d|\d/g)];
      const run = runs[Math.floor(next() * runs.length)]!;
      const other = otherNumber(run[0], next);
      return {
        kind: 'number-in-paraphrase',
        text: text.slice(0, run.index) + other + text.slice(run.index + run[0].length),
      };
    });
}

export interface InjectedCase extends FaithCase {
  /** `verbatim`, `same/round` ... for correct ones; the kind of error for the others. */
  kind: string;
}

/** Correct and wrong sentences over the marked texts. Same seed, same cases. */
export function injectedCases(texts: readonly MarkedText[], set = 'injected', seed = 7): InjectedCase[] {
  return texts.flatMap((marked) => {
    const next = random(seed + marked.id.length * 31 + marked.text.length);
    const base = {
      set: `${set}-${marked.lang}`,
      group: set === 'injected' ? marked.id : `${set}-${marked.id}`,
      lang: marked.lang,
      source: marked.text,
      title: marked.title,
      ...(marked.publishedAt === '' ? {} : { publishedAt: marked.publishedAt }),
      ...(marked.beside ? { beside: [marked.beside] } : {}),
    };
    const sentences = packFor(marked.lang).sentences(marked.text);
    const good = [
      ...sentences.map(({ text }) => ({ kind: 'verbatim', text })),
      ...marked.same.map(({ kind, text }) => ({ kind: `same/${kind}`, text })),
    ].map((made, at) => ({ ...base, ...made, id: `${base.group}-good-${at}`, unsupported: false }));
    const bad = [...altered(marked, next), ...alteredSame(marked, next), ...marked.wrong].map((made, at) => ({
      ...base,
      ...made,
      id: `${base.group}-bad-${at}`,
      unsupported: true,
      errorType: made.kind,
    }));
    return [...good, ...bad];
  });
}
