import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import { invariant } from '../domain/errors.ts';
import type { QueueSettings, StageSettings } from './types.ts';

/** Dead letters of all stages. */
export const deadQueue = 'dead';

const leaseMinutesDefault = 15;
const retryLimitDefault = 3;
/**
 * An attempt that fails costs as much as so many that were only cut short. A job that was at work each time the machine
 * lost power is innocent; one that takes the process down with it still comes to an end.
 */
export const cutsPerFailure = 4;
const retryDelaySecondsDefault = 2;
const retryDelaySecondsMax = 600;
/** A worker that was not heard from for so long has lost its jobs. */
export const heartbeatSeconds = 30;
/** How often lost jobs are looked for. */
export const superviseSeconds = 15;
/** pg-boss deletes what waited longer than this, after 14 days by default. Nothing of ours may vanish by waiting. */
const keepWaitingSeconds = 20 * 365 * 24 * 3600;
const keepFinishedSeconds = 24 * 3600;

/** Of processes that start at the same moment on a new database, one makes pg-boss's tables. */
const startsMax = 5;
const startAgainMs = 300;
/** What the others meet: a schema, table, type or row that was made meanwhile. */
const madeMeanwhile = new Set(['23505', '42P06', '42P07', '42710']);

/** pg-boss on our database, with what its defaults get wrong for us put right. */
export async function startBoss(db: Database, settings: QueueSettings): Promise<PgBoss> {
  for (let start = 1; ; start += 1) {
    try {
      return await tryStart(db, settings);
    } catch (error) {
      if (start >= startsMax || !madeMeanwhile.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(startAgainMs * Math.random() * start);
    }
  }
}

async function tryStart(db: Database, settings: QueueSettings): Promise<PgBoss> {
  const embedded = db.engine === 'pglite';
  const boss = new PgBoss({
    db: db.raw(),
    backend: embedded ? 'pglite' : 'postgres',
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 3600,
    // Jobs of a later time are jobs with `startAfter`; nothing here is a cron entry.
    schedule: false,
    registerInstance: false,
    // The embedded engine has one connection: nothing can be rebuilt beside it, and vacuum is ours (db/maintenance.ts).
    reindex: !embedded,
    monitorVacuum: !embedded,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => settings.onProblem?.(error));
  await boss.start();
  await makeQueues(boss, stagesOf(settings));
  return boss;
}

export function stagesOf({ stages }: QueueSettings): Record<string, StageSettings> {
  const named = Array.isArray(stages) ? Object.fromEntries(stages.map((stage) => [stage, {}])) : stages;
  for (const stage of Object.keys(named))
    invariant(/^[a-z][a-z-]*$/.test(stage) && stage !== deadQueue, `${stage} can be the name of a stage`);
  return named as Record<string, StageSettings>;
}

async function makeQueues(boss: PgBoss, stages: Record<string, StageSettings>): Promise<void> {
  const kept = { retentionSeconds: keepWaitingSeconds, deleteAfterSeconds: keepFinishedSeconds };
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  const put = async (name: string, options: object) => {
    if (known.has(name)) await boss.updateQueue(name, options);
    // Of two processes that both make it, the second one changes nothing.
    else await boss.createQueue(name, { ...options, policy: name === deadQueue ? 'standard' : 'stately' });
  };
  await put(deadQueue, kept);
  for (const [stage, settings] of Object.entries(stages)) {
    await put(stage, {
      ...kept,
      deadLetter: deadQueue,
      expireInSeconds: (settings.leaseMinutes ?? leaseMinutesDefault) * 60,
      heartbeatSeconds,
      retryLimit: (settings.retryLimit ?? retryLimitDefault) * cutsPerFailure + cutsPerFailure - 1,
      retryDelay: settings.retryDelaySeconds ?? retryDelaySecondsDefault,
      retryBackoff: true,
      retryDelayMax: retryDelaySecondsMax,
      // On a server other processes are woken; within the process we know when a transaction commits.
      notify: true,
    });
  }
}
