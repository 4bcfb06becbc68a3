import { type BriefOrder, modelOpener, writeBrief } from './app-brief.ts';
import { loadConfig } from './config/load.ts';
import type { Brief } from './domain/brief.ts';
import { StandfirstError, unreachable } from './domain/errors.ts';
import type { SourceKind } from './domain/feed.ts';
import type { SourceDocument } from './domain/passage.ts';
import { serveTasks } from './kit/serve-tasks.ts';
import { memorySink } from './models/recording.ts';
import type { Generation } from './models/types.ts';
import { type Candidate, type DiscoverInput, discover } from './pipeline/sources/discover.ts';
import { type EntriesOutcome, kinds, type SourceResponse } from './pipeline/sources/kinds.ts';
import { type Comparison, compareDocuments } from './pipeline/stories/compare.ts';

/*
 * The thread in which a desk does what takes long or reads hostile input, so that its pages are served meanwhile:
 * reading sources, writing and checking briefs. It reads the settings for itself: no secret crosses to it.
 */

export type DeskTask =
  | { kind: 'entries'; source: SourceKind; response: SourceResponse }
  | { kind: 'discover'; input: DiscoverInput }
  | { kind: 'compare'; documents: readonly SourceDocument[] }
  | { kind: 'brief'; order: Omit<BriefOrder, 'signal' | 'onStage' | 'onFallback'> };

export type DeskResult =
  | { kind: 'entries'; outcome: EntriesOutcome }
  | { kind: 'discover'; candidates: Candidate[] }
  | { kind: 'compare'; found: Comparison }
  | { kind: 'brief'; brief: Brief; generations: Generation[] };

/** A `StandfirstError` on its way between threads. */
export interface PlainError {
  code: string;
  message: string;
  hint?: string;
}

const { config } = loadConfig();
const sink = memorySink();
const models = modelOpener(config, [sink]);

serveTasks<DeskTask, DeskResult>(
  async (task) => {
    switch (task.kind) {
      case 'entries':
        return { kind: 'entries', outcome: kinds[task.source].toEntries(task.response) };
      case 'discover':
        return { kind: 'discover', candidates: discover(task.input) };
      case 'compare':
        return { kind: 'compare', found: compareDocuments(task.documents) };
      case 'brief': {
        const brief = await writeBrief(task.order, config, models);
        return { kind: 'brief', brief, generations: sink.generations.splice(0) };
      }
      default:
        return unreachable(task);
    }
  },
  (error): PlainError => {
    if (error instanceof StandfirstError)
      return { code: error.code, message: error.message, ...(error.hint && { hint: error.hint }) };
    return {
      code: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  },
);
