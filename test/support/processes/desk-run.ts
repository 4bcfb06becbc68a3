import { sql } from 'kysely';
import { type DeskRoles, openDesk } from '../../../src/app-desk.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { DatabaseServer, DataDirectory } from '../../../src/db/open.ts';
import { addSource } from '../../../src/db/sources.ts';
import { StandfirstError } from '../../../src/domain/errors.ts';

/** What the parent gives as the first argument. */
export interface DeskRunOrder {
  database: DataDirectory | DatabaseServer;
  /** Sites of the parent's web, each a feed. */
  sites: readonly string[];
  port: number;
  hostDelayMs: number;
  roles?: DeskRoles;
}

export type DeskRunReport =
  /** The desk is open. */
  | { kind: 'open' }
  /** Lines in the fetch log by now: how far it is. */
  | { kind: 'progress'; lines: number }
  /** Nothing is left to do. */
  | { kind: 'idle' }
  | { kind: 'closed' }
  | { kind: 'problem'; message: string };

/*
 * A desk in a process of its own, to be killed, stopped or cut off: follows the sites of the parent's web, tells how
 * far it is, and closes when it is told to end.
 */
const order = JSON.parse(process.argv[2] ?? '') as DeskRunOrder;
const progressEveryMs = 40;
const report = (message: DeskRunReport) => {
  if (process.connected) process.send?.(message);
};
const say = (error: unknown) => {
  const code = error instanceof StandfirstError ? `${error.code}: ` : '';
  report({ kind: 'problem', message: code + (error instanceof Error ? error.message : String(error)) });
};

const desk = await openDesk(loadConfig({}).config, {
  embedder: null,
  database: order.database,
  hostDelayMs: order.hostDelayMs,
  settings: { settleMs: 0, mergeAfterMs: 0 },
  scheduleEveryMs: 500,
  fetchOptions: {
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    allowAddresses: ['127.0.0.1'],
    ports: [order.port],
  },
  ...(order.roles && { roles: order.roles }),
  onProblem: say,
});
let ending = false;
let looking = false;
const timer = setInterval(async () => {
  if (looking || ending) return;
  looking = true;
  try {
    const { rows } = await sql<{ lines: number }>`select coalesce(max(seq), 0) as lines from log`.execute(
      desk.db.kysely,
    );
    report({ kind: 'progress', lines: rows[0]?.lines ?? 0 });
  } catch (error) {
    say(error);
  }
  looking = false;
}, progressEveryMs);

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  clearInterval(timer);
  await desk.close();
  report({ kind: 'closed' });
  process.disconnect?.();
}
process.on('SIGTERM', () => void end());
process.on('disconnect', () => void end());

for (const site of order.sites)
  await addSource(desk.db.kysely, {
    ...{ id: site, kind: 'feed', title: site, section: 'world' },
    url: `http://${site}.localhost:${order.port}/feed`,
  });
report({ kind: 'open' });
while (!ending) {
  try {
    await desk.scheduler?.round();
    await desk.idle();
    report({ kind: 'idle' });
    break;
  } catch (error) {
    // The database is away for a moment.
    say(error);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
