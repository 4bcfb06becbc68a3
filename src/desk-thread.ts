import { type BriefOrder, modelOpener, writeBrief } from './app-brief.ts';
import { loadConfig } from './config/load.ts';
import type { Brief } from './domain/brief.ts';
import { StandfirstError } from './domain/errors.ts';
import type { FeedOutcome } from './domain/feed.ts';
import { serveTasks } from './kit/serve-tasks.ts';
import { memorySink } from './models/recording.ts';
import type { Generation } from './models/types.ts';
import type { FeedInput } from './pipeline/sources/parse-feed.ts';
import { parseFeed } from './pipeline/sources/parse-feed.ts';

/*
 * The thread in which a desk does what takes long or reads hostile input, so that its pages are served meanwhile:
 * reading feeds, writing and checking briefs. It reads the settings for itself: no secret crosses to it.
 */

export type DeskTask =
  | { kind: 'feed'; input: FeedInput }
  | { kind: 'brief'; order: Omit<BriefOrder, 'signal' | 'onStage' | 'onFallback'> };

export type DeskResult =
  | { kind: 'feed'; outcome: FeedOutcome }
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
    if (task.kind === 'feed') return { kind: 'feed', outcome: parseFeed(task.input) };
    const brief = await writeBrief(task.order, config, models);
    return { kind: 'brief', brief, generations: sink.generations.splice(0) };
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
