import type { Embedder } from '../../domain/embedder.ts';
import { untilAborted } from '../../kit/until-aborted.ts';
import { type CodedVector, dotCoded, encodeVector } from '../../kit/vector-codes.ts';
import type { Database } from '../database.ts';
import type { EntryFilter } from '../found-entries.ts';
import { everydayTexts } from './everyday.ts';
import { type Near, NearFinder } from './near.ts';

/** What is near enough to be shown, at most. */
const foundMax = 60;
/** A reader waits no longer for the model: then the words alone decide. */
const embedTimeoutMs = 2000;
/** Questions whose vectors are kept: every further page of results asks again. */
const questionsKept = 256;
/** Vectors that tell what a likeness is by chance, and how long they are kept. */
const backgroundCount = 400;
/** With fewer, texts about all sorts of things stand in for them: a desk that has just begun may be about one. */
const backgroundMin = 200;
const backgroundMs = 600_000;
/**
 * How far above chance a likeness must be, in deviations from the median of others: the same for models of any scale.
 * The nearest few are shown from less on. eval/search measures both.
 */
const deviationsMin = 4;
const firstDeviationsMin = 2.5;
const firstFew = 10;
/** Below this part of the best likeness found, measured from chance, the others are about something else. */
const shareOfBest = 0.4;
/** For a normal distribution: standard deviation by median absolute deviation. */
const deviationByMedian = 1.4826;

/** What can be found by its meaning. */
export interface Meaning {
  /** The nearest to a question, nearest first; null where that could not be found out: the words alone decide then. */
  near(question: string, query: EntryFilter): Promise<Near[] | null>;
}

export interface MeaningOptions {
  /** Told what failed. The question is not told: it is a reader's. */
  onProblem?(error: unknown): void;
}

export class MeaningSearch implements Meaning {
  readonly #embedder: Embedder;
  readonly #finder: NearFinder;
  readonly #onProblem: (error: unknown) => void;
  readonly #questions = new Map<string, Promise<Float32Array>>();
  #background: { at: number; some: Promise<CodedVector[]> } | null = null;
  #everyday: Promise<CodedVector[]> | null = null;

  constructor(
    db: Pick<Database, 'pages' | 'capabilities' | 'engine'>,
    embedder: Embedder,
    { onProblem = () => undefined }: MeaningOptions = {},
  ) {
    this.#embedder = embedder;
    this.#finder = new NearFinder(db, { model: embedder.id, dimensions: embedder.dimensions });
    this.#onProblem = onProblem;
  }

  /** Reads all vectors that are to be compared in memory, where they are: a search would read a part of them. */
  warm(): Promise<void> {
    return this.#finder.warm();
  }

  async near(question: string, query: EntryFilter): Promise<Near[] | null> {
    try {
      const [values, some] = await Promise.all([this.#vectorOf(question), this.#some()]);
      return await this.#nearTo(values, some, query);
    } catch (error) {
      this.#onProblem(error);
      return null;
    }
  }

  async #nearTo(values: Float32Array, some: readonly CodedVector[], query: EntryFilter): Promise<Near[]> {
    const found = await this.#finder.nearest(values, query, foundMax);
    const chance = spreadOf(some.map((coded) => dotCoded(values, coded)));
    const best = found[0]?.likeness ?? 0;
    return found.filter(({ likeness }, place) => {
      const aboveChance = likeness - chance.median;
      const deviations = place < firstFew ? firstDeviationsMin : deviationsMin;
      return (
        aboveChance >= deviations * chance.deviation && aboveChance >= shareOfBest * (best - chance.median)
      );
    });
  }

  #vectorOf(question: string): Promise<Float32Array> {
    const known = this.#questions.get(question);
    if (known) return known;
    const signal = AbortSignal.timeout(embedTimeoutMs);
    const asked = untilAborted(this.#embedder.embed([question], { signal }), signal).then(([values]) => {
      if (values?.length !== this.#embedder.dimensions) throw new Error('The model gave no vector.');
      return values;
    });
    if (this.#questions.size >= questionsKept) this.#questions.delete(this.#questions.keys().next().value!);
    this.#questions.set(question, asked);
    asked.catch(() => this.#questions.delete(question));
    return asked;
  }

  #some(): Promise<CodedVector[]> {
    const now = performance.now();
    if (!this.#background || now - this.#background.at > backgroundMs)
      this.#background = { at: now, some: this.#readBackground() };
    this.#background.some.catch(() => {
      this.#background = null;
    });
    return this.#background.some;
  }

  async #readBackground(): Promise<CodedVector[]> {
    const own = await this.#finder.some(backgroundCount);
    if (own.length >= backgroundMin) return own;
    this.#everyday ??= this.#embedder.embed(everydayTexts).then((vectors) => vectors.map(encodeVector));
    this.#everyday.catch(() => {
      this.#everyday = null;
    });
    return this.#everyday;
  }
}

/** Middle and spread of numbers, whatever stands out among them. */
function spreadOf(numbers: readonly number[]): { median: number; deviation: number } {
  const median = middleOf(numbers);
  return { median, deviation: deviationByMedian * middleOf(numbers.map((one) => Math.abs(one - median))) };
}

function middleOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
