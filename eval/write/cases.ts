import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { packFor } from '../../src/languages/languages.ts';

/** A document with a summary that a person wrote, both as sentences. */
export interface SummaryCase {
  id: string;
  set: string;
  document: SourceDocument;
  reference: string[];
}

interface Row {
  id: string;
  lang: string;
  source_text: string;
  reference?: string;
  summary_text?: string;
  label?: string;
}

const files: readonly { set: string; path: string }[] = [
  { set: 'summeval', path: 'summaries/summeval.dev.jsonl' },
  { set: 'bump', path: 'faith/bump.jsonl' },
];

function rowsOf(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** The summary sets that are there: SummEval's first reference, and BUMP's unaltered reference summaries. */
export function readCases(dataDir: string): SummaryCase[] {
  return files
    .map(({ set, path }) => ({ set, path: join(dataDir, path) }))
    .filter(({ path }) => existsSync(path))
    .flatMap(({ set, path }) =>
      rowsOf(path)
        .filter((row) => row.label === undefined || row.label === 'supported')
        .map((row) => ({
          id: row.id,
          set,
          document: { id: 'D1', title: '', text: row.source_text, lang: row.lang },
          reference: packFor(row.lang)
            .sentences(row.reference ?? row.summary_text ?? '')
            .map((sentence) => sentence.text),
        })),
    );
}
