import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractPage } from '../src/pipeline/extract/extract.ts';

/**
 * `node scripts/make-extract-fixtures.ts [SLUG ...]`: writes `document.json` beside `page.html` for the pages under
 * `test/fixtures/extract`. Read the difference before it is committed: what is written here is what is held to be right.
 */
const folder = join(import.meta.dirname, '../test/fixtures/extract');
const wanted = process.argv.slice(2);

for (const slug of readdirSync(folder).filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const body = readFileSync(join(folder, slug, 'page.html'));
  const outcome = extractPage({ body, url: `https://news.example.org/${slug}` });
  writeFileSync(join(folder, slug, 'document.json'), `${JSON.stringify(outcome, null, 2)}\n`);
  console.log(`${slug}: ${outcome.kind}`);
}
