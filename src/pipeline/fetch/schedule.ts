import { freshForMs } from './freshness.ts';
import { jittered, paceAfter } from './pace.ts';
import type { PollContext, PollLimits, PollOutcome, PollStatus, Validators } from './poll-types.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const pollLimits: PollLimits = {
  intervalMinMs: 10 * minuteMs,
  intervalMaxMs: 12 * hourMs,
  freshMaxMs: 12 * hourMs,
  retryAfterMaxMs: dayMs,
  backoffMinMs: 10 * minuteMs,
  backoffMaxMs: dayMs,
  movedTimes: 3,
  parseFailuresMax: 5,
  refusalsMax: 10,
  failingMaxMs: 30 * dayMs,
};

/** A source that has just been added: due at once. */
export function newPollStatus(url: string, { nowMs, limits }: Omit<PollContext, 'random'>): PollStatus {
  return {
    state: 'active',
    reason: null,
    url,
    nextPollAtMs: nowMs,
    decidedAtMs: nowMs,
    intervalMs: Math.min(Math.max(hourMs, limits.intervalMinMs), limits.intervalMaxMs),
    gapMs: null,
    newestAtMs: null,
    failures: 0,
    refusals: 0,
    parseFailures: 0,
    failingSinceMs: null,
    moved: null,
    validators: {},
    lastPollAtMs: null,
    lastOkAtMs: null,
  };
}

/** The longest that any outcome puts the next poll off. */
export function delayMaxMs(limits: PollLimits): number {
  const { intervalMaxMs, freshMaxMs, retryAfterMaxMs, backoffMaxMs } = limits;
  return 1.25 * Math.max(intervalMaxMs, freshMaxMs, retryAfterMaxMs, backoffMaxMs);
}

/**
 * Whether a source is to be polled now. A time further ahead than any rule sets it was decided by a clock that was
 * wrong: such a source is due, so that a clock set back by a year does not silence it for one.
 */
export function isDue(status: PollStatus, nowMs: number, limits: PollLimits): boolean {
  if (status.state !== 'active') return false;
  return status.nextPollAtMs <= nowMs || status.nextPollAtMs > nowMs + delayMaxMs(limits);
}

/** As an operator resumes a source that was paused: a clean slate, due at once; validators and pace stay. */
export function resumed(status: PollStatus, nowMs: number): PollStatus {
  return {
    ...status,
    ...{ state: 'active', reason: null, nextPollAtMs: nowMs, decidedAtMs: nowMs },
    ...{ failures: 0, refusals: 0, parseFailures: 0, failingSinceMs: null },
  };
}

/**
 * The next status of a source after a poll: the whole state machine (docs/decisions/0011-polling.md). Pure.
 * The caller stores the status in the transaction that stores the rows of the feed; `durable: false` says that they are
 * not stored, and then the validators stay as they were, so that the next poll gets the same items again (I1).
 */
export function afterPoll(status: PollStatus, outcome: PollOutcome, context: PollContext): PollStatus {
  const { nowMs } = context;
  const polled: PollStatus = { ...status, decidedAtMs: nowMs, lastPollAtMs: nowMs };
  switch (outcome.kind) {
    case 'read':
    case 'not-modified':
      return afterSuccess(polled, outcome, context);
    case 'unreadable':
      return afterUnreadable(polled, outcome.reason, context);
    case 'gone':
      return outcome.status === 410
        ? { ...polled, state: 'gone', reason: 'The site says that the source is gone for good (410).' }
        : afterRefusal(polled, 'There is nothing at this address (404).', context);
    case 'refused':
      return afterRefusal(polled, outcome.message, context);
    case 'failed':
      return afterFailure(status, polled, outcome, context);
    case 'disallowed':
      return afterDisallowed(polled, outcome, context);
    case 'deferred':
      // Nothing was asked of the site: the status tells of the last real poll.
      return { ...status, decidedAtMs: nowMs, nextPollAtMs: within(outcome.untilMs, context) };
  }
}

/** A time that somebody else named, no earlier than in a second and no later than the cap. */
function within(untilMs: number, { nowMs, limits, random }: PollContext): number {
  const delayMs = Math.min(Math.max(untilMs - nowMs, 1000), limits.retryAfterMaxMs);
  // Only ever later: they asked for that long. Spread over a tenth, so that not all come back at once.
  return Math.round(nowMs + delayMs * (1 + random / 10));
}

type Success = Extract<PollOutcome, { kind: 'read' | 'not-modified' }>;

function afterSuccess(status: PollStatus, outcome: Success, context: PollContext): PollStatus {
  const { nowMs, limits } = context;
  const durable = outcome.kind === 'not-modified' || outcome.durable;
  const pace = durable ? paceAfter(status, outcome, context) : null;
  const intervalMs = pace?.intervalMs ?? limits.intervalMinMs;
  const floorMs = Math.min(
    Math.max(freshForMs(outcome.headers, nowMs), outcome.kind === 'read' ? (outcome.hintMs ?? 0) : 0),
    limits.freshMaxMs,
  );
  const moved = movedAfter(status, outcome, limits);
  return {
    ...status,
    ...{ state: 'active', reason: null, failures: 0, refusals: 0, parseFailures: 0, failingSinceMs: null },
    ...moved,
    ...pace,
    nextPollAtMs: Math.round(nowMs + Math.max(jittered(intervalMs, context.random), durable ? floorMs : 0)),
    validators: durable ? validatorsAfter(status.validators, outcome) : status.validators,
    lastOkAtMs: durable ? nowMs : status.lastOkAtMs,
  };
}

/** Longer ones are not kept: a validator is sent back with every request. */
const validatorCharsMax = 1024;

function validatorsAfter(before: Validators, outcome: Success): Validators {
  const { etag, 'last-modified': lastModified } = outcome.headers;
  const kept = (value: string | undefined) =>
    value !== undefined && value.length <= validatorCharsMax && /^[\x20-\x7e]+$/.test(value);
  // A 304 may renew validators; where it names none the old ones hold.
  const base: Validators = outcome.kind === 'not-modified' ? before : { bodyHash: outcome.bodyHash };
  return {
    ...base,
    ...(kept(etag) && { etag: etag! }),
    ...(kept(lastModified) && { lastModified: lastModified! }),
  };
}

/**
 * Where the leading permanent redirects end; null where there are none. A temporary one ends the chain: what lies
 * behind it may change. A step down from https to http is followed but never made permanent.
 */
function permanentTarget(hops: readonly { url: string; status: number; to: string }[]): string | null {
  let target: string | null = null;
  for (const { url, status, to } of hops) {
    if (status !== 301 && status !== 308) break;
    if (url.startsWith('https:') && to.startsWith('http:')) break;
    target = to;
  }
  return target;
}

function movedAfter(
  status: PollStatus,
  { hops }: Success,
  { movedTimes }: PollLimits,
): Pick<PollStatus, 'url' | 'moved'> {
  const to = permanentTarget(hops);
  if (to === null || to === status.url) return { url: status.url, moved: null };
  const times = status.moved?.to === to ? status.moved.times + 1 : 1;
  return times >= movedTimes ? { url: to, moved: null } : { url: status.url, moved: { to, times } };
}

function backoffMs(failures: number, { random, limits }: PollContext): number {
  const { backoffMinMs, backoffMaxMs } = limits;
  const fullMs = Math.min(backoffMinMs * 2 ** Math.min(failures - 1, 30), backoffMaxMs);
  // Between half and the whole: sources that failed together come back apart.
  return fullMs * (0.5 + random / 2);
}

const paused = (status: PollStatus, reason: string): PollStatus => ({ ...status, state: 'paused', reason });

/** Slower for every poll that did not work, whatever the fault: a source that fails in turns backs off as well. */
function slower(
  status: PollStatus,
  reason: string,
  context: PollContext,
  atLeastMs: number = status.intervalMs,
): PollStatus {
  const bad = status.failures + status.refusals + status.parseFailures;
  return {
    ...status,
    ...{ reason, moved: null },
    nextPollAtMs: Math.round(context.nowMs + Math.max(backoffMs(bad, context), atLeastMs)),
  };
}

/** The site answered, and the answer is no: 401, 403, 404, an address that may not be dialled, too large a body. */
function afterRefusal(status: PollStatus, reason: string, context: PollContext): PollStatus {
  const refusals = status.refusals + 1;
  const next = slower({ ...status, refusals }, reason, context);
  if (refusals < context.limits.refusalsMax) return next;
  return paused(next, `${reason} This was so ${refusals} times since it last worked.`);
}

function afterUnreadable(status: PollStatus, reason: string, context: PollContext): PollStatus {
  const parseFailures = status.parseFailures + 1;
  const next = slower({ ...status, parseFailures }, reason, context);
  if (parseFailures < context.limits.parseFailuresMax) return next;
  return paused(next, `${reason} This was so ${parseFailures} times since it last worked.`);
}

const isRefusal = (status: number | undefined) =>
  status !== undefined && status >= 400 && status < 500 && ![408, 421, 425, 429].includes(status);

/** A pause needs this many failures beside the time: a clock that jumps ahead must not pause what failed once. */
const failuresBeforePause = 20;

function afterFailure(
  before: PollStatus,
  status: PollStatus,
  outcome: Extract<PollOutcome, { kind: 'failed' }>,
  context: PollContext,
): PollStatus {
  const { nowMs, limits } = context;
  // We stopped it ourselves: due again, and nothing is known that was not known before.
  if (outcome.code === 'aborted') return { ...before, decidedAtMs: nowMs, nextPollAtMs: nowMs };
  if (isRefusal(outcome.status)) return afterRefusal(status, outcome.message, context);
  const failures = status.failures + 1;
  const failingSinceMs = Math.min(status.failingSinceMs ?? nowMs, nowMs);
  // A passing fault, maybe of our own network, must not cost a slow source half a day.
  const atLeastMs = Math.min(status.intervalMs, hourMs);
  const backedOff = slower({ ...status, failures, failingSinceMs }, outcome.message, context, atLeastMs);
  const askedMs = Math.min(outcome.retryAfterMs ?? 0, limits.retryAfterMaxMs) * (1 + context.random / 10);
  const next: PollStatus = {
    ...backedOff,
    // A site that does not answer has not said that it moved back.
    moved: status.moved,
    nextPollAtMs: Math.max(backedOff.nextPollAtMs, Math.round(nowMs + askedMs)),
  };
  if (failures < failuresBeforePause || nowMs - failingSinceMs < limits.failingMaxMs) return next;
  const days = Math.floor((nowMs - failingSinceMs) / dayMs);
  return paused(
    next,
    `${outcome.message} This has been so for ${days} days, ${failures} times since it last worked.`,
  );
}

/** Never paused: who wrote the rules may change them, and looking costs one robots.txt a day. */
function afterDisallowed(
  status: PollStatus,
  { reason, untilMs }: Extract<PollOutcome, { kind: 'disallowed' }>,
  context: PollContext,
): PollStatus {
  const nextPollAtMs = within(untilMs ?? context.nowMs + dayMs, context);
  return { ...status, reason, nextPollAtMs, moved: null };
}
