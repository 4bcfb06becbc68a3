import type { DraftSentence } from '../../../domain/draft.ts';
import { StandfirstError } from '../../../domain/errors.ts';
import type { SourceDocument } from '../../../domain/passage.ts';
import type { Span } from '../../../domain/span.ts';
import type { LanguagePack } from '../../../languages/pack.ts';
import { centralityObjective, documentsToRead, type Objective, objectiveFor } from './select.ts';
import { distinctUnits, type Reading, readDocument, type Unit } from './units.ts';

/** What the parts of a brief are made from: the documents of one language, read, and the measure of a good choice. */
export interface Story {
  lang: string;
  pack: LanguagePack;
  readings: readonly Reading[];
  /** Distinct sentences in reading order; `units[i].index` is `i`. */
  units: readonly Unit[];
  /** For the opening: lead-aware where the language is. */
  objective: Objective;
  /** How much a sentence adds to what is given, about 0..1, for the sections: these tell the rest of the story too. */
  bodyValue(unit: Unit, given: readonly Unit[]): number;
  /** Day of the newest document, `2025-12-26`, or null. */
  day: string | null;
}

/** Documents beyond these are not excerpted: a brief of 300 words cannot do justice to more. */
const documentsMax = 30;

/**
 * Reads the documents of a story. `lang`: the brief's language; documents in it go before all others.
 * @throws StandfirstError `nothing-to-write` where no document holds a sentence.
 */
export function readStory(documents: readonly SourceDocument[], lang: string): Story {
  const readings = documentsToRead(documents, lang).slice(0, documentsMax).map(readDocument);
  const units = distinctUnits(readings);
  const first = readings[0];
  if (!first || units.length === 0) {
    throw new StandfirstError('nothing-to-write', 'None of the documents holds a sentence to excerpt.', {
      hint: 'Give a document with running text; a title alone makes no brief.',
    });
  }
  const objective = objectiveFor(units, readings);
  const days = readings.flatMap(
    ({ document }) => /^\d{4}-\d{2}-\d{2}/.exec(document.publishedAt ?? '') ?? [],
  );
  return {
    lang,
    pack: first.analysis.pack,
    readings,
    units,
    objective,
    bodyValue: bodyValueOf(units, readings, objective),
    day: days.sort().at(-1) ?? null,
  };
}

/**
 * The opening has taken the news from the top; what follows is chosen by importance and centrality in equal parts, so
 * that the later half of a long document is not passed over.
 */
function bodyValueOf(
  units: readonly Unit[],
  readings: readonly Reading[],
  objective: Objective,
): Story['bodyValue'] {
  const scaledBy = (one: Objective) => {
    const values = units.map((unit) => one.ofNext(unit, []));
    const low = Math.min(...values);
    const range = Math.max(...values) - low || 1;
    return (unit: Unit, given: readonly Unit[]): number => (one.ofNext(unit, given) - low) / range;
  };
  const byObjective = scaledBy(objective);
  const byCentrality = scaledBy(centralityObjective(units, readings));
  return (unit, given) => (byObjective(unit, given) + byCentrality(unit, given)) / 2;
}

const evidenceCharsMax = 120;

/** The opening words of a text up to about 120 characters, cut between words: verbatim, and enough to find it again. */
export function evidenceOf(text: string): string {
  if (text.length <= evidenceCharsMax) return text;
  const cut = text.slice(0, evidenceCharsMax);
  const space = cut.lastIndexOf(' ');
  return (space > evidenceCharsMax / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd();
}

/** A unit as a sentence of the draft. Further passages: independent documents that carry the same sentence. */
export function sentenceOf(unit: Unit): DraftSentence {
  const others = unit.twins.filter((twin) => twin.reading.voice !== unit.reading.voice);
  return {
    text: unit.text,
    lang: unit.reading.document.lang,
    passages: [unit.passage.id, ...new Set(others.map((twin) => twin.passage.id))],
    evidence: evidenceOf(unit.text),
  };
}

/** Ids of the passages of a document that a span of its text touches, in order. */
export function passagesIn(reading: Reading, span: Span, units: readonly Unit[]): string[] {
  return units
    .filter(
      (unit) => unit.reading === reading && unit.passage.start < span.end && span.start < unit.passage.end,
    )
    .map((unit) => unit.passage.id);
}

const hourMs = 3_600_000;
/** A report this much older than another tells what was known before it. */
const overtakenHours = 20;

/** Hours from one report to another, 0 where a time of publication is missing. */
function hoursBetween(earlier: Reading, later: Reading): number {
  const [from, to] = [earlier, later].map(({ document }) => Date.parse(document.publishedAt ?? ''));
  const hours = ((to ?? NaN) - (from ?? NaN)) / hourMs;
  return Number.isFinite(hours) ? hours : 0;
}

/** True where the news of `reading` had long been told when `other` was published. */
export function isOvertakenBy(reading: Reading, other: Reading): boolean {
  return hoursBetween(reading, other) > overtakenHours;
}

/** How much of the story one sentence holds, 0..1 between its least and its weightiest sentence. */
export function weigher(story: Story): (unit: Unit) => number {
  const values = story.units.map((unit) => story.objective.ofNext(unit, []));
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return (unit) => ((values[unit.index] ?? low) - low) / range;
}
