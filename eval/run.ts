import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measure, Suite } from './suite.ts';

/** `npm run eval -- [suite ...] [--data DIR] [--update] [--allow-regression]`. Floors only rise. */
const suites: Record<string, () => Promise<{ suite: Suite }>> = {
  extract: () => import('./extract/suite.ts'),
  'extract-metadata': () => import('./extract/metadata.ts'),
  feeds: () => import('./feeds/suite.ts'),
  languages: () => import('./languages/suite.ts'),
  'languages-korean': () => import('./languages/korean.ts'),
  'languages-parallel': () => import('./languages/parallel.ts'),
  models: () => import('./models/suite.ts'),
  stories: () => import('./stories/suite.ts'),
  verify: () => import('./verify/suite.ts'),
  write: () => import('./write/suite.ts'),
};

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

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: {
      data: { type: 'string' },
      update: { type: 'boolean' },
      'allow-regression': { type: 'boolean' },
    },
  });
  const dataDir = resolve(
    typeof values.data === 'string' ? values.data : join(import.meta.dirname, '../../shared/data'),
  );
  const names = positionals.filter((word) => word in suites);
  const args = process.argv.slice(2);
  const measures: Measure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(suites)) {
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
