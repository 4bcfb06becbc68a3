import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TransformersEmbedder, type TransformersOptions } from '../../src/models/embedders/transformers.ts';

/*
 * transformers.js is installed by those who want it and not here: a module that stands in for it shows what it is asked
 * for, and its faults.
 */

const folder = mkdtempSync(join(tmpdir(), 'standfirst-transformers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const model = join(folder, 'tiny');
mkdirSync(model);
writeFileSync(join(model, 'config.json'), '{}');

/** A module whose extractor answers with an expression over `texts`. */
function moduleThat(answers: string, name: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `export const env = {};
export const calls = [];
export async function pipeline(task, model, options) {
  calls.push({ task, model, env: { ...env } });
  const extract = async (texts, options) => { calls.push({ texts, options }); return ${answers}; };
  return Object.assign(extract, { dispose: async () => calls.push('disposed') });
}
`,
  );
  return file;
}

const twoEach =
  '({ dims: [texts.length, 2], data: Float32Array.from(texts.flatMap((text) => [text.length, 5])) })';

function open(module: string, options: Partial<TransformersOptions> = {}) {
  return TransformersEmbedder.open({
    model,
    download: false,
    pooling: 'mean',
    prefix: '',
    module,
    ...options,
  });
}

describe('a model folder', () => {
  it('is read from the disk alone, and gives vectors in the order of the texts', async () => {
    const module = moduleThat(twoEach, 'good');
    const embedder = await open(module, { prefix: 'q: ', pooling: 'cls' });
    const vectors = await embedder.embed(Array.from({ length: 20 }, (_, index) => 'x'.repeat(index + 1)));
    expect(vectors.map((vector) => Math.round(((vector[0] ?? 0) / (vector[1] ?? 1)) * 5))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 4),
    );
    expect(embedder.id).toMatch(/^transformers\/tiny\/2\/[0-9a-f]{8}$/);
    await embedder.close();
    const { calls } = (await import(module)) as { calls: unknown[] };
    expect(calls[0]).toEqual({
      task: 'feature-extraction',
      model: 'tiny',
      env: { allowRemoteModels: false, allowLocalModels: true, localModelPath: folder },
    });
    expect(calls[2]).toMatchObject({ options: { pooling: 'cls', normalize: true } });
    expect(calls.at(-1)).toBe('disposed');
  });

  it('has another id for another manner of use, since its vectors differ', async () => {
    const module = moduleThat(twoEach, 'ids');
    const ids = [
      await open(module),
      await open(module, { prefix: 'q: ' }),
      await open(module, { pooling: 'cls' }),
    ];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
  });

  it('that is not there is a clear error, and nothing is downloaded', async () => {
    const module = moduleThat(twoEach, 'unused');
    await expect(open(module, { model: 'Xenova/some-model' })).rejects.toMatchObject({ code: 'bad-config' });
    expect(((await import(module)) as { calls: unknown[] }).calls).toEqual([]);
  });

  it('may be a name on a hub where downloads are allowed', async () => {
    const module = moduleThat(twoEach, 'remote');
    await open(module, { model: 'Xenova/some-model', download: true });
    const { calls } = (await import(module)) as { calls: object[] };
    expect(calls[0]).toMatchObject({ model: 'Xenova/some-model', env: { allowRemoteModels: true } });
  });

  it('without transformers.js says how to install it', async () => {
    await expect(open(join(folder, 'nowhere.mjs'))).rejects.toMatchObject({
      code: 'not-installed',
      hint: expect.stringContaining('npm install @huggingface/transformers'),
    });
  });

  it.each([
    ['a vector for each token', '({ dims: [1, 4, 2], data: new Float32Array(8) })', 'broken-answer'],
    ['zeros', '({ dims: [1, 2], data: new Float32Array(2) })', 'broken-answer'],
    ['nothing', '({ dims: [], data: null })', 'broken-answer'],
    ['an error', 'texts.nothing.at', 'provider-failed'],
  ])('that gives %s ends in a clear error', async (name, answers, code) => {
    await expect(open(moduleThat(answers, name.replaceAll(' ', '-')))).rejects.toMatchObject({ code });
  });
});
