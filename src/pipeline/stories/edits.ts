import { StandfirstError } from '../../domain/errors.ts';
import { byEditor, type ChangedBy, type StoryChange, type Why } from '../../domain/story.ts';
import type { StoryAliases } from './aliases.ts';
import { inOrder, type LiveDocument, type LiveStory } from './live.ts';
import type { StoryPairs } from './story-pairs.ts';
import type { StoryStore } from './story-store.ts';

/** What changes of stories work on: parts of the engine. */
export interface EditedParts {
  store: StoryStore;
  aliases: StoryAliases;
  apart: StoryPairs;
  /** Documents that an editor put where they are: no pass takes them out of their story. */
  kept: Set<string>;
  touched: Set<string>;
  /** A new story under an id that is free. */
  begin(id: string): LiveStory;
  /** An id like `wanted` that no live story has or had. */
  freeId(wanted: string): string;
  liveDaysMax: number;
}

/**
 * Merging, splitting and undoing, by a pass or an editor. What an editor decides binds every later pass: stories that
 * were parted are not joined again (`apart`), documents that were placed stay (`kept`). Documents and stories that are
 * no longer live are passed over: they are the store's, nothing compares them any more.
 */
export class StoryEdits {
  readonly #parts: EditedParts;

  constructor(parts: EditedParts) {
    this.#parts = parts;
  }

  /** An editor joins two stories, one of them live at least: `from` goes on as `into`. */
  merge(into: string, from: string): StoryChange {
    const { store, aliases, apart, kept } = this.#parts;
    const [oneId, otherId] = [aliases.current(into), aliases.current(from)];
    if (oneId === otherId)
      throw new StandfirstError('same-story', `${into} and ${from} are one story already.`);
    const other = store.story(otherId);
    const one = store.story(oneId) ?? (other && this.#parts.begin(oneId));
    if (!one) throw this.#notLive(into);
    apart.remove(oneId, otherId);
    if (!other)
      return {
        ...{ kind: 'merged', into: oneId, from: otherId, documents: [], aliases: [] },
        ...{ score: 1, why: byEditor(), by: 'editor' },
      };
    for (const id of other.documents.keys()) kept.add(id);
    return this.join(one, other, { score: 1, why: byEditor(), by: 'editor' });
  }

  /** `from` goes on as `into`. */
  join(into: LiveStory, from: LiveStory, how: { score: number; why: Why[]; by: ChangedBy }): StoryChange {
    const { store, aliases, apart, touched } = this.#parts;
    const documents = inOrder(from);
    for (const document of documents) store.move(document, into);
    const formerIds = aliases.of(from.id);
    aliases.add(from.id, into.id);
    touched.delete(from.id);
    apart.rename(from.id, into.id);
    return {
      kind: 'merged',
      into: into.id,
      from: from.id,
      documents: documents.map(({ id }) => id),
      aliases: formerIds,
      ...how,
    };
  }

  /** An editor takes documents out of a story into one of their own, under `id` where that is given. */
  split(story: string, documents: readonly string[], id?: string): StoryChange {
    const from = this.#liveStory(story);
    const moved = this.#documentsIn(from, documents);
    const [first] = moved;
    if (!first)
      throw new StandfirstError('bad-split', 'A split takes documents that are live out of their story.');
    const made = this.#parts.begin(id ?? this.#parts.freeId(first.id));
    this.#place(moved, made);
    this.#parts.apart.add(from.id, made.id);
    return {
      kind: 'split',
      from: from.id,
      story: made.id,
      documents: moved.map((one) => one.id),
      why: byEditor(),
      by: 'editor',
    };
  }

  /** A pass takes documents out of a story that falls in two. Nothing keeps the two apart but what they tell. */
  part(from: LiveStory, documents: readonly LiveDocument[], why: Why[]): StoryChange & { kind: 'split' } {
    const made = this.#parts.begin(this.#parts.freeId(documents[0]!.id));
    for (const document of documents) this.#parts.store.move(document, made);
    const ids = documents.map(({ id }) => id);
    return { kind: 'split', from: from.id, story: made.id, documents: ids, why, by: 'pass' };
  }

  /** An editor puts documents of one story into another one, which need not be live any more. */
  move(from: string, documents: readonly string[], to: string): StoryChange {
    const { store, aliases, apart } = this.#parts;
    const source = this.#liveStory(from);
    const id = aliases.current(to);
    if (id === source.id) throw new StandfirstError('same-story', `The documents are in ${id} already.`);
    const moved = this.#documentsIn(source, documents);
    this.#place(moved, store.story(id) ?? this.#parts.begin(id));
    apart.add(source.id, id);
    return {
      ...{ kind: 'moved', documents: moved.map((one) => one.id), from: source.id, to: id },
      ...{ score: 1, why: byEditor(), by: 'editor' },
    };
  }

  /** Takes a change back, as far as its documents are live. What was undone is not done again by a pass. */
  undo(change: StoryChange): StoryChange {
    switch (change.kind) {
      case 'merged':
        this.#restoreStory(change);
        break;
      case 'moved':
        this.#takeBack(change.documents, change.to, change.from);
        // An editor's own decision is taken back, a pass is told not to do it again.
        if (change.by === 'editor') this.#release(change);
        else this.#parts.apart.add(this.#current(change.from), this.#current(change.to));
        break;
      case 'split':
        this.#takeBack(change.documents, change.story, change.from);
        // What a pass parted and an editor put together again is the editor's: no pass parts it once more.
        if (change.by === 'pass') for (const { id } of this.#documentsOf(change)) this.#parts.kept.add(id);
        else this.#release({ from: change.from, to: change.story, documents: change.documents });
        break;
      case 'undone':
        throw new StandfirstError('cannot-undo', 'An undoing is not undone: do the change again.');
    }
    return { kind: 'undone', change };
  }

  #restoreStory({
    from: id,
    into,
    documents,
    aliases: formerIds,
    by,
  }: StoryChange & { kind: 'merged' }): void {
    const { store, aliases, apart, kept } = this.#parts;
    const intoId = aliases.current(into);
    if (store.story(id)) throw new StandfirstError('cannot-undo', `${id} is a story of its own already.`);
    for (const back of [id, ...formerIds]) aliases.remove(back);
    for (const back of formerIds) aliases.add(back, id);
    const back = this.#stillIn(documents, intoId);
    if (back.length === 0) return;
    const made = this.#parts.begin(id);
    for (const document of back) {
      store.move(document, made);
      if (by === 'editor') kept.delete(document.id);
    }
    apart.add(id, intoId);
  }

  /** Documents that went from one story to another and are there still go back. */
  #takeBack(documents: readonly string[], at: string, to: string): void {
    const { store, aliases, touched } = this.#parts;
    const atId = this.#current(at);
    const back = this.#stillIn(documents, atId);
    if (back.length === 0) return;
    const home = store.story(this.#current(to)) ?? this.#parts.begin(this.#current(to));
    for (const document of back) store.move(document, home);
    if (store.story(atId)) return;
    // Nothing is left where they were: that id leads home.
    aliases.add(atId, home.id);
    touched.delete(atId);
    this.#parts.apart.rename(atId, home.id);
  }

  #documentsOf({ documents }: StoryChange & { kind: 'split' }): LiveDocument[] {
    return documents.flatMap((id) => this.#parts.store.documents.get(id) ?? []);
  }

  #release({ from, to, documents }: { from: string; to: string; documents: readonly string[] }): void {
    this.#parts.apart.remove(this.#current(from), this.#current(to));
    for (const id of documents) this.#parts.kept.delete(id);
  }

  #stillIn(documents: readonly string[], story: string): LiveDocument[] {
    const live = documents.flatMap((id) => this.#parts.store.documents.get(id) ?? []);
    return live.filter((document) => document.story.id === story);
  }

  #documentsIn(story: LiveStory, documents: readonly string[]): LiveDocument[] {
    return documents.flatMap((id) => {
      const document = this.#parts.store.documents.get(id);
      if (!document || document.story === story) return document ?? [];
      throw new StandfirstError('not-in-story', `Document ${id} is not in story ${story.id}.`);
    });
  }

  #place(documents: readonly LiveDocument[], story: LiveStory): void {
    for (const document of documents) {
      this.#parts.store.move(document, story);
      this.#parts.kept.add(document.id);
    }
  }

  #current(id: string): string {
    return this.#parts.aliases.current(id);
  }

  #liveStory(id: string): LiveStory {
    const story = this.#parts.store.story(this.#current(id));
    if (story) return story;
    throw this.#notLive(id);
  }

  #notLive(id: string): StandfirstError {
    return new StandfirstError('no-story', `There is no live story ${id}.`, {
      hint: `Stories are remembered for ${this.#parts.liveDaysMax} days after their last document.`,
    });
  }
}
