import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs every gate and closes with one line: `N passed, N failed`. A gate counts as one; tests count one by one. */
const out = mkdtempSync(join(tmpdir(), 'standfirst-ci-'));
const report = join(out, 'tests.json');

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

const gates: [name: string, command: string, ...args: string[]][] = [
  ['lint', 'npm', 'run', '--silent', 'lint'],
  ['types', 'npm', 'run', '--silent', 'types'],
  ['build', 'npm', 'run', '--silent', 'build'],
  [
    'built package',
    'node',
    'dist/main.js',
    'brief',
    'demo/halvern-rate-rise.html',
    '--out',
    join(out, 'brief.md'),
  ],
  ['floors', 'npm', 'run', '--silent', 'eval', '--', '--no-peers', '--jobs', `${availableParallelism()}`],
];

let passed = 0;
let failed = 0;
let skipped = 0;

function run(name: string, command: string, args: string[]): boolean {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  console.log(
    `== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  return status === 0;
}

for (const [name, command, ...args] of gates) {
  if (run(name, command, args)) passed += 1;
  else failed += 1;
}

const testsOk = run('tests', 'npm', [
  'test',
  '--',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${report}`,
]);
if (existsSync(report)) {
  const tests = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  passed += tests.numPassedTests;
  failed += tests.numFailedTests;
  skipped += tests.numPendingTests;
  // A file that could not be loaded has no test to count.
  if (!testsOk && tests.numFailedTests === 0) failed += 1;
} else {
  failed += 1;
}

console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
