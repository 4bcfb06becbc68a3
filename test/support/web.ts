import type { ServerResponse } from 'node:http';
import { pageOrThrow } from '../../src/http/fetch-page.ts';
import type { FetchOptions, FetchOutcome, Resolve } from '../../src/http/types.ts';
import { httpServer, type TestServer } from './servers.ts';

const open: TestServer[] = [];

/** For `afterEach`. */
export async function closeServers(): Promise<void> {
  for (const server of open.splice(0)) await server.close();
}

export async function serve(server: Promise<TestServer>): Promise<TestServer> {
  const started = await server;
  open.push(started);
  return started;
}

export function answering(answer: (path: string, response: ServerResponse) => void): Promise<TestServer> {
  return serve(httpServer((request, response) => answer(request.url ?? '', response)));
}

/** Options under which the client may reach this one server. */
export function local(server: TestServer, options: FetchOptions = {}): FetchOptions {
  return { allowAddresses: ['127.0.0.1'], ports: [server.port], timeoutMs: 10_000, ...options };
}

export const page = '<!doctype html><title>Harbour</title><p>The harbour reopened.</p>';

export function textOf(outcome: FetchOutcome): string {
  return new TextDecoder().decode(pageOrThrow(outcome).body);
}

export function codeOf(outcome: FetchOutcome): string {
  return 'code' in outcome ? outcome.code : outcome.kind;
}

export function resolvingTo(...addresses: string[]): Resolve {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}
