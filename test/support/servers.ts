import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** A server on loopback for one test. */
export interface TestServer {
  port: number;
  origin: string;
  close(): Promise<void>;
}

async function listen(server: ReturnType<typeof createTcpServer>, host: string): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://${host}:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A real HTTP server. */
export function httpServer(listener: RequestListener, host = '127.0.0.1'): Promise<TestServer> {
  return listen(createServer(listener), host);
}

const tlsFile = (name: string) =>
  readFileSync(join(import.meta.dirname, `../fixtures/tls/news.example.${name}`), 'utf8');

/** A certificate of our own for `news.example`, which nobody trusts unless told to. */
export const newsExampleCertificate = tlsFile('crt');

/** The same over TLS, as `news.example`. */
export function httpsServer(listener: RequestListener, host = '127.0.0.1'): Promise<TestServer> {
  return listen(createTlsServer({ cert: newsExampleCertificate, key: tlsFile('key') }, listener), host);
}

/** Bytes on a socket, for answers that no HTTP library would send. Called once the request's headers have come. */
export function rawServer(answer: (socket: Socket) => void, host = '127.0.0.1'): Promise<TestServer> {
  const server = createTcpServer((socket) => {
    let seen = '';
    socket.on('data', (chunk) => {
      const before = seen.includes('\r\n\r\n');
      seen += chunk.toString('latin1');
      if (!before && seen.includes('\r\n\r\n')) answer(socket);
    });
  });
  return listen(server, host);
}
