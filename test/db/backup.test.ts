import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backup } from '../../src/db/backup/backup.ts';
import { checkBackup, restore } from '../../src/db/backup/restore.ts';
import type { OpenDatabase } from '../../src/db/open.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { testDatabases } from '../support/databases.ts';
import { noPostgresql } from '../support/postgresql.ts';

const folder = mkdtempSync(join(tmpdir(), 'standfirst-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stages = ['extract', 'write'];
let files = 0;
const newFile = () => join(folder, `${++files}.backup`);
const linesOf = (file: string) => zstdDecompressSync(readFileSync(file)).toString().split('\n').slice(1, -2);
const prepare = async (db: OpenDatabase) => (await openQueue(db, { stages })).stop();

/** Rows with everything that may go wrong on the way: all types, nulls, references to later rows, gaps in numbering. */
async function fill(db: OpenDatabase): Promise<void> {
  const queue = await openQueue(db, { stages });
  await queue.enqueue(
    null,
    'extract',
    'k1',
    { text: '가 "나" \\ \n \u{1F600}' },
    { startAfter: '2031-01-01T00:00:00Z' },
  );
  await queue.enqueue(null, 'write', 'k2', {}, { priority: 3 });
  await queue.stop();
  const body = new Uint8Array(70_000).map((_, at) => (at * 31) % 256);
  await db.transaction(async (tx) => {
    await sql`insert into source (id, kind, url, title, created_at)
      values ('s1', 'feed', 'https://a.example/', ${'뷁 \t\\N "x" {,} \u0001'}, '2026-11-25 01:02:03.123456Z')`.execute(
      tx,
    );
    await sql`insert into poll (source_id, outcome) select 's1', 'ok' from generate_series(1, 450)`.execute(
      tx,
    );
    await sql`delete from poll where id > 440`.execute(tx);
    await sql`insert into entry (source_id, url, title) values ('s1', 'u', null)`.execute(tx);
    await sql`insert into capture (entry_id, url, final_url, status, body_hash, body_bytes, body)
      values (1, 'u', 'u', 200, 'h', 70000, ${body})`.execute(tx);
    await sql`insert into story (id) values ('st1'), ('st2')`.execute(tx);
    await sql`insert into story_status (story_id, merged_into, languages) values ('st1', 'st2', '["ko", "en"]')`.execute(
      tx,
    );
    await sql`insert into document (entry_id, source_id, capture_id, stage_version, version, hash, title, text, lang, url, data)
      values (1, 's1', 1, '1', 1, 'h', 't', ${'글'.repeat(5000)}, 'ko', 'u', ${{ a: [1, null, 0.1] }})`.execute(
      tx,
    );
    await sql`insert into membership (document_id, story_id, score) values (1, 'st1', 0.1)`.execute(tx);
    await sql`insert into search_entry (kind, ref, lang, at, tokens)
      values ('document', '1', 'ko', '2026-11-25Z', setweight(array_to_tsvector(array['한국', 'it''s']), 'A'))`.execute(
      tx,
    );
    await sql`insert into text_vector (document_id, at, state, model, scale, codes, signs)
      values (1, '2026-11-25Z', 'made', 'm/1', 0.0123, ${new Uint8Array([1, 255, 0, 127])}, B'1001')`.execute(
      tx,
    );
    await sql`insert into generation (key, provider, model, outcome, cost_usd) values ('g', 'p', 'm', 'ok', 0.1)`.execute(
      tx,
    );
  });
}

const engines = noPostgresql === null ? (['pglite', 'postgres'] as const) : (['pglite'] as const);

describe.each(engines)('a backup from %s', (from) => {
  const source = testDatabases(from);
  let file: string;
  let report: Awaited<ReturnType<typeof backup>>;

  beforeAll(async () => {
    const db = await source.open();
    await fill(db);
    file = newFile();
    report = await backup(db, file);
    await db.close();
  }, 120_000);

  it('says what it holds', async () => {
    expect(report).toMatchObject({
      file,
      rows: { source: 1, poll: 440, capture: 1, 'pgboss.job': 2, related: 0 },
    });
    expect(report.bytes).toBe(readFileSync(file).length);
    expect(await checkBackup(file)).toMatchObject({
      engine: from,
      migrations: expect.arrayContaining(['0001-desk']),
    });
  });

  describe.each(engines)('restored to %s', (to) => {
    const target = testDatabases(to);

    it('gives the same contents, byte for byte, and a database that goes on numbering where the old one was', async () => {
      const place = await target.emptyPlace();
      const restored = await restore(place, file, { prepare });
      expect(restored.rows).toEqual(report.rows);
      const db = await target.openAt(place);
      const second = newFile();
      await backup(db, second);
      expect(linesOf(second)).toEqual(linesOf(file));
      const next = await sql<{
        id: number;
      }>`insert into poll (source_id, outcome) values ('s1', 'x') returning id`.execute(db.kysely);
      expect(next.rows).toEqual([{ id: 451 }]);
      await expect(
        sql`insert into entry (source_id, url) values ('nobody', 'u')`.execute(db.kysely),
      ).rejects.toThrow(/foreign key/);
      const queue = await openQueue(db, { stages });
      const done: string[] = [];
      queue.work('write', {}, async ([job]) => void done.push(job?.key ?? ''));
      await queue.drained();
      expect(done).toEqual(['k2']);
      expect(await queue.counts()).toMatchObject({ extract: { deferred: 1 } });
      await queue.stop();
    });

    it('is not put over what is there, unless that is asked for', async () => {
      const db = await target.open();
      await sql`insert into desk_value values ('mine', '1')`.execute(db.kysely);
      const other = newFile();
      await backup(db, other);
      await db.close();
      const place = await target.emptyPlace();
      await restore(place, other, { prepare });
      await expect(restore(place, file, { prepare })).rejects.toMatchObject({ code: 'not-empty' });
      const replaced = await restore(place, file, { prepare, force: true });
      expect(replaced.keptAt).toEqual(to === 'pglite' ? expect.stringContaining('before-restore') : null);
      const again = await target.openAt(place);
      expect(await again.kysely.selectFrom('desk_value').selectAll().execute()).toEqual([]);
    });
  });

  it('that was changed or cut off anywhere is refused before anything is touched', async () => {
    const text = zstdDecompressSync(readFileSync(file)).toString();
    const lines = text.split('\n');
    const row = lines.findIndex((line) => line.includes('뷁'));
    const without = (at: number) => lines.filter((_, index) => index !== at).join('\n');
    const broken = {
      'a changed row': text.replace('뷁', '벽'),
      'a missing row': without(row),
      'a row twice': [...lines.slice(0, row), lines[row], ...lines.slice(row)].join('\n'),
      'no end': lines.slice(0, -2).join('\n'),
      'something after its end': `${text}[]\n`,
      'another header': text.replace('"standfirst":"backup"', '"standfirst":"other"'),
      nothing: '',
    };
    for (const [what, content] of Object.entries(broken)) {
      const bad = newFile();
      writeFileSync(bad, zstdCompressSync(Buffer.from(content)));
      await expect(checkBackup(bad), what).rejects.toMatchObject({ code: 'bad-backup' });
    }
    const cut = newFile();
    writeFileSync(cut, readFileSync(file).subarray(0, -20));
    await expect(restore({ dataDir: join(folder, 'never') }, cut)).rejects.toMatchObject({
      code: 'bad-backup',
    });
    await expect(checkBackup(join(folder, 'not there'))).rejects.toMatchObject({ code: 'bad-backup' });
  });

  it('of a newer version is refused', async () => {
    const text = zstdDecompressSync(readFileSync(file)).toString();
    const newer = newFile();
    writeFileSync(newer, zstdCompressSync(Buffer.from(text.replace('"format":1', '"format":2'))));
    await expect(checkBackup(newer)).rejects.toMatchObject({ code: 'backup-newer' });
  });
});
