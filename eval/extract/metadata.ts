import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { decodeBytes } from '../../src/kit/charset.ts';
import { parseDateValue } from '../../src/kit/date-text.ts';
import { extractPage } from '../../src/pipeline/extract/extract.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';

/** What an extractor says of a page, in its own words. */
interface Answer {
  title: string;
  authors: string[];
  date: string;
  lang: string;
}

interface Row {
  id: string;
  file: string;
  url?: string;
  lang?: string;
  title?: string | null;
  authors?: string[] | null;
  date?: string | null;
}

type MetadataReader = (html: string, url: string) => Answer | Promise<Answer>;

const names = (text: string | null | undefined): string[] => (text ? [text] : []);

/** Ours, and the two libraries with the best metadata among those a TypeScript user can pick today. */
const readers: Record<string, MetadataReader> = {
  standfirst(html, url) {
    const outcome = extractPage({ body: html, ...(url ? { url } : {}) });
    const document = outcome.kind === 'refused' ? undefined : outcome.document;
    return {
      title: document?.title ?? '',
      authors: document?.byline ?? [],
      date: document?.publishedAt ?? '',
      lang: document?.lang ?? '',
    };
  },
  readability(html) {
    const { document } = parseHTML(html);
    for (const template of document.querySelectorAll('template')) template.remove();
    const read = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0]).parse();
    return {
      title: read?.title ?? '',
      authors: names(read?.byline),
      date: read?.publishedTime ?? '',
      lang: read?.lang ?? '',
    };
  },
  async defuddle(html, url) {
    const { document } = parseHTML(html);
    const read = await Defuddle(
      document as unknown as Parameters<typeof Defuddle>[0],
      url || 'https://example.org/',
      { useAsync: false },
    );
    return { title: read.title, authors: names(read.author), date: read.published, lang: read.language };
  },
};

/** Spaces, case and the shape of quotation marks do not make a title wrong. */
function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’`´ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The set of names, whatever their order, case, and how they were joined. */
function foldNames(authors: readonly string[]): string {
  const parts = authors.flatMap((author) => author.split(/\s*(?:,|;|\||&|·|、|\band\b|\bund\b|\bet\b)\s*/iu));
  const folded = parts.map((part) =>
    foldText(part)
      .replace(/^by\s+/, '')
      .replace(/[.,]/g, ''),
  );
  return [...new Set(folded.filter((part) => part !== ''))].sort().join(' | ');
}

/** Same calendar day, in the label's zone or in UTC: publishers and labels differ in which one they state. */
function sameDay(label: string, given: string): boolean {
  if (given === '') return false;
  const found = parseDateValue(given);
  if (!found) return false;
  const days = (text: string): string[] => {
    const instant = /\dT?\s?\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Date.parse(text.replace(' ', 'T'))
      : Number.NaN;
    return [
      text.slice(0, 10),
      ...(Number.isNaN(instant) ? [] : [new Date(instant).toISOString().slice(0, 10)]),
    ];
  };
  const pad = (value: number) => String(value).padStart(2, '0');
  const plain = `${found.year}-${pad(found.month)}-${pad(found.day)}`;
  return [...days(given), plain].some((day) => days(label).includes(day));
}

interface Tally {
  right: number;
  given: number;
  cases: number;
}

const fields = ['title', 'author', 'date'] as const;

function judge(
  row: Row,
  answer: Answer,
): Partial<Record<(typeof fields)[number], { right: boolean; given: boolean }>> {
  return {
    ...(row.title
      ? { title: { right: foldText(row.title) === foldText(answer.title), given: answer.title !== '' } }
      : {}),
    ...(row.authors && row.authors.length > 0
      ? {
          author: {
            right: foldNames(row.authors) === foldNames(answer.authors),
            given: answer.authors.length > 0,
          },
        }
      : {}),
    ...(row.date ? { date: { right: sameDay(row.date, answer.date), given: answer.date !== '' } } : {}),
  };
}

async function readSafely(reader: MetadataReader, html: string, url: string): Promise<Answer> {
  try {
    return await reader(html, url);
  } catch {
    return { title: '', authors: [], date: '', lang: '' };
  }
}

async function measureSet(reader: string, rows: Row[], folder: string, set: string, options: SuiteOptions) {
  const tallies = new Map<string, Tally>();
  const wrong = options.args.includes('--wrong');
  let cpuMs = 0;
  for (const row of rows) {
    const bytes = readFileSync(join(folder, row.file));
    const html = decodeBytes({
      bytes: row.file.endsWith('.gz') ? gunzipSync(bytes) : bytes,
      kind: 'html',
    }).text;
    const before = process.cpuUsage();
    const answer = await readSafely(readers[reader]!, html, row.url ?? '');
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1000;
    for (const [field, { right, given }] of Object.entries(judge(row, answer))) {
      const tally = tallies.get(field) ?? { right: 0, given: 0, cases: 0 };
      tally.cases++;
      if (right) tally.right++;
      if (given) tally.given++;
      tallies.set(field, tally);
      if (wrong && !right && reader === 'standfirst')
        options.print(
          `  ${set} ${field} ${row.id}\n    want ${JSON.stringify(wanted(row, field))}\n    got  ${JSON.stringify(gotten(answer, field))}`,
        );
    }
  }
  options.print(
    `${set} ${reader}: ${(cpuMs / Math.max(1, rows.length)).toFixed(1)} CPU ms a page, ${line(tallies)}`,
  );
  return tallies;
}

const wanted = (row: Row, field: string) =>
  field === 'author' ? row.authors : field === 'date' ? row.date : row.title;
const gotten = (answer: Answer, field: string) =>
  field === 'author' ? answer.authors : field === 'date' ? answer.date : answer.title;

function line(tallies: Map<string, Tally>): string {
  return [...tallies]
    .map(
      ([field, t]) =>
        `${field} ${(t.right / t.cases).toFixed(3)} (${(t.right / Math.max(1, t.given)).toFixed(3)} when given)`,
    )
    .join(', ');
}

/** Options: `--sets a,b`; `--sample N` (every k-th page); `--no-peers`; `--wrong` lists our errors. */
export const suite: Suite = {
  name: 'extract-metadata',
  about: 'title, author and publication date of labelled pages; a missing answer is a wrong one',
  async run(options) {
    const folder = join(options.dataDir, 'extract');
    const chosen = optionOf(options, '--sets')?.split(',') ?? ['wcxb-dev', 'fundus-dev', 'htmldate-dev'];
    const sample = Number(optionOf(options, '--sample') ?? 0);
    const measures: Measure[] = [];
    for (const set of chosen) {
      const list = join(folder, `${set}.jsonl`);
      if (!existsSync(list)) {
        options.print(`skipped: no ${basename(list)} in ${folder}`);
        continue;
      }
      const all = readFileSync(list, 'utf8')
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text) as Row);
      const step = sample > 0 ? Math.max(1, Math.floor(all.length / sample)) : 1;
      const rows = all.filter((_, at) => at % step === 0);
      for (const reader of options.args.includes('--no-peers') ? ['standfirst'] : Object.keys(readers)) {
        const tallies = await measureSet(reader, rows, folder, set, options);
        for (const [field, tally] of tallies) {
          measures.push({
            key: `extract-metadata/${set}/${field}${reader === 'standfirst' ? '' : `/${reader}`}`,
            value: tally.right / tally.cases,
            cases: tally.cases,
            informative: reader !== 'standfirst' || step > 1,
          });
        }
      }
    }
    return measures;
  },
};

function optionOf(options: SuiteOptions, name: string): string | undefined {
  const at = options.args.indexOf(name);
  return at < 0 ? undefined : options.args[at + 1];
}
