import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoryDocument } from '../../src/domain/story.ts';

/** A document with the story that people put it in. */
export interface LabelledDocument extends StoryDocument {
  gold: string;
  /** Look-alike stories share a topic (ECB+). */
  topic?: string;
}

export type Row = Record<string, unknown> & { id: string; gold: string };

/** Rows of one set, or null where the data is absent. */
export function rowsOf(dataDir: string, name: string): Row[] | null {
  const path = join(dataDir, 'stories', `${name}.dev.jsonl`);
  if (!existsSync(path)) return null;
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** Headlines with their day; the time of day, which is that of a crawl by story, is left out. */
export function uciOf(rows: readonly Row[]): LabelledDocument[] {
  return rows.map(({ id, title, gold, publishedAtMs }) => ({
    id,
    title: String(title),
    lang: 'en',
    gold,
    publishedAt: `${new Date(Number(publishedAtMs)).toISOString().slice(0, 10)}T12:00:00Z`,
  }));
}

export function ecbOf(rows: readonly Row[]): LabelledDocument[] {
  return rows.map(({ id, title, text, gold, topic }) => ({
    id,
    title: String(title),
    text: String(text),
    lang: 'en',
    gold,
    topic: String(topic),
  }));
}

const languageOfNtrex: Record<string, string> = {
  eng: 'en',
  kor: 'ko',
  jpn: 'ja',
  'zho-CN': 'zh',
  deu: 'de',
  fra: 'fr',
  spa: 'es',
};

/** One language of NTREX: the headline alone, or with the two sentences behind it. */
export function ntrexOf(rows: readonly Row[], lang: string, sentences: 0 | 2): LabelledDocument[] {
  return rows
    .filter((row) => languageOfNtrex[String(row.lang)] === lang)
    .map((row) => ({
      id: row.id,
      title: String(row.title),
      text: (row.sentences as string[]).slice(1, 1 + sentences).join(' '),
      lang,
      gold: row.gold,
    }));
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A random order inside each day. */
export function shuffledByDay(documents: readonly LabelledDocument[], seed: number): LabelledDocument[] {
  const random = randomFrom(seed);
  return documents
    .map((document) => ({ document, day: document.publishedAt ?? '', place: random() }))
    .sort((a, b) => (a.day === b.day ? a.place - b.place : a.day < b.day ? -1 : 1))
    .map(({ document }) => document);
}

/** Stories in two halves of about the same number of documents, by the rank of their size. */
export function foldsOf(documents: readonly LabelledDocument[]): [LabelledDocument[], LabelledDocument[]] {
  const unit = (document: LabelledDocument) => document.topic ?? document.gold;
  const sizes = new Map<string, number>();
  for (const document of documents) sizes.set(unit(document), (sizes.get(unit(document)) ?? 0) + 1);
  const ranked = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
  const first = new Set(ranked.filter((_, rank) => rank % 4 === 0 || rank % 4 === 3));
  return [
    documents.filter((document) => first.has(unit(document))),
    documents.filter((document) => !first.has(unit(document))),
  ];
}

export interface Score {
  precision: number;
  recall: number;
  f1: number;
}

/** B-cubed (Bagga and Baldwin, 1998) of pairs of found and gold cluster, one a document. */
export function bCubed(pairs: readonly (readonly [found: string, gold: string])[]): Score {
  const count = (keys: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const found = count(pairs.map(([a]) => a));
  const gold = count(pairs.map(([, b]) => b));
  let [precision, recall] = [0, 0];
  for (const [pair, n] of count(pairs.map((pair) => JSON.stringify(pair)))) {
    const [a, b] = JSON.parse(pair) as [string, string];
    precision += (n * n) / found.get(a)!;
    recall += (n * n) / gold.get(b)!;
  }
  return scoreOf(precision / pairs.length, recall / pairs.length);
}

export function scoreOf(precision: number, recall: number): Score {
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
