/** What an item in another language than the reader's is worth. */
export const abroadWorth = 0.5;
/** Characters of a text that are read. */
export const textChars = 1500;

export interface Figures {
  ndcg: number;
  queries: number;
  /** Items shown, and those among them that were graded 0. */
  items: number;
  useless: number;
}

/** The worth of what is shown, best first: the further down, the less. */
export function discounted(gains: readonly number[], shown: number): number {
  return gains.slice(0, shown).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}

/** Counts what one question was shown. `gains`: the worth of each item; `ideal`: of the best that could be shown. */
export function count(
  figures: Figures,
  gains: readonly number[],
  { ideal, shown }: { ideal: number; shown: number },
): void {
  figures.items += gains.length;
  figures.useless += gains.filter((gain) => gain === 0).length;
  if (ideal === 0) return;
  figures.queries += 1;
  figures.ndcg += discounted(gains, shown) / ideal;
}
