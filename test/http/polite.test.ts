import { afterEach, describe, expect, it } from 'vitest';
import type { RightsReport } from '../../src/domain/rights.ts';
import { MemoryHostGate } from '../../src/http/host-gate.ts';
import { politeClient } from '../../src/http/polite.ts';
import { MemoryRobotsCache } from '../../src/http/robots-cache.ts';
import { httpServer } from '../support/servers.ts';
import { closeServers, page, serve } from '../support/web.ts';

afterEach(closeServers);

describe('the polite client', () => {
  it('asks robots.txt once', async () => {
    const paths: string[] = [];
    const server = await serve(
      httpServer((request, response) => {
        paths.push(request.url ?? '');
        if (request.url === '/robots.txt')
          response.end('User-agent: *\nDisallow: /private\nContent-Signal: ai-input=no');
        else response.end(page);
      }),
    );
    const reports: RightsReport[] = [];
    const client = politeClient({
      hosts: new MemoryHostGate({ concurrency: 2 }),
      robotsCache: new MemoryRobotsCache(),
      rights: { permissionFor: async () => null, report: (report) => void reports.push(report) },
      hostDelayMs: 0,
      fetchOptions: { allowAddresses: ['127.0.0.1'], ports: [server.port] },
    });
    const get = (path: string) => client.get(`${server.origin}${path}`, { purpose: 'page' });
    expect(await Promise.all([get('/a'), get('/private/x'), get('/b')])).toMatchObject([
      { kind: 'fetched' },
      { kind: 'disallowed', rule: 'robots: /private' },
      { kind: 'fetched' },
    ]);
    expect(paths.toSorted()).toEqual(['/a', '/b', '/robots.txt']);
    expect(reports.find(({ place }) => place === 'robots.txt')).toMatchObject({
      signals: [{ kind: 'robots' }, { kind: 'content-signal' }],
    });
  });
});
