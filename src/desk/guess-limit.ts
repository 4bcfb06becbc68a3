/** Wrong guesses that one address has before it must wait, and the time in which one is forgotten. */
const failuresMax = 5;
const forgottenAfterMs = 30_000;
/** Addresses that are remembered; beyond, the one that guessed longest ago goes. */
const addressesMax = 2000;

/** Slows down whoever guesses: a bucket for every address, which empties with time. */
export class GuessLimit {
  readonly #failures = new Map<string, { count: number; at: number }>();

  /** Seconds until this address may try again; 0 where it may now. */
  waitSeconds(from: string, now: number): number {
    const count = this.#count(from, now);
    return count < failuresMax ? 0 : Math.ceil(((count - failuresMax + 1) * forgottenAfterMs) / 1000);
  }

  failed(from: string, now: number): void {
    const count = this.#count(from, now) + 1;
    this.#failures.delete(from);
    this.#failures.set(from, { count, at: now });
    if (this.#failures.size > addressesMax) this.#failures.delete(this.#failures.keys().next().value ?? '');
  }

  #count(from: string, now: number): number {
    const known = this.#failures.get(from);
    return known ? Math.max(0, known.count - (now - known.at) / forgottenAfterMs) : 0;
  }
}
