/** What the program and the thread of the embedded database say to each other. */
export interface ThreadData {
  /** Absolute path of the database's files. */
  folder: string;
  /** PGlite itself, compiled: a `WebAssembly.Module`. */
  program: object;
}

export type ThreadRequest = { kind: 'open' } | { kind: 'messages'; bytes: Uint8Array } | { kind: 'close' };

export type ThreadReply =
  | { kind: 'ready' }
  | { kind: 'opened' }
  | { kind: 'answer'; bytes: Uint8Array }
  | { kind: 'crashed'; message: string }
  | { kind: 'closed' };
