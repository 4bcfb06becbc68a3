import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const functionLinesMax = 70;
const fileLinesMax = 400;
const lineCharsMax = 120;

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

const files = ['src', 'test', 'eval', 'scripts']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap(filesUnder);
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** Which part of `src` may import which. Types of a stage may be imported by what composes it. */
const mayImport: Record<string, readonly string[]> = {
  kit: ['kit'],
  domain: ['domain', 'kit'],
  languages: ['languages', 'domain', 'kit'],
  config: ['config', 'domain', 'kit'],
  http: ['http', 'domain', 'kit'],
  models: ['models', 'domain', 'kit'],
  stage: ['domain', 'kit', 'languages'],
  pipeline: ['pipeline', 'stage', 'domain', 'kit', 'languages'],
  views: ['views', 'domain', 'kit', 'languages'],
  db: ['db', 'domain', 'kit', 'languages'],
  queue: ['queue', 'db', 'domain', 'kit'],
  jobs: ['jobs', 'db', 'queue', 'http', 'pipeline', 'stage', 'languages', 'domain', 'kit'],
  reader: ['reader', 'views', 'db', 'domain', 'kit', 'languages'],
  desk: ['desk', 'views', 'db', 'queue', 'domain', 'kit', 'languages'],
  api: ['api', 'domain', 'kit'],
  demo: ['demo', 'domain', 'kit'],
  cli: ['cli', 'views', 'pipeline', 'config', 'domain', 'kit', 'languages'],
};

/** The part of `src` that a file belongs to: `kit`, `stage:extract`, `pipeline`, ... */
function partOf(file: string): string {
  const [, part, stage, rest] = file.split('/');
  if (part === 'pipeline') return rest === undefined ? 'pipeline' : `stage:${stage}`;
  return part?.endsWith('.ts') ? 'root' : (part ?? '');
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const text = textOf.get(file) ?? '';
  const found = text.matchAll(/^(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm);
  return [...found].map((match) => ({
    target: relative(root, resolve(root, dirname(file), match[3] ?? '')),
    typeOnly: match[2] !== undefined,
  }));
}

function importProblems(file: string): string[] {
  const from = partOf(file);
  if (!file.startsWith('src/') || from === 'root') return [];
  return importsOf(file).flatMap(({ target, typeOnly }) => {
    if (!target.startsWith('src/')) return [`${file} imports ${target} from outside src`];
    const to = partOf(target);
    const isTest = file.endsWith('.test.ts');
    if (from === to || isTest) return [];
    if (from.startsWith('stage:') && to.startsWith('stage:'))
      return [`${file} imports another stage: ${target}`];
    if (typeOnly && ['models', 'stage', 'http', 'pipeline'].includes(to.split(':')[0] ?? '')) return [];
    const allowed = mayImport[from.split(':')[0] ?? ''] ?? [];
    return allowed.includes(to.split(':')[0] ?? '') ? [] : [`${file} (${from}) imports ${target} (${to})`];
  });
}

/** Functions over the limit, found by indentation: the formatter makes that exact. */
function longFunctions(file: string): string[] {
  const lines = (textOf.get(file) ?? '').split('\n');
  const problems: string[] = [];
  lines.forEach((line, at) => {
    const head = line.match(
      /^(\s*)(?:export )?(?:async )?(?:function\*? (\w+)|(?:const|let) (\w+)[^=]*= (?:async )?\()/,
    );
    // A declaration, or an arrow function with a body in braces; an expression body ends where its statement does.
    if (!head || (head[3] !== undefined && !/[{(]$/.test(line.trim()))) return;
    const close = lines.findIndex((other, index) => index > at && other.startsWith(`${head[1]}}`));
    if (close - at + 1 > functionLinesMax)
      problems.push(`${file}:${at + 1} ${head[2] ?? head[3]} has ${close - at + 1} lines`);
  });
  return problems;
}

const bannedCalls: { pattern: RegExp; instead: string; allowedIn: RegExp }[] = [
  {
    pattern: /\bprocess\.env\b/,
    instead: 'an option in src/config/options.ts',
    allowedIn: /^(src\/config\/|test\/|eval\/|scripts\/|src\/.*\.test\.ts)/,
  },
  {
    // Jobs are fetched too: from pg-boss.
    pattern: /(?<!\bboss\.)\bfetch\(/,
    instead: 'the guarded client in src/http',
    allowedIn: /^(src\/http\/|src\/models\/|test\/|eval\/|src\/.*\.test\.ts)/,
  },
  {
    pattern: /\bconsole\.(log|error|warn)\(/,
    instead: 'the output that the door was given',
    allowedIn: /^(eval\/|scripts\/)/,
  },
  { pattern: /\beval\(|new Function\(/, instead: 'nothing: it is never right here', allowedIn: /^$/ },
  { pattern: /\b(it|test|describe)\.(only|todo)\b/, instead: 'a test that runs', allowedIn: /^$/ },
];

function bannedIn(file: string): string[] {
  if (file === 'test/tidy.test.ts') return [];
  const text = textOf.get(file) ?? '';
  return bannedCalls
    .filter(({ pattern, allowedIn }) => pattern.test(text) && !allowedIn.test(file))
    .map(({ pattern, instead }) => `${file}: ${pattern.source}; use ${instead}`);
}

describe('the house is tidy', () => {
  it('imports run one way', () => expect(files.flatMap(importProblems)).toEqual([]));

  it(`no file is longer than ${fileLinesMax} lines`, () => {
    const long = files.filter((file) => (textOf.get(file) ?? '').split('\n').length - 1 > fileLinesMax);
    expect(long).toEqual([]);
  });

  it(`no function is longer than ${functionLinesMax} lines`, () =>
    expect(files.flatMap(longFunctions)).toEqual([]));

  it(`no line is wider than ${lineCharsMax} characters, but for long strings and patterns`, () => {
    const wide = files.flatMap((file) =>
      (textOf.get(file) ?? '')
        .split('\n')
        .flatMap((line, at) =>
          line.length > lineCharsMax && !/['"`/]/.test(line) ? [`${file}:${at + 1}`] : [],
        ),
    );
    expect(wide).toEqual([]);
  });

  it('no default export, no index.ts', () => {
    const bad = files.filter(
      (file) => /^export default /m.test(textOf.get(file) ?? '') || file.endsWith('/index.ts'),
    );
    expect(bad).toEqual([]);
  });

  it('nothing banned is called', () => expect(files.flatMap(bannedIn)).toEqual([]));
});
