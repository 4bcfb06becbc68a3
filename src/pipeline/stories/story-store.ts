import { CopyIndex } from './copy-index.ts';
import { type DocumentFeatures, Statistics } from './features.ts';
import { join, type LiveDocument, type LiveStory, leave, newStory } from './live.ts';
import { MeaningIndex } from './meaning-index.ts';
import { TermIndex } from './term-index.ts';
import { hasTerm, heaviest, type SparseVector } from './vector.ts';

/** Terms of a story that are looked up for others like it. */
const storyTermsMax = 48;

/**
 * The live documents and stories with their indexes. All of it is a function of which documents are in which story:
 * built again from those, it is the same.
 */
export class StoryStore {
  readonly documents = new Map<string, LiveDocument>();
  readonly stories = new Map<number, LiveStory>();
  readonly statistics = new Statistics();
  readonly copies = new CopyIndex();
  readonly #byId = new Map<string, LiveStory>();
  readonly #words = new TermIndex();
  readonly #bridge = new TermIndex();
  readonly #meanings = new MeaningIndex();

  story(id: string): LiveStory | undefined {
    return this.#byId.get(id);
  }

  begin(id: string, key: number): LiveStory {
    const story = newStory(id, key);
    this.stories.set(key, story);
    this.#byId.set(id, story);
    return story;
  }

  /** A new document goes into a story. */
  enter(story: LiveStory, document: LiveDocument): void {
    this.documents.set(document.id, document);
    this.copies.insert(document);
    this.#meanings.insert(document);
    this.statistics.count(document.features, 1);
    this.#put(story, document);
  }

  /** A document changes its story. A story that is left empty ends. */
  move(document: LiveDocument, to: LiveStory): void {
    this.#take(document);
    this.#put(to, document);
  }

  /** Documents change their stories, all at once: a story may end and begin anew under the same id. */
  regroup(moves: readonly { document: LiveDocument; story: string; storyKey: number }[]): void {
    for (const { document } of moves) this.#take(document);
    for (const { document, story, storyKey } of moves)
      this.#put(this.story(story) ?? this.begin(story, storyKey), document);
  }

  /** A document is no longer remembered. */
  forget(document: LiveDocument): void {
    this.documents.delete(document.id);
    this.copies.remove(document);
    this.#meanings.remove(document);
    this.statistics.count(document.features, -1);
    this.#take(document);
  }

  #put(story: LiveStory, document: LiveDocument): void {
    join(story, document);
    if (document.copyOf !== undefined) return;
    for (const term of document.features.words.terms) this.#words.insert(term, story.key);
    for (const term of document.features.bridge.terms) this.#bridge.insert(term, story.key);
  }

  #take(document: LiveDocument): void {
    const { story, features } = document;
    leave(document);
    if (document.copyOf === undefined) {
      const words = story.centres.get(features.lang)?.words;
      for (const term of features.words.terms)
        if (!words || !hasTerm(words, term)) this.#words.remove(term, story.key);
      for (const term of features.bridge.terms)
        if (!hasTerm(story.bridge, term)) this.#bridge.remove(term, story.key);
    }
    if (story.documents.size > 0) return;
    this.stories.delete(story.key);
    this.#byId.delete(story.id);
  }

  /** Stories that share rare terms with a document. */
  candidatesFor({ words, bridge, lang, meaning }: DocumentFeatures): LiveStory[] {
    return this.#storiesOf([
      this.#words.candidates(words.terms, words.weights),
      this.#bridge.candidates(bridge.terms, bridge.weights),
      meaning ? this.#near(meaning.model, meaning.codes, lang) : [],
    ]);
  }

  /** Other stories that share rare terms with a story's heaviest. */
  candidatesOf(story: LiveStory): LiveStory[] {
    const look = (index: TermIndex, vector: SparseVector, own?: number) => {
      const { terms, weights } = heaviest(vector, storyTermsMax);
      return index.candidates(terms, weights, own);
    };
    const found = [...story.centres.values()].map(({ words }) => look(this.#words, words));
    // Fresh stories hold many meanings that nobody else has: past those, to stories in other languages.
    const abroad = look(this.#bridge, story.bridge, story.key).filter((key) =>
      [...this.stories.get(key)!.centres.keys()].some((lang) => !story.centres.has(lang)),
    );
    const near = story.meanings.map(({ model, sums, lang }) => this.#near(model, sums, lang));
    return this.#storiesOf([...found, look(this.#bridge, story.bridge), abroad, ...near]).filter(
      (other) => other !== story,
    );
  }

  /** Stories with documents of other languages that are near in meaning. */
  #near(model: string, numbers: ArrayLike<number>, lang: string): number[] {
    return this.#meanings.near(model, numbers, lang).map(({ story }) => story.key);
  }

  #storiesOf(keys: readonly (readonly number[])[]): LiveStory[] {
    return [...new Set(keys.flat())].sort((a, b) => a - b).map((key) => this.stories.get(key)!);
  }
}
