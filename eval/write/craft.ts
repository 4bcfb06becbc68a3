import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../../src/domain/draft.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { packFor } from '../../src/languages/languages.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { demoDocuments } from '../stories/demo.ts';
import type { Measure } from '../suite.ts';
import { readMarkedStories } from './stories.ts';

/**
 * Whether a brief reads as if an editor had cut it, as far as rules can tell that look at the finished brief alone and
 * share nothing with the writer: nothing told twice, no table of one row, two amounts never under one label, quotes of
 * people with a name, speakers who stand in their sentence. And lines over sections and labels of figures as one reader
 * graded them (`graded.json`); one that nobody graded counts as neither.
 */

/** A brief of a story in one language, with the name of the story. */
export interface NamedDraft {
  name: string;
  lang: string;
  draft: Draft;
}

/** Shared content words, of the shorter sentence's, from which two sentences tell the same. */
const sameShare = 0.6;
const sameWordsMin = 4;

function contentOf(text: string, lang: string): Set<string> {
  const tokens = packFor(lang).tokens(text);
  return new Set(
    tokens.filter((token) => !token.stop && token.kind !== 'punctuation').map(({ norm }) => norm),
  );
}

/** Every sentence that a reader meets after the headline, whole; a quote with its speaker's part left out. */
function shownIn(draft: Draft): string[] {
  return [
    ...(draft.standfirst ? [draft.standfirst.text] : []),
    ...draft.lede.map(({ text }) => text),
    ...draft.sections.flatMap(({ sentences }) => sentences.map(({ text }) => text)),
    ...(draft.pullQuote ? [draft.pullQuote.original] : []),
    ...draft.whoSaysWhat.map(({ text }) => text),
    ...draft.background.map(({ text }) => text),
  ];
}

/** Sentences that say what an earlier one of the brief says. */
function repeatedIn(draft: Draft): number {
  const shown = shownIn(draft);
  const contents = shown.map((text) => contentOf(text, draft.lang));
  return shown.filter((text, at) =>
    shown.slice(0, at).some((other, before) => {
      if (other.includes(text) || text.includes(other)) return true;
      const [own, others] = [contents[at] as Set<string>, contents[before] as Set<string>];
      const shared = [...own].filter((word) => others.has(word)).length;
      return shared >= sameWordsMin && shared / Math.min(own.size, others.size) >= sameShare;
    }),
  ).length;
}

function hasSameLabel({ keyFigures }: Draft): boolean {
  const labels = keyFigures.map(({ label }) => label.toLowerCase());
  return new Set(labels).size < labels.length;
}

/** A name of two words (English), a person's name with an office or `씨` (Korean). */
function isNamed(speaker: string, lang: string): boolean {
  if (lang.startsWith('ko'))
    return /\p{Script=Hangul}{2,}\s\p{Script=Hangul}+|\p{Script=Hangul}{3}$/u.test(speaker);
  return /\p{Lu}[\p{L}’'.-]+ (?:\p{L}+ )?\p{Lu}[\p{L}’'.-]+/u.test(speaker);
}

/** The last word of the speaker's name, before an office, stands in the sentence itself. */
function standsThere(speaker: string, text: string): boolean {
  const [head = ''] = speaker.split(',');
  const last = head.replace(/\(.*$/u, '').trim().split(/\s/).at(-1) ?? '';
  return last !== '' && text.toLowerCase().includes(last.toLowerCase());
}

interface Graded {
  good: string[];
  bad: string[];
}

const graded = (): Record<'crossheads' | 'figures', Graded> =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'graded.json'), 'utf8'));

function shareOf(parts: number, whole: number): number {
  return whole === 0 ? 0 : parts / whole;
}

/** How many of `found` the reader graded as bad, and how many nobody graded, as shares. */
function gradeMeasures(what: 'crossheads' | 'figures', found: readonly string[]): Measure[] {
  const { good, bad } = graded()[what];
  const [isGood, isBad] = [new Set(good), new Set(bad)];
  const badCount = found.filter((one) => isBad.has(one)).length;
  const ungraded = found.filter((one) => !isBad.has(one) && !isGood.has(one)).length;
  const cases = found.length;
  return [
    { key: `write/craft/${what}-graded-bad`, value: shareOf(badCount, cases), cases, lowerIsBetter: true },
    { key: `write/craft/${what}-ungraded`, value: shareOf(ungraded, cases), cases, informative: true },
  ];
}

/** The figures of a set of briefs. */
export function craftOf(drafts: readonly NamedDraft[]): Measure[] {
  const sum = (of: (draft: Draft) => number): number => drafts.reduce((all, { draft }) => all + of(draft), 0);
  const sentences = sum((draft) => shownIn(draft).length);
  const tables = sum(({ keyFigures }) => (keyFigures.length > 0 ? 1 : 0));
  const quotes = drafts.flatMap(({ draft }) => draft.pullQuote ?? []);
  const statements = drafts.flatMap(({ draft }) => draft.whoSaysWhat);
  const lowerIsBetter = true;
  return [
    {
      key: 'write/craft/repeated-sentences',
      value: shareOf(sum(repeatedIn), sentences),
      cases: sentences,
      lowerIsBetter,
    },
    {
      key: 'write/craft/tables-of-one-figure',
      value: shareOf(
        sum(({ keyFigures }) => (keyFigures.length === 1 ? 1 : 0)),
        tables,
      ),
      cases: tables,
      lowerIsBetter,
    },
    {
      key: 'write/craft/tables-with-a-label-twice',
      value: shareOf(
        sum((draft) => (hasSameLabel(draft) ? 1 : 0)),
        tables,
      ),
      cases: tables,
      lowerIsBetter,
    },
    {
      key: 'write/craft/quotes-of-named-people',
      value: shareOf(
        quotes.filter(({ speaker, lang }) => speaker !== null && isNamed(speaker, lang)).length,
        quotes.length,
      ),
      cases: quotes.length,
    },
    {
      key: 'write/craft/speakers-in-their-sentence',
      value: shareOf(
        statements.filter(({ speaker, text }) => standsThere(speaker, text)).length,
        statements.length,
      ),
      cases: statements.length,
    },
    ...gradeMeasures(
      'crossheads',
      drafts.flatMap(({ name, draft }) =>
        draft.sections.map(({ crosshead }) => `${name} ${draft.lang}: ${crosshead.text}`),
      ),
    ),
    ...gradeMeasures(
      'figures',
      drafts.flatMap(({ name, draft }) =>
        draft.keyFigures.map(({ value, label }) => `${name} ${draft.lang}: ${value} = ${label}`),
      ),
    ),
  ];
}

/** Briefs of the demo's stories in both languages and of the marked Korean texts. */
export async function craftDrafts(): Promise<NamedDraft[]> {
  const stories = [...Map.groupBy(demoDocuments(), ({ gold }) => gold)].flatMap(([name, documents]) => {
    const sources = documents.map(
      ({ gold: _gold, ...document }, at) => ({ ...document, id: `D${at + 1}` }) as SourceDocument,
    );
    return ['en', 'ko']
      .filter((lang) => sources.some((source) => source.lang.startsWith(lang)))
      .map((lang) => ({ name, lang, documents: sources }));
  });
  const marked = readMarkedStories(true).map(({ id, document }) => ({
    name: id,
    lang: 'ko',
    documents: [document],
  }));
  return Promise.all(
    [...stories, ...marked].map(async ({ name, lang, documents }) => ({
      name,
      lang,
      draft: await extractiveWriter.write({ documents, lang }),
    })),
  );
}
