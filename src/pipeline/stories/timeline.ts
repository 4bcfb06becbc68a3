import type { Passage, SourceDocument } from '../../domain/passage.ts';
import type { Span } from '../../domain/span.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { withoutFurniture } from '../../languages/shared/furniture.ts';
import { likenessOf, type NumberFact } from './facts.ts';
import { type ToldFact, toldFacts } from './told-facts.ts';

/** What one document was the first of a story to say. */
export interface TimelineEntry {
  document: string;
  /** ISO 8601, as the document has it. */
  at?: string;
  facts: TimelineFact[];
}

/** A sentence with something new in it. */
export interface TimelineFact {
  passage: Passage;
  /** The sentence, cut short around what is new. */
  pieces: TimelinePiece[];
  /** Later documents of other publishers that say it too, in the order of time. */
  repeatedBy: string[];
}

export interface TimelinePiece {
  text: string;
  isNew: boolean;
}

const documentsMax = 40;
const sentencesMax = 3;
const kindWeights = { status: 1.4, number: 1, name: 0.5 } as const;
/** Weight of a fact that nobody repeats: a name on its own is no news. */
const aloneFactor = 0.5;
const weightMin = 0.5;

interface Told {
  document: SourceDocument;
  facts: ToldFact[];
}

/**
 * What became known when: for each document, in order of publication, the sentences with numbers, names and states
 * of things that no earlier one has, those that later ones repeat first. The title is shown anyway. Undated
 * documents come last; documents that say nothing new are left out. Copies should not be among `documents`.
 */
export function timeline(documents: readonly SourceDocument[]): TimelineEntry[] {
  const ordered = documents
    .slice(0, documentsMax)
    .map((document) => ({ document, time: timeOf(document) }))
    .sort((a, b) => a.time - b.time)
    .map(({ document }): Told => ({ document, facts: toldFacts(document) }));
  return ordered.flatMap(({ document, facts }, at) => {
    const earlier = ordered.slice(0, at);
    const later = ordered.slice(at + 1).filter((other) => isOther(document, other.document));
    const isNew = (fact: ToldFact) => !earlier.some((other) => says(other, fact));
    const sentences = newSentences(facts.filter(isNew), later);
    const { publishedAt } = document;
    return sentences.length === 0
      ? []
      : [{ document: document.id, ...(publishedAt !== undefined && { at: publishedAt }), facts: sentences }];
  });
}

function timeOf({ publishedAt }: SourceDocument): number {
  const time = Date.parse(publishedAt ?? '');
  return Number.isFinite(time) ? time : Number.POSITIVE_INFINITY;
}

function isOther(a: SourceDocument, b: SourceDocument): boolean {
  return a.publisher === undefined || a.publisher !== b.publisher;
}

function says({ facts }: Told, fact: ToldFact): boolean {
  return facts.some((known) => isSame(known, fact));
}

function isSame(a: ToldFact, b: ToldFact): boolean {
  if (a.kind === 'name' && b.kind === 'name') return [...a.keys].some((key) => b.keys.has(key));
  if (a.kind === 'status' && b.kind === 'status') return a.topic === b.topic && a.value === b.value;
  if (a.kind !== 'number' || b.kind !== 'number') return false;
  const [one, other] = [a.number.quantity, b.number.quantity];
  if (one.unit === 'count' && one.low < tellingMin && !isAlike(a.number, b.number)) return false;
  const slack = Math.max(one.step, other.step) / 2 + 1e-9;
  return (
    one.unit === other.unit &&
    Math.abs(one.low - other.low) <= slack &&
    Math.abs(one.high - other.high) <= slack
  );
}

/** Counts below this are shared by chance: what is counted, or the words around, must be alike too. */
const tellingMin = 1000;
const alikeMin = 0.05;

function isAlike(a: NumberFact, b: NumberFact): boolean {
  // What is counted has no name that languages share, often enough.
  if (a.passage.lang !== b.passage.lang && a.quantity.low > 20) return true;
  if (a.nouns.some((noun) => b.nouns.includes(noun) || b.keys.has(noun))) return true;
  return likenessOf(a, b) >= alikeMin;
}

/** The sentences of a document that carry most that is new, in the order of the text. */
function newSentences(facts: readonly ToldFact[], later: readonly Told[]): TimelineFact[] {
  const rated = facts
    .filter(({ passage }) => passage.sentence > 0)
    .map((fact) => {
      const repeatedBy = later.filter((other) => says(other, fact)).map(({ document }) => document.id);
      const weight =
        kindWeights[fact.kind] * (repeatedBy.length === 0 ? aloneFactor : 1 + Math.log(repeatedBy.length));
      return { fact, repeatedBy, weight };
    });
  const open = new Set(rated);
  const chosen: TimelineFact[] = [];
  while (chosen.length < sentencesMax && open.size > 0) {
    const bySentence = [...Map.groupBy(open, ({ fact }) => fact.passage.id).values()];
    const weightOf = (group: typeof rated) => group.reduce((sum, { weight }) => sum + weight, 0);
    const best = bySentence.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
    const [first] = best;
    if (!first || weightOf(best) < weightMin) break;
    chosen.push({
      passage: first.fact.passage,
      pieces: piecesOf(
        first.fact.passage,
        best.map(({ fact }) => fact),
      ),
      repeatedBy: [...new Set(best.flatMap(({ repeatedBy }) => repeatedBy))],
    });
    // What stands in the chosen sentence is told: a second sentence is not chosen for it.
    for (const one of open)
      if (best.some(({ fact }) => fact.passage.id === one.fact.passage.id || isSame(fact, one.fact)))
        open.delete(one);
  }
  return chosen.sort((a, b) => a.passage.sentence - b.passage.sentence);
}

/** Characters of a sentence that are shown; syllables say more than letters. */
const shownChars = { latin: 210, hangul: 120 };

/** A sentence in pieces, what is new apart; a long one is cut to the part around what is new. */
function piecesOf({ text, lang }: Passage, facts: readonly Span[]): TimelinePiece[] {
  const whole = withoutFurniture(text);
  const marks = facts
    .filter(({ start, end }) => start >= whole.start && end <= whole.end)
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, at, all) => !all.slice(0, at).some((before) => before.end > start));
  const charsMax = ['ko', 'ja', 'zh'].includes(primaryLanguage(lang)) ? shownChars.hangul : shownChars.latin;
  const { start, end } = cutAround(text, whole, marks, charsMax);
  const pieces: TimelinePiece[] = [];
  let at = start;
  const push = (to: number, isNew: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), isNew });
    at = Math.max(at, to);
  };
  if (start > whole.start) pieces.push({ text: '… ', isNew: false });
  for (const mark of marks) {
    if (mark.end > end) break;
    push(mark.start, false);
    push(mark.end, true);
  }
  push(end, false);
  if (end < whole.end) pieces.push({ text: ' …', isNew: false });
  return pieces;
}

function cutAround(text: string, whole: Span, marks: readonly Span[], charsMax: number): Span {
  if (whole.end - whole.start <= charsMax) return whole;
  const first = marks[0]?.start ?? whole.start;
  const last = marks.findLast(({ end }) => end - first <= charsMax * 0.8)?.end ?? first;
  const spare = charsMax - (last - first);
  // From the beginning where that leaves room: a sentence begins with who.
  let start =
    last - whole.start <= charsMax ? whole.start : Math.max(whole.start, first - Math.floor(spare / 2));
  let end = Math.min(whole.end, start + charsMax);
  while (start > whole.start && start < first && !/\s/.test(text[start - 1] ?? '')) start += 1;
  while (end < whole.end && end > last && !/\s/.test(text[end] ?? '')) end -= 1;
  return { start, end };
}
