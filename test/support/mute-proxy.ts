import { connect, createServer, type Server, type Socket } from 'node:net';

/** Passes TCP on, until it is told to go mute: connections then stay open, and nothing arrives on either side. */
export class MuteProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private mute = false;

  static async start(port: number): Promise<MuteProxy> {
    const proxy = new MuteProxy(port);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  private constructor(port: number) {
    this.server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(from);
        from.on('data', (chunk) => {
          if (!this.mute) to.write(chunk);
        });
        from.on('error', () => {});
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  goMute(): void {
    this.mute = true;
  }

  speakAgain(): void {
    this.mute = false;
  }

  /** As a server that went away: every connection ends. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
