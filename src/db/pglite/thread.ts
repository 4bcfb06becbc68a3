import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { invariant } from '../../domain/errors.ts';
import type { ThreadData, ThreadReply, ThreadRequest } from './messages.ts';
import { embeddedSettings } from './settings.ts';

/*
 * The thread in which PGlite runs, so that a long query never stops the program's own loop. It takes whole messages of
 * the PostgreSQL wire protocol and answers with the bytes that the database answers.
 */
const readyForQuery = 0x5a;
const readyBytes = 6;

const port = parentPort;
invariant(port, 'this runs as a thread');
const { folder, program } = workerData as ThreadData;
const database = await PGlite.create({
  ...embeddedSettings,
  dataDir: folder,
  extensions: { vector },
  pgliteWasmModule: program as never,
});

function answer(request: ThreadRequest): ThreadReply {
  if (request.kind === 'messages') {
    const bytes = database.execProtocolRawSync(request.bytes).slice();
    if (!isReady(bytes)) throw new Error(errorIn(bytes));
    return { kind: 'answer', bytes };
  }
  // A new connection meets the session as a new server process would have it, but for what it listens to.
  for (const text of ['rollback', 'deallocate all', 'reset all', "set time zone 'UTC'"])
    database.execProtocolRawSync(simpleQuery(text));
  return { kind: 'opened' };
}

/**
 * Every answer ends with "ready for query", but for the last one of a server that gives itself up (PANIC: a full disk,
 * a broken file). A real one would be started anew by its postmaster; PGlite would go on in memory as if nothing were.
 */
function isReady(bytes: Uint8Array): boolean {
  return bytes.at(-readyBytes) === readyForQuery;
}

/** The message of an error response: the field that begins with M. */
function errorIn(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  return /\0M([^\0]+)\0/.exec(text)?.[1] ?? 'it gave no answer';
}

function simpleQuery(text: string): Uint8Array {
  const body = Buffer.from(`Q\0\0\0\0${text}\0`);
  body.writeInt32BE(body.length - 1, 1);
  return body;
}

async function handle(request: ThreadRequest): Promise<void> {
  if (request.kind === 'close') {
    await database.close();
    port?.postMessage({ kind: 'closed' } satisfies ThreadReply);
    port?.close();
    return;
  }
  const reply = answer(request);
  port?.postMessage(reply, 'bytes' in reply ? [reply.bytes.buffer as ArrayBuffer] : []);
}

port.on('message', (request: ThreadRequest) => {
  handle(request).catch((error: unknown) => {
    // PGlite itself gave up (a full disk, broken files): the thread ends and so does every connection.
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ kind: 'crashed', message } satisfies ThreadReply);
    process.exit(1);
  });
});
port.postMessage({ kind: 'ready' } satisfies ThreadReply);
