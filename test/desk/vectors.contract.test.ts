import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/app-desk.ts';
import { openEmbedder } from '../../src/app-embedder.ts';
import { loadConfig } from '../../src/config/load.ts';
import { MeaningSearch } from '../../src/db/near/meaning.ts';
import { openReading } from '../../src/db/reading.ts';
import { addSource } from '../../src/db/sources.ts';
import { documentVector, vectorCounts } from '../../src/db/vectors.ts';
import type { StoryRow } from '../../src/domain/story.ts';
import { checkInvariants } from '../../src/jobs/invariants.ts';
import { replay } from '../../src/jobs/replay.ts';
import { decodeVector } from '../../src/kit/vector-codes.ts';
import { unpacked } from '../../src/pipeline/stories/row.ts';
import { vectorText } from '../../src/pipeline/stories/view.ts';
import { parseSearch } from '../../src/reader/search-query.ts';
import { testDatabases } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { type HashEmbedder, hashEmbedder } from '../support/hash-embedder.ts';
import { noPostgresql } from '../support/postgresql.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

/** The statements run on both engines in test/reader/meaning.test.ts; opening the embedded one is most of the cost. */
const engine = noPostgresql === null ? 'postgres' : 'pglite';

const broken = async (desk: Desk) =>
  (await checkInvariants(desk.db.kysely)).filter((result) => result.broken > 0);
const modelsOf = async (desk: Desk) => (await vectorCounts(desk.db.kysely)).byModel;
const documentsOf = (desk: Desk) =>
  desk.db.kysely
    .selectFrom('document')
    .select(['id', 'title', 'text', 'published_at as at'])
    .orderBy('id')
    .execute();

async function follow(desk: Desk, web: SmallWeb): Promise<void> {
  for (const id of ['harbour', 'isle', 'badasori'])
    await addSource(desk.db.kysely, { id, kind: 'feed', url: web.feedOf(id), title: id, section: 'world' });
  await pollAll(desk);
}

describe('a desk with a model for sentence vectors', () => {
  const databases = testDatabases(engine);
  let web: SmallWeb;
  let place: Awaited<ReturnType<typeof databases.place>>;
  let embedder: HashEmbedder;
  let desk: Desk;
  const open = async (model: HashEmbedder | null) => {
    desk = await openTestDesk(place, web, { embedder: model });
    await desk.idle();
  };

  beforeAll(async () => {
    web = await smallWeb(ferryNews());
    place = await databases.place();
    embedder = hashEmbedder();
    await open(embedder);
    await follow(desk, web);
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  it('groups every document with its vector, and makes those of briefs', async () => {
    const documents = await documentsOf(desk);
    const rows = await desk.db.kysely.selectFrom('membership').select(['document_id', 'features']).execute();
    expect(rows).toHaveLength(documents.length);
    for (const { features } of rows)
      expect(unpacked((features as StoryRow).features).meaning?.model).toBe(embedder.id);
    const briefs = await desk.db.kysely.selectFrom('publication').select('headline').execute();
    expect(await modelsOf(desk)).toEqual([{ model: embedder.id, count: documents.length + briefs.length }]);
    const texts = embedder.calls.flat();
    for (const { headline } of briefs) expect(texts.some((text) => text.startsWith(headline))).toBe(true);
    expect(await broken(desk)).toEqual([]);
  });

  it('keeps the vector of title and lead, to within its coding', async () => {
    for (const { id, title, text } of await documentsOf(desk)) {
      const [wanted] = await hashEmbedder().embed([vectorText({ title, text })]);
      const coded = await documentVector(desk.db.kysely, id, embedder.id);
      const kept = decodeVector(coded!);
      const dot = kept.reduce((sum, value, at) => sum + value * wanted![at]!, 0);
      expect(dot).toBeGreaterThan(0.995);
    }
    expect(await documentVector(desk.db.kysely, 1, 'another/1')).toBeNull();
  });

  it('makes no vector twice', async () => {
    const { length } = embedder.calls;
    await pollAll(desk);
    await desk.queue.enqueue(null, 'embed', 'embed', {});
    await desk.idle();
    expect(embedder.calls).toHaveLength(length);
  });

  it('makes those in scope again when that stage is replayed', async () => {
    const { length } = embedder.calls;
    await replay(desk, 'embed', { entryId: 1 });
    await desk.idle();
    expect(embedder.calls.slice(length).flat()).toHaveLength(1);
  });

  it('makes all of them anew with another model, the newest first, and forgets no text', async () => {
    const before = (await modelsOf(desk))[0]!.count;
    await desk.close();
    const other = hashEmbedder('words/2', 64);
    await open(other);
    expect(await modelsOf(desk)).toEqual([{ model: other.id, count: before }]);
    const dated = await documentsOf(desk);
    const order = other.calls.flat().map((text) => dated.find((one) => text === vectorText(one))?.at);
    const ofDocuments = order.filter((at) => at !== undefined);
    expect(ofDocuments).toHaveLength(dated.length);
    expect(ofDocuments).toEqual([...ofDocuments].sort().reverse());
    expect(other.calls.flat()).toHaveLength(before);
  });

  it('asks for the vector of a text that changed, and lets go of that of the text before', async () => {
    const article = web.articles.find(({ path }) => path === '/library')!;
    article.paragraphs[0] = article.paragraphs[0]!.replace('nine years', '19 years');
    article.note = 'Correction: An earlier version of this report named another number of years.';
    await pollAll(desk);
    const rows = await desk.db.kysely
      .selectFrom('text_vector')
      .innerJoin('document_status', 'document_status.document_id', 'text_vector.document_id')
      .select(['text_vector.state', 'document_status.state as document'])
      .execute();
    expect(rows.every(({ state, document }) => state === 'made' && document === 'current')).toBe(true);
    expect(await broken(desk)).toEqual([]);
  });
});

describe('the encoder in the package', () => {
  const databases = testDatabases(engine);

  it('finds a Korean report by an English question', { timeout: 120_000 }, async () => {
    const web = await smallWeb(ferryNews());
    const embedder = await openEmbedder(loadConfig({}).config);
    const desk = await openTestDesk(await databases.place(), web, { embedder });
    await follow(desk, web);
    const reading = openReading(desk.db.pages, new MeaningSearch(desk.db, embedder!));
    const params = new URLSearchParams({ q: 'Which ship ran onto rocks in the fog?', lang: 'ko' });
    const { query } = parseSearch(params, 'en');
    const found = await reading.search(query!, 1);
    expect(found.hits.find(({ kind }) => kind === 'document')).toMatchObject({ lang: 'ko', by: 'meaning' });
    const other = parseSearch(new URLSearchParams({ q: 'A recipe for apple cake', lang: 'ko' }), 'en');
    expect((await reading.search(other.query!, 1)).total).toBe(0);
    await desk.close();
    await web.close();
  });
});

describe('a model that fails', () => {
  const databases = testDatabases(engine);
  let web: SmallWeb;
  let place: Awaited<ReturnType<typeof databases.place>>;
  beforeAll(async () => {
    web = await smallWeb(ferryNews());
    place = await databases.place();
  });
  afterAll(() => web?.close());

  it('holds no document up; what it missed is made when it answers again', {
    timeout: 120_000,
  }, async () => {
    const embedder = hashEmbedder();
    embedder.fault = new Error('connect ECONNREFUSED');
    let desk = await openTestDesk(place, web, { embedder });
    await follow(desk, web);
    const grouped = await desk.db.kysely.selectFrom('membership').select('document_id').execute();
    expect(grouped).toHaveLength(4);
    expect(await broken(desk)).toEqual([]);
    const lines = await desk.db.kysely
      .selectFrom('log')
      .select(['outcome', 'reason'])
      .where('stage', '=', 'embed')
      .where('outcome', '=', 'failed')
      .execute();
    expect(lines[0]?.reason).toContain('connect ECONNREFUSED');
    const total = (await modelsOf(desk)).reduce((sum, { count }) => sum + count, 0);
    expect(await modelsOf(desk)).toEqual([{ model: '', count: total }]);
    await desk.close();
    embedder.fault = null;
    desk = await openTestDesk(place, web, { embedder });
    await desk.idle();
    expect(await modelsOf(desk)).toEqual([{ model: embedder.id, count: total }]);
    await desk.close();
  });

  it('with one text makes those of all others', { timeout: 120_000 }, async () => {
    const embedder = hashEmbedder('words/3');
    embedder.poison = 'library';
    const desk = await openTestDesk(place, web, { embedder });
    const left = async () => (await modelsOf(desk)).filter(({ model }) => model !== embedder.id);
    // Each run after a failure waits for a minute: here it is asked for at once.
    for (let run = 0; run < 12; run += 1) {
      await desk.queue.enqueue(null, 'embed', 'embed', {});
      await desk.queue.drained();
    }
    const titles = await desk.db.kysely
      .selectFrom('text_vector')
      .leftJoin('document', 'document.id', 'text_vector.document_id')
      .leftJoin('publication', 'publication.brief_id', 'text_vector.brief_id')
      .select(['document.title', 'publication.headline'])
      .where('text_vector.model', '<>', embedder.id)
      .execute();
    expect(titles.length).toBeGreaterThan(0);
    for (const { title, headline } of titles) expect(`${title} ${headline}`).toMatch(/library/i);
    expect((await left()).reduce((sum, { count }) => sum + count, 0)).toBe(titles.length);
    await desk.close();
  });

  it('that is taken away lets documents through that waited for it', { timeout: 120_000 }, async () => {
    const empty = await databases.place();
    const embedder = hashEmbedder();
    let desk = await openTestDesk(empty, web, {
      embedder,
      roles: { stages: ['poll', 'fetch', 'extract'], scheduler: true },
    });
    for (const id of ['harbour', 'isle', 'badasori'])
      await addSource(desk.db.kysely, { id, kind: 'feed', url: web.feedOf(id), title: id });
    await expect
      .poll(
        async () => {
          await desk.scheduler?.round();
          return documentsOf(desk);
        },
        { timeout: 60_000 },
      )
      .toHaveLength(4);
    expect(await broken(desk)).toEqual([]);
    await desk.close();
    desk = await openTestDesk(empty, web);
    await desk.idle();
    const grouped = await desk.db.kysely.selectFrom('membership').select('document_id').execute();
    expect(grouped).toHaveLength(4);
    await desk.close();
  });
});
