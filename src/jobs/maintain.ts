import { deskValue, setDeskValue } from '../db/desk-values.ts';
import { trimLog } from '../db/log.ts';
import { pruneCaptures } from '../db/retention.ts';
import { checkInvariants } from './invariants.ts';
import { dropOldFeatures } from './story-keeper.ts';
import type { Stage, StageParts } from './types.ts';

const dayMs = 24 * 3600 * 1000;
/** Longer than the clustering remembers a document (two weeks), so that it never misses one. */
const featuresMs = 21 * dayMs;
/** Captures let go of in one run: the next one goes on. */
const capturesPerRun = 2000;
/** The promises are checked once a day: that reads everything public. */
const checkEveryMs = dayMs;

interface Checked {
  at: string;
  results: { id: string; broken: number }[];
}

async function checkDaily({ db, now }: StageParts): Promise<string[]> {
  const last = await deskValue<Checked>(db.kysely, 'invariants');
  const sinceMs = now().getTime() - Date.parse(last?.at ?? '');
  if (sinceMs >= 0 && sinceMs < checkEveryMs) return [];
  const results = await checkInvariants(db.kysely);
  await setDeskValue(db.kysely, 'invariants', { at: now().toISOString(), results });
  return results.filter(({ broken }) => broken > 0).map(({ id }) => id);
}

/**
 * Lets go of what nothing rests on any more: old lines of the fetch log, features that the clustering has forgotten,
 * bytes of captures that newer ones replaced. Entries and the ledger of their identities are never touched: a feed may
 * bring an old item again at any time.
 */
export const maintainStage: Stage<'maintain'> = {
  name: 'maintain',
  version: '1',
  key: () => 'maintain',
  async run(_input, parts) {
    const { settings, now } = parts;
    const before = (ms: number) => new Date(now().getTime() - ms).toISOString();
    const broken = await checkDaily(parts);
    const detail = { log: 0, features: 0, captures: 0, broken };
    return {
      outcome: broken.length === 0 ? 'maintained' : 'broken',
      ...(broken.length > 0 && {
        reason: `The desk breaks promises of its own: ${broken.join(', ')}. "standfirst doctor" tells more.`,
      }),
      detail,
      async commit(tx, enqueue) {
        // Whatever ended the last one: what lacks a vector is looked for again.
        await enqueue('embed', {});
        detail.log = await trimLog(tx, before(settings.keep.logDays * dayMs));
        detail.features = await dropOldFeatures(tx, before(featuresMs));
        detail.captures = await pruneCaptures(tx, { keep: settings.keep.captures, limit: capturesPerRun });
      },
    };
  },
};
