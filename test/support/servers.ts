import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';

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
