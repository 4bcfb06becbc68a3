import type { Executor } from '../db/executor.ts';
import { rightsOf } from '../db/rights.ts';
import { rightsFor } from '../domain/rights.ts';

/** The most that a publisher's signals and the operator's record leave us to do with a text, and in how many words. */
export interface Uses {
  use: 'summarise' | 'excerpt' | 'headline';
  wordCap: number | undefined;
  /** Why not more, in words; empty where all is allowed. */
  reason: string;
}

export async function usesOf(db: Executor, url: string): Promise<Uses> {
  const host = URL.parse(url)?.hostname ?? '';
  const ledger = await rightsOf(db, host);
  const summarise = rightsFor(ledger, url, 'summarise');
  if (summarise.allowed) return { use: 'summarise', wordCap: summarise.wordCap, reason: '' };
  const excerpt = rightsFor(ledger, url, 'excerpt');
  if (excerpt.allowed && excerpt.wordCap !== 0)
    return { use: 'excerpt', wordCap: excerpt.wordCap, reason: summarise.reason };
  return { use: 'headline', wordCap: undefined, reason: excerpt.reason };
}
