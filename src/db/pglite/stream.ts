import { Duplex } from 'node:stream';

/** The embedded database as a connection sees it. */
export interface WireEngine {
  /** Bytes for the database: whole messages. Resolves with its answer. */
  send(bytes: Uint8Array): Promise<Uint8Array>;
  /** Makes the one session as good as new. */
  reset(): Promise<void>;
}

const syncMessage = 0x53;
const queryMessage = 0x51;
const terminateMessage = 0x58;
const headBytes = 5;

/**
 * What node-postgres takes for a socket, with the embedded database at the other end. The start of the connection
 * (start-up message, authentication) is answered here; from then on messages go over in groups that end where the
 * database is asked to answer.
 */
export class WireStream extends Duplex {
  private readonly engine: WireEngine;
  private started = false;
  private pending: Buffer = Buffer.alloc(0);

  constructor(engine: WireEngine) {
    super();
    this.engine = engine;
  }

  /** As `net.Socket` has them, because node-postgres calls them. */
  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _writev(
    chunks: { chunk: Buffer; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.hand(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.hand(chunk).then(() => done(), done);
  }

  private async hand(bytes: Buffer): Promise<void> {
    if (!this.started) {
      this.started = true;
      await this.engine.reset();
      this.push(welcome());
      return;
    }
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    const last = lastMessage(this.pending);
    if (last === terminateMessage) {
      this.push(null);
    } else if (last === syncMessage || last === queryMessage) {
      const group = this.pending;
      this.pending = Buffer.alloc(0);
      const answer = await this.engine.send(new Uint8Array(group));
      this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
    }
  }
}

/** The type of the last message where the bytes end with a whole one, else null. */
function lastMessage(bytes: Buffer): number | null {
  let type: number | null = null;
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < headBytes) return null;
    type = bytes[at] ?? null;
    at += 1 + bytes.readInt32BE(at + 1);
    if (at > bytes.length) return null;
  }
  return type;
}

/** Authenticated; parameters; ready for queries. */
function welcome(): Buffer {
  return Buffer.concat([
    message('R', Buffer.from([0, 0, 0, 0])),
    message('S', Buffer.from('client_encoding\0UTF8\0')),
    message('S', Buffer.from('standard_conforming_strings\0on\0')),
    message('Z', Buffer.from('I')),
  ]);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(headBytes);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
