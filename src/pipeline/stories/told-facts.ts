import type { Passage, SourceDocument } from '../../domain/passage.ts';
import type { Span } from '../../domain/span.ts';
import { packFor } from '../../languages/languages.ts';
import { withoutFurniture } from '../../languages/shared/furniture.ts';
import { crossScriptKeys, foldName } from '../../languages/shared/name-keys.ts';
import { type NumberFact, readingOf } from './facts.ts';
import { bridgeLexicon } from './lexicon.ts';
import { statusesOf } from './status-words.ts';

/** Something that a document says and that can be new: a number, a name or where a thing stands. */
export type ToldFact = Span & { passage: Passage; text: string } & (
    | { kind: 'number'; number: NumberFact }
    | { kind: 'name'; keys: ReadonlySet<string> }
    | { kind: 'status'; topic: string; value: string }
  );

const passagesMax = 60;
const namesMax = 60;
/** Numbers up to here are everywhere, where no unit goes with them. */
const smallMax = 9;
/** Counts that do not say of what (`43 of them`) are told from here on. */
const baseMin = 30;

/** What a document says that a reader may want to know who said first. Order of the text within each kind. */
export function toldFacts(document: SourceDocument): ToldFact[] {
  const { passages: all, numbers } = readingOf(document);
  const passages = all.slice(0, passagesMax);
  return [
    ...numbers.flatMap((number) => toldNumber(number, passages)),
    ...passages.flatMap((passage) =>
      statusesOf(passage).map((status): ToldFact => ({ kind: 'status', passage, ...status })),
    ),
    ...namesIn(document, passages),
  ];
}

function toldNumber(number: NumberFact, passages: readonly Passage[]): ToldFact[] {
  const { quantity, passage } = number;
  const { start, end, text, unit, noun, low, precision } = quantity;
  const isCounted = unit !== 'count' || noun !== undefined || (low >= baseMin && /\d/.test(text));
  const isVague = !/\d/.test(text) && precision !== 'exact';
  if (!isCounted || isVague || (unit === 'count' && low <= smallMax)) return [];
  // Ages, years without a word for them, and numbers of a list.
  if (unit === 'count' && Number.isInteger(low) && low >= 1900 && low <= 2100 && !/,/.test(text)) return [];
  return passages.some(({ id }) => id === passage.id)
    ? [{ kind: 'number', number, passage, text, start, end }]
    : [];
}

function namesIn(document: SourceDocument, passages: readonly Passage[]): ToldFact[] {
  const pack = packFor(document.lang);
  const passedOver = new Set([document.publisher ?? '', ...(document.byline ?? [])].map(foldName));
  const found: (ToldFact & { kind: 'name' })[] = [];
  for (const passage of passages) {
    const { start: from, end: to } = withoutFurniture(passage.text);
    for (const { text, start, end, kind, key, aliases } of pack.names(passage.text)) {
      const isTelling =
        kind === 'person' || kind === 'organisation' || (kind === 'place' && passage.sentence > 0);
      if (!isTelling || start < from || end > to || passedOver.has(foldName(text))) continue;
      if (isCommonWord(text, pack.tag) || /^\p{Lu}{4,}$/u.test(text)) continue;
      const keys = new Set([key, ...aliases, ...crossScriptKeys(key)]);
      const isKnown = found.some((other) => [...keys].some((one) => other.keys.has(one)));
      if (!isKnown) found.push({ kind: 'name', keys, passage, text, start, end });
      if (found.length >= namesMax) return found;
    }
  }
  return found;
}

/**
 * `Inquiry`, `국회`: what stands in a dictionary is no name of its own. Korean names that end in such a word are
 * none too.
 */
function isCommonWord(text: string, lang: string): boolean {
  const words = text.split(/\s+/);
  if (lang === 'ko') {
    const { forms } = bridgeLexicon('ko');
    return words.every((word) => forms.has(word)) || forms.has(words.at(-1) ?? '');
  }
  return words.length === 1;
}
