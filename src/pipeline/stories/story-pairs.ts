const mark = '\u0000';

function keyOf(a: string, b: string): string {
  return a < b ? `${a}${mark}${b}` : `${b}${mark}${a}`;
}

/** Pairs of stories that an editor parted, in no order. */
export class StoryPairs {
  readonly #keys = new Set<string>();

  add(a: string, b: string): void {
    if (a !== b) this.#keys.add(keyOf(a, b));
  }

  has(a: string, b: string): boolean {
    return this.#keys.has(keyOf(a, b));
  }

  remove(a: string, b: string): void {
    this.#keys.delete(keyOf(a, b));
  }

  /** What was kept apart from `from` is kept apart from `into`, as which it goes on. */
  rename(from: string, into: string): void {
    for (const [a, b] of this.entries()) {
      if (a !== from && b !== from) continue;
      this.remove(a, b);
      this.add(a === from ? b : a, into);
    }
  }

  forget(story: string): void {
    for (const [a, b] of this.entries()) if (a === story || b === story) this.remove(a, b);
  }

  /** Has these and no others. */
  replace(pairs: readonly (readonly [string, string])[]): void {
    this.#keys.clear();
    for (const [a, b] of pairs) this.add(a, b);
  }

  entries(): [string, string][] {
    return [...this.#keys].map((key) => key.split(mark) as [string, string]);
  }
}
