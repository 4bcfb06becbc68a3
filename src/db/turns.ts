/** So many urgent ones may go before one that waits longer: work goes on, however many pages are asked for. */
const urgentInRowMax = 8;

interface Waiting {
  grant(): void;
}

/**
 * Turns at something of which there are few. First come, first served, but that urgent ones go before the others: a
 * person who waits for a page is not to wait for all jobs that wait, too.
 */
export class Turns {
  #free: number;
  readonly #urgent: Waiting[] = [];
  readonly #others: Waiting[] = [];
  #urgentInRow = 0;

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves when it is our turn, with what ends it (once), or with null where that takes longer than `timeoutMs`. */
  take(urgent: boolean, timeoutMs: number): Promise<(() => void) | null> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(this.#ender());
    }
    const queue = urgent ? this.#urgent : this.#others;
    return new Promise((resolve) => {
      const waiting: Waiting = {
        grant: () => {
          clearTimeout(timer);
          resolve(this.#ender());
        },
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1);
        resolve(null);
      }, timeoutMs);
      queue.push(waiting);
    });
  }

  #ender(): () => void {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = this.#next();
      if (next) next.grant();
      else this.#free += 1;
    };
  }

  #next(): Waiting | undefined {
    const isUrgent =
      this.#urgent.length > 0 && (this.#others.length === 0 || this.#urgentInRow < urgentInRowMax);
    this.#urgentInRow = isUrgent ? this.#urgentInRow + 1 : 0;
    return isUrgent ? this.#urgent.shift() : this.#others.shift();
  }
}
