import { invariant, StandfirstError } from '../../domain/errors.ts';
import type {
  ChangedBy,
  Membership,
  RelatedDocument,
  StoryChange,
  StoryDocument,
  StoryRow,
  StoryState,
  Why,
} from '../../domain/story.ts';
import { StoryAliases } from './aliases.ts';
import { StoryClock } from './clock.ts';
import { type DocumentFeatures, readFeatures } from './features.ts';
import { joinThreshold, type Likeness, likenessTo } from './likeness.ts';
import { inOrder, type LiveDocument, type LiveStory } from './live.ts';
import { runMergePass } from './merge-pass.ts';
import { type RelatedOptions, relatedDocuments } from './related.ts';
import { rowOf, unpacked } from './row.ts';
import { StoryStore } from './story-store.ts';
import { tuning as defaultTuning, type Tuning } from './tuning.ts';
import { sharedEvidence } from './why.ts';

export interface StoryEngineOptions {
  /** Makes the id of a new story from the document that begins it; the document's own id where absent. */
  newId?(document: StoryDocument): string;
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
  readonly #apart = new Set<string>();
  readonly #touched = new Set<string>();
  #sequence = 0;
  #nextKey = 0;

  constructor(options: StoryEngineOptions = {}) {
    this.#options = options;
    this.#tuning = options.tuning ?? defaultTuning;
    this.#clock = new StoryClock(options.liveDaysMax ?? this.#tuning.liveDaysMax);
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
    engine.#clock.set(state.now, state.ahead);
    for (const row of [...rows].sort((a, b) => a.sequence - b.sequence)) engine.#readRow(row);
    for (const [from, into] of state.aliases) engine.#aliases.add(from, into);
    for (const [a, b] of state.apart) engine.#apart.add(pairKey(a, b));
    for (const id of state.touched) if (engine.#store.story(id)) engine.#touched.add(id);
    engine.#sequence = state.nextSequence;
    engine.#nextKey = state.nextStoryKey;
    return engine;
  }

  #readRow(row: StoryRow): void {
    if (this.#clock.isOver(row.seenAt)) return;
    const { id, at, seenAt, sequence, copyOf, publisher } = row;
    const story = this.#store.story(row.story) ?? this.#store.begin(row.story, row.storyKey);
    this.#store.enter(story, {
      id,
      at,
      seenAt,
      sequence,
      features: unpacked(row.features),
      story,
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
      apart: [...this.#apart].map((pair) => pair.split(pairMark) as [string, string]),
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

  /** Places a document. One that is known already stays where it is: adding twice changes nothing. */
  add(input: StoryDocument): Membership {
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
    return this.#placeCopy(placed) ?? this.#placeInStory(placed, input);
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

  #placeCopy(placed: Placed): Membership | undefined {
    const copy = this.#store.copies.find(placed, (id) => this.#store.documents.get(id));
    if (!copy) return undefined;
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
      if (document.story.documents.size === 0) this.#forgetStory(document.story.id);
    }
  }

  #forgetStory(id: string): void {
    this.#touched.delete(id);
    this.#aliases.forget(id);
    for (const pair of this.#apart) if (pair.split(pairMark).includes(id)) this.#apart.delete(pair);
  }

  /** Joins, parts and tidies the stories that got documents since the last pass. Returns what it did, in order. */
  mergePass(): StoryChange[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return runMergePass(touched, {
      tuning: this.#tuning,
      store: this.#store,
      mayMeet: (a, b) => !this.#apart.has(pairKey(a.id, b.id)),
      merge: (into, from, score, why) => this.#merge(into, from, { score, why, by: 'pass' }),
      begin: (document) => this.#store.begin(this.#freeId(document.id), this.#nextKey++),
    });
  }

  /** An editor joins two stories: `from` goes on as `into`. */
  merge(into: string, from: string): StoryChange {
    const [one, other] = [this.#liveStory(into), this.#liveStory(from)];
    if (one === other) throw new StandfirstError('same-story', `${into} and ${from} are one story already.`);
    this.#apart.delete(pairKey(one.id, other.id));
    return this.#merge(one, other, {
      score: 1,
      why: [{ kind: 'editor', items: [], score: 1 }],
      by: 'editor',
    });
  }

  #merge(into: LiveStory, from: LiveStory, how: { score: number; why: Why[]; by: ChangedBy }): StoryChange {
    const documents = inOrder(from);
    for (const document of documents) this.#store.move(document, into);
    const aliases = this.#aliases.of(from.id);
    this.#aliases.add(from.id, into.id);
    this.#touched.delete(from.id);
    for (const pair of [...this.#apart].filter((key) => key.split(pairMark).includes(from.id))) {
      const other = pair.split(pairMark).find((id) => id !== from.id) ?? into.id;
      this.#apart.delete(pair);
      if (other !== into.id) this.#apart.add(pairKey(other, into.id));
    }
    return {
      kind: 'merged',
      into: into.id,
      from: from.id,
      documents: documents.map(({ id }) => id),
      aliases,
      ...how,
    };
  }

  /** An editor takes documents out of a story into one of their own. No pass joins the two again. */
  split(story: string, documents: readonly string[]): StoryChange {
    const from = this.#liveStory(story);
    const moved = documents.map((id) => {
      const document = this.#store.documents.get(id);
      if (document?.story === from) return document;
      throw new StandfirstError('not-in-story', `Document ${id} is not in story ${from.id}.`);
    });
    if (moved.length === 0 || moved.length >= from.documents.size) {
      throw new StandfirstError(
        'bad-split',
        'A split takes some of the documents of a story, not all of them.',
      );
    }
    const made = this.#store.begin(this.#freeId(moved[0]!.id), this.#nextKey++);
    for (const document of moved) this.#store.move(document, made);
    this.#apart.add(pairKey(from.id, made.id));
    const why: Why[] = [{ kind: 'editor', items: [], score: 1 }];
    return {
      kind: 'split',
      from: from.id,
      story: made.id,
      documents: moved.map(({ id }) => id),
      why,
      by: 'editor',
    };
  }

  /** Takes a change back, as far as its documents are live. What was undone is not done again by a pass. */
  undo(change: StoryChange): StoryChange {
    switch (change.kind) {
      case 'merged':
        this.#restoreStory(change, this.#liveStory(change.into));
        break;
      case 'moved':
        this.#moveBack(change.document, change.from, this.#liveStory(change.to));
        break;
      case 'split':
        this.#apart.delete(pairKey(this.currentId(change.from), this.currentId(change.story)));
        this.#merge(this.#liveStory(change.from), this.#liveStory(change.story), {
          score: 1,
          why: [],
          by: 'editor',
        });
        break;
      case 'undone':
        throw new StandfirstError('cannot-undo', 'An undoing is not undone: do the change again.');
    }
    return { kind: 'undone', change };
  }

  #restoreStory(merged: StoryChange & { kind: 'merged' }, into: LiveStory): void {
    const { from: id, documents, aliases } = merged;
    const live = documents.flatMap((document) => this.#store.documents.get(document) ?? []);
    const back = live.filter(({ story }) => story === into);
    if (back.length === 0 || back.length === into.documents.size) {
      throw new StandfirstError('cannot-undo', `Nothing of ${id} can be taken out of ${into.id} any more.`);
    }
    for (const back of [id, ...aliases]) this.#aliases.remove(back);
    for (const back of aliases) this.#aliases.add(back, id);
    const made = this.#store.begin(id, this.#nextKey++);
    for (const document of back) this.#store.move(document, made);
    this.#apart.add(pairKey(id, into.id));
  }

  #moveBack(id: string, from: string, to: LiveStory): void {
    const document = this.#store.documents.get(id);
    if (document?.story !== to)
      throw new StandfirstError('cannot-undo', `Document ${id} is not in ${to.id}.`);
    const current = this.#store.story(this.currentId(from));
    const back = current ?? this.#store.begin(this.#freeId(from), this.#nextKey++);
    this.#store.move(document, back);
    this.#apart.add(pairKey(back.id, to.id));
  }

  #liveStory(id: string): LiveStory {
    const story = this.#store.story(this.currentId(id));
    if (story) return story;
    throw new StandfirstError('no-story', `There is no live story ${id}.`, {
      hint: `Stories without a new document for ${this.#clock.liveDaysMax} days can no longer be changed.`,
    });
  }

  /** An id for a story that begins in the middle of things: that of the document, or a numbered one. */
  #freeId(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.#store.story(id) || this.#aliases.has(id); n += 1) id = `${wanted}~${n}`;
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

const pairMark = '\u0000';

function pairKey(a: string, b: string): string {
  return a < b ? `${a}${pairMark}${b}` : `${b}${pairMark}${a}`;
}

function shown(score: number): number {
  return Math.round(Math.min(1, score) * 1000) / 1000;
}
