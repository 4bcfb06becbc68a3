import { touchPublication } from '../db/briefs.ts';
import { findableOn, storiesWith } from '../db/citations.ts';
import { documentById } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { dropRelatedDocuments } from '../db/related-documents.ts';
import { rightsOf } from '../db/rights.ts';
import { saveSiteRead } from '../db/sites.ts';
import { SiteRights } from '../http/rights/site-rights.ts';
import { mayIndex } from './rights.ts';
import { indexDocument } from './search.ts';
import type { Enqueue, Stage } from './types.ts';

/** A little more than the day for which robots.txt is kept, so that it is read again with the rest. */
const readAgainMs = 24 * 3600 * 1000 + 5 * 60_000;
const readSoonestMs = 5 * 60_000;

/**
 * The files in which a site says what may be done with its texts: tdmrep.json, documents of terms (RSL, TDM policies),
 * and robots.txt on the way. What they say goes into the ledger as it is read.
 */
export const rightsStage: Stage<'rights'> = {
  name: 'rights',
  version: '1',
  key: ({ origin }) => origin,
  async run({ origin }, { db, http, takeRights, now }) {
    const rights = {
      report: takeRights,
      ledgerFor: (host: string) => rightsOf(db.kysely, host),
    };
    // One for each reading: what is fresh is known by the database, for all processes.
    const reader = new SiteRights({ client: http, rights, now: () => now().getTime() });
    const outcome = await reader.ensure(`${origin}/`);
    const nowMs = now().getTime();
    const nextMs =
      outcome.kind === 'later' ? Math.max(outcome.untilMs, nowMs + readSoonestMs) : nowMs + readAgainMs;
    const reason = outcome.kind === 'later' ? outcome.reason : null;
    return {
      outcome: outcome.kind,
      detail: { origin, documents: outcome.documents },
      ...(reason !== null && { reason: `${origin}: ${reason}` }),
      commit: (tx) =>
        saveSiteRead(tx, origin, {
          at: new Date(nowMs).toISOString(),
          nextAt: new Date(nextMs).toISOString(),
          reason,
        }),
    };
  },
};

const documentsPerPage = 500;

/** Makes the texts of a host findable or not, as it allows by now. Gives how many changed. */
async function obeyInSearch(tx: Executor, host: string): Promise<number> {
  let changed = 0;
  for (let after = 0; ; ) {
    const rows = await findableOn(tx, host, { after, limit: documentsPerPage });
    for (const row of rows) {
      if ((await mayIndex(tx, row)) === row.isFindable) continue;
      changed += 1;
      const document = await documentById(tx, row.id);
      if (document) await indexDocument(tx, document);
    }
    const last = rows.at(-1);
    if (last === undefined) return changed;
    after = last.id;
  }
}

/** What a publisher or the operator says of a host is put into effect: search, and every brief that rests on its texts. */
export const obeyStage: Stage<'obey'> = {
  name: 'obey',
  version: '1',
  key: ({ host }) => host,
  async run({ host }, { settings }) {
    const detail = { host, stories: 0, findable: 0 };
    return {
      outcome: 'obeyed',
      detail,
      async commit(tx: Executor, enqueue: Enqueue) {
        detail.findable = await obeyInSearch(tx, host);
        // How much of its texts may be shown is asked again.
        for (const briefId of await dropRelatedDocuments(tx, { host })) {
          await touchPublication(tx, briefId);
          await enqueue('relate', { briefId });
        }
        const stories = await storiesWith(tx, { host });
        detail.stories = stories.length;
        // Those that say the same as before come to nothing.
        for (const storyId of stories)
          for (const lang of settings.languages) await enqueue('write', { storyId, lang });
      },
    };
  },
};
