import type { Span } from '../../src/domain/span.ts';
import { packFor } from '../../src/languages/languages.ts';
import type { Measure } from '../suite.ts';
import type { OutOfFold } from './crossval.ts';
import type { MadeCase } from './errors/make.ts';
import type { FaithCase } from './sets.ts';

/** Words of the text that stand in no longest common subsequence with the right one. */
function changedWords(text: string, right: string, lang: string): Span[] {
  const pack = packFor(lang);
  const [own, theirs] = [pack.tokens(text), pack.tokens(right)];
  const width = theirs.length + 1;
  const table = new Uint16Array((own.length + 1) * width);
  for (let at = own.length - 1; at >= 0; at -= 1)
    for (let other = theirs.length - 1; other >= 0; other -= 1)
      table[at * width + other] =
        own[at]!.text === theirs[other]!.text
          ? table[(at + 1) * width + other + 1]! + 1
          : Math.max(table[(at + 1) * width + other]!, table[at * width + other + 1]!);
  const changed: Span[] = [];
  for (let at = 0, other = 0; at < own.length; ) {
    if (other < theirs.length && own[at]!.text === theirs[other]!.text) {
      at += 1;
      other += 1;
    } else if (other >= theirs.length || table[(at + 1) * width + other]! >= table[at * width + other + 1]!) {
      changed.push({ start: own[at]!.start, end: own[at]!.end });
      at += 1;
    } else other += 1;
  }
  return changed;
}

function charsOf(spans: readonly Span[]): Set<number> {
  const chars = new Set<number>();
  for (const { start, end } of spans) for (let at = start; at < end; at += 1) chars.add(at);
  return chars;
}

/** F1 by characters over all texts of a set; right texts have no wrong characters. */
function spanF1(scored: readonly OutOfFold[], goldOf: (one: OutOfFold) => readonly Span[]): number {
  let [both, found, wanted] = [0, 0, 0];
  for (const one of scored) {
    const gold = charsOf(one.unsupported ? goldOf(one) : []);
    const own = charsOf(one.score >= 0.5 ? one.example.spans : []);
    wanted += gold.size;
    found += own.size;
    for (const at of own) if (gold.has(at)) both += 1;
  }
  return both === 0 ? 0 : (2 * both) / (found + wanted);
}

/** Where the sets say what is wrong: made sentences, and BUMP by what differs from the right summary. */
export function spanMeasures(
  scored: readonly OutOfFold[],
  given: readonly FaithCase[],
  made: readonly MadeCase[],
): Measure[] {
  const goldOfMade = new Map(made.map(({ id, start, end }) => [id, [{ start, end }]]));
  const textOf = new Map(given.map((one) => [one.id, one]));
  const measure = (set: string, goldOf: (one: OutOfFold) => readonly Span[]): Measure[] => {
    const own = scored.filter(({ example }) => example.set === set);
    if (own.length === 0) return [];
    return [{ key: `verify/${set}/span-f1`, value: spanF1(own, goldOf), cases: own.length }];
  };
  const fromMade = ({ example }: OutOfFold) => goldOfMade.get(example.id) ?? [];
  const fromPair = ({ example }: OutOfFold) => {
    const [wrong, right] = [textOf.get(example.id), textOf.get(example.pair ?? '')];
    return wrong && right ? changedWords(wrong.text, right.text, wrong.lang) : [];
  };
  return [...measure('made-en', fromMade), ...measure('made-ko', fromMade), ...measure('bump', fromPair)];
}
