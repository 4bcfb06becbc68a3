import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Codec, compress, decompress, defaultCodec } from './compress.ts';

const page = new TextEncoder().encode(
  '<p>The harbour reopened on Tuesday. 항구가 다시 열렸다.</p>'.repeat(500),
);
const code = { plain: 0, gzip: 1, zstd: 2 } as const;

describe('compressed bytes', () => {
  it.each(['plain', 'gzip', 'zstd'] as const)('%s comes back as it went in', async (codec: Codec) => {
    const stored = await compress(page, codec);
    expect(stored[0]).toBe(code[codec]);
    expect(await decompress(stored, page.length)).toEqual({ kind: 'done', bytes: page });
  });

  it('uses zstd where Node has it, and gets smaller', async () => {
    expect(defaultCodec).toBe('zstd');
    expect((await compress(page)).length).toBeLessThan(page.length / 20);
  });

  it('keeps what does not get smaller as it is', async () => {
    for (const bytes of [new Uint8Array(randomBytes(1000)), new Uint8Array(0), new Uint8Array([7])]) {
      const stored = await compress(bytes);
      expect(stored).toHaveLength(bytes.length + 1);
      expect(await decompress(stored, 1000)).toEqual({ kind: 'done', bytes });
    }
  });

  it.each(['plain', 'gzip', 'zstd'] as const)('of %s no more comes out than the limit', async (codec) => {
    const stored = await compress(page, codec);
    expect(await decompress(stored, page.length - 1)).toEqual({ kind: 'too-large' });
    expect(await decompress(stored, 0)).toEqual({ kind: 'too-large' });
  });

  it('a bomb is cut off', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    for (const bomb of [
      Buffer.concat([Buffer.from([1]), gzipSync(zeros)]),
      Buffer.concat([Buffer.from([2]), zstdCompressSync(zeros)]),
    ])
      expect(await decompress(bomb, 1_000_000)).toEqual({ kind: 'too-large' });
  });

  it.each([
    ['nothing', []],
    ['an unknown codec', [9, 1, 2, 3]],
    ['gzip that is none', [1, 1, 2, 3]],
    ['zstd that is none', [2, 1, 2, 3]],
    ['zstd without data', [2]],
  ])('%s is damaged', async (_, bytes) => {
    expect(await decompress(new Uint8Array(bytes), 100)).toMatchObject({ kind: 'damaged' });
  });

  it.each(['gzip', 'zstd'] as const)(
    'a %s body that is cut short is damaged, not half given',
    async (codec) => {
      const stored = await compress(page, codec);
      expect(await decompress(stored.subarray(0, stored.length - 10), page.length)).toMatchObject({
        kind: 'damaged',
      });
    },
  );
});
