import { join } from 'node:path';
import type { BriefOrder } from './app-brief.ts';
import { openEmbedder } from './app-embedder.ts';
import type { Config } from './config/options.ts';
import { startMaintenance } from './db/maintenance.ts';
import { type DatabaseServer, type DataDirectory, type OpenDatabase, openDatabase } from './db/open.ts';
import { rightsOf, robotsRecord, saveRobotsRecord } from './db/rights.ts';
import type { DeskResult, DeskTask, PlainError } from './desk-thread.ts';
import type { Brief } from './domain/brief.ts';
import type { Embedder } from './domain/embedder.ts';
import { StandfirstError } from './domain/errors.ts';
import { MemoryHostGate } from './http/host-gate.ts';
import { politeClient, politeDefaults, userAgentFor } from './http/polite.ts';
import type { PoliteClient } from './http/polite-types.ts';
import { SiteRights } from './http/rights/site-rights.ts';
import type { RobotsRecord } from './http/robots-cache.ts';
import type { FetchOptions } from './http/types.ts';
import { saveGenerations } from './jobs/generations.ts';
import { renewStages } from './jobs/renew.ts';
import { takeReport } from './jobs/rights.ts';
import { type EnqueueIn, stageNames } from './jobs/runner.ts';
import { type Scheduler, startScheduler } from './jobs/scheduler.ts';
import { StoryKeeper } from './jobs/story-keeper.ts';
import type { BriefWriting, DeskSettings, StageName, StageParts } from './jobs/types.ts';
import { type HubCalls, hubCalls } from './jobs/websub-calls.ts';
import { enqueueWith, startWorkers } from './jobs/workers.ts';
import { defined } from './kit/defined.ts';
import { TaskLost, TaskThread } from './kit/task-thread.ts';
import { ExtractWorker } from './pipeline/extract/extract-worker.ts';
import { delayMaxMs, pollLimits } from './pipeline/fetch/schedule.ts';
import type { Candidate, DiscoverInput } from './pipeline/sources/discover.ts';
import { DatabaseHostGate } from './queue/host-gate.ts';
import { openQueue } from './queue/queue.ts';
import type { JobQueue } from './queue/types.ts';

/** What a desk does in this process. */
export interface DeskRoles {
  /** Stages whose jobs are done here; none for a process that only serves pages. */
  stages: readonly StageName[];
  scheduler: boolean;
}

export const allRoles: DeskRoles = { stages: stageNames, scheduler: true };

export interface DeskOptions {
  roles?: DeskRoles;
  /** Where its rows are; by the settings where absent. */
  database?: DataDirectory | DatabaseServer;
  settings?: Partial<DeskSettings>;
  /** What makes sentence vectors, in place of what the settings say. */
  embedder?: DeskEmbedder | null;
  /** For sources that are not on the public internet: the demo web, an intranet. */
  fetchOptions?: FetchOptions;
  hostDelayMs?: number;
  /** How often what is due is looked for. */
  scheduleEveryMs?: number;
  now?: () => Date;
  /** The database is gone for good (its engine gave up, another process took the directory): the process must end. */
  onLost?(error: Error): void;
  /** Errors of the background that no caller sees. */
  onProblem?(error: unknown): void;
}

type DeskEmbedder = Embedder & { close?(): Promise<void> };

/** A desk at work: database, queue and whatever this process does with them. */
export interface Desk {
  db: OpenDatabase;
  queue: JobQueue;
  stories: StoryKeeper;
  embedder: DeskEmbedder | null;
  http: PoliteClient;
  settings: DeskSettings;
  discover(input: DiscoverInput): Promise<Candidate[]>;
  /** What is done when hubs call (WebSub). */
  hubCalls: HubCalls;
  enqueueIn: EnqueueIn;
  scheduler: Scheduler | null;
  now(): Date;
  /** Resolves when nothing waits, neither now nor in a moment, and nothing runs. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const extractiveTimeoutMs = 60_000;
const feedTimeoutMs = 8000;
/** A brief by a model: calls with their retries, a repair and the checks. */
const modelTimeoutMs = 15 * 60_000;
const threadMemoryMb = 1024;
const scheduleEveryMsDefault = 15_000;
/** Of the embedded database: a server looks after itself. */
const vacuumEveryMs = 10 * 60_000;
const backupEveryMs = 24 * 3_600_000;
const idleLookMs = 200;
/** Jobs that wait for a moment (a story that settles) are near; a host that asked for an hour is not waited for. */
const nearMs = 5 * 60_000;

const threadUrl = new URL(
  import.meta.url.endsWith('.ts') ? './desk-thread.ts' : './desk-thread.js',
  import.meta.url,
);

export function settingsFrom(config: Config): DeskSettings {
  const hasModel = config.provider !== undefined || config.replay !== undefined;
  return {
    languages: config.siteLanguages ?? ['en', 'ko'],
    settleMs: config.settleMs ?? 0,
    mergeAfterMs: config.mergeAfterMs ?? 0,
    recheckAfterMs: [1, 3, 8, 24, 72, 168].map((hours) => hours * 3_600_000),
    pollLimits: {
      ...pollLimits,
      ...defined({
        intervalMinMs: config.pollIntervalMinMs,
        intervalMaxMs: config.pollIntervalMaxMs,
        parseFailuresMax: config.pollParseFailuresMax,
      }),
    },
    writer: config.writer ?? (hasModel ? 'model' : 'extractive'),
    keep: { logDays: config.logDays ?? 90, captures: config.capturesKept ?? 3 },
    ...defined({ copyWordsMax: config.copyWordsMax, publicUrl: config.siteUrl }),
  };
}

/**
 * What makes sentence vectors. A server for embeddings that is away keeps no desk from its work: documents are grouped
 * and found by their words until the next start. Throws where the settings themselves are wrong.
 */
async function embedderFor(
  config: Config,
  { embedder, onProblem = () => undefined }: DeskOptions,
): Promise<DeskEmbedder | null> {
  if (embedder !== undefined) return embedder;
  try {
    return await openEmbedder(config);
  } catch (error) {
    if (error instanceof StandfirstError && error.code === 'bad-config') throw error;
    onProblem(error);
    return null;
  }
}

/** The database that the settings name: a server, else the data directory. */
export function databaseFrom(config: Config): DataDirectory | DatabaseServer {
  return config.databaseUrl === undefined
    ? { dataDir: config.dataDir ?? './data' }
    : {
        url: config.databaseUrl.reveal(),
        ...defined({ connectionsMax: config.databasePool }),
      };
}

/** Opens the database and starts what this process does. Throws what opening the database throws. */
export async function openDesk(config: Config, options: DeskOptions = {}): Promise<Desk> {
  const { roles = allRoles, now = () => new Date(), onProblem = () => undefined } = options;
  const place = options.database ?? databaseFrom(config);
  const db = await openDatabase(place, defined({ onLost: options.onLost }));
  const queue = await openQueue(db, { stages: stageNames, onProblem });
  const settings: DeskSettings = { ...settingsFrom(config), ...options.settings };
  const threads = openThreads(config, db, settings);
  const embedder = await embedderFor(config, options);
  const stories = new StoryKeeper(db, { model: embedder?.id });
  const enqueueIn = enqueueWith(queue, now);
  const takeRights: StageParts['takeRights'] = (report) =>
    db.transaction((tx) => takeReport(tx, enqueueIn(tx), report));
  const http = openHttp(config, db, { ...options, takeRights });
  const siteRights = new SiteRights({
    client: http,
    rights: { report: takeRights, ledgerFor: (host) => rightsOf(db.kysely, host) },
    now: () => now().getTime(),
  });
  const parts: Omit<StageParts, 'signal'> = {
    ...{ db, http, siteRights, stories, embedder, settings, now, takeRights },
    extract: threads.extract,
    readEntries: threads.readEntries,
    brief: threads.brief,
    compare: threads.compare,
    random: Math.random,
  };
  startWorkers(queue, roles.stages, parts);
  // What lacks a vector, or has one by another model than is configured now, says so itself.
  if (roles.scheduler) await queue.enqueue(null, 'embed', 'embed', {});
  if (roles.scheduler) await renewStages({ db, queue, settings, now });
  const scheduler = roles.scheduler
    ? startScheduler(
        {
          ...{ db, enqueueIn, now, pollDelayMaxMs: delayMaxMs(settings.pollLimits) },
          takesPushes: settings.publicUrl !== undefined,
        },
        { everyMs: options.scheduleEveryMs ?? scheduleEveryMsDefault, onError: onProblem },
      )
    : null;
  const stopMaintenance =
    roles.scheduler && 'dataDir' in place
      ? startMaintenance(db, {
          ...{ folder: join(place.dataDir, 'backups'), vacuumEveryMs, backupEveryMs, onProblem },
          keep: config.backupsKept ?? 7,
        })
      : async () => undefined;
  return {
    ...{ db, queue, stories, embedder, http, settings, scheduler, now, enqueueIn },
    discover: threads.discover,
    hubCalls: hubCalls({ db, enqueueIn, now }),
    idle: () => untilIdle(queue),
    async close() {
      await scheduler?.close();
      await stopMaintenance();
      await queue.stop();
      await threads.close();
      await embedder?.close?.();
      await db.close();
    },
  };
}

async function untilIdle(queue: JobQueue): Promise<void> {
  for (;;) {
    await queue.drained();
    if ((await queue.openJobs(nearMs)) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, idleLookMs));
  }
}

interface Threads extends Pick<StageParts, 'extract' | 'readEntries' | 'brief' | 'compare'> {
  discover(input: DiscoverInput): Promise<Candidate[]>;
  close(): Promise<void>;
}

/** Hostile input and long work go to threads, so that pages are served meanwhile and a bad page can be stopped. */
function openThreads(config: Config, db: OpenDatabase, settings: DeskSettings): Threads {
  const extractor = new ExtractWorker(
    defined({ bytesMax: config.pageBytesMax, timeoutMs: config.extractTimeoutMs }),
  );
  const thread = (timeoutMs: number) =>
    new TaskThread<DeskTask, DeskResult>({ url: threadUrl, timeoutMs, memoryMbMax: threadMemoryMb });
  const feeds = thread(feedTimeoutMs);
  const briefs = thread(settings.writer === 'model' ? modelTimeoutMs : extractiveTimeoutMs);
  return {
    extract: (page) => extractor.run(page),
    async readEntries(source, response) {
      try {
        const result = await feeds.run({ kind: 'entries', source, response });
        if (result.kind === 'entries') return result.outcome;
      } catch (error) {
        if (!(error instanceof TaskLost)) throw plainError(error);
        const message = `Reading it was stopped: ${error.code}.`;
        return { kind: 'refused', code: 'too-large', message, hint: 'Ask the publisher for a smaller one.' };
      }
      throw wrongAnswer();
    },
    async discover(input) {
      const result = await feeds.run({ kind: 'discover', input }).catch((error: unknown) => {
        throw plainError(error);
      });
      if (result.kind === 'discover') return result.candidates;
      throw wrongAnswer();
    },
    brief: (writing) => writeIn(briefs, writing, db),
    async compare(documents) {
      const result = await briefs.run({ kind: 'compare', documents }).catch((error: unknown) => {
        throw plainError(error);
      });
      if (result.kind === 'compare') return result.found;
      throw wrongAnswer();
    },
    async close() {
      await Promise.all([extractor.close(), feeds.close(), briefs.close()]);
    },
  };
}

async function writeIn(
  thread: TaskThread<DeskTask, DeskResult>,
  { briefId, signal, ...order }: BriefWriting,
  db: OpenDatabase,
): Promise<Brief> {
  const result = await thread
    .run({ kind: 'brief', order: order satisfies BriefOrder }, signal ? { signal } : {})
    .catch((error: unknown) => {
      throw plainError(error);
    });
  if (result.kind !== 'brief') throw wrongAnswer();
  await saveGenerations(db.kysely, briefId, result.generations);
  return result.brief;
}

function wrongAnswer(): Error {
  return new Error('The thread gave the answer of another task.');
}

/** What a thread threw, as an error again. */
function plainError(error: unknown): unknown {
  if (error instanceof TaskLost)
    return new StandfirstError(error.code, `The work was stopped: ${error.message}.`, {
      hint: 'It is tried again; if that does not help, leave the original out.',
    });
  if (typeof error !== 'object' || error === null || !('code' in error) || error instanceof Error)
    return error;
  const { code, message, hint } = error as PlainError;
  return new StandfirstError(code, message, hint === undefined ? {} : { hint });
}

/** What a process that died held of a host is free again so long after the longest that a request may take. */
const slotMarginMs = 10_000;

function openHttp(
  config: Config,
  db: OpenDatabase,
  options: DeskOptions & Pick<StageParts, 'takeRights'>,
): PoliteClient {
  const now = options.now ?? (() => new Date());
  const concurrency = config.hostConcurrency ?? politeDefaults.hostConcurrency;
  return politeClient({
    // One process has the embedded database to itself; on a server others may ask the same hosts.
    hosts:
      db.engine === 'pglite'
        ? new MemoryHostGate({ concurrency })
        : new DatabaseHostGate(db, { concurrency, leaseMs: config.fetchTimeoutMs! + slotMarginMs }),
    robotsCache: {
      get: async (origin) => (await robotsRecord(db.kysely, origin)) as RobotsRecord | null,
      put: (record) => saveRobotsRecord(db.kysely, record.origin, record),
    },
    rights: {
      report: options.takeRights,
      permissionFor: async (host) => (await rightsOf(db.kysely, host)).permission,
    },
    now: () => now().getTime(),
    hostDelayMs: options.hostDelayMs ?? config.hostDelayMs ?? politeDefaults.hostDelayMs,
    fetchOptions: {
      userAgent: userAgentFor(config.contact),
      bodyBytesMax: config.pageBytesMax!,
      timeoutMs: config.fetchTimeoutMs!,
      ...defined({ allowAddresses: config.allowAddresses, ports: config.ports }),
      ...options.fetchOptions,
    },
  });
}
