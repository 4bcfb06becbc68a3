import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { englishSts, korSts } from '../../eval/encoder/sts.ts';
import { SentenceEncoder } from '../../src/models/encoder/sentence-encoder.ts';
import { koreanPairs } from '../make-bridge/pairs.ts';

/**
 * `node scripts/train-encoder/dump.ts OUT_DIR [DATA_DIR]`: vectors of the encoder as it was published, for `train.py` to
 * learn the projection from: the training pairs of KorSTS and STS-B with what people said, and Korean-English sentences
 * of the news. Takes a minute.
 */
const [outDir, dataDir = join(import.meta.dirname, '../../../shared/data')] = process.argv.slice(2);
if (!outDir) throw new Error('Name the folder to write to');
mkdirSync(outDir, { recursive: true });
const encoder = await SentenceEncoder.open();

/** One vector after the other, in 32-bit floating point. */
function write(name: string, texts: readonly string[]): void {
  const { dimensions } = encoder.model.table;
  const vectors = new Float32Array(texts.length * dimensions);
  for (const [at, text] of texts.entries()) vectors.set(encoder.base(text), at * dimensions);
  writeFileSync(join(outDir as string, `${name}.f32`), vectors);
}

for (const [lang, pairs] of [
  ['ko', korSts(dataDir, 'train')],
  ['en', englishSts(dataDir, 'train')],
] as const) {
  if (!pairs) throw new Error('The rated pairs are not there');
  write(
    `${lang}-one`,
    pairs.map(({ one }) => one),
  );
  write(
    `${lang}-two`,
    pairs.map(({ two }) => two),
  );
  const scores = Float32Array.from(pairs, ({ score }) => score);
  writeFileSync(join(outDir, `${lang}-score.f32`), scores);
}
// The news and JHE come first; what follows them is KorSTS again.
const news = koreanPairs(join(dataDir, 'stories/parallel')).slice(0, 4440);
write(
  'news-ko',
  news.map(({ ko }) => ko),
);
write(
  'news-en',
  news.map(({ en }) => en),
);
