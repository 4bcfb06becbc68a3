import { StandfirstError } from '../domain/errors.ts';

/** What can go wrong between us and a model. Stable and public: recordings and fallback reasons carry them. */
export type ModelErrorCode =
  | 'not-installed'
  | 'unauthorised'
  | 'model-not-found'
  | 'bad-request'
  | 'prompt-too-long'
  | 'rate-limited'
  | 'quota-exhausted'
  | 'server-error'
  | 'timed-out'
  | 'connection-failed'
  | 'broken-answer'
  | 'empty'
  | 'garbage'
  | 'wrong-schema'
  | 'refused'
  | 'cut-off'
  | 'too-long'
  | 'budget-exceeded'
  | 'unavailable'
  | 'provider-failed'
  | 'not-in-recording'
  | 'record-failed'
  | 'aborted';

/** How a failed try is followed up. `transport`: wait and try again; `content`: ask once more; `final`: give up. */
export type RetryClass = 'transport' | 'content' | 'final';

const retryClasses: Partial<Record<ModelErrorCode, RetryClass>> = {
  'rate-limited': 'transport',
  'server-error': 'transport',
  'timed-out': 'transport',
  'connection-failed': 'transport',
  'broken-answer': 'transport',
  empty: 'content',
  garbage: 'content',
  'wrong-schema': 'content',
};

/** A model call that came to nothing. */
export class ModelError extends StandfirstError {
  declare readonly code: ModelErrorCode;
  /** The provider's own wish, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** Words of the provider or the model itself: for the operator's record, never for a page. */
  readonly detail: string | null;

  constructor(
    code: ModelErrorCode,
    message: string,
    options: { cause?: unknown; hint?: string; retryAfterMs?: number | null; detail?: string | null } = {},
  ) {
    super(code, message, options);
    this.name = 'ModelError';
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.detail = options.detail ?? null;
  }

  get retryClass(): RetryClass {
    return retryClasses[this.code] ?? 'final';
  }
}

/** The first `ModelError` along the causes of an error: libraries wrap ours in theirs. */
export function modelErrorIn(error: unknown): ModelError | null {
  let at: unknown = error;
  for (let depth = 0; depth < 6 && at instanceof Error; depth += 1) {
    if (at instanceof ModelError) return at;
    at = at.cause;
  }
  return null;
}
