import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { type LogSearch, searchLog } from '../../src/db/desk-reading/log.ts';
import { countedMax, deskTotals, lastTroubles, sourceCounts } from '../../src/db/desk-reading/overview.ts';
import { lastPolls, likeText, sourceLines, sourcesOfHost } from '../../src/db/desk-reading/sources.ts';
import { addLog } from '../../src/db/log.ts';
import { addSource, savePoll, setSourceStatus } from '../../src/db/sources.ts';
import { eachDatabase } from '../support/databases.ts';

eachDatabase((name, databases) => {
  describe(`what the desk reads from ${name}`, () => {
    let db: Database;
    beforeAll(async () => {
      db = await databases.open();
      // Titles that repeat: the cursor has to go by title and id.
      for (let source = 0; source < 12; source += 1) {
        const id = `s${String(source).padStart(2, '0')}`;
        const title = source % 3 === 0 ? 'Same' : `100% ${source}_x`;
        await addSource(db.kysely, { id, kind: 'feed', url: `https://h${source}.example:8443/feed`, title });
      }
      await setSourceStatus(db.kysely, 's01', { state: 'paused' });
      await setSourceStatus(db.kysely, 's02', {
        lastPollAt: '2026-03-02T01:00:00Z',
        lastOkAt: '2026-03-01T01:00:00Z',
      });
      for (let poll = 0; poll < 5; poll += 1)
        await savePoll(db.kysely, { source_id: 's00', outcome: 'read', items: poll, stored: poll });
      for (let line = 1; line <= 40; line += 1)
        await addLog(db.kysely, {
          stage: 'poll',
          outcome: line === 3 ? 'failed' : 'read',
          reason: `line ${line}`,
          sourceId: 's00',
        });
    });

    it('goes through all sources by cursor, each once', async () => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { lines, total } = await sourceLines(
          db.kysely,
          { limit: 5, ...(after !== undefined && { after }) },
          3,
        );
        expect(total).toBe(12);
        seen.push(...lines.map(({ id }) => id));
        after = lines.at(-1)?.id;
      } while (after !== undefined);
      expect(seen).toHaveLength(12);
      expect(new Set(seen).size).toBe(12);
    });

    it('finds sources by state and by words as they are, not as patterns', async () => {
      const ids = async (query: { state?: 'paused'; text?: string }) =>
        (await sourceLines(db.kysely, { ...query, limit: 50 }, 3)).lines.map(({ id }) => id);
      expect(await ids({ state: 'paused' })).toEqual(['s01']);
      expect(await ids({ text: 'SAME' })).toEqual(['s00', 's03', 's06', 's09']);
      expect(await ids({ text: '0% 1_x' })).toEqual(['s01']);
      expect(await ids({ text: '%' })).toHaveLength(8);
      expect(await ids({ text: 'S_me' })).toEqual([]);
      expect(likeText('a\\b')).toBe('%a\\\\b%');
    });

    it('gives the last polls, oldest first', async () => {
      const polls = await lastPolls(db.kysely, ['s00', 's01'], 3);
      expect(polls.map(({ stored }) => stored)).toEqual([2, 3, 4]);
      expect(await lastPolls(db.kysely, [], 3)).toEqual([]);
    });

    it('knows the sources of a host, whatever the port', async () => {
      expect(await sourcesOfHost(db.kysely, 'h7.example')).toEqual([{ id: 's07', title: '100% 7_x' }]);
      expect(await sourcesOfHost(db.kysely, 'example')).toEqual([]);
    });

    it('counts sources by state, and those that fail', async () => {
      expect(await sourceCounts(db.kysely)).toEqual({
        states: { active: 11, paused: 1, gone: 0 },
        failing: 1,
      });
    });

    it('searches a part of the log at a time, and says where to go on', async () => {
      const search = (query: Partial<LogSearch>) =>
        searchLog(db.kysely, { limit: 10, searchedMax: 15, ...query });
      const first = await search({ outcome: 'failed' });
      expect(first.rows).toEqual([]);
      const second = await search({ outcome: 'failed', before: first.before ?? 0 });
      expect(second.rows).toEqual([]);
      const third = await search({ outcome: 'failed', before: second.before ?? 0 });
      expect(third.rows.map(({ reason }) => reason)).toEqual(['line 3']);
      expect(third.before).toBeNull();
      // An index leads to the lines of a source: nothing is held back.
      expect((await search({ outcome: 'failed', sourceId: 's00' })).rows).toHaveLength(1);
      const all: string[] = [];
      for (let before: number | null = 1000; before !== null; ) {
        const page: Awaited<ReturnType<typeof searchLog>> = await search({ text: 'line', before });
        all.push(...page.rows.map(({ reason }) => reason ?? ''));
        before = page.before;
      }
      expect(all).toEqual(Array.from({ length: 40 }, (_, line) => `line ${40 - line}`));
    });

    it('tells the last troubles, and stops counting where it would take long', async () => {
      const since = new Date(Date.now() - 3_600_000).toISOString();
      expect((await lastTroubles(db.kysely, since, 5)).map(({ reason }) => reason)).toEqual(['line 3']);
      expect(await lastTroubles(db.kysely, new Date(Date.now() + 3_600_000).toISOString(), 5)).toEqual([]);
      const empty = await deskTotals(db.kysely, since);
      expect(empty.all.stories).toBe(0);
      await db.kysely
        .insertInto('story')
        .values(Array.from({ length: countedMax + 5 }, (_, story) => ({ id: `t${story}` })))
        .execute();
      const { all, recent } = await deskTotals(db.kysely, since);
      expect([all.stories, recent.stories]).toEqual([countedMax + 1, countedMax + 1]);
    });
  });
});
