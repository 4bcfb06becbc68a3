import { invariant } from '../../domain/errors.ts';
import {
  byEditor,
  type Membership,
  type RelatedDocument,
  type StoryChange,
  type StoryDocument,
  type StoryRow,
  type StoryState,
  type Why,
} from '../../domain/story.ts';
import { StoryAliases } from './aliases.ts';
import { StoryClock } from './clock.ts';
import { StoryEdits } from './edits.ts';
import { type DocumentFeatures, readFeatures } from './features.ts';
import { joinThreshold, type Likeness, likenessTo } from './likeness.ts';
import { inOrder, type LiveDocument, type LiveStory } from './live.ts';
import { runMergePass } from './merge-pass.ts';
import { type RelatedOptions, relatedDocuments } from './related.ts';
import { rowOf, unpacked } from './row.ts';
import { StoryPairs } from './story-pairs.ts';
import { StoryStore } from './story-store.ts';
import { tuning as defaultTuning, type Tuning } from './tuning.ts';
import { sharedEvidence } from './why.ts';

export interface StoryEngineOptions {
  /** Makes the id of a new story from the document that begins it; the document's own id where absent. */
  newId?(document: StoryDocument): string;
  /** The `n`th id (from 2) for stories that are called after one document; `ID~n` where absent. */
  nextId?(wanted: string, n: number): string;
  /** Documents are remembered for this long after they came; two weeks where absent. */
  liveDaysMax?: number;
  tuning?: Tuning;
}

/**
 * Groups documents into stories as they come: copies first, then the likest live story, else a new one; a merge pass
 * now and then joins, parts and moves. Languages meet over the bridge (`bridge.ts`). No clock, no chance: the same
 * documents in the same order end in the same stories, also when the engine is rebuilt between any two of them.
 */
export class StoryEngine {
  readonly #store = new StoryStore();
  readonly #clock: StoryClock;
  readonly #options: StoryEngineOptions;
  readonly #tuning: Tuning;
  readonly #aliases = new StoryAliases();
  readonly #apart = new StoryPairs();
  /** Documents that an editor placed. */
  readonly #kept = new Set<string>();
  readonly #touched = new Set<string>();
  readonly #edits: StoryEdits;
  #sequence = 0;
  #nextKey = 0;

  constructor(options: StoryEngineOptions = {}) {
    this.#options = options;
    this.#tuning = options.tuning ?? defaultTuning;
    this.#clock = new StoryClock(options.liveDaysMax ?? this.#tuning.liveDaysMax);
    this.#edits = new StoryEdits({
      ...{ store: this.#store, aliases: this.#aliases, apart: this.#apart, kept: this.#kept },
      touched: this.#touched,
      begin: (id) => this.#store.begin(id, this.#nextKey++),
      freeId: (wanted) => this.#freeId(wanted),
      liveDaysMax: this.#clock.liveDaysMax,
    });
  }

  /**
   * An engine as it was: `rows` of the documents that are live still (others do no harm), in any order, and the state
   * that belongs to them.
   */
  static restore(
    rows: readonly StoryRow[],
    state: StoryState,
    options: StoryEngineOptions = {},
  ): StoryEngine {
    const engine = new StoryEngine(options);
    engine.takeOver(rows, state);
    return engine;
  }

  /**
   * Takes over what another engine did: `rows` of the documents that came or changed their story there since this one
   * was like it, each once, in any order (others do no harm), and its state after that. Both are alike then. `documents`:
   * those whose rows another version made: they are read again. Throws `bad-row` where one is missing.
   */
  takeOver(
    rows: readonly StoryRow[],
    state: StoryState,
    documents: ReadonlyMap<string, StoryDocument> = new Map(),
  ): void {
    this.#clock.set(state.now, state.ahead);
    this.#expire();
    const inTurn = [...rows].sort((a, b) => a.sequence - b.sequence);
    const moved = inTurn.flatMap(({ id, story, storyKey }) => {
      const document = this.#store.documents.get(id);
      const stays = document?.story.id === story && document.story.key === storyKey;
      return document && !stays ? { document, story, storyKey } : [];
    });
    const fresh = inTurn.filter(({ id }) => !this.#store.documents.has(id));
    this.#store.regroup(moved);
    for (const row of fresh) this.#readRow(row, documents.get(row.id));
    this.#aliases.replace(state.aliases);
    this.#apart.replace(state.apart);
    this.#kept.clear();
    for (const id of state.kept ?? []) if (this.#store.documents.has(id)) this.#kept.add(id);
    this.#touched.clear();
    for (const id of state.touched) if (this.#store.story(id)) this.#touched.add(id);
    this.#sequence = state.nextSequence;
    this.#nextKey = state.nextStoryKey;
  }

  #readRow(row: StoryRow, document: StoryDocument | undefined): void {
    if (this.#clock.isOver(row.seenAt)) return;
    const { id, at, seenAt, sequence, copyOf, publisher } = row;
    const features = document ? readFeatures(document, this.#store.statistics) : unpacked(row.features);
    const story = this.#store.story(row.story) ?? this.#store.begin(row.story, row.storyKey);
    this.#store.enter(story, {
      ...{ id, at, seenAt, sequence, features, story },
      ...(copyOf === undefined ? {} : { copyOf }),
      ...(publisher === undefined ? {} : { publisher }),
    });
  }

  /** What to store for a live document, anew after every change that names it. */
  row(document: string): StoryRow | undefined {
    const live = this.#store.documents.get(document);
    return live && rowOf(live);
  }

  /** What to store beside the rows. */
  state(): StoryState {
    return {
      version: 1,
      aliases: this.#aliases.entries(),
      apart: this.#apart.entries(),
      kept: [...this.#kept],
      touched: [...this.#touched],
      nextSequence: this.#sequence,
      nextStoryKey: this.#nextKey,
      ...this.#clock.state(),
    };
  }

  /** Stories with a live document. */
  get liveStories(): number {
    return this.#store.stories.size;
  }

  /** The id under which a story goes on after merges. */
  currentId(story: string): string {
    return this.#aliases.current(story);
  }

  /** The story of a live document. */
  storyOf(document: string): string | undefined {
    return this.#store.documents.get(document)?.story.id;
  }

  /** The live documents of a story, in order of arrival. */
  documentsOf(story: string): string[] {
    const live = this.#store.story(this.currentId(story));
    return live ? inOrder(live).map(({ id }) => id) : [];
  }

  /**
   * Places a document. One that is known already stays where it is: adding twice changes nothing. `follows`: the earlier
   * text of the same original; where an editor placed that one, its next text goes there too.
   */
  add(input: StoryDocument, { follows }: { follows?: string } = {}): Membership {
    const known = this.#store.documents.get(input.id);
    if (known) return this.#knownMembership(known);
    const { at, seenAt } = this.#clock.read(input);
    this.#expire();
    const features = readFeatures(input, this.#store.statistics);
    const { id, publisher } = input;
    const placed = {
      id,
      at,
      seenAt,
      sequence: this.#sequence++,
      features,
      ...(publisher !== undefined && { publisher }),
    };
    const former = follows === undefined ? undefined : this.#store.documents.get(follows);
    const copy = this.#store.copies.find(placed, (one) => this.#store.documents.get(one));
    if (former && this.#kept.has(former.id)) {
      this.#kept.add(placed.id);
      if (copy?.document.story !== former.story) return this.#placeBeside(placed, former);
    }
    return copy ? this.#placeCopy(placed, copy) : this.#placeInStory(placed, input);
  }

  #placeBeside(placed: Placed, { story }: LiveDocument): Membership {
    this.#enter(story, { ...placed, story });
    return { id: placed.id, story: story.id, joined: true, score: 1, why: byEditor() };
  }

  #knownMembership({ id, story, copyOf }: LiveDocument): Membership {
    const isFirst = story.documents.size === 1;
    return {
      id,
      story: story.id,
      joined: !isFirst,
      ...(copyOf !== undefined && { copyOf }),
      score: 1,
      why: [],
    };
  }

  #placeCopy(placed: Placed, copy: { document: LiveDocument; score: number }): Membership {
    const { story } = copy.document;
    const copyOf = copy.document.copyOf ?? copy.document.id;
    this.#enter(story, { ...placed, copyOf, story });
    const why: Why[] = [{ kind: 'copy-of', items: [copyOf], score: copy.score }];
    return { id: placed.id, story: story.id, joined: true, copyOf, score: copy.score, why };
  }

  #placeInStory(placed: Placed, input: StoryDocument): Membership {
    const { id, features } = placed;
    const best = this.#bestStory(placed);
    const evidence = best && this.#why(features, best.story);
    const min = best ? joinThreshold(best.likeness, this.liveStories, this.#tuning) : 0;
    if (best && evidence && best.likeness.score >= min) {
      this.#enter(best.story, { ...placed, story: best.story });
      return { id, story: best.story.id, joined: true, score: shown(best.likeness.score), why: evidence };
    }
    const story = this.#store.begin(this.#newId(input), this.#nextKey++);
    this.#enter(story, { ...placed, story });
    const isMaybe = best && evidence && best.likeness.score >= min * this.#tuning.maybeShare;
    return {
      id,
      story: story.id,
      joined: false,
      score: 1,
      why: [],
      ...(isMaybe && { maybe: { story: best.story.id, score: shown(best.likeness.score), why: evidence } }),
    };
  }

  #newId(input: StoryDocument): string {
    const id = this.#options.newId?.(input) ?? input.id;
    invariant(!this.#store.story(id) && !this.#aliases.has(id), `story id ${id} is taken`);
    return id;
  }

  #bestStory({ features, at }: Placed): { story: LiveStory; likeness: Likeness } | undefined {
    let best: { story: LiveStory; likeness: Likeness } | undefined;
    const comparison = { tuning: this.#tuning, live: this.#store.statistics.anchors };
    for (const story of this.#store.candidatesFor(features)) {
      const likeness = likenessTo(features, at, story, comparison);
      if (likeness && (!best || likeness.score > best.likeness.score)) best = { story, likeness };
    }
    return best;
  }

  #why(features: DocumentFeatures, story: LiveStory): Why[] {
    const words = story.centres.get(features.lang)?.words;
    return sharedEvidence(features, { words, bridge: story.bridge });
  }

  #enter(story: LiveStory, document: LiveDocument): void {
    this.#store.enter(story, document);
    this.#touched.add(story.id);
  }

  #expire(): void {
    for (const document of this.#store.documents.values()) {
      if (!this.#clock.isOver(document.seenAt)) break;
      this.#store.forget(document);
      this.#kept.delete(document.id);
      if (document.story.documents.size === 0) this.#forgetStory(document.story.id);
    }
  }

  #forgetStory(id: string): void {
    this.#touched.delete(id);
    this.#aliases.forget(id);
    this.#apart.forget(id);
  }

  /** Joins, parts and tidies the stories that got documents since the last pass. Returns what it did, in order. */
  mergePass(): StoryChange[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return runMergePass(touched, {
      tuning: this.#tuning,
      store: this.#store,
      mayMeet: (a, b) => !this.#apart.has(a.id, b.id),
      isKept: ({ id }) => this.#kept.has(id),
      merge: (into, from, score, why) => this.#edits.join(into, from, { score, why, by: 'pass' }),
      part: (from, documents, why) => this.#edits.part(from, documents, why),
    });
  }

  /** An editor joins two stories: `from` goes on as `into`. */
  merge(into: string, from: string): StoryChange {
    return this.#edits.merge(into, from);
  }

  /** An editor takes documents out of a story into one of their own. No pass joins the two again. */
  split(story: string, documents: readonly string[], id?: string): StoryChange {
    return this.#edits.split(story, documents, id);
  }

  /** An editor puts documents of one story into another. No pass joins the two. */
  move(from: string, documents: readonly string[], to: string): StoryChange {
    return this.#edits.move(from, documents, to);
  }

  /** Takes a change back, as far as its documents are live. What was undone is not done again by a pass. */
  undo(change: StoryChange): StoryChange {
    return this.#edits.undo(change);
  }

  /** An id for a story that begins in the middle of things: that of the document, or a numbered one. */
  #freeId(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.#store.story(id) || this.#aliases.has(id); n += 1)
      id = this.#options.nextId?.(wanted, n) ?? `${wanted}~${n}`;
    return id;
  }

  /** The most useful other live documents for a document, known or new. See `related.ts`. */
  related(query: string | StoryDocument, options: RelatedOptions = {}): RelatedDocument[] {
    const known = this.#store.documents.get(typeof query === 'string' ? query : query.id);
    if (!known && typeof query === 'string') return [];
    const asked = known ?? this.#visitor(query as StoryDocument);
    return relatedDocuments(asked, this.#store.candidatesFor(asked.features), options);
  }

  #visitor(input: StoryDocument): Placed {
    const at = Date.parse(input.publishedAt ?? '');
    const features = readFeatures(input, this.#store.statistics);
    const { now } = this.#clock.state();
    return { id: input.id, at: Number.isFinite(at) ? at : now, seenAt: now, sequence: -1, features };
  }
}

/** A document on its way to a story. */
export type Placed = Omit<LiveDocument, 'story'>;

function shown(score: number): number {
  return Math.round(Math.min(1, score) * 1000) / 1000;
}
