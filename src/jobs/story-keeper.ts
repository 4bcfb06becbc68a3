import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { type Executor, json } from '../db/executor.ts';
import { invariant } from '../domain/errors.ts';
import type { StoryDocument, StoryRow, StoryState, Why } from '../domain/story.ts';
import { documentIdOf, laterStoryId } from '../domain/story-ids.ts';
import { StoryEngine } from '../pipeline/stories/engine.ts';
import { isReadable } from '../pipeline/stories/row.ts';
import { storyDocuments } from './story-document.ts';

/** Where the clustering keeps what it knows beside its documents, with the number of the last change. */
const stateKey = 'stories';

interface StoredState {
  change: number;
  state: StoryState;
  /** The last change that took documents away: an engine from before it cannot catch up. */
  removedAt?: number;
}

/** Evidence as it is stored: with document numbers in place of the clustering's own ids. */
export function storedWhy(why: readonly Why[]): Why[] {
  return why.map((one) =>
    one.kind === 'copy-of' ? { ...one, items: one.items.map((id) => String(documentIdOf(id))) } : one,
  );
}

export interface RelatedStory {
  story: string;
  score: number;
  why: Why[];
}

/** An engine with the number of the change that it stands at, and of the newest membership that it has read. */
interface KeptEngine {
  engine: StoryEngine;
  change: number;
  seq: number;
}

/** Rows that are read into an engine before other work gets its turn. */
const rowsAtOnce = 250;

/**
 * The clustering of a desk: an engine in memory that stands for rows in the database. It is changed in a transaction
 * that holds its row, so that one process at a time decides. One that missed changes of another process reads what
 * came since; one whose own change was not committed is built anew from the rows. Who only reads waits until a change
 * of this process has ended, which is soon.
 */
export class StoryKeeper {
  readonly #db: Database;
  readonly #model: string | undefined;
  /** The engine, while nobody changes it. */
  #kept: KeptEngine | null = null;
  /** A change of this process that has not ended. `tx`: absent where an engine only catches up. */
  #busy: { tx?: Executor; ended: Promise<void> } | null = null;

  /** `model`: whose sentence vectors documents are given when they are read anew. */
  constructor(db: Database, { model }: { model?: string | undefined } = {}) {
    this.#db = db;
    this.#model = model;
  }

  /**
   * Runs `decide` on the engine and stores its state in the transaction, once in each. Rows of documents are the
   * caller's to store.
   */
  async decide<T>(tx: Executor, decide: (engine: StoryEngine) => T | Promise<T>): Promise<T> {
    invariant(this.#busy?.tx !== tx, 'a transaction decides once');
    const stored = await lockState(tx);
    // Whoever had the lock before us has ended; it learns of that in a moment.
    while (this.#busy) await this.#busy.ended;
    const kept = this.#kept;
    this.#kept = null;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    this.#busy = { tx, ended };
    let after: KeptEngine | null = null;
    this.#db.afterEnd((committed) => {
      this.#kept = committed ? after : null;
      this.#busy = null;
      end();
    });
    const { engine, seq } = await this.#upToDate(kept, stored, () => this.#read(tx, seqOf(kept, stored)));
    const result = await decide(engine);
    const next: StoredState = { ...stored, change: stored.change + 1, state: engine.state() };
    await tx
      .updateTable('desk_value')
      .set({ value: json(next) })
      .where('key', '=', stateKey)
      .execute();
    after = { engine, change: next.change, seq };
    return result;
  }

  /** Documents were removed with their source: every process builds its engine anew, from the rows that are left. */
  async forgetRemoved(tx: Executor): Promise<void> {
    const stored = await lockState(tx);
    if (!stored?.state) return;
    await tx
      .updateTable('desk_value')
      .set({ value: json({ ...stored, change: stored.change + 1, removedAt: stored.change + 1 }) })
      .where('key', '=', stateKey)
      .execute();
  }

  /** Other stories that a reader of this one may want, nearest first, each with its evidence. */
  async relatedStories(
    db: Executor,
    storyId: string,
    { lang, limit }: { lang: string; limit: number },
  ): Promise<RelatedStory[]> {
    const engine = await this.#engineToRead(db);
    const own = engine.documentsOf(storyId);
    const best = new Map<string, RelatedStory>();
    // The first and the newest: what the story began with and where it stands.
    for (const id of new Set([own[0], own.at(-1)].flatMap((one) => one ?? []))) {
      for (const found of engine.related(id, { lang, limit: limit * 2, exclude: own })) {
        const story = engine.storyOf(found.id);
        if (story === undefined || story === engine.currentId(storyId)) continue;
        if ((best.get(story)?.score ?? 0) < found.score)
          best.set(story, { story, score: found.score, why: storedWhy(found.why) });
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score).slice(0, limit);
  }

  /** As it is or newer; only to be read, and only until the next `await`. Not to be called inside a transaction. */
  async #engineToRead(db: Executor): Promise<StoryEngine> {
    const stored = await readState(db);
    for (;;) {
      while (this.#busy) await this.#busy.ended;
      const kept = this.#kept;
      if (kept && kept.change >= (stored?.change ?? 0)) return kept.engine;
      const rows = stored?.state ? await this.#read(db, seqOf(kept, stored)) : nothing;
      if (this.#busy || this.#kept !== kept) continue;
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      this.#busy = { ended };
      this.#kept = null;
      try {
        this.#kept = await this.#upToDate(kept, stored, async () => rows);
      } finally {
        this.#busy = null;
        end();
      }
    }
  }

  async #read(db: Executor, since: number): Promise<Missed> {
    const rows = await readRows(db, since);
    const old = new Set(rows.flatMap(({ row }) => (isReadable(row) ? [] : row.id)));
    const documents = await storyDocuments(db, [...old], this.#model);
    return { rows: rows.filter(({ row }) => !old.has(row.id) || documents.has(row.id)), documents };
  }

  /** An engine at the stored change: the one that is kept, after it read what it missed, or one that read everything. */
  async #upToDate(
    kept: KeptEngine | null,
    stored: StoredState | null,
    read: () => Promise<Missed>,
  ): Promise<KeptEngine> {
    const change = stored?.change ?? 0;
    if (kept?.change === change) return kept;
    const since = seqOf(kept, stored);
    const isBehind = kept !== null && since > 0;
    const engine = isBehind ? kept.engine : new StoryEngine({ nextId: laterStoryId });
    if (!stored?.state) return { engine, change, seq: 0 };
    const { rows, documents } = await read();
    // What another process did is taken over in one go; only an engine that is made anew can do it bit by bit.
    const size = isBehind ? rows.length + 1 : rowsAtOnce;
    for (let at = 0; at === 0 || at < rows.length; at += size) {
      if (at > 0) await setImmediate();
      engine.takeOver(
        rows.slice(at, at + size).map(({ row }) => row),
        stored.state,
        documents,
      );
    }
    return { engine, change, seq: rows.reduce((max, { seq }) => Math.max(max, seq), since) };
  }
}

/** What an engine lacks: rows, and the documents of those that another version of this software made. */
interface Missed {
  rows: { seq: number; row: StoryRow }[];
  documents: Map<string, StoryDocument>;
}

const nothing: Missed = { rows: [], documents: new Map() };

/** From which membership on a kept engine lacks something; 0: everything is to be read. */
function seqOf(kept: KeptEngine | null, stored: StoredState | null): number {
  return kept && kept.change >= (stored?.removedAt ?? 0) ? kept.seq : 0;
}

/** Every membership that changed has a new number, larger than all before: they are made under the lock of the state. */
async function readRows(db: Executor, since: number): Promise<Missed['rows']> {
  const rows = await db
    .selectFrom('membership')
    .select(['seq', 'features'])
    .where('features', 'is not', null)
    .where('seq', '>', since)
    .execute();
  return rows
    .map(({ seq, features }) => ({ seq, row: features as StoryRow }))
    .sort((a, b) => a.row.sequence - b.row.sequence);
}

async function readState(db: Executor): Promise<StoredState | null> {
  const row = await db
    .selectFrom('desk_value')
    .select('value')
    .where('key', '=', stateKey)
    .executeTakeFirst();
  return row ? (row.value as StoredState) : null;
}

async function lockState(tx: Executor): Promise<StoredState> {
  const lock = () =>
    tx.selectFrom('desk_value').select('value').where('key', '=', stateKey).forUpdate().executeTakeFirst();
  let row = await lock();
  if (!row) {
    await tx
      .insertInto('desk_value')
      .values({ key: stateKey, value: json({ change: 0, state: null }) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    row = await lock();
  }
  invariant(row, 'the state has its row');
  return row.value as StoredState;
}

/** Documents that the clustering has forgotten need no features any more. `before`: ISO 8601. */
export async function dropOldFeatures(db: Executor, before: string): Promise<number> {
  const result = await db
    .updateTable('membership')
    .set({ features: null })
    .where('features', 'is not', null)
    .where(sql<boolean>`joined_at < ${before}`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
