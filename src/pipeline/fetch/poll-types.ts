import type { FailedCode, Hop, RefusedCode } from '../../http/types.ts';

/** What makes the next request conditional. Kept only once the rows of the feed they belong to are durable (I1). */
export interface Validators {
  etag?: string;
  lastModified?: string;
  /** SHA-256 of the decoded body: a server that ignores validators still sends the same bytes. */
  bodyHash?: string;
}

/** The polling state of one source: plain data, kept beside the source. Times are epoch milliseconds. */
export interface PollStatus {
  /** `paused`: until an operator resumes it. `gone`: the site said so (410). */
  state: 'active' | 'paused' | 'gone';
  /** Why it is paused, gone or slowed, in words for the desk; null where all is well. */
  reason: string | null;
  /** Where it is polled: moves after permanent redirects. */
  url: string;
  nextPollAtMs: number;
  /** When `nextPollAtMs` was decided. */
  decidedAtMs: number;
  /** The pace that its publications gave, without jitter. */
  intervalMs: number;
  /** The usual gap between two publications and the last of them, where its dates told. */
  gapMs: number | null;
  newestAtMs: number | null;
  /** Since it last worked: how often the site or the network failed. */
  failures: number;
  /** Since it last worked: how often the site said no. */
  refusals: number;
  /** Since it last worked: how often what came was no feed. */
  parseFailures: number;
  failingSinceMs: number | null;
  /** The last permanent redirect and how many times in a row it was the same. */
  moved: { to: string; times: number } | null;
  validators: Validators;
  lastPollAtMs: number | null;
  lastOkAtMs: number | null;
}

/** What a poll came to: the client's outcome, and for a body that came, what reading and storing it came to. */
export type PollOutcome =
  | {
      kind: 'read';
      headers: Record<string, string>;
      hops: readonly Hop[];
      bodyHash: string;
      /** Whether the rows of this feed are stored, in the same transaction as this status. */
      durable: boolean;
      /** Entries that the desk did not know. */
      itemsNew: number;
      /** When the items say that they were published, in any order; what is no date is left out. */
      publishedAtMs: readonly number[];
      /** How long the feed itself asks to be left alone (ttl, sy:updatePeriod). */
      hintMs?: number;
    }
  /** 304, or the same body again (`isSameBody`). */
  | { kind: 'not-modified'; headers: Record<string, string>; hops: readonly Hop[] }
  /** A body that is no feed: HTML, garbage, nothing. */
  | { kind: 'unreadable'; reason: string }
  | { kind: 'gone'; status: 404 | 410 }
  | { kind: 'refused'; code: RefusedCode; message: string }
  | { kind: 'failed'; code: FailedCode; message: string; status?: number; retryAfterMs?: number }
  | { kind: 'disallowed'; reason: string; untilMs?: number }
  | { kind: 'deferred'; reason: string; untilMs: number };

export interface PollLimits {
  intervalMinMs: number;
  intervalMaxMs: number;
  /** Most that Cache-Control, Expires or the feed's own hint put the next poll off. */
  freshMaxMs: number;
  /** Most that a Retry-After puts it off. */
  retryAfterMaxMs: number;
  /** After the first failure; doubled with each further one. */
  backoffMinMs: number;
  backoffMaxMs: number;
  /** The same permanent redirect so many times in a row moves the source. */
  movedTimes: number;
  /** So many bodies that are no feed pause it. */
  parseFailuresMax: number;
  /** So many refusals (401, 403, 404 ...) pause it. */
  refusalsMax: number;
  /** Failing for so long pauses it. */
  failingMaxMs: number;
}

export interface PollContext {
  /** Epoch. */
  nowMs: number;
  /** 0 <= random < 1. */
  random: number;
  limits: PollLimits;
}
