import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodingFromLabel } from '../../src/kit/charset-labels.ts';
import { readFeed } from '../../src/pipeline/sources/parse-feed.ts';
import type { Case, Reader } from './door.ts';
import { feedparserView, valueAt } from './feedparser-view.ts';
import { sameMarkup, sameMoment, sameText } from './judge.ts';
import { type Check, judgeOf } from './plain-checks.ts';

interface Row {
  file: string;
  simple: boolean;
  checks?: Check[];
  headers?: Record<string, string>;
}

export interface Assertion {
  input: Case;
  checks: Check[];
}

/** The assertions of feedparser's own tests that are plain comparisons, by folder. */
export function readAssertions(dataDir: string): Assertion[] {
  const folder = join(dataDir, 'feeds/feedparser');
  const rows = readFileSync(join(folder, 'expect.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  return rows
    .filter((row) => row.simple && row.checks !== undefined)
    .map(({ file, checks = [], headers = {} }) => {
      const header = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const document = `http://127.0.0.1:8097/tests/${file}`;
      const location = header.get('content-location');
      const contentType = header.get('content-type');
      const contentLanguage = header.get('content-language');
      return {
        checks,
        input: {
          file,
          body: readFileSync(join(folder, file)),
          url: addressOf(location, document),
          ...(contentType !== undefined && { contentType }),
          ...(contentLanguage !== undefined && { contentLanguage }),
        },
      };
    });
}

/** A client that follows Content-Location follows it to the web only. */
function addressOf(location: string | undefined, document: string): string {
  const url = location === undefined ? null : URL.parse(location, document);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : document;
}

const notOfTheDoor = new Set(['bozo', 'encoding', 'version']);

/** Those that ask for what every reader gives: every check is of a field of the door. Sanitizing is not reading. */
export function plainOnly(assertions: readonly Assertion[]): Assertion[] {
  return assertions.flatMap(({ input, checks }) => {
    if (/^(?:entities|wellformed\/sanitize)/.test(input.file)) return [];
    const asked = checks.filter((check) => !notOfTheDoor.has(check.path));
    return asked.length > 0 && asked.every((check) => judgeOf(check) !== null)
      ? [{ input, checks: asked }]
      : [];
  });
}

/** Whether a reader's answer passes every check of an assertion; a reader that throws does not. */
export async function passes(reader: Reader, { input, checks }: Assertion): Promise<boolean> {
  try {
    const feed = await reader(input);
    return feed !== null && checks.every((check) => judgeOf(check)?.(feed, check.value) === true);
  } catch {
    return false;
  }
}

function sameEncoding(expected: string, got: unknown): boolean {
  if (typeof got !== 'string') return false;
  if (expected.toLowerCase() === got || expected.toLowerCase().replace('-be', 'be') === got) return true;
  // GBK is read as the larger GB 18030 by both.
  return encodingFromLabel(expected)?.replace(/^gbk$/, 'gb18030') === got.replace(/^gbk$/, 'gb18030');
}

/** Whether our full reading passes all checks of an assertion; `sanitize` is compared as text: we do not sanitize here. */
export function passesInFull({ input, checks }: Assertion): { ok: boolean; failed: string[] } {
  let view: Record<string, unknown>;
  try {
    view = feedparserView(readFeed(input));
  } catch {
    view = { bozo: true, feed: {}, entries: [] };
  }
  const isText = input.file.startsWith('wellformed/sanitize');
  const failed = checks
    .filter(({ path, value }) => !holds(path, value, valueAt(view, path), isText))
    .map(
      ({ path, value }) =>
        `${path}: expected ${JSON.stringify(value)}, got ${JSON.stringify(valueAt(view, path))}`,
    );
  return { ok: failed.length === 0, failed };
}

function holds(path: string, value: unknown, got: unknown, isText: boolean): boolean {
  if (path === 'encoding') return sameEncoding(String(value), got);
  if (path.endsWith('_parsed') && Array.isArray(value)) {
    const [year, month, day, hour, minute, second] = value as number[];
    return sameMoment(Date.UTC(year!, month! - 1, day, hour, minute, second), got as string | undefined);
  }
  if (typeof value === 'boolean' || value === null) return Boolean(got) === Boolean(value);
  if (typeof value === 'string') {
    if (typeof got !== 'string') return false;
    return isText ? sameText(value, got) : sameMarkup(value, got);
  }
  if (typeof value === 'object') return JSON.stringify(sorted(value)) === JSON.stringify(sorted(got));
  return value === got;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
