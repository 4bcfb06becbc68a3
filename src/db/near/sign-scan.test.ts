import { describe, expect, it } from 'vitest';
import { encodeVector, signBytes, signText } from '../../kit/vector-codes.ts';
import { SignScan } from './sign-scan.ts';

const dimensions = 100;
const open = { lang: null, sourceId: null, fromMs: null, toMs: null };

/** Numbers between -1 and 1 that are the same in every run. */
function numbers(seed: number): Float32Array {
  let state = seed * 2654435761 + 1;
  return Float32Array.from({ length: dimensions }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function row(id: number) {
  return {
    id,
    signs: signBytes(numbers(id)),
    lang: id % 2 === 0 ? 'ko' : 'en',
    sourceId: id % 10 === 0 ? null : `s${id % 3}`,
    atMs: id * 3_600_000,
  };
}

function filled(count: number, rowsMax = 10_000): SignScan {
  const scan = new SignScan(dimensions, rowsMax);
  for (let id = 1; id <= count; id += 1) scan.add(row(id));
  return scan;
}

/** Signs in common, counted in another way. */
function inCommon(a: Float32Array, b: Float32Array): number {
  const other = signText(b);
  return [...signText(a)].filter((sign, at) => sign === other[at]).length;
}

describe('signs in memory', () => {
  const scan = filled(3000);
  const all = Array.from({ length: 3000 }, (_, at) => at + 1);

  it('gives exactly those that have the most signs in common, nearest first', async () => {
    for (const seed of [5, 7777]) {
      const query = numbers(seed);
      const byHand = all
        .map((id) => ({ id, common: inCommon(query, numbers(id)) }))
        .sort((a, b) => b.common - a.common || b.id - a.id)
        .slice(0, 25)
        .map(({ id }) => id);
      expect(await scan.nearest(signBytes(query), open, 25)).toEqual(byHand);
    }
    expect(await scan.nearest(signBytes(numbers(5)), open, 1)).toEqual([5]);
  });

  it('looks only at what the filter lets through', async () => {
    const signs = signBytes(numbers(4));
    const day = 24 * 3_600_000;
    const given = [
      [{ ...open, lang: 'ko' }, (id: number) => id % 2 === 0],
      [{ ...open, sourceId: 's1' }, (id: number) => id % 10 !== 0 && id % 3 === 1],
      [{ ...open, fromMs: day, toMs: 2 * day }, (id: number) => id >= 24 && id < 48],
      [{ ...open, lang: 'xx' }, () => false],
    ] as const;
    for (const [filter, accepts] of given) {
      const found = await scan.nearest(signs, filter, 5000);
      expect([...found].sort((a, b) => a - b)).toEqual(all.filter(accepts));
    }
  });

  it('lets the oldest go when it is full, whatever the order they came in', async () => {
    const small = new SignScan(dimensions, 50);
    const order = [
      ...Array.from({ length: 40 }, (_, at) => 100 + at),
      ...Array.from({ length: 20 }, (_, at) => at + 1),
    ];
    for (const id of order) small.add(row(id));
    expect(small.size).toBeLessThanOrEqual(50);
    const left = await small.nearest(signBytes(numbers(1)), open, 100);
    for (let id = 100; id < 140; id += 1) expect(left).toContain(id);
    expect(left).not.toContain(1);
    const same = new SignScan(dimensions, 10);
    for (let id = 1; id <= 30; id += 1) same.add({ ...row(id), atMs: 0 });
    expect(same.size).toBeLessThanOrEqual(10);
    expect((await same.nearest(signBytes(numbers(30)), open, 1))[0]).toBe(30);
  });

  it('takes searches at the same time, and those of an empty index', async () => {
    const answers = await Promise.all([1, 2, 3].map((id) => scan.nearest(signBytes(numbers(id)), open, 1)));
    expect(answers).toEqual([[1], [2], [3]]);
    expect(await new SignScan(dimensions, 10).nearest(signBytes(numbers(1)), open, 5)).toEqual([]);
  });
});

describe('signs', () => {
  it('agree the more, the nearer two vectors are, also where a few large numbers are all the same', () => {
    const lopsided = (values: Float32Array) => values.map((value, at) => (at < 4 ? 3 : value));
    const query = lopsided(numbers(1));
    const mixed = (share: number) =>
      lopsided(numbers(1).map((value, at) => share * value + (1 - share) * numbers(2)[at]!));
    const common = [1, 0.8, 0.5, 0].map((share) => inCommon(query, mixed(share)));
    expect(common).toEqual([...common].sort((a, b) => b - a));
    expect(new Set(common).size).toBe(4);
    expect(common[0]).toBe(128);
  });
});

describe('a coded vector', () => {
  it('is within half a step of the vector, and zero for zero', () => {
    const values = numbers(9);
    const { scale, codes } = encodeVector(values);
    values.forEach((value, at) => {
      expect(Math.abs(codes[at]! * scale - value)).toBeLessThanOrEqual(scale / 2 + 1e-6);
    });
    expect(encodeVector(new Float32Array(4))).toEqual({ scale: 0, codes: new Int8Array(4) });
  });
});
