import type { PoliteOutcome } from '../../http/polite-types.ts';
import { sha256 } from '../../kit/hash.ts';
import type { PollOutcome, PollStatus } from './poll-types.ts';

/** A body that has to be read: it is not the one of the last poll. */
export interface NewBody {
  kind: 'new-body';
  page: Extract<PoliteOutcome, { kind: 'fetched' }>;
  /** For the `read` outcome, once the body is read and its rows are stored. */
  bodyHash: string;
}

/**
 * What a fetch of a source means for its schedule. The very same bytes as at the last poll are `not-modified` before
 * anybody parses them, whatever the server says; of all other bodies that came only reading can tell.
 */
export function pollOutcomeOf(outcome: PoliteOutcome, status: PollStatus): PollOutcome | NewBody {
  switch (outcome.kind) {
    case 'fetched': {
      const bodyHash = sha256(outcome.body);
      if (bodyHash !== status.validators.bodyHash) return { kind: 'new-body', page: outcome, bodyHash };
      return { kind: 'not-modified', headers: outcome.headers, hops: outcome.hops };
    }
    case 'not-modified':
      return { kind: 'not-modified', headers: outcome.headers, hops: outcome.hops };
    case 'gone':
      return { kind: 'gone', status: outcome.status };
    case 'refused':
      return { kind: 'refused', code: outcome.code, message: outcome.message };
    case 'failed': {
      const { code, message, status: httpStatus, retryAfterMs } = outcome;
      return {
        kind: 'failed',
        ...{ code, message },
        ...(httpStatus !== undefined && { status: httpStatus }),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      };
    }
    case 'disallowed': {
      const { reason, untilMs } = outcome;
      return { kind: 'disallowed', reason, ...(untilMs !== undefined && { untilMs }) };
    }
    case 'deferred':
      return { kind: 'deferred', reason: outcome.reason, untilMs: outcome.untilMs };
  }
}
