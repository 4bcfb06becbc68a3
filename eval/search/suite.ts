import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { MeaningSearch } from '../../src/db/near/meaning.ts';
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts';
import { readSearch } from '../../src/db/reading/search.ts';
import { putSearchEntry } from '../../src/db/search-entries.ts';
import type { SearchHit } from '../../src/domain/reading.ts';
import { searchTokens } from '../../src/languages/search-tokens.ts';
import { BuiltinEmbedder } from '../../src/models/encoder/builtin.ts';
import { parseSearch } from '../../src/reader/search-query.ts';
import { makeVectors } from '../../test/support/hash-embedder.ts';
import { demoDocuments } from '../stories/demo.ts';
import { ntrexOf, rowsOf } from '../stories/sets.ts';
import type { Measure, Suite } from '../suite.ts';
import { englishQuestions, koreanQuestions, type Question, strangeQuestions } from './questions.ts';

const shown = 10;

interface Entry {
  id: number;
  event: string | null;
  lang: string;
  title: string;
  text: string;
  at: string;
}

/** The demo corpus among documents about other things. */
function entriesOf(others: readonly Omit<Entry, 'id' | 'event'>[]): Entry[] {
  const own = demoDocuments().map(({ gold, lang = 'en', title, text = '', publishedAt = '' }) => ({
    ...{ event: gold, lang, title, text, at: publishedAt },
  }));
  return [...own, ...others.map((other) => ({ ...other, event: null }))].map((one, at) => ({
    id: at + 1,
    ...one,
  }));
}

async function fill(db: OpenDatabase, entries: readonly Entry[], embedder: BuiltinEmbedder): Promise<void> {
  await db.transaction(async (tx) => {
    // Rows that a search does not ask for (captures, entries) are left out.
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const { id, lang, title, text, at } of entries) {
      await sql`insert into document
        (id, entry_id, source_id, capture_id, stage_version, version, hash, title, text, lang, url, published_at)
        overriding system value
        values (${id}, ${id}, 's', ${id}, '1', 1, '', ${title}, ${text}, ${lang}, ${`https://x.example/${id}`}, ${at})`.execute(
        tx,
      );
      await tx.insertInto('text_vector').values({ document_id: id, at, state: 'later' }).execute();
      const fields = [
        { text: title, weight: 'A' as const },
        { text, weight: 'C' as const },
      ];
      const tokens = searchTokens(fields, lang);
      await putSearchEntry(tx, {
        kind: 'document',
        ref: String(id),
        lang,
        sourceId: 's',
        at,
        tokens,
        names: [],
      });
    }
  });
  await makeVectors(db, embedder);
}

type Find = (text: string, ui: 'en' | 'ko') => Promise<SearchHit[]>;

/** Whether a report of the event in the other language is among the first. */
async function placesOf(
  questions: readonly Question[],
  {
    from,
    to,
    find,
    eventOf,
  }: { from: 'en' | 'ko'; to: string; find: Find; eventOf(hit: SearchHit): string | null },
): Promise<number[]> {
  const places: number[] = [];
  for (const { event, text } of questions) {
    const hits = await find(text, from);
    places.push(hits.findIndex((hit) => hit.lang.startsWith(to) && eventOf(hit) === event));
  }
  return places;
}

async function measure(entries: readonly Entry[], print: (line: string) => void): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-search-'));
  const embedder = new BuiltinEmbedder();
  const db = await openDatabase({ dataDir: join(folder, 'data') });
  try {
    await fill(db, entries, embedder);
    const byId = new Map(entries.map((entry) => [String(entry.id), entry]));
    const eventOf = ({ ref }: SearchHit) => byId.get(ref)?.event ?? null;
    const meaning = new MeaningSearch(db, embedder);
    const finder =
      (by: MeaningSearch | null): Find =>
      async (text, ui) => {
        const { query } = parseSearch(new URLSearchParams({ q: text }), ui);
        return query ? (await readSearch(db.kysely, query, { page: 1, meaning: by })).hits : [];
      };
    const measures: Measure[] = [];
    for (const [name, by] of [
      ['words', null],
      ['hybrid', meaning],
    ] as const) {
      const find = finder(by);
      const asked = [
        ['en-ko', englishQuestions, { from: 'en', to: 'ko', find, eventOf }],
        ['ko-en', koreanQuestions, { from: 'ko', to: 'en', find, eventOf }],
      ] as const;
      for (const [pair, questions, given] of asked) {
        const places = await placesOf(questions, given);
        const found = (within: number) =>
          places.filter((at) => at >= 0 && at < within).length / places.length;
        print(`${pair} ${name}: within 10 ${found(shown).toFixed(3)}, first 3 ${found(3).toFixed(3)}`);
        const missed = questions.filter((_, at) => places[at]! < 0 || places[at]! >= shown);
        if (by) for (const { text } of missed) print(`  missed: ${text}`);
        measures.push({
          ...{ key: `search/${pair}/${name}-recall-10`, value: found(shown), cases: questions.length },
          informative: by === null,
        });
      }
    }
    let strange = 0;
    for (const text of strangeQuestions) strange += (await finder(meaning)(text, 'en')).length;
    print(
      `questions about nothing in the archive: ${(strange / strangeQuestions.length).toFixed(1)} results each`,
    );
    return measures;
  } finally {
    await db.close();
    await embedder.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export const suite: Suite = {
  name: 'search',
  about: 'reports in another language, found by a question: by words alone, and by words and meaning',
  async run({ dataDir, print }) {
    const rows = rowsOf(dataDir, 'ntrex');
    if (!rows) {
      print('skipped: the NTREX texts are not there');
      return [];
    }
    const others = ['en', 'ko', 'ja', 'de'].flatMap((lang) =>
      ntrexOf(rows, lang, 2).map(({ title, text = '' }) => ({
        lang,
        title,
        text,
        at: '2026-03-01T00:00:00.000Z',
      })),
    );
    const entries = entriesOf(others);
    print(`${entries.length} documents, of them ${others.length} about other things`);
    return measure(entries, print);
  },
};
