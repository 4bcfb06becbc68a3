import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress, type ZstdCompress } from 'node:zlib';
import { z } from 'zod';
import { StandfirstError } from '../../domain/errors.ts';
import { readLines } from '../../kit/json-lines.ts';

/*
 * A backup is JSON Lines under zstd, the same from either engine: a header; then for each table one line that names it
 * and its columns, its rows as arrays of the database's own text form (null for null), and one line with their number
 * and SHA-256; at the end the SHA-256 of everything before. Rows lie in the order of the primary key, so that equal
 * contents give equal lines.
 */

export const backupFormat = 1;

export const headerLine = z.object({
  standfirst: z.literal('backup'),
  format: z.number(),
  at: z.string(),
  engine: z.string(),
  migrations: z.array(z.string()),
});
export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
export const endLine = z.object({
  end: z.string(),
  rows: z.number(),
  sha256: z.string(),
  /** Where the database's own numbering stands; null where nothing was numbered yet. */
  identity: z.number().nullable(),
});
export const lastLine = z.object({ tables: z.number(), rows: z.number(), sha256: z.string() });
export const rowLine = z.array(z.string().nullable());

export type Header = z.infer<typeof headerLine>;

export type BackupLine =
  | { kind: 'table'; table: string; columns: string[] }
  | { kind: 'row'; values: (string | null)[] }
  | { kind: 'end'; table: string; rows: number; identity: number | null };

/** Writes beside the target and moves it there when all of it is on the disk. */
export class BackupWriter {
  private readonly file: string;
  private readonly making: string;
  private readonly stream: ZstdCompress;
  private readonly written: Promise<void>;
  private readonly all = createHash('sha256');
  private ofTable: Hash = createHash('sha256');

  constructor(file: string) {
    this.file = file;
    this.making = `${file}.part`;
    this.stream = createZstdCompress();
    this.written = pipeline(this.stream, createWriteStream(this.making, { mode: 0o600 }));
    // Met where it is awaited; until then it must not count as unheard.
    this.written.catch(() => {});
  }

  async line(value: unknown): Promise<void> {
    const text = `${JSON.stringify(value)}\n`;
    this.all.update(text);
    if (Array.isArray(value)) this.ofTable.update(text);
    if (!this.stream.write(text)) await Promise.race([once(this.stream, 'drain'), this.written]);
  }

  async endTable(end: Omit<z.infer<typeof endLine>, 'sha256'>): Promise<void> {
    await this.line({ ...end, sha256: this.ofTable.digest('hex') });
    this.ofTable = createHash('sha256');
  }

  /** Gives the size of the file in bytes. */
  async finish(counts: { tables: number; rows: number }): Promise<number> {
    this.stream.end(`${JSON.stringify({ ...counts, sha256: this.all.digest('hex') })}\n`);
    await this.written;
    const handle = await open(this.making, 'r+');
    await handle.sync();
    await handle.close();
    await rename(this.making, this.file);
    return (await stat(this.file)).size;
  }

  async abandon(): Promise<void> {
    this.stream.destroy();
    await this.written.catch(() => {});
    await rm(this.making, { force: true });
  }
}

/** Reads a backup and checks every sum on the way. Throws `bad-backup` with what is wrong. */
export class BackupReader {
  private readonly file: string;
  header: Header | null = null;

  constructor(file: string) {
    this.file = file;
  }

  async *lines(): AsyncGenerator<BackupLine> {
    const source = createReadStream(this.file);
    const unpacked = createZstdDecompress();
    const piped = pipeline(source, unpacked);
    piped.catch(() => {});
    try {
      yield* this.checked(readLines(unpacked));
      await piped;
    } catch (error) {
      if (error instanceof StandfirstError) throw error;
      throw this.bad(error instanceof Error ? error.message : String(error), error);
    } finally {
      source.destroy();
      unpacked.destroy();
    }
  }

  private async *checked(lines: AsyncIterable<string | null>): AsyncGenerator<BackupLine> {
    const all = createHash('sha256');
    let table: { name: string; rows: number; hash: Hash } | null = null;
    let tables = 0;
    let rows = 0;
    let ended = false;
    for await (const text of lines) {
      if (text === null) throw this.bad('a line is too long');
      if (ended) throw this.bad('there is something after its end');
      const value: unknown = JSON.parse(text);
      if (this.header === null) {
        this.header = this.readHeader(value);
      } else if (Array.isArray(value)) {
        if (table === null) throw this.bad('a row lies outside of a table');
        table.rows += 1;
        rows += 1;
        table.hash.update(`${text}\n`);
        yield { kind: 'row', values: rowLine.parse(value) };
      } else if (table === null && isObjectWith(value, 'table')) {
        const line = tableLine.parse(value);
        table = { name: line.table, rows: 0, hash: createHash('sha256') };
        tables += 1;
        yield { kind: 'table', ...line };
      } else if (table !== null && isObjectWith(value, 'end')) {
        const line = endLine.parse(value);
        if (line.end !== table.name || line.rows !== table.rows || line.sha256 !== table.hash.digest('hex'))
          throw this.bad(`table ${table.name} is not what was written`);
        yield { kind: 'end', table: line.end, rows: line.rows, identity: line.identity };
        table = null;
      } else {
        const line = lastLine.parse(value);
        if (
          table !== null ||
          line.tables !== tables ||
          line.rows !== rows ||
          line.sha256 !== all.digest('hex')
        )
          throw this.bad('it is not what was written');
        ended = true;
        continue;
      }
      all.update(`${text}\n`);
    }
    if (!ended) throw this.bad('its end is missing');
  }

  private readHeader(value: unknown): Header {
    const parsed = headerLine.safeParse(value);
    if (!parsed.success) throw this.bad('it does not begin as one');
    if (parsed.data.format !== backupFormat) {
      throw new StandfirstError(
        'backup-newer',
        `${this.file} has format ${parsed.data.format}, which this version cannot read.`,
        {
          hint: 'Restore it with the version that wrote it.',
        },
      );
    }
    return parsed.data;
  }

  private bad(why: string, cause?: unknown): StandfirstError {
    return new StandfirstError('bad-backup', `${this.file} is no whole backup: ${why}.`, {
      cause,
      hint: 'Nothing was changed. Use another backup; the desk keeps several.',
    });
  }
}

function isObjectWith(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}
