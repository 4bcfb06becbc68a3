import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { MeaningSearch } from '../../src/db/near/meaning.ts';
import { NearFinder } from '../../src/db/near/near.ts';
import { ensureNearIndex, hasNearIndex, nearestByIndex } from '../../src/db/near/near-index.ts';
import type { OpenDatabase } from '../../src/db/open.ts';
import { openReading } from '../../src/db/reading.ts';
import { saveVectors } from '../../src/db/vectors.ts';
import type { SearchData } from '../../src/domain/reading.ts';
import { signText } from '../../src/kit/vector-codes.ts';
import { parseSearch } from '../../src/reader/search-query.ts';
import { eachDatabase } from '../support/databases.ts';
import { type HashEmbedder, hashEmbedder, makeVectors } from '../support/hash-embedder.ts';
import { seedDesk } from '../support/seed-desk.ts';
import { openSite } from '../support/site.ts';

const now = new Date('2026-03-07T12:00:00Z');

function searcher(db: OpenDatabase, embedder: HashEmbedder, onProblem: (error: unknown) => void = () => {}) {
  const reading = openReading(db.kysely, new MeaningSearch(db, embedder, { onProblem }));
  return async (q: string, more: Record<string, string> = {}): Promise<SearchData> => {
    const { query } = parseSearch(new URLSearchParams({ q, ...more }), 'en', now);
    return reading.search(query!, 1);
  };
}

eachDatabase((_name, databases) => {
  describe('search by meaning', () => {
    let db: OpenDatabase;
    let embedder: HashEmbedder;
    let search: ReturnType<typeof searcher>;

    beforeAll(async () => {
      db = await databases.open();
      await seedDesk(db, { storiesMax: 5 });
      embedder = hashEmbedder('words/1', 512);
      await makeVectors(db, embedder);
      search = searcher(db, embedder);
    }, 300_000);

    it('finds what holds none of the words, and says so', async () => {
      const { hits, byMeaning, total } = await search('bridge');
      const korean = hits.filter(({ lang, by }) => lang === 'ko' && by === 'meaning');
      expect(korean.length).toBeGreaterThan(0);
      for (const { title, text } of korean) expect(`${title} ${text}`).not.toMatch(/bridge/i);
      expect(hits.some(({ by }) => by !== 'meaning')).toBe(true);
      expect(byMeaning).toBeGreaterThanOrEqual(korean.length);
      expect(total).toBeGreaterThanOrEqual(hits.length);
    });

    it('applies every filter to both', async () => {
      for (const { lang } of (await search('bridge', { lang: 'ko' })).hits) expect(lang).toBe('ko');
      const day = await search('bridge', { from: '2026-03-05', to: '2026-03-05' });
      for (const { at } of day.hits) expect(at.slice(0, 10)).toBe('2026-03-05');
      const [first] = (await search('bridge')).facets.source;
      for (const { sourceId } of (await search('bridge', { source: first!.value })).hits)
        expect(sourceId).toBe(first!.value);
    });

    it('counts names, languages and spans over all that was found, and narrows by a name', async () => {
      const found = await search('bridge');
      const sum = found.facets.lang.reduce((total, { count }) => total + count, 0);
      expect(sum).toBe(found.total);
      const [name] = found.facets.name;
      expect(name?.count).toBeGreaterThan(1);
      const narrowed = await search('bridge', { name: name!.value });
      expect(narrowed.total).toBeGreaterThanOrEqual(name!.count);
      expect(narrowed.total).toBeLessThanOrEqual(found.total);
      const counts = found.facets.since.map(({ count }) => count);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect(counts.at(-1)).toBe(found.total);
      expect((await search(`name:"${name!.title}"`)).total).toBeGreaterThanOrEqual(name!.count);
    });

    it('leaves a phrase in quotation marks as it stands', async () => {
      const { hits, byMeaning } = await search('"Tellin Bridge"');
      expect(byMeaning).toBeNull();
      expect(hits.every(({ by }) => by === 'words')).toBe(true);
    });

    it('goes on by words where the model does not answer, and asks it again', async () => {
      const problems: unknown[] = [];
      const faulty = hashEmbedder('words/1', 512);
      const find = searcher(db, faulty, (error) => problems.push(error));
      faulty.fault = new Error('away');
      const without = await find('bridge');
      expect(without.byMeaning).toBeNull();
      expect(without.hits.length).toBeGreaterThan(0);
      expect(problems).toEqual([faulty.fault]);
      faulty.fault = null;
      expect((await find('bridge')).byMeaning).toBeGreaterThan(0);
      await find('bridge');
      expect(faulty.calls.filter(([text]) => text === 'bridge')).toHaveLength(2);
    });

    it('says all that to programs, with the label of what was made', async () => {
      const reading = openReading(db.kysely, new MeaningSearch(db, embedder));
      const site = openSite(db, now, { reading });
      const answer = (await (await site.get('/en/search.json?q=bridge')).json()) as {
        byMeaningAlone: number;
        results: Record<string, string>[];
      };
      expect(answer).toMatchObject({ asked: { q: 'bridge' }, page: 1, more: false });
      expect(answer.byMeaningAlone).toBeGreaterThan(0);
      expect(new Set(answer.results.map(({ foundBy }) => foundBy))).toContain('meaning');
      for (const { kind, label, publisher, text } of answer.results) {
        expect(typeof (kind === 'brief' ? label : publisher)).toBe('string');
        expect(text).toBeUndefined();
      }
      const page = await (await site.get('/ko/search?q=bridge')).text();
      expect(page).toContain('뜻으로 찾음');
      expect(await (await site.get('/en/search')).text()).toContain('in your own words');
      const narrowed = await (await site.get('/en/search?q=bridge&lang=fi')).text();
      expect(narrowed).toContain('Nothing was found');
      expect(narrowed).toContain('<a href="/en/search?q=bridge">Any language</a>');
      const without = openSite(db, now);
      expect(await (await without.get('/en/search')).text()).not.toContain('in your own words');
    });

    it('goes on by words where the vectors cannot be read', async () => {
      const problems: unknown[] = [];
      const broken = { ...db, pages: null as never, engine: db.engine, capabilities: db.capabilities };
      const meaning = new MeaningSearch(broken, embedder, { onProblem: (error) => problems.push(error) });
      const { query } = parseSearch(new URLSearchParams({ q: 'bridge' }), 'en', now);
      const found = await openReading(db.kysely, meaning).search(query!, 1);
      expect(found.hits.length).toBeGreaterThan(0);
      expect(problems).toHaveLength(1);
    });

    it('compares no vectors of another model', async () => {
      const other = searcher(db, hashEmbedder('words/9', 512));
      expect((await other('bridge')).byMeaning).toBe(0);
    });

    it('sees what was added, changed or taken out since', async () => {
      const finder = new NearFinder(db, { model: embedder.id, dimensions: embedder.dimensions });
      const open = { lang: null, sourceId: null, from: null, to: null, nameKey: null };
      const [question] = await embedder.embed(['bridge']);
      const before = await finder.nearest(question!, open, 1000);
      const gone = before[0]!;
      const entry = await db.kysely
        .deleteFrom('search_entry')
        .where('kind', '=', gone.kind)
        .where('ref', '=', gone.ref)
        .returningAll()
        .executeTakeFirstOrThrow();
      expect(await finder.nearest(question!, open, 1000)).toEqual(before.slice(1));
      await db.kysely.insertInto('search_entry').values(entry).execute();
      // The last becomes the same text as the question.
      const last = before.at(-1)!;
      const row = await db.kysely
        .selectFrom('text_vector')
        .select('id')
        .where('kind', '=', last.kind)
        .where('ref', '=', last.ref)
        .executeTakeFirstOrThrow();
      await saveVectors(db.kysely, embedder.id, [{ id: row.id, values: question! }]);
      const after = await finder.nearest(question!, open, 1000);
      expect(after[0]).toMatchObject({ kind: last.kind, ref: last.ref });
      expect(after.filter(({ kind, ref }) => kind === last.kind && ref === last.ref)).toHaveLength(1);
    });

    it.runIf(databases.engine === 'pglite')("finds the same by pgvector's index", async () => {
      expect(db.capabilities.vector).toBe(true);
      const other = hashEmbedder("it's/1", 96);
      expect(await hasNearIndex(db.kysely, other.id)).toBe(false);
      await db.transaction((tx) => ensureNearIndex(tx, 'another/1', 64));
      await db.transaction((tx) => ensureNearIndex(tx, other.id, other.dimensions));
      expect(await hasNearIndex(db.kysely, 'another/1')).toBe(false);
      expect(await hasNearIndex(db.kysely, other.id)).toBe(true);
      await makeVectors(db, other);
      const [question] = await other.embed(['bridge ferry']);
      const signs = signText(question!);
      for (const lang of [null, 'ko']) {
        const filter = { lang, sourceId: null, from: null, to: null };
        const found = await db.transaction((tx) =>
          nearestByIndex(tx, { model: other.id, signs, filter, limit: 10 }),
        );
        const { rows } = await sql<{ distance: number }>`
        select bit_count(v.signs # ${signs}::bit varying) as distance from text_vector v
        left join search_entry e on e.kind = v.kind and e.ref = v.ref
        where ${lang}::text is null or split_part(e.lang, '-', 1) = ${lang} order by 1 limit 10`.execute(
          db.kysely,
        );
        const distances = await sql<{ distance: number }>`
        select bit_count(v.signs # ${signs}::bit varying) as distance
        from unnest(${found}::bigint[]) with ordinality as f (id, place) join text_vector v on v.id = f.id
        order by place`.execute(db.kysely);
        expect(distances.rows.map(({ distance }) => distance).sort()).toEqual(
          rows.map(({ distance }) => distance).sort(),
        );
      }
    });
  });
});
