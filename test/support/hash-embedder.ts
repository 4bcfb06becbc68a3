import type { Database } from '../../src/db/database.ts';
import { nextVectorJobs, saveVectors } from '../../src/db/vectors.ts';
import type { Embedder } from '../../src/domain/embedder.ts';
import { hash32 } from '../../src/kit/hash32.ts';
import { vectorText } from '../../src/pipeline/stories/view.ts';

export interface HashEmbedder extends Embedder {
  /** The texts of every call, in order. */
  calls: string[][];
  /** Thrown in place of an answer while it is set. */
  fault: Error | null;
  /** A call with such a text among its own fails. */
  poison: string | null;
}

/** Words that mean the same in two languages, by their beginnings: what a model would know. */
const synonyms: readonly (readonly string[])[] = [
  ['ferry', 'ferries', '여객선', '연락선'],
  ['aground', '좌초'],
  ['bridge', '대교'],
  ['quake', 'earthquake', '지진'],
  ['library', '도서관'],
  ['rescue', 'rescued', '구조'],
];

function meaningOf(word: string): string {
  const known = synonyms.find((words) => words.some((one) => word.startsWith(one)));
  return known?.[0] ?? word;
}

function vectorOf(text: string, dimensions: number): Float32Array {
  const values = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['-'])
    for (let seed = 1; seed <= 8; seed += 1) {
      const hash = hash32(meaningOf(word), seed);
      values[hash % dimensions]! += hash & 0x10000 ? 1 : -1;
    }
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
}

/**
 * A small model for tests: words by their hash, with a few pairs across languages. Texts that share words are near one
 * another, others are not; the same text always has the same vector.
 */
export function hashEmbedder(id = 'words/1', dimensions = 96): HashEmbedder {
  const embedder: HashEmbedder = {
    id,
    dimensions,
    languages: null,
    calls: [],
    fault: null,
    poison: null,
    async embed(texts) {
      embedder.calls.push([...texts]);
      const { fault, poison } = embedder;
      if (fault) throw fault;
      if (poison !== null && texts.some((text) => text.includes(poison)))
        throw new Error('Invalid input: the text is not accepted');
      return texts.map((text) => vectorOf(text, dimensions));
    },
  };
  return embedder;
}

/** Makes every vector that is asked for, as the embed stage does. */
export async function makeVectors(db: Database, embedder: Embedder): Promise<void> {
  for (;;) {
    const jobs = await nextVectorJobs(db.kysely, embedder.id, 200);
    if (jobs.length === 0) return;
    const vectors = await embedder.embed(jobs.map(vectorText));
    const made = jobs.map(({ id }, at) => ({ id, values: vectors[at]! }));
    await saveVectors(db.kysely, embedder.id, made);
  }
}
