import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  noLedger,
  type RightsLedger,
  type RightsPermission,
  type RightsReport,
  withReport,
} from '../../src/domain/rights.ts';
import { MemoryHostGate } from '../../src/http/host-gate.ts';
import { politeClient } from '../../src/http/polite.ts';
import type { GetOptions, PoliteClient, PoliteOptions, PoliteOutcome } from '../../src/http/polite-types.ts';
import { MemoryRobotsCache } from '../../src/http/robots-cache.ts';
import { httpServer, type TestServer } from './servers.ts';
import { serve } from './web.ts';

/** A clock that moves only when somebody sleeps on it or sets it. */
export class TestClock {
  atMs = Date.parse('2026-11-25T12:00:00Z');
  readonly now = (): number => this.atMs;
  readonly sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    this.atMs += ms;
  };
}

/** A rights book in memory: one ledger for each host. */
export class MemoryRights {
  readonly ledgers = new Map<string, RightsLedger>();
  readonly reports: RightsReport[] = [];

  ledger(host: string): RightsLedger {
    return this.ledgers.get(host) ?? noLedger(host);
  }

  async ledgerFor(host: string): Promise<RightsLedger> {
    return this.ledger(host);
  }

  async permissionFor(host: string): Promise<RightsPermission> {
    return this.ledger(host).permission;
  }

  permit(host: string, permission: RightsPermission): void {
    this.ledgers.set(host, { ...this.ledger(host), permission });
  }

  async report(report: RightsReport): Promise<void> {
    this.reports.push(report);
    this.ledgers.set(report.host, withReport(this.ledger(report.host), report));
  }
}

export type Site = (path: string, response: ServerResponse, request: IncomingMessage) => void;

export interface PoliteWeb {
  server: TestServer;
  client: PoliteClient;
  clock: TestClock;
  rights: MemoryRights;
  robotsCache: MemoryRobotsCache;
  /** `host/path` of every request that came, in order. */
  asked: string[];
  get(target: string, options?: Partial<GetOptions>): Promise<PoliteOutcome>;
  /** `http://HOST:PORT/path` for `HOST/path`. */
  url(target: string): string;
}

/**
 * Sites by host name, all on one real server of loopback, and a polite client that reaches them alone. Requests for
 * hosts that are not named are answered with 404.
 */
export async function politeWeb(
  sites: Record<string, Site>,
  options: Partial<PoliteOptions> = {},
  address = '127.0.0.1',
): Promise<PoliteWeb> {
  const asked: string[] = [];
  const server = await serve(
    httpServer((request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '');
      const path = request.url ?? '';
      asked.push(`${host}${path}`);
      const site = sites[host];
      if (site === undefined) response.writeHead(404).end();
      else site(path, response, request);
    }, address),
  );
  const clock = new TestClock();
  const rights = new MemoryRights();
  const robotsCache = new MemoryRobotsCache();
  const client = politeClient({
    ...{ hosts: new MemoryHostGate({ concurrency: 2, ...clock }), robotsCache, rights, now: clock.now },
    hostDelayMs: 0,
    ...options,
    fetchOptions: {
      ...{ allowAddresses: ['127.0.0.1'], ports: [80, server.port], timeoutMs: 10_000 },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      ...options.fetchOptions,
    },
  });
  const url = (target: string) => `http://${target.replace(/(?=\/|$)/, `:${server.port}`)}`;
  return {
    ...{ server, client, clock, rights, robotsCache, asked, url },
    get: (target, given = {}) => client.get(url(target), { purpose: 'page', ...given }),
  };
}

/** A site with a robots.txt and one answer for all else. */
export function site(robots: string | number, answer: Site): Site {
  return (path, response, request) => {
    if (path !== '/robots.txt') answer(path, response, request);
    else if (typeof robots === 'number') response.writeHead(robots).end();
    else response.end(robots);
  };
}

export const text: Site = (path, response) => void response.end(`<p>This is ${path}.`);
