import { type Desk, type DeskOptions, openDesk } from '../../src/app-desk.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { DatabaseServer, DataDirectory } from '../../src/db/open.ts';
import type { SmallWeb } from './small-web.ts';

/** A desk over a small web: nothing waits longer than it must. Problems of the background fail the test at its end. */
export async function openTestDesk(
  database: DataDirectory | DatabaseServer,
  web: Pick<SmallWeb, 'fetchOptions'>,
  options: DeskOptions = {},
): Promise<Desk> {
  return openDesk(loadConfig({}).config, {
    database,
    hostDelayMs: 0,
    // Rounds are the test's to call.
    scheduleEveryMs: 3_600_000,
    fetchOptions: web.fetchOptions,
    // Most suites are not about vectors, and the encoder takes its time to start.
    embedder: null,
    ...options,
    settings: { settleMs: 0, mergeAfterMs: 0, ...options.settings },
  });
}

/** Polls every source, and waits until all that follows is done. */
export async function pollAll(desk: Desk): Promise<void> {
  await desk.db.kysely
    .updateTable('source_status')
    .set({ next_poll_at: '2026-01-01T00:00:00Z' })
    .where('state', '=', 'active')
    .execute();
  await desk.scheduler?.round();
  await desk.idle();
}
