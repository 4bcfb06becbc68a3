import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../eval/write/cases.ts';
import { sentencesOf } from '../../eval/write/faithful.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { extractPage } from '../../src/pipeline/extract/extract.ts';
import { copyLedger } from '../../src/pipeline/verify/copy.ts';
import { readSources } from '../../src/pipeline/verify/read.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { daminOther, daminWorks, sejinPort } from './stories.ts';

const demo = join(import.meta.dirname, '../../demo');
const data = join(import.meta.dirname, '../../../shared/data');
const summariesMax = 25;

function demoDocuments(): SourceDocument[] {
  return readdirSync(demo)
    .filter((name) => name.endsWith('.html'))
    .flatMap((name) => {
      const outcome = extractPage({ body: readFileSync(join(demo, name)) });
      return outcome.kind === 'extracted' ? [{ ...outcome.document, id: 'D1' }] : [];
    });
}

/** Words copied from the source that is copied most, counted as the verifier counts them; and what the writer stated. */
async function copiedAndCap(documents: SourceDocument[]): Promise<[copied: number, cap: number]> {
  const draft = await extractiveWriter.write({ documents, lang: documents[0]?.lang ?? 'en' });
  const ledger = copyLedger(readSources(documents).sources, undefined);
  for (const text of new Set(sentencesOf(draft).map(({ sentence }) => sentence.text)))
    ledger.admit(text, draft.lang);
  return [ledger.most().words, draft.copyCapWords ?? 0];
}

describe('the stated cap', () => {
  it('is not exceeded, as the verifier counts, on the demo pages and the stories', async () => {
    const single = [...demoDocuments(), daminWorks, sejinPort].map((document) => [document]);
    for (const documents of [...single, [daminWorks, { ...daminOther, id: 'D2' }]]) {
      const [copied, cap] = await copiedAndCap(documents);
      expect(copied, documents[0]?.title).toBeLessThanOrEqual(cap);
    }
  });

  it.skipIf(!existsSync(data))('nor on news texts of others (skipped where they are absent)', async () => {
    for (const { id, document } of readCases(data).slice(0, summariesMax)) {
      const [copied, cap] = await copiedAndCap([document]);
      expect(copied, id).toBeLessThanOrEqual(cap);
    }
  });
});
