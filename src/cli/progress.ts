import type { Io } from './types.ts';

const redrawMs = 100;

/** A line that says how far we are: on a terminal only, nothing in a pipe. */
export class Progress {
  readonly #io: Io;
  readonly #noun: string;
  #done = 0;
  #drawnAt = 0;
  #drawn = false;

  constructor(io: Io, noun: string) {
    this.#io = io;
    this.#noun = noun;
  }

  /** Counts one more, and redraws at most ten times a second. */
  step(): void {
    this.#done += 1;
    const now = performance.now();
    if (now - this.#drawnAt < redrawMs) return;
    this.#drawnAt = now;
    this.say(`${this.#done} ${this.#noun}`);
  }

  /** Shows a message in place of the last one. */
  say(message: string): void {
    if (!this.#io.interactive) return;
    this.#drawn = true;
    this.#io.stderr.write(`\r\u001b[K${message}`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#drawn) this.#io.stderr.write('\r\u001b[K');
    this.#drawn = false;
  }
}
