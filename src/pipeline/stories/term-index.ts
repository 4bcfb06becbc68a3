/** Newest entries of a posting list that are looked at. */
const postingsMax = 400;
const candidatesMax = 64;
const queryTermsMax = 16;

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

  /** Entries that share the rarest of the terms, best first. */
  candidates(terms: ArrayLike<number>, weights: ArrayLike<number>, max = candidatesMax): number[] {
    const sums = new Map<number, number>();
    for (const at of this.#rarest(terms, weights)) {
      const list = this.#postings.get(terms[at]!)!;
      const weight = weights[at]! * weights[at]!;
      for (let from = Math.max(0, list.length - postingsMax); from < list.length; from += 1) {
        const entry = list[from]!;
        sums.set(entry, (sums.get(entry) ?? 0) + weight);
      }
    }
    const found = [...sums].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
    return found.slice(0, max).map(([entry]) => entry);
  }

  #rarest(terms: ArrayLike<number>, weights: ArrayLike<number>): number[] {
    const counted: { at: number; count: number }[] = [];
    for (let at = 0; at < terms.length; at += 1) {
      const count = this.count(terms[at]!);
      if (count > 0) counted.push({ at, count });
    }
    counted.sort((a, b) => a.count - b.count || weights[b.at]! - weights[a.at]! || a.at - b.at);
    return counted.slice(0, queryTermsMax).map(({ at }) => at);
  }
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
