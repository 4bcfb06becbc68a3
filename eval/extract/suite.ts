import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readLines } from '../../src/kit/json-lines.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { type LabelledPage, readCorpus } from './corpus.ts';
import { type Matching, matchShingles, mean, quantile, scoreOf, totalOf, wordF1 } from './scores.ts';

const peers = ['readability', 'defuddle', 'extractus'];
const pageTimeoutMs = 60_000;
const worstPages = 15;

interface Answer {
  id?: string;
  text?: string;
  cpuMs?: number;
  peakRssMb?: number;
}

interface PageScore {
  page: LabelledPage;
  matching: Matching;
  f1: number;
  words: number;
}

/**
 * Options: `--command "CMD"` scores a command ({id, path, url} per line in, {id, text} per line out) instead of ours and the
 * peers; `--folder DIR` takes the lists of that folder (`NAME.jsonl`); `--no-peers`; `--worst` lists the weakest pages. With
 * `FOLDS=DIR` (of `scripts/train-extract/train.py`) ours runs with weights that have not seen the page's site.
 */
export const suite: Suite = {
  name: 'extract',
  about: 'body text of pages: shingle F1 (article-extraction benchmark) and word F1 (WCXB)',
  async run(options) {
    const folder = optionOf(options, '--folder') ?? join(options.dataDir, 'extract');
    const command = optionOf(options, '--command');
    const lists = listsIn(folder);
    if (lists.length === 0) options.print(`skipped: no labelled pages in ${folder}`);
    const measures: Measure[] = [];
    for (const list of lists) {
      const pages = readCorpus(list);
      const set = basename(list, '.jsonl');
      const names = command ? ['command'] : options.args.includes('--no-peers') ? [] : peers;
      const ours = process.env.FOLDS ? ['standfirst-held-out'] : ['standfirst'];
      for (const name of command ? names : [...ours, ...names]) {
        measures.push(...(await measureOne({ name, command, set, pages, options })));
      }
    }
    return measures;
  },
};

/** Lists whose rows carry a body; lists of dates alone are another suite's. */
function listsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && !name.startsWith('htmldate'))
    .map((name) => join(folder, name))
    .sort();
}

function optionOf({ args }: SuiteOptions, name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

interface Task {
  name: string;
  command: string | undefined;
  set: string;
  pages: LabelledPage[];
  options: SuiteOptions;
}

async function measureOne({ name, command, set, pages, options }: Task): Promise<Measure[]> {
  const ours = join(import.meta.dirname, 'extract-lines.ts');
  const answers = await ask(command ?? `"${process.execPath}" "${ours}" ${name}`, pages);
  const scores = pages.map((page) => scorePage(page, answers.texts.get(page.id) ?? ''));
  const total = totalOf(scores.map(({ matching }) => matching));
  const informative = name !== 'standfirst';
  const key = (what: string) => `extract/${set}/${what}${informative ? `/${name}` : ''}`;
  const cases = pages.length;
  const figure = (what: string, value: number): Measure => ({ key: key(what), value, cases, informative });
  const aside = (what: string, value: number): Measure => ({ ...figure(what, value), informative: true });
  options.print(
    `${set} ${name.padEnd(12)} shingles ${total.f1.toFixed(3)} (${total.precision.toFixed(3)}/${total.recall.toFixed(3)})` +
      ` words ${mean(scores.map(({ words }) => words)).toFixed(3)} empty ${answers.empty}`,
  );
  if (options.args.includes('--worst')) printWorst(scores, options);
  const measures = [
    figure('shingle-f1', total.f1),
    figure('word-f1', mean(scores.map(({ words }) => words))),
  ];
  if (answers.cpuMs.length > 0) {
    measures.push(aside('cpu-ms-median', quantile(answers.cpuMs, 0.5)));
    measures.push(aside('cpu-ms-p95', quantile(answers.cpuMs, 0.95)));
  }
  if (answers.peakRssMb) measures.push(aside('peak-rss-mb', answers.peakRssMb));
  return measures;
}

function scorePage(page: LabelledPage, text: string): PageScore {
  const matchings = page.bodies.map((body) => matchShingles(body, text));
  const matching = matchings.reduce((best, other) => (scoreOf(other).f1 > scoreOf(best).f1 ? other : best));
  const words = Math.max(...page.bodies.map((body) => wordF1(body, text)));
  return { page, matching, f1: scoreOf(matching).f1, words };
}

function printWorst(scores: PageScore[], { print }: SuiteOptions): void {
  const worst = [...scores].sort((a, b) => a.f1 - b.f1).slice(0, worstPages);
  for (const { page, matching, f1 } of worst) {
    const { precision, recall } = scoreOf(matching);
    print(`  ${f1.toFixed(3)} (${precision.toFixed(2)}/${recall.toFixed(2)}) ${page.id} ${page.url}`);
  }
}

interface Answers {
  texts: Map<string, string>;
  cpuMs: number[];
  peakRssMb: number | undefined;
  empty: number;
}

/** Runs the command over all pages; a page that it does not answer counts as empty. */
async function ask(command: string, pages: LabelledPage[]): Promise<Answers> {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  child.stdin.end(pages.map(({ id, path, url }) => `${JSON.stringify({ id, path, url })}\n`).join(''));
  const answers: Answers = { texts: new Map(), cpuMs: [], peakRssMb: undefined, empty: 0 };
  const silence = setTimeout(() => child.kill(), pageTimeoutMs);
  for await (const line of readLines(child.stdout)) {
    silence.refresh();
    if (!line) continue;
    const answer = JSON.parse(line) as Answer;
    if (answer.id !== undefined) answers.texts.set(answer.id, answer.text ?? '');
    if (answer.cpuMs !== undefined) answers.cpuMs.push(answer.cpuMs);
    if (answer.peakRssMb !== undefined) answers.peakRssMb = answer.peakRssMb;
  }
  clearTimeout(silence);
  answers.empty = pages.filter(({ id }) => !answers.texts.get(id)).length;
  return answers;
}
