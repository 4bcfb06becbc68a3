/**
 * An operating error: not a bug and not an expected outcome. The message says what is wrong and what to do next.
 * `code` is stable and public (JSON Lines doors print it).
 */
export class StandfirstError extends Error {
  readonly code: string;
  /** What the person can do about it. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StandfirstError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** Throws where an invariant does not hold: a bug of ours, never bad input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** The last arm of a `switch` over a union. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
