import { afterAll, describe, expect, it } from 'vitest';
import { BuiltinEmbedder } from './builtin.ts';
import { SentenceEncoder } from './sentence-encoder.ts';

const embedder = new BuiltinEmbedder();
afterAll(() => embedder.close());

describe('the encoder in its thread', () => {
  it('says what it is before anything is read', () => {
    expect(embedder.id).toMatch(/^use-multilingual-3\/\d+$/);
    expect(embedder.dimensions).toBe(512);
    expect(embedder.languages).toContain('ko');
  });

  it('gives the vectors of the texts in their order, however many', async () => {
    const encoder = await SentenceEncoder.open();
    const texts = Array.from({ length: 37 }, (_, index) => `Report ${index} on the harbour`);
    expect(await embedder.embed(texts)).toEqual(texts.map((text) => encoder.encode(text)));
    expect(await embedder.embed([])).toEqual([]);
  });

  it('leaves the thread of the caller free', async () => {
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 1);
    await embedder.embed(Array.from({ length: 20 }, () => 'the bank raised rates. '.repeat(200)));
    clearInterval(count);
    expect(turns).toBeGreaterThan(10);
  });

  it('stops between two lots of texts when it is told to', async () => {
    const abort = new AbortController();
    const long = Array.from({ length: 100 }, () => 'the bank raised rates. '.repeat(200));
    const running = embedder.embed(long, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(await embedder.embed(['still here'])).toHaveLength(1);
  });

  it('answers calls that come at the same time', async () => {
    const both = await Promise.all([embedder.embed(['one']), embedder.embed(['two'])]);
    expect(both).toEqual([await embedder.embed(['one']), await embedder.embed(['two'])]);
  });

  it('rejects what waits when it is closed', async () => {
    const other = new BuiltinEmbedder();
    const waiting = expect(other.embed(['one'])).rejects.toMatchObject({ code: 'embedder-closed' });
    await other.close();
    await waiting;
  });
});
