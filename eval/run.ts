import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measure, Suite } from './suite.ts';

/**
 * `npm run eval -- [suite ...] [--data DIR] [--jobs N] [--update] [--allow-regression]`. Floors only rise. With `--jobs`,
 * suites run in processes of their own, so many at a time; floors are then held to, not changed.
 */
const suites: Record<string, () => Promise<{ suite: Suite }>> = {
  disagreements: () => import('./disagreements/suite.ts'),
  encoder: () => import('./encoder/suite.ts'),
  extract: () => import('./extract/suite.ts'),
  'extract-metadata': () => import('./extract/metadata.ts'),
  feeds: () => import('./feeds/suite.ts'),
  languages: () => import('./languages/suite.ts'),
  'languages-korean': () => import('./languages/korean.ts'),
  'languages-parallel': () => import('./languages/parallel.ts'),
  models: () => import('./models/suite.ts'),
  repair: () => import('./verify/repair.ts'),
  related: () => import('./related/suite.ts'),
  search: () => import('./search/suite.ts'),
  stories: () => import('./stories/suite.ts'),
  verify: () => import('./verify/suite.ts'),
  write: () => import('./write/suite.ts'),
};

/** These start first, so that none of them is left over at the end. */
const long = new Set(['stories', 'verify', 'extract', 'write']);

const baselinePath = join(import.meta.dirname, 'baseline.json');
/** A figure may fall this much below its floor before it counts: noise of sampling order, never of luck. */
const slack = 0.0005;

type Baseline = Record<string, { floor: number; cases: number }>;

function readBaseline(): Baseline {
  return existsSync(baselinePath) ? (JSON.parse(readFileSync(baselinePath, 'utf8')) as Baseline) : {};
}

function isWorse(measure: Measure, floor: number): boolean {
  return measure.lowerIsBetter ? measure.value > floor + slack : measure.value < floor - slack;
}

function isBetter(measure: Measure, floor: number): boolean {
  return measure.lowerIsBetter ? measure.value < floor : measure.value > floor;
}

/** Compares with the floors; returns the keys that fell. With `update`, lifts floors (lowers none unless allowed). */
function holdToFloors(measures: Measure[], update: boolean, allowRegression: boolean): string[] {
  const baseline = readBaseline();
  const fallen = measures.filter(
    (m) => !m.informative && baseline[m.key] && isWorse(m, baseline[m.key]!.floor),
  );
  if (update && (fallen.length === 0 || allowRegression)) {
    for (const measure of measures.filter((m) => !m.informative)) {
      const old = baseline[measure.key];
      if (!old || isBetter(measure, old.floor) || allowRegression) {
        baseline[measure.key] = { floor: Math.round(measure.value * 1e4) / 1e4, cases: measure.cases };
      }
    }
    const sorted = Object.fromEntries(Object.entries(baseline).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(baselinePath, `${JSON.stringify(sorted, null, 2)}\n`);
  }
  return fallen.map((m) => `${m.key}: ${m.value.toFixed(4)}, floor ${baseline[m.key]?.floor}`);
}

/** One suite in a process of its own; what it prints is shown in one piece when it ends. */
async function runApart(name: string, args: readonly string[]): Promise<boolean> {
  const started = Date.now();
  const child = spawn(process.execPath, [import.meta.filename, name, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => printed.push(chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  process.stdout.write(Buffer.concat(printed));
  console.log(
    `${name}: ${status === 0 ? 'holds' : 'FAILED'}, ${Math.round((Date.now() - started) / 1000)} s`,
  );
  return status === 0;
}

/** Flags, with their values where they have one. */
function withoutNames(args: readonly string[]): string[] {
  return args.filter((arg, at) => !(arg in suites) && arg !== '--jobs' && args[at - 1] !== '--jobs');
}

async function runSideBySide(
  names: readonly string[],
  args: readonly string[],
  jobs: number,
): Promise<number> {
  const waiting = names.toSorted((a, b) => Number(long.has(b)) - Number(long.has(a)));
  const failed: string[] = [];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await runApart(name, args))) failed.push(name);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  console.log(failed.length === 0 ? 'All suites hold.' : `Suites that do not hold: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: {
      data: { type: 'string' },
      jobs: { type: 'string' },
      update: { type: 'boolean' },
      'allow-regression': { type: 'boolean' },
    },
  });
  const dataDir = resolve(
    typeof values.data === 'string' ? values.data : join(import.meta.dirname, '../../shared/data'),
  );
  const asked = positionals.filter((word) => word in suites);
  const names = asked.length > 0 ? asked : Object.keys(suites);
  const args = process.argv.slice(2);
  const jobs = Number(values.jobs ?? 1);
  if (jobs > 1 && names.length > 1 && !values.update) return runSideBySide(names, withoutNames(args), jobs);
  const measures: Measure[] = [];
  for (const name of names) {
    const { suite } = await suites[name]!();
    console.log(`\n# ${suite.name}: ${suite.about}`);
    measures.push(...(await suite.run({ dataDir, args, print: (line) => console.log(line) })));
  }
  for (const m of measures)
    console.log(`${m.key.padEnd(56)} ${m.value.toFixed(4).padStart(10)}  n=${m.cases}`);
  const fallen = holdToFloors(measures, values.update === true, values['allow-regression'] === true);
  for (const line of fallen) console.error(`BELOW ITS FLOOR  ${line}`);
  console.log(`${measures.length} figures, ${fallen.length} below their floor`);
  return fallen.length === 0 ? 0 : 1;
}

process.exitCode = await main();
