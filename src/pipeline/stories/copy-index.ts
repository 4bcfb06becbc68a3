import { copyScore } from './copies.ts';
import type { LiveDocument } from './live.ts';

/** Copies are never further apart than this: what is told again later is a new document. */
const copyDaysMax = 3;
const dayMs = 86_400_000;
/** Documents with most hashes in common that are compared in full. */
const comparedMax = 8;
/** One hash in so many leads to other texts: enough of them do. */
const indexedOneIn = 4;
/** A hash that more documents share is boilerplate. */
const holdersMax = 64;

/** Finds the documents that a new one may be a copy of. */
export class CopyIndex {
  readonly #exact = new Map<number, string[]>();
  readonly #holders = new Map<number, string[]>();

  find(
    { features, at }: Pick<LiveDocument, 'features' | 'at'>,
    documentOf: (id: string) => LiveDocument | undefined,
  ): { document: LiveDocument; score: number } | undefined {
    const isNear = (id: string) => {
      const other = documentOf(id);
      return other !== undefined && Math.abs(other.at - at) <= copyDaysMax * dayMs;
    };
    const same = this.#exact.get(features.exact)?.find(isNear);
    if (same !== undefined) return { document: documentOf(same)!, score: 1 };
    const counts = new Map<string, number>();
    for (const hash of indexed(features.sketch)) {
      const holders = this.#holders.get(hash) ?? [];
      if (holders.length > holdersMax) continue;
      for (const id of holders) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const likely = [...counts].sort((a, b) => b[1] - a[1]).slice(0, comparedMax);
    let best: { document: LiveDocument; score: number } | undefined;
    for (const [id] of likely) {
      const document = documentOf(id);
      if (!document || !isNear(id)) continue;
      const score = copyScore(features, document.features);
      if (score > (best?.score ?? 0)) best = { document, score };
    }
    return best;
  }

  insert({ id, features }: LiveDocument): void {
    push(this.#exact, features.exact, id);
    for (const hash of indexed(features.sketch)) push(this.#holders, hash, id);
  }

  remove({ id, features }: LiveDocument): void {
    pull(this.#exact, features.exact, id);
    for (const hash of indexed(features.sketch)) pull(this.#holders, hash, id);
  }
}

function indexed(sketch: Uint32Array): Uint32Array {
  return sketch.filter((hash) => hash % indexedOneIn === 0);
}

function push(map: Map<number, string[]>, key: number, id: string): void {
  const list = map.get(key);
  if (!list) map.set(key, [id]);
  else list.push(id);
}

function pull(map: Map<number, string[]>, key: number, id: string): void {
  const list = map.get(key);
  const at = list?.indexOf(id) ?? -1;
  if (!list || at < 0) return;
  list.splice(at, 1);
  if (list.length === 0) map.delete(key);
}
