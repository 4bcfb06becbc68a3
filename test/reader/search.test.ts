import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openReading } from '../../src/db/reading.ts';
import { parseSearch } from '../../src/reader/search-query.ts';
import { eachDatabase } from '../support/databases.ts';
import { seedDesk } from '../support/seed-desk.ts';

async function search(db: Database, q: string, ui: 'en' | 'ko' = 'en') {
  const { query } = parseSearch(new URLSearchParams({ q }), ui);
  return query && (await openReading(db.kysely).search(query, 1));
}

eachDatabase((_, databases) => {
  it('finds by words, phrases, language, source and day, best first', { timeout: 300_000 }, async () => {
    const db = await databases.open();
    await seedDesk(db, { storiesMax: 6 });
    const bridge = await search(db, 'bridges');
    expect(bridge?.hits[0]).toMatchObject({ kind: 'brief', lang: 'en' });
    expect(bridge?.hits.every(({ title, text }) => /bridge/i.test(`${title} ${text}`))).toBe(true);
    const korean = await search(db, '대교를', 'ko');
    expect(korean?.hits.length).toBeGreaterThan(0);
    expect(korean?.hits.every(({ title, text }) => `${title} ${text}`.includes('대교'))).toBe(true);
    const phrase = await search(db, '"Tellin Bridge"');
    expect(phrase?.hits.length).toBeGreaterThan(0);
    expect((await search(db, '"Bridge Tellin"'))?.hits).toEqual([]);
    const inKorean = await search(db, 'lang:ko');
    expect(new Set(inKorean?.hits.map(({ lang }) => lang.slice(0, 2)))).toEqual(new Set(['ko']));
    const wire = await search(db, 'source:straits');
    expect(new Set(wire?.hits.map(({ sourceId }) => sourceId))).toEqual(new Set(['straits']));
    const day = await search(db, 'from:2026-03-05 to:2026-03-05');
    expect(day?.hits.every(({ at }) => at.startsWith('2026-03-05'))).toBe(true);
    expect(day?.hits.length).toBeGreaterThan(0);
    expect(bridge?.facets.lang.reduce((sum, { count }) => sum + count, 0)).toBe(bridge?.total);
    for (const q of ["it's", '\\', "'); drop table story; --", '한', '%_', '"', 'a & | ! b', ':*'])
      await expect(search(db, q)).resolves.toBeDefined();
  });
});

describe('a question', () => {
  const parse = (q: string, more: Record<string, string> = {}) =>
    parseSearch(new URLSearchParams({ q, ...more }), 'en');

  it('is read into words, phrases and filters', () => {
    const { asked, query } = parse('ferry "six weeks" lang:ko from:2026-03-01 출처:straits');
    expect(query).toMatchObject({
      phrases: ['six weeks'],
      lang: 'ko',
      from: '2026-03-01',
      source: 'straits',
      to: null,
    });
    expect(query?.groups.map(([first]) => first)).toEqual(['ferry', 'six', 'weeks']);
    expect(asked.trouble).toEqual([]);
  });

  it('says which part it does not understand, and takes parameters before words', () => {
    expect(parse('from:yesterday bridge').asked.trouble).toEqual(['from:yesterday']);
    expect(parse('to:2026-02-30').asked.trouble).toEqual(['to:2026-02-30']);
    expect(parse('lang:ko', { lang: 'en' }).query?.lang).toBe('en');
  });

  it('asks nothing where nothing is asked', () => {
    for (const q of ['', '   ', '!!!', '""']) expect(parse(q).query).toBeNull();
  });

  it('has limits', () => {
    const { asked, query } = parse('가나다 '.repeat(5000), { page: '99999999' });
    expect(asked.q.length).toBeLessThanOrEqual(200);
    expect(asked.page).toBe(100);
    expect(query?.groups.length).toBeLessThanOrEqual(96);
  });
});
