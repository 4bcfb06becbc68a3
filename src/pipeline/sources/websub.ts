import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * WebSub (https://www.w3.org/TR/websub/), the subscriber's side, without network: what is sent to a hub, and what is
 * answered when it calls. The secret of a subscription comes from a cryptographic source and is at most 200 bytes.
 */

const leaseSecondsMin = 3_600;
const leaseSecondsMax = 30 * 24 * 3_600;
const leaseSecondsDefault = 10 * 24 * 3_600;
const challengeCharsMax = 4_096;
const secretBytesMax = 200;
/** A lease is renewed when this share of it is over. */
const renewAfterShare = 0.75;

export interface Subscription {
  /** The feed's own address, as it names itself (`rel=self`). */
  topic: string;
  /** Ours: one that nobody can guess, a different one for each subscription. */
  callback: string;
  secret: string;
}

/** Body of the POST to the hub (`application/x-www-form-urlencoded`). */
export function subscriptionBody(
  mode: 'subscribe' | 'unsubscribe',
  { topic, callback, secret }: Subscription,
  leaseSeconds: number = leaseSecondsDefault,
): string {
  if (Buffer.byteLength(secret) > secretBytesMax)
    throw new RangeError(`A secret may have ${secretBytesMax} bytes.`);
  const fields = new URLSearchParams({ 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': callback });
  if (mode === 'subscribe') {
    fields.set('hub.secret', secret);
    fields.set('hub.lease_seconds', String(Math.round(leaseSeconds)));
  }
  return fields.toString();
}

/** What a GET of the hub at the callback comes to. */
export type Verification =
  | {
      kind: 'confirmed';
      mode: 'subscribe' | 'unsubscribe';
      /** The whole body of our answer, status 200, `text/plain`. */
      challenge: string;
      /** For `subscribe`: seconds until the subscription ends, and until it is to be renewed. */
      leaseSeconds?: number;
      renewInSeconds?: number;
    }
  | { kind: 'denied'; reason: string }
  /** Not what we asked for: answer 404. */
  | { kind: 'refused'; reason: 'bad-request' | 'wrong-topic' | 'not-asked' };

/**
 * Reads the hub's verification of intent. `pending` is what was last asked for this callback, null where nothing is. A
 * challenge is only echoed where topic and mode are those; it is plain text, so that nothing in it can run.
 */
export function verifyIntent(
  query: URLSearchParams,
  topic: string,
  pending: 'subscribe' | 'unsubscribe' | null,
): Verification {
  const mode = query.get('hub.mode');
  if (query.get('hub.topic') !== topic) return { kind: 'refused', reason: 'wrong-topic' };
  if (mode === 'denied')
    return { kind: 'denied', reason: (query.get('hub.reason') ?? 'The hub gives no reason.').slice(0, 500) };
  const challenge = query.get('hub.challenge') ?? '';
  if ((mode !== 'subscribe' && mode !== 'unsubscribe') || challenge === '')
    return { kind: 'refused', reason: 'bad-request' };
  if (challenge.length > challengeCharsMax) return { kind: 'refused', reason: 'bad-request' };
  if (mode !== pending) return { kind: 'refused', reason: 'not-asked' };
  if (mode === 'unsubscribe') return { kind: 'confirmed', mode, challenge };
  const leaseSeconds = leaseOf(query.get('hub.lease_seconds'));
  const renewInSeconds = Math.floor(leaseSeconds * renewAfterShare);
  return { kind: 'confirmed', mode, challenge, leaseSeconds, renewInSeconds };
}

/** Seconds of the lease, within an hour and thirty days: a hub that forgets us is noticed, one that nags is not obeyed. */
function leaseOf(written: string | null): number {
  const seconds = written !== null && /^\d{1,10}$/.test(written) ? Number(written) : leaseSecondsDefault;
  return Math.min(leaseSecondsMax, Math.max(leaseSecondsMin, seconds));
}

const methods = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/**
 * Whether a delivery is signed with our secret (`X-Hub-Signature: sha256=HEX`). One that is not is answered with status
 * 202 all the same and thrown away, so that nobody learns anything by trying.
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const match = /^([a-z0-9]{1,10})=([0-9a-f]{40,128})$/i.exec((signature ?? '').trim());
  const method = match?.[1]?.toLowerCase() ?? '';
  if (match === null || !methods.has(method)) return false;
  const ours = createHmac(method, secret).update(body).digest();
  const theirs = Buffer.from(match[2]!, 'hex');
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
