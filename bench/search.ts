import { sql } from 'kysely';
import { NearFinder } from '../src/db/near/near.ts';
import { nearIndexStatement } from '../src/db/near/near-index.ts';
import { SignScan } from '../src/db/near/sign-scan.ts';
import { type OpenDatabase, openDatabase } from '../src/db/open.ts';
import { readSearch } from '../src/db/reading/search.ts';
import type { SearchQuery } from '../src/domain/reading.ts';
import { signBytes } from '../src/kit/vector-codes.ts';
import { percentile } from './pages.ts';
import { dimensions, fillEntries, fillVectors, model, noise, topics, vectorMaker } from './search-rows.ts';

/*
 * How long a search takes in an archive of a million documents on a PostgreSQL server: `bench/search.ts URL [DOCUMENTS]
 * [VECTORS]`. An empty database is filled first (for a million about half an hour); a filled one is used as it is. With
 * pgvector on the server its index is measured too. Prints one JSON line per figure, in milliseconds.
 */
const [url, documents = '1000000', vectors = documents] = process.argv.slice(2);
if (url === undefined) throw new Error('bench/search.ts URL [DOCUMENTS] [VECTORS]');
const rounds = 40;
const pageMax = 1;

function print(figure: Record<string, unknown>): void {
  console.log(JSON.stringify(figure));
}

async function timed(what: string, run: (round: number) => Promise<unknown>): Promise<void> {
  // The first answer reads from the disk what the others find in memory.
  const waits: number[] = [];
  let first = 0;
  const cpu = process.cpuUsage();
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now();
    await run(round);
    const ms = performance.now() - started;
    if (round === 0) first = ms;
    else waits.push(ms);
  }
  const [p50, p95] = [percentile(waits, 0.5), percentile(waits, 0.95)].map((ms) => Math.round(ms * 10) / 10);
  const { user, system } = process.cpuUsage(cpu);
  const own = Math.round((user + system) / (rounds + 1) / 100) / 10;
  print({ what, p50, p95, first: Math.round(first), cpuOfThisProcess: own, unit: 'ms' });
}

const none: SearchQuery = {
  ...{ question: '', groups: [], phrases: [], source: null, lang: null, name: null, from: null, to: null },
  since: ['2026-11-25', '2026-11-19', '2026-10-27', '2025-11-26'],
};

/** Every round asks for other words, so that no answer is the last one's. */
async function words(db: OpenDatabase): Promise<void> {
  const random = noise(3);
  const between = (from: number, to: number) => Math.round(from + ((random() + 1) / 2) * (to - from));
  const word = (from: number, to: number) => [`w${between(from, to)}`];
  const kinds: Record<string, () => Partial<SearchQuery>> = {
    'the most common words': () => ({ groups: [word(1, 5)] }),
    'one common word': () => ({ groups: [word(50, 200)] }),
    'one rare word': () => ({ groups: [word(20_000, 60_000)] }),
    'two common words': () => ({ groups: [word(50, 200), word(50, 200)] }),
    'a common and a rare word': () => ({ groups: [word(5, 50), word(5000, 20_000)] }),
    'four common words': () => ({ groups: [word(20, 100), word(20, 100), word(20, 100), word(20, 100)] }),
    'a common word in Korean': () => ({ groups: [word(50, 200)], lang: 'ko' }),
    'a common word in one source': () => ({ groups: [word(50, 200)], source: `s${between(1, 400)}` }),
    'a common word and a name': () => ({ groups: [word(50, 200)], name: `name ${between(10, 200)}` }),
    'a common word on one day of last year': () => ({
      ...{ groups: [word(50, 200)], from: '2025-06-11', to: '2025-06-11' },
    }),
    'one source, no words': () => ({ source: `s${between(1, 400)}` }),
    'one name, no words': () => ({ name: `name ${between(10, 5000)}` }),
    'a rare language, no words': () => ({ lang: 'xx' }),
  };
  for (const [what, given] of Object.entries(kinds))
    await timed(`words and facets: ${what}`, () =>
      readSearch(db.pages, { ...none, ...given() }, { page: pageMax, meaning: null }),
    );
}

const open = { lang: null, sourceId: null, from: null, to: null, nameKey: null };
const narrowed = {
  'in all': open,
  'in Korean': { ...open, lang: 'ko' },
  'in a small source': { ...open, sourceId: 's399' },
};

async function meanings(how: string, finder: NearFinder): Promise<void> {
  const make = vectorMaker();
  for (const [what, query] of Object.entries(narrowed))
    await timed(`nearest vectors ${how}, ${what}`, (round) =>
      finder.nearest(make((round * 37) % topics), query, 60),
    );
}

const day = 86_400_000;

/** The comparing alone, without a database. */
async function scans(): Promise<void> {
  const make = vectorMaker();
  for (const count of [10_000, 100_000, 1_000_000]) {
    const scan = new SignScan(dimensions, count);
    const before = process.memoryUsage().arrayBuffers;
    for (let id = 1; id <= count; id += 1) {
      const lang = id % 4 === 0 ? 'ko' : 'en';
      scan.add({
        id,
        signs: signBytes(make(id % topics)),
        lang,
        sourceId: `s${id % 400}`,
        atMs: day + id * 60_000,
      });
    }
    print({
      what: `signs of ${count} vectors`,
      megabytes: Math.round((process.memoryUsage().arrayBuffers - before) / 1024 / 1024),
    });
    for (const lang of [null, 'ko'])
      await timed(`signs of ${count} compared${lang === null ? '' : ', in one language'}`, (round) =>
        scan.nearest(
          signBytes(make((round * 37) % topics)),
          { lang, sourceId: null, fromMs: null, toMs: null },
          400,
        ),
      );
  }
}

async function whole(db: OpenDatabase): Promise<NearFinder> {
  const without = { pages: db.pages, engine: db.engine, capabilities: { ...db.capabilities, vector: false } };
  const finder = new NearFinder(without, { model, dimensions });
  const started = performance.now();
  await finder.catchUp();
  print({ what: `read ${finder.scanned} signs`, s: Math.round(performance.now() - started) / 1000 });
  await meanings(`of ${finder.scanned} by comparing, then number by number`, finder);
  return finder;
}

/** Of the ten nearest that all comparing finds, the part that the index finds. */
async function agreement(exact: NearFinder, byIndex: NearFinder): Promise<void> {
  const make = vectorMaker();
  for (const [what, query] of Object.entries(narrowed)) {
    let [found, wanted] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const values = make((round * 53) % topics);
      const near = await exact.nearest(values, query, 10);
      const other = new Set((await byIndex.nearest(values, query, 10)).map(({ ref }) => ref));
      wanted += near.length;
      found += near.filter(({ ref }) => other.has(ref)).length;
    }
    print({
      what: `nearest ten that the index finds, ${what}`,
      share: Math.round((found / wanted) * 1000) / 1000,
    });
  }
}

async function indexed(db: OpenDatabase, exact: NearFinder): Promise<void> {
  if (!db.capabilities.vector) return print({ what: 'no pgvector on this server' });
  const started = performance.now();
  await db.transaction(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql.raw(nearIndexStatement(model, dimensions)).execute(tx);
  });
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_relation_size(indexrelid)) as bytes from pg_index
    where indrelid = 'text_vector'::regclass and indexrelid::regclass::text like 'text_vector_near_%'`.execute(
    db.kysely,
  );
  print({
    what: "pgvector's index (0 s where it was there)",
    s: Math.round(performance.now() - started) / 1000,
    megabytes: Math.round(Number(rows[0]?.bytes) / 1024 / 1024),
  });
  const finder = new NearFinder(db, { model, dimensions });
  await meanings('by the index', finder);
  await agreement(exact, finder);
}

// An index over a million vectors takes minutes.
const db = await openDatabase({ url, connectionsMax: 5 }, { answerTimeoutMs: 3_600_000 });
const held = async (table: 'search_entry' | 'text_vector') =>
  (await db.kysely.selectFrom(table).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow())
    .count;
if ((await held('search_entry')) === 0) await fillEntries(db, Number(documents));
if ((await held('text_vector')) === 0) await fillVectors(db, Number(vectors));
const sizes = await sql<{ entries: number; vectors: number }>`
  select pg_total_relation_size('search_entry') / 1048576 as entries, pg_total_relation_size('text_vector') / 1048576 as vectors`.execute(
  db.kysely,
);
print({
  documents: await held('search_entry'),
  vectors: await held('text_vector'),
  megabytes: sizes.rows[0],
});
await words(db);
await scans();
await indexed(db, await whole(db));
await db.close();
