/** Ids of merged stories, each with the story it goes on as. Forgotten together with that story. */
export class StoryAliases {
  readonly #into = new Map<string, string>();
  readonly #from = new Map<string, Set<string>>();

  /** The id under which a story goes on: its own where it was not merged. */
  current(id: string): string {
    return this.#into.get(id) ?? id;
  }

  has(id: string): boolean {
    return this.#into.has(id);
  }

  /** Ids that went into a story. */
  of(story: string): string[] {
    return [...(this.#from.get(story) ?? [])];
  }

  /** `from` and all that went into it go on as `into`. */
  add(from: string, into: string): void {
    const moved = [from, ...(this.#from.get(from) ?? [])];
    this.#from.delete(from);
    const list = this.#from.get(into) ?? new Set<string>();
    this.#from.set(into, list);
    for (const id of moved) {
      this.#into.set(id, into);
      list.add(id);
    }
  }

  /** `id` is a story of its own again. */
  remove(id: string): void {
    const into = this.#into.get(id);
    if (into === undefined) return;
    this.#into.delete(id);
    this.#from.get(into)?.delete(id);
  }

  /** A story is no longer remembered, nor what went into it. */
  forget(story: string): void {
    for (const id of this.#from.get(story) ?? []) this.#into.delete(id);
    this.#from.delete(story);
  }

  /** Has these and no others, as `entries` gives them. */
  replace(entries: readonly (readonly [from: string, into: string])[]): void {
    this.#into.clear();
    this.#from.clear();
    for (const [from, into] of entries) this.add(from, into);
  }

  entries(): [from: string, into: string][] {
    return [...this.#into];
  }
}
