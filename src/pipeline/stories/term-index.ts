/** Newest entries of a posting list that are looked at. */
const postingsMax = 400;
const candidatesMax = 64;
const queryTermsMax = 16;

/** Entries that sums are kept for. Terms come rarest first, so what only common ones would add is left out. */
const openMax = 1_000;

/**
 * From terms to the stories that hold them, by number. Bounded work a look-up: the rarest terms, the newest postings,
 * the entries that most of the weight speaks for. What it holds hangs on its contents alone, not on their history.
 */
export class TermIndex {
  /** Ascending: the newest story is the last. */
  readonly #postings = new Map<number, number[]>();

  insert(term: number, entry: number): void {
    const list = this.#postings.get(term);
    if (!list) {
      this.#postings.set(term, [entry]);
      return;
    }
    const at = placeIn(list, entry);
    if (list[at] !== entry) list.splice(at, 0, entry);
  }

  remove(term: number, entry: number): void {
    const list = this.#postings.get(term);
    if (!list) return;
    const at = placeIn(list, entry);
    if (list[at] === entry) list.splice(at, 1);
    if (list.length === 0) this.#postings.delete(term);
  }

  /** How many entries hold a term. */
  count(term: number): number {
    return this.#postings.get(term)?.length ?? 0;
  }

  /**
   * Entries that share the rarest of the terms, best first. `own`: an entry that holds all of the terms itself; what no
   * other one holds leads nowhere and takes no place among the rarest.
   */
  candidates(terms: ArrayLike<number>, weights: ArrayLike<number>, own?: number): number[] {
    const sums = new Map<number, number>();
    for (const at of this.#rarest(terms, weights, own === undefined ? 0 : 1)) {
      const list = this.#postings.get(terms[at]!)!;
      const weight = weights[at]! * weights[at]!;
      for (let from = Math.max(0, list.length - postingsMax); from < list.length; from += 1) {
        const entry = list[from]!;
        const sum = sums.get(entry);
        if (sum !== undefined) sums.set(entry, sum + weight);
        else if (sums.size < openMax) sums.set(entry, weight);
      }
    }
    return heaviestOf(sums, candidatesMax);
  }

  #rarest(terms: ArrayLike<number>, weights: ArrayLike<number>, known: number): number[] {
    const counted: { at: number; count: number }[] = [];
    for (let at = 0; at < terms.length; at += 1) {
      const count = this.count(terms[at]!);
      if (count > known) counted.push({ at, count });
    }
    counted.sort((a, b) => a.count - b.count || weights[b.at]! - weights[a.at]! || a.at - b.at);
    return counted.slice(0, queryTermsMax).map(({ at }) => at);
  }
}

/** The entries with the largest sums, largest first, the newest among equals. */
function heaviestOf(sums: ReadonlyMap<number, number>, max: number): number[] {
  const isBefore = (a: readonly [number, number], b: readonly [number, number]) =>
    a[1] > b[1] || (a[1] === b[1] && a[0] > b[0]);
  const best: [number, number][] = [];
  for (const entry of sums) {
    if (best.length === max && !isBefore(entry, best[max - 1]!)) continue;
    let at = best.length === max ? max - 1 : best.length;
    for (; at > 0 && isBefore(entry, best[at - 1]!); at -= 1) best[at] = best[at - 1]!;
    best[at] = entry;
  }
  return best.map(([entry]) => entry);
}

/** First place in an ascending list whose value is not below `entry`. */
function placeIn(list: readonly number[], entry: number): number {
  let [low, high] = [0, list.length];
  if (high > 0 && list[high - 1]! < entry) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < entry) low = middle + 1;
    else high = middle;
  }
  return low;
}
