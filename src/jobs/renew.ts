import { deskValue, setDeskValue } from '../db/desk-values.ts';
import { type ReplayParts, replay } from './replay.ts';
import { stages } from './runner.ts';

/** Stages that make what pages show out of what is stored alone: cheap to run again, and no text of a brief changes. */
const renewed = ['compare', 'relate'] as const;
/** Older stories keep what they have: few read them, and `standfirst replay` is there. */
const daysMax = 30;
const key = 'stage-versions';

/**
 * Runs such stages again, once, where this release does them otherwise than the one before, so that an existing desk
 * shows what a new one would. Gives how many jobs there are; stopped half-way, it begins again with the next start.
 */
export async function renewStages(parts: ReplayParts): Promise<number> {
  const own = Object.fromEntries(renewed.map((name) => [name, stages[name].version]));
  const before = (await deskValue<Record<string, string>>(parts.db.kysely, key)) ?? {};
  const since = new Date(parts.now().getTime() - daysMax * 86_400_000).toISOString();
  let jobs = 0;
  for (const name of renewed) if (before[name] !== own[name]) jobs += await replay(parts, name, { since });
  if (renewed.some((name) => before[name] !== own[name])) await setDeskValue(parts.db.kysely, key, own);
  return jobs;
}
