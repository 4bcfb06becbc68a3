import type { Database } from '../db/database.ts';
import { setSourceStatus } from '../db/sources.ts';
import { saveConfirmed, saveDenied, savePush, subscriptionByToken } from '../db/subscriptions.ts';
import { pushGapMs } from '../pipeline/fetch/push.ts';
import { isSigned, verifyIntent } from '../pipeline/sources/websub.ts';
import type { EnqueueIn } from './runner.ts';

const dayMs = 24 * 3600 * 1000;

/** What a call of a hub is answered with. */
export interface HubAnswer {
  status: 200 | 202 | 404 | 410;
  /** Plain text. */
  body: string;
}

/** What the desk does when hubs call: the door (`src/api/websub.ts`) only carries it. */
export interface HubCalls {
  /** The hub asks whether we meant it. */
  verify(token: string, query: URLSearchParams): Promise<HubAnswer>;
  /** The hub tells of news. */
  deliver(token: string, body: Uint8Array, signature: string | undefined): Promise<HubAnswer>;
}

interface Parts {
  db: Database;
  enqueueIn: EnqueueIn;
  now(): Date;
}

const unknown: HubAnswer = { status: 404, body: '' };
/** By the standard: whoever gets it may forget the subscription. */
const gone: HubAnswer = { status: 410, body: '' };
/** The same for what is believed and what is not, so that nobody learns anything by trying. */
const taken: HubAnswer = { status: 202, body: '' };

/**
 * A delivery is a hint: its body is checked and thrown away, and the source itself is polled, at once or where another
 * one came a moment ago soon.
 */
export function hubCalls({ db, enqueueIn, now }: Parts): HubCalls {
  const later = (ms: number) => new Date(now().getTime() + ms).toISOString();
  return {
    async verify(token, query) {
      const row = await subscriptionByToken(db.kysely, token);
      if (!row || row.hub === null) return unknown;
      const answer = verifyIntent(query, row.topic, 'subscribe');
      switch (answer.kind) {
        case 'confirmed': {
          const { leaseSeconds = 0, renewInSeconds = 0 } = answer;
          const lease = { leaseUntil: later(leaseSeconds * 1000), renewAt: later(renewInSeconds * 1000) };
          await saveConfirmed(db.kysely, token, lease);
          return { status: 200, body: answer.challenge };
        }
        case 'denied':
          await db.transaction(async (tx) => {
            await saveDenied(tx, token, { reason: answer.reason, nextAt: later(7 * dayMs) });
            // It was polled rarely while the hub told us.
            if (row.state === 'active') await setSourceStatus(tx, row.source_id, { nextPollAt: later(0) });
          });
          return { status: 200, body: '' };
        case 'refused':
          return unknown;
      }
    },
    async deliver(token, body, signature) {
      const row = await subscriptionByToken(db.kysely, token);
      if (!row) return gone;
      if (!isSigned(body, signature, row.secret)) return taken;
      await db.transaction(async (tx) => {
        const push = await savePush(tx, row.source_id, now().toISOString());
        if (!push) return;
        const sinceMs = push.before === null ? pushGapMs : now().getTime() - Date.parse(push.before);
        if (sinceMs < 0 || sinceMs >= pushGapMs) await enqueueIn(tx)('poll', { sourceId: row.source_id });
        else await setSourceStatus(tx, row.source_id, { nextPollAt: later(pushGapMs - sinceMs) });
      });
      return taken;
    },
  };
}
