import type { Quantity } from '../../languages/pack.ts';
import type { Reading } from './types.ts';

/**
 * A row of a table as text: a label and figures, no sentence. A run of digits is taken whole (a look ahead and what it
 * saw): cut in every way, thirty digits took seconds.
 */
const row =
  /^[^.!?]{1,60}?[:\s]\s*[-−+]?(?=(\d[\d,.]*))\1%?(?:(?:\s*[/|;,–-])?\s*[-−+]?(?=(\d[\d,.]*))\2%?){0,12}$/u;
const magnitude = /\b(?:hundred|thousand|million|billion|trillion)\b|[만억조]|%|percent/gu;
const digitRun = /\d[\d,]*(?:\.\d+)?/g;

function digitsIn(text: string): string[] {
  return (text.match(digitRun) ?? []).map((run) => run.replace(/,/g, ''));
}

/**
 * The figure stands in a row of a table whose heading gives the unit once for all: `61 million euros` in `Operating
 * result: -61 / 58` under `Key figures, million euros`.
 */
export function standsInTable(claim: Quantity, reading: Reading): boolean {
  const [digits] = digitsIn(claim.text);
  if (digits === undefined) return false;
  const units = claim.text.match(magnitude) ?? [];
  const rows = reading.passages.filter(({ passage }) => row.test(passage.text.trim()));
  const home = rows.find(({ passage }) => digitsIn(passage.text).includes(digits));
  if (!home) return false;
  return units.every((unit) =>
    reading.passages.some(
      ({ passage }) =>
        passage.document === home.passage.document &&
        !/[.!?다]["”]?$/.test(passage.text.trim()) &&
        passage.text.includes(unit),
    ),
  );
}

/** `three in ten`, `10대 가운데 3대`: which share it is, with where the two figures stand. */
const ofMany =
  /(\d+)\s?(?:in|out of|of every)\s(\d+)|(\d+)\s?(?:명|대|곳|개|건|가구|마리)?\s(?:가운데|중)\s(\d+)/gu;

export interface Ratio {
  start: number;
  end: number;
  share: number;
}

export function ratiosIn(text: string): Ratio[] {
  return [...text.matchAll(ofMany)].map(({ 0: whole, 1: few, 2: many, 3: manyToo, 4: fewToo, index }) => ({
    start: index,
    end: index + whole.length,
    share: Number(few ?? fewToo) / Number(many ?? manyToo),
  }));
}
