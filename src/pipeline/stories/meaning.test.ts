import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../domain/story.ts';
import { StoryEngine } from './engine.ts';
import type { LiveDocument } from './live.ts';
import { addMeaning, closenessTo, type MeaningSum, meaningOf } from './meaning.ts';
import { MeaningIndex } from './meaning-index.ts';

const model = 'use-multilingual-3/1';

/** Unit vectors of 512 numbers, spread as those of a model are; `mix` takes parts of several. */
function direction(seed: number): number[] {
  let state = seed;
  const values = Array.from({ length: 512 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
const mix = (a: number[], b: number[], share: number) => {
  const values = a.map((value, at) => share * value + Math.sqrt(1 - share * share) * b[at]!);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};

describe('sums of sentence vectors', () => {
  it('do not hang on the order, and are what they were when one is taken out again', () => {
    const [a, b, c] = [1, 2, 3].map((seed) => meaningOf(model, direction(seed)));
    const sum = (all: (typeof a)[]) =>
      all.reduce<readonly MeaningSum[]>((sums, one) => addMeaning(sums, 'en', one, 1), []);
    expect(sum([a, b, c])).toEqual(sum([c, a, b]));
    expect(addMeaning(sum([a, b, c]), 'en', b, -1)).toEqual(sum([c, a]));
    expect(addMeaning(sum([a]), 'en', a, -1)).toEqual([]);
  });

  it('say how close a text is to the likest language, and nothing across models', () => {
    const [base, other] = [direction(1), direction(2)];
    const sums = addMeaning(
      addMeaning([], 'en', meaningOf(model, base), 1),
      'de',
      meaningOf(model, other),
      1,
    );
    expect(closenessTo(meaningOf(model, mix(base, direction(3), 0.8)), sums)).toBeCloseTo(0.8, 1);
    expect(closenessTo(meaningOf('use-multilingual-3/2', base), sums)).toBeUndefined();
    expect(addMeaning([], 'en', meaningOf('text-embedding-3-small', base), 1)).toEqual([]);
  });
});

describe('the index of sentence vectors', () => {
  const document = (id: string, lang: string, values: number[], sequence: number) =>
    ({ id, sequence, features: { lang, meaning: meaningOf(model, values) } }) as unknown as LiveDocument;

  it('finds what is near in other languages, the nearest first, whatever was there before', () => {
    const index = new MeaningIndex();
    const base = direction(1);
    const near = [0.9, 0.7, 0.5].map((share, at) =>
      document(`ko${at}`, 'ko', mix(base, direction(10 + at), share), at),
    );
    const far = Array.from({ length: 200 }, (_, at) =>
      document(`far${at}`, 'ko', direction(100 + at), 10 + at),
    );
    const same = document('en', 'en', base, 300);
    for (const one of [...near, ...far, same]) index.insert(one);
    const found = () => index.near(model, meaningOf(model, base).codes, 'en').map(({ id }) => id);
    expect(found()).toEqual(['ko0', 'ko1', 'ko2']);
    for (const one of [...far.slice(0, 150), near[1]!]) index.remove(one);
    expect(found()).toEqual(['ko0', 'ko2']);
  });
});

describe('a story engine with sentence vectors', () => {
  const english: StoryDocument = {
    id: 'en',
    title: 'Grain ship runs aground off the harbour of Tellin',
    lang: 'en',
    publishedAt: '2026-03-02T09:00:00Z',
  };
  const korean: StoryDocument = {
    id: 'ko',
    title: '곡물 운반선, 텔린 앞바다에서 좌초',
    lang: 'ko',
    publishedAt: '2026-03-02T12:00:00Z',
  };
  const base = direction(1);
  const withVector = (document: StoryDocument, values: number[], name = model): StoryDocument => ({
    ...document,
    vector: { model: name, values },
  });
  const joined = (one: StoryDocument, other: StoryDocument) => {
    const engine = new StoryEngine();
    engine.add(one);
    return engine.add(other);
  };

  it('joins what is close in meaning and shares words over the bridge, and not what is far', () => {
    const close = joined(withVector(english, base), withVector(korean, mix(base, direction(2), 0.75)));
    const far = joined(withVector(english, base), withVector(korean, direction(2)));
    const none = joined(english, korean);
    expect(close.score).toBeGreaterThan(none.score === 1 ? (none.maybe?.score ?? 0) : none.score);
    expect(close.joined).toBe(true);
    expect(far.joined).toBe(false);
  });

  it('joins nothing that shares no word, name or number, however close', () => {
    const other = { ...korean, title: '도서관 새 단장' };
    expect(joined(withVector(english, base), withVector(other, base)).joined).toBe(false);
  });

  it('groups as without them where the model is unknown', () => {
    const [a, b] = [withVector(english, base, 'e5'), withVector(korean, base, 'e5')];
    expect(joined(a, b)).toEqual(joined(english, korean));
  });

  it('goes on the same when built again from its rows', () => {
    const documents = [
      withVector(english, base),
      withVector(korean, mix(base, direction(2), 0.75)),
      withVector(
        { ...english, id: 'en2', title: 'Aground: the grain ship at Tellin' },
        mix(base, direction(3), 0.8),
      ),
      withVector(
        { ...korean, id: 'de', lang: 'de', title: 'Getreidefrachter vor Tellin auf Grund' },
        mix(base, direction(4), 0.7),
      ),
    ];
    const straight = new StoryEngine();
    let rebuilt = new StoryEngine();
    for (const document of documents) {
      expect(rebuilt.add(document)).toEqual(straight.add(document));
      const rows = documents.flatMap(({ id }) => rebuilt.row(id) ?? []);
      rebuilt = StoryEngine.restore(rows, rebuilt.state());
      expect(rebuilt.mergePass()).toEqual(straight.mergePass());
    }
  });
});
