import { isUtf8 } from 'node:buffer';
import { robotsBytesMax } from './robots.ts';
import type { FailedCode, FetchOutcome, RefusedCode } from './types.ts';

/** What is known of the robots.txt of one origin. Plain data, to be kept in a store. */
export interface RobotsRecord {
  /** `https://news.example`, without a path. */
  origin: string;
  /** Epoch milliseconds: when it was last asked for, and until when it is not asked for again. */
  checkedAtMs: number;
  freshForMs: number;
  /** `found`: `text` holds. `absent`: there is none, all is allowed. `unknown`: never reached, nothing is allowed. */
  state: 'found' | 'absent' | 'unknown';
  /** The file, cut at 500 KiB. */
  text: string;
  etag?: string;
  lastModified?: string;
  /** What went wrong at the last check. With it, `found` and `absent` stand for an earlier, older answer. */
  problem?: RobotsProblem;
}

export interface RobotsProblem {
  kind: 'failed' | 'refused';
  code: FailedCode | RefusedCode;
  message: string;
  hint: string;
  status?: number;
  /** It went wrong at this address, to which the origin's robots.txt redirects. */
  at?: string;
  /** Checks in a row that went wrong. */
  times: number;
}

export interface RobotsCache {
  get(origin: string): Promise<RobotsRecord | null>;
  put(record: RobotsRecord): Promise<void>;
}

/** More origins than this are not remembered: the longest known is forgotten first. */
const originsMax = 5000;

/** A cache for one process, for commands without a store and for tests. */
export class MemoryRobotsCache implements RobotsCache {
  readonly #records = new Map<string, RobotsRecord>();

  async get(origin: string): Promise<RobotsRecord | null> {
    return this.#records.get(origin) ?? null;
  }

  async put(record: RobotsRecord): Promise<void> {
    this.#records.delete(record.origin);
    this.#records.set(record.origin, record);
    const [oldest] = this.#records.keys();
    if (this.#records.size > originsMax && oldest !== undefined) this.#records.delete(oldest);
  }
}

const hourMs = 3600 * 1000;
/** RFC 9309, 2.4: not more than 24 hours. Not less than one: no site changes its rules by the minute. */
const freshMsMax = 24 * hourMs;
const freshMsMin = hourMs;
/** A robots.txt that could not be read is tried again after so long, doubled each time. */
const retryMsMin = 5 * 60 * 1000;

function freshFor(headers: Record<string, string>): number {
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(headers['cache-control'] ?? '')?.[1];
  if (maxAge === undefined) return freshMsMax;
  return Math.min(Math.max(Number(maxAge) * 1000, freshMsMin), freshMsMax);
}

function retryAfter(times: number, askedMs: number | undefined): number {
  const backoff = Math.min(retryMsMin * 2 ** Math.min(times - 1, 10), freshMsMax);
  return Math.min(Math.max(backoff, askedMs ?? 0), freshMsMax);
}

/** Statuses that say "not now" rather than "there is none"; RFC 9309 counts 5xx among them, Google 429 as well. */
const isBusy = (status: number | undefined) => status === undefined || status >= 500 || status === 429;

/**
 * The file as text that any store takes. Where it is not UTF-8, bytes above ASCII are percent-encoded one by one, which
 * is how its paths are compared anyway.
 */
function storableText(body: Uint8Array): string {
  const bytes = Buffer.from(body.subarray(0, robotsBytesMax));
  const text = isUtf8(bytes)
    ? bytes.toString('utf8')
    : bytes.toString('latin1').replace(/[\u0080-\u00ff]/g, percentEncoded);
  return text.replaceAll('\0', '');
}

const percentEncoded = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

function validators(headers: Record<string, string>): Pick<RobotsRecord, 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = headers;
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) };
}

/**
 * What fetching a robots.txt (redirects followed) came to, by RFC 9309, 2.3.1: 2xx is read, 4xx and more than five
 * redirects mean there is none, anything else leaves what was known before, or else forbids everything.
 */
export function recordAfter(
  origin: string,
  before: RobotsRecord | null,
  outcome: FetchOutcome,
  nowMs: number,
): RobotsRecord {
  const checked = { origin, checkedAtMs: nowMs };
  const absent: RobotsRecord = { ...checked, freshForMs: freshMsMax, state: 'absent', text: '' };
  switch (outcome.kind) {
    case 'fetched':
      return {
        ...checked,
        freshForMs: freshFor(outcome.headers),
        state: 'found',
        text: storableText(outcome.body),
        ...validators(outcome.headers),
      };
    case 'not-modified':
      if (before === null) return absent;
      return { ...withoutProblem(before), ...checked, freshForMs: freshFor(outcome.headers) };
    case 'gone':
      return absent;
    case 'refused':
    case 'failed': {
      const { kind, code, message, hint } = outcome;
      const status = kind === 'failed' ? outcome.status : undefined;
      if (code === 'too-many-redirects' || (code === 'http-status' && !isBusy(status))) return absent;
      const times = (before?.problem?.times ?? 0) + 1;
      const asked = kind === 'failed' ? outcome.retryAfterMs : undefined;
      const problem: RobotsProblem = {
        ...{ kind, code, message, hint, times },
        ...(status !== undefined && { status }),
        ...(outcome.hops.length > 0 && { at: outcome.url }),
      };
      const known = before ?? { state: 'unknown', text: '' };
      return { ...known, ...checked, freshForMs: retryAfter(times, asked), problem };
    }
  }
}

function withoutProblem({ problem: _, ...record }: RobotsRecord): RobotsRecord {
  return record;
}

/** Whether a record need not be checked again. One from the future (the clock was set back) is checked. */
export function isFresh(record: RobotsRecord, nowMs: number): boolean {
  const ageMs = nowMs - record.checkedAtMs;
  return ageMs >= 0 && ageMs < record.freshForMs;
}
