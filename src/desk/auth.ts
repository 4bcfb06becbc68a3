import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deskValue, setDeskValue } from '../db/desk-values.ts';
import type { Executor } from '../db/executor.ts';
import { sha256 } from '../kit/hash.ts';
import type { Secret } from '../kit/secret.ts';
import { GuessLimit } from './guess-limit.ts';

/** A session ends when it has not been used for this long, and this long after it began, whichever comes first. */
const idleMs = 12 * 3_600_000;
const lifeMs = 7 * 24 * 3_600_000;
/** More are never needed by one operator; the one that was idle longest goes. */
const sessionsMax = 20;
const keyLifeMs = 30 * 60_000;
const keysMax = 5;
/** How often it is written down that a session is in use. */
const noteEveryMs = 10 * 60_000;
const storedUnder = 'desk-sessions';
export const nameCharsMax = 80;

const storedSessions = z.record(
  z.string().regex(/^[0-9a-f]{64}$/),
  z.object({ madeAt: z.number(), usedAt: z.number(), name: z.string().max(nameCharsMax).optional() }),
);

interface Session {
  madeAt: number;
  usedAt: number;
  /** What the person calls themselves where they change something. */
  name?: string | undefined;
}

export interface DeskAuthOptions {
  /** The desk's token (src/config/secrets.ts). */
  token: Secret;
  /** Where hashes of the sessions are kept, so that a restart logs nobody out. */
  db: Executor;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export type TokenCheck = { kind: 'right' } | { kind: 'wrong' } | { kind: 'wait'; seconds: number };

/**
 * Who may use the desk: whoever has the token, or a one-time link that was made from it. Of a session only the hash of
 * its id is kept, in memory and in the database; ids are 256 random bits, new at every login.
 */
export class DeskAuth {
  readonly #token: Secret;
  readonly #db: Executor;
  readonly #now: () => number;
  readonly #keys = new Map<string, number>();
  readonly #guesses = new GuessLimit();
  #sessions: Promise<Map<string, Session>> | undefined;
  #notedAt = 0;

  constructor(options: DeskAuthOptions) {
    this.#token = options.token;
    this.#db = options.db;
    this.#now = options.now ?? Date.now;
  }

  /** Path and query of a link that opens the desk once, within half an hour. For the operator's terminal only. */
  enterPath(): string {
    const key = randomBytes(32).toString('base64url');
    while (this.#keys.size >= keysMax) this.#keys.delete(this.#keys.keys().next().value ?? '');
    this.#keys.set(sha256(key), this.#now() + keyLifeMs);
    return `/desk/enter?key=${key}`;
  }

  /**
   * Takes a one-time key out of circulation. `from`: whose guesses are counted. The right one opens even while others
   * who come by the same proxy guess: the operator is never locked out by them.
   */
  takeKey(key: string, from: string): TokenCheck {
    const hash = sha256(key);
    const until = this.#keys.get(hash);
    this.#keys.delete(hash);
    if (until !== undefined && until >= this.#now()) return { kind: 'right' };
    return this.#guess(from, () => false);
  }

  /** Compares in constant time. `from`: whose guesses are counted. */
  checkToken(given: string, from: string): TokenCheck {
    return this.#guess(from, () =>
      timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(this.#token.reveal()))),
    );
  }

  #guess(from: string, isRight: () => boolean): TokenCheck {
    const seconds = this.#guesses.waitSeconds(from, this.#now());
    if (seconds > 0) return { kind: 'wait', seconds };
    if (isRight()) return { kind: 'right' };
    this.#guesses.failed(from, this.#now());
    return { kind: 'wrong' };
  }

  /** Begins a session and ends `former`, the one that the browser had. Gives the id for its cookie. */
  async begin(former?: string): Promise<string> {
    const sessions = await this.#load();
    if (former !== undefined) sessions.delete(sha256(former));
    const id = randomBytes(32).toString('base64url');
    sessions.set(sha256(id), { madeAt: this.#now(), usedAt: this.#now() });
    await this.#save(sessions);
    return id;
  }

  /** Whether the id is of a living session; counts as use of it. */
  async isOpen(id: string): Promise<boolean> {
    const sessions = await this.#load();
    const session = sessions.get(sha256(id));
    if (!session || !this.#lives(session)) return false;
    session.usedAt = this.#now();
    if (this.#now() - this.#notedAt > noteEveryMs) await this.#save(sessions);
    return true;
  }

  /** The name under which this session made its last change; empty where it made none. */
  async nameOf(id: string): Promise<string> {
    return (await this.#load()).get(sha256(id))?.name ?? '';
  }

  async setName(id: string, name: string): Promise<void> {
    const sessions = await this.#load();
    const session = sessions.get(sha256(id));
    if (!session || session.name === name) return;
    session.name = name.slice(0, nameCharsMax);
    await this.#save(sessions);
  }

  async end(id: string): Promise<void> {
    const sessions = await this.#load();
    if (sessions.delete(sha256(id))) await this.#save(sessions);
  }

  /** Logs everybody out, whoever has a session. */
  async endAll(): Promise<void> {
    this.#keys.clear();
    this.#sessions = Promise.resolve(new Map());
    await this.#save(new Map());
  }

  async openSessions(): Promise<number> {
    return [...(await this.#load()).values()].filter((session) => this.#lives(session)).length;
  }

  #lives({ madeAt, usedAt }: Session): boolean {
    return this.#now() - usedAt < idleMs && this.#now() - madeAt < lifeMs;
  }

  #load(): Promise<Map<string, Session>> {
    this.#sessions ??= deskValue<unknown>(this.#db, storedUnder).then(
      (value) => {
        const known = storedSessions.safeParse(value ?? {});
        return new Map(known.success ? Object.entries(known.data) : []);
      },
      (error: unknown) => {
        // The next request asks again.
        this.#sessions = undefined;
        throw error;
      },
    );
    return this.#sessions;
  }

  async #save(sessions: Map<string, Session>): Promise<void> {
    for (const [hash, session] of sessions) if (!this.#lives(session)) sessions.delete(hash);
    const oldest = [...sessions].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [hash] of oldest.slice(0, Math.max(0, sessions.size - sessionsMax))) sessions.delete(hash);
    this.#notedAt = this.#now();
    await setDeskValue(this.#db, storedUnder, Object.fromEntries(sessions));
  }
}

/** What forms of a session carry: made from its id, so it need not be kept, and tells nothing of it. */
export function csrfToken(sessionId: string): string {
  return createHmac('sha256', sessionId).update('standfirst desk form').digest('base64url');
}

export function isCsrfToken(sessionId: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(csrfToken(sessionId))));
}
