import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCorpus } from '../../eval/extract/corpus.ts';
import { decodeBytes } from '../../src/kit/charset.ts';
import { writeLine } from '../../src/kit/json-lines.ts';
import { claimsOf } from '../../src/pipeline/extract/body.ts';
import { contextOf } from '../../src/pipeline/extract/context.ts';
import { featureNames, featuresOf } from '../../src/pipeline/extract/features.ts';
import { defaultLimits } from '../../src/pipeline/extract/limits.ts';
import { readMetadata } from '../../src/pipeline/extract/metadata.ts';
import { segmentPage } from '../../src/pipeline/extract/segments.ts';
import { readStructuredData } from '../../src/pipeline/extract/structured-data.ts';
import { parsePage } from '../../src/pipeline/extract/tree.ts';
import { removeHidden } from '../../src/pipeline/extract/visibility.ts';
import { foldOf } from './folds.ts';

/**
 * `node scripts/train-extract/dump.ts --data DIR --out DIR`: the figures of every segment of every labelled page, as
 * `rows.f32` (little-endian floats) beside `pages.jsonl`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, out: { type: 'string' } },
  });
  const out = values.out!;
  mkdirSync(out, { recursive: true });
  const rowFile = createWriteStream(join(out, 'rows.f32'));
  const pageFile = createWriteStream(join(out, 'pages.jsonl'));
  await writeLine(pageFile, { columns: featureNames });
  for (const set of ['wcxb-dev', 'fundus-dev']) {
    for (const page of readCorpus(join(values.data!, `${set}.jsonl`))) {
      const html = decodeBytes({ bytes: readFileSync(page.path), kind: 'html' }).text;
      const parsed = parsePage(html, defaultLimits);
      if (parsed.kind !== 'tree') continue;
      const { tree } = parsed;
      removeHidden(tree);
      const data = readStructuredData(tree);
      const segments = segmentPage(tree);
      const context = contextOf(tree, segments);
      const fold = foldOf(page.url || page.id);
      const rows = featuresOf(context, claimsOf({ data, metadata: readMetadata(tree, data, page.url) }));
      for (const row of rows) rowFile.write(new Uint8Array(row.buffer));
      const texts = segments.map(({ text }) => text);
      await writeLine(pageFile, { id: page.id, set, fold, lang: page.lang, bodies: page.bodies, texts });
    }
  }
  await Promise.all([rowFile, pageFile].map((file) => new Promise((done) => file.end(done))));
}

await main();
