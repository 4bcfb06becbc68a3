import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { type Executor, json } from '../db/executor.ts';
import { invariant } from '../domain/errors.ts';
import type { StoryRow, StoryState, Why } from '../domain/story.ts';
import { documentIdOf, laterStoryId } from '../domain/story-ids.ts';
import { StoryEngine } from '../pipeline/stories/engine.ts';

/** Where the clustering keeps what it knows beside its documents, with the number of the last change. */
const stateKey = 'stories';

interface StoredState {
  change: number;
  state: StoryState;
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

/**
 * The clustering of a desk: an engine in memory that stands for rows in the database. It is used inside a transaction
 * that holds its row, so that one process at a time decides; an engine that missed a change of another process, or
 * whose own change was not committed, is built anew from the rows.
 */
export class StoryKeeper {
  readonly #db: Database;
  /** An engine that nobody is changing, with the number of the change that it stands at. */
  #kept: { engine: StoryEngine; change: number } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Runs `decide` on the engine and stores its state in the transaction. Rows of documents are the caller's to store. */
  async decide<T>(tx: Executor, decide: (engine: StoryEngine) => T | Promise<T>): Promise<T> {
    const stored = await lockState(tx);
    const engine = await this.#engineAt(tx, stored);
    // While it changes it is this transaction's alone: others read the rows, and a rollback leaves none of it behind.
    if (this.#kept?.engine === engine) this.#kept = null;
    const result = await decide(engine);
    const next: StoredState = { change: stored.change + 1, state: engine.state() };
    await tx
      .updateTable('desk_value')
      .set({ value: json(next) })
      .where('key', '=', stateKey)
      .execute();
    this.#db.afterCommit(() => {
      this.#kept = { engine, change: next.change };
    });
    return result;
  }

  /** Documents were removed with their source: every process builds its engine anew, from the rows that are left. */
  async forgetRemoved(tx: Executor): Promise<void> {
    const stored = await lockState(tx);
    if (!stored?.state) return;
    await tx
      .updateTable('desk_value')
      .set({ value: json({ ...stored, change: stored.change + 1 }) })
      .where('key', '=', stateKey)
      .execute();
  }

  /** Other stories that a reader of this one may want, nearest first, each with its evidence. */
  async relatedStories(
    db: Executor,
    storyId: string,
    { lang, limit }: { lang: string; limit: number },
  ): Promise<RelatedStory[]> {
    const engine = await this.#engineAt(db, await readState(db));
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

  async #engineAt(db: Executor, stored: StoredState | null): Promise<StoryEngine> {
    const change = stored?.change ?? 0;
    if (this.#kept?.change === change) return this.#kept.engine;
    const options = { nextId: laterStoryId };
    const engine = stored?.state
      ? StoryEngine.restore(await readRows(db), stored.state, options)
      : new StoryEngine(options);
    this.#kept = { engine, change };
    return engine;
  }
}

async function readRows(db: Executor): Promise<StoryRow[]> {
  const rows = await db
    .selectFrom('membership')
    .select('features')
    .where('features', 'is not', null)
    .execute();
  return rows.map(({ features }) => features as StoryRow);
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
