import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One labelled text against one source. */
export interface FaithCase {
  id: string;
  /** `frank-cnndm`, `frank-xsum`, `summedits-news`, `bump`, `kornli` ... */
  set: string;
  /** Cases with one source belong together: never split over folds. */
  group: string;
  lang: string;
  source: string;
  text: string;
  unsupported: boolean;
  errorType?: string;
  /** The supported text that this one was made from. */
  pair?: string;
  title?: string;
  publishedAt?: string;
  /** Where it is another language than the text's. */
  sourceLang?: string;
  /** Further documents that it was written from. */
  beside?: FaithSource[];
}

export interface FaithSource {
  title: string;
  text: string;
  publishedAt: string;
}

interface FaithRow {
  id: string;
  set: string;
  lang: string;
  source_text: string;
  summary_text: string;
  label: 'supported' | 'unsupported';
  error_type?: string;
  group?: string;
  subset?: string;
  pair?: string;
}

interface NliRow {
  premise: string;
  hypothesis: string;
  label: 'entailment' | 'neutral' | 'contradiction';
}

function linesOf<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function fromRow(row: FaithRow): FaithCase {
  const set = row.set === 'frank' && row.subset ? `frank-${row.subset}` : row.set;
  return {
    id: row.id,
    set,
    group: row.group ?? row.id,
    lang: row.lang,
    source: row.source_text,
    text: row.summary_text,
    unsupported: row.label === 'unsupported',
    ...(row.error_type ? { errorType: row.error_type } : {}),
    ...(row.pair ? { pair: row.pair } : {}),
  };
}

function fromNli(row: NliRow, at: number): FaithCase {
  return {
    id: `kornli-${at}`,
    set: 'kornli',
    group: row.premise,
    lang: 'ko',
    source: row.premise,
    text: row.hypothesis,
    unsupported: row.label !== 'entailment',
    ...(row.label === 'entailment' ? {} : { errorType: row.label }),
  };
}

const files = ['frank-valid', 'summedits-news', 'summedits-ectsum', 'summedits-scitldr', 'bump'];

/** The development sets of supported and unsupported texts; empty where the folder is absent. */
export function faithCases(dataDir: string): FaithCase[] {
  const folder = join(dataDir, 'faith');
  const english = files.flatMap((file) => linesOf<FaithRow>(join(folder, `${file}.jsonl`)).map(fromRow));
  return [...english, ...linesOf<NliRow>(join(folder, 'kornli-dev.jsonl')).map(fromNli)];
}
