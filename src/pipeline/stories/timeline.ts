import type { Passage, SourceDocument } from '../../domain/passage.ts';
import { packFor } from '../../languages/languages.ts';
import type { Name } from '../../languages/pack.ts';
import { passagesOf } from '../../languages/passages.ts';
import { crossScriptKeys } from '../../languages/shared/name-keys.ts';
import { agree, type NumberFact, numberFacts } from './facts.ts';

/** What one document was the first of a story to say. */
export interface TimelineEntry {
  document: string;
  /** ISO 8601, as the document has it. */
  at?: string;
  facts: TimelineFact[];
}

export interface TimelineFact {
  kind: 'number' | 'name';
  /** As the document writes it. */
  text: string;
  passage: Passage;
  /** How many later documents say it too. */
  repeatedBy: number;
}

const documentsMax = 40;
const factsPerDocumentMax = 5;
const namesPerDocumentMax = 40;

/**
 * What became known when: for each document, in order of publication, the numbers and names that no earlier one has,
 * those that later ones repeat first. Undated documents come last; documents that say nothing new are left out. Copies
 * should not be among `documents`.
 */
export function timeline(documents: readonly SourceDocument[]): TimelineEntry[] {
  const ordered = documents
    .slice(0, documentsMax)
    .map((document) => ({ document, time: Date.parse(document.publishedAt ?? '') }))
    .sort(
      (a, b) => (Number.isFinite(a.time) ? a.time : Infinity) - (Number.isFinite(b.time) ? b.time : Infinity),
    )
    .map(({ document }) => ({ document, numbers: numberFacts(document), names: namesIn(document) }));
  return ordered.flatMap(({ document, numbers, names }, at) => {
    const [earlier, later] = [ordered.slice(0, at), ordered.slice(at + 1)];
    const newNumbers = numbers
      .filter(
        (fact) =>
          isTold(fact) && !earlier.some((other) => other.numbers.some((known) => sameNumber(known, fact))),
      )
      .map(
        (fact): TimelineFact => ({
          kind: 'number',
          text: fact.quantity.text,
          passage: fact.passage,
          repeatedBy: later.filter((other) => other.numbers.some((known) => sameNumber(known, fact))).length,
        }),
      );
    const newNames = names
      .filter((name) => !earlier.some((other) => other.names.some((known) => sameName(known, name))))
      .map(
        (name): TimelineFact => ({
          kind: 'name',
          text: name.text,
          passage: name.passage,
          repeatedBy: later.filter((other) => other.names.some((known) => sameName(known, name))).length,
        }),
      );
    const facts = [...once(newNumbers), ...once(newNames)]
      .sort((a, b) => b.repeatedBy - a.repeatedBy || a.passage.sentence - b.passage.sentence)
      .slice(0, factsPerDocumentMax);
    const { publishedAt } = document;
    return facts.length === 0
      ? []
      : [{ document: document.id, ...(publishedAt !== undefined && { at: publishedAt }), facts }];
  });
}

/** A number that says of itself what it counts or measures. */
function isTold({ quantity }: NumberFact): boolean {
  return quantity.unit !== 'count' || quantity.noun !== undefined;
}

function sameNumber(a: NumberFact, b: NumberFact): boolean {
  return a.quantity.unit === b.quantity.unit && agree(a.quantity, b.quantity);
}

interface NamedIn {
  text: string;
  keys: ReadonlySet<string>;
  passage: Passage;
}

function namesIn(document: SourceDocument): NamedIn[] {
  const pack = packFor(document.lang);
  const found: NamedIn[] = [];
  for (const passage of passagesOf(document)) {
    for (const name of pack.names(passage.text)) {
      if (!isTelling(name)) continue;
      const keys = new Set([name.key, ...name.aliases, ...crossScriptKeys(name.key)]);
      const known = found.find((other) => [...keys].some((key) => other.keys.has(key)));
      if (!known) found.push({ text: name.text, keys, passage });
      if (found.length >= namesPerDocumentMax) return found;
    }
  }
  return found;
}

/** Names of kinds that a reader would miss; one short word may be anything. */
function isTelling({ kind, text }: Name): boolean {
  return kind !== 'other' && (kind !== 'work' || text.length > 6) && text.length > 1;
}

function sameName(a: NamedIn, b: NamedIn): boolean {
  return [...a.keys].some((key) => b.keys.has(key));
}

function once(facts: readonly TimelineFact[]): TimelineFact[] {
  const seen = new Set<string>();
  return facts.filter(({ text }) => !seen.has(text) && seen.add(text));
}
