import { gzipSync } from 'node:zlib';
import { sha256 } from '../kit/hash.ts';

/** A page as it was last made. */
export interface PageCopy {
  /** Of the data it was made from; another one means: make it anew. */
  version: string;
  status: 200 | 404 | 410;
  type: string;
  headers: Record<string, string>;
  body: Buffer;
  etag: string;
  /** When a page with these very bytes was first made. */
  modifiedAt: Date;
  /** Compressed at the first request that asks for it. */
  gzip: Buffer | null;
}

const gzipBytesMin = 1000;

/** Pages by address, the least recently asked for leaves first. Bounded by bytes. */
export class PageCache {
  readonly #copies = new Map<string, PageCopy>();
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): PageCopy | undefined {
    const copy = this.#copies.get(key);
    if (copy) {
      this.#copies.delete(key);
      this.#copies.set(key, copy);
    }
    return copy;
  }

  /** Keeps a page; one with the same bytes as before keeps its time. */
  put(
    key: string,
    made: Pick<PageCopy, 'version' | 'status' | 'type' | 'headers'> & { text: string },
    now: Date,
  ): PageCopy {
    const body = Buffer.from(made.text);
    const etag = `W/"${sha256(body).slice(0, 24)}"`;
    const before = this.#copies.get(key);
    const isSame = before?.etag === etag && before.status === made.status;
    const { text: _, ...rest } = made;
    const copy: PageCopy = {
      ...rest,
      body,
      etag,
      modifiedAt: isSame ? before.modifiedAt : now,
      gzip: isSame ? before.gzip : null,
    };
    this.#remove(key);
    this.#copies.set(key, copy);
    this.#bytes += sizeOf(key, copy);
    for (const oldest of this.#copies.keys()) {
      if (this.#bytes <= this.#bytesMax || oldest === key) break;
      this.#remove(oldest);
    }
    return copy;
  }

  #remove(key: string): void {
    const copy = this.#copies.get(key);
    if (!copy) return;
    this.#copies.delete(key);
    this.#bytes -= sizeOf(key, copy);
  }
}

/** The compressed form is counted from the start: about a third of the text at most. */
function sizeOf(key: string, { body }: PageCopy): number {
  return key.length * 2 + Math.ceil(body.length * 1.35) + 500;
}

/** The body in the encoding that the reader takes. */
export function encoded(copy: PageCopy, acceptEncoding: string | undefined): { body: Buffer; gzip: boolean } {
  const takesGzip = /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(
    acceptEncoding ?? '',
  );
  if (!takesGzip || copy.body.length < gzipBytesMin) return { body: copy.body, gzip: false };
  copy.gzip ??= gzipSync(copy.body);
  return { body: copy.gzip, gzip: true };
}
