import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExtractOutcome } from '../src/domain/document.ts';
import { extractPage } from '../src/pipeline/extract/extract.ts';

const folder = join(import.meta.dirname, 'fixtures/extract');

/** Where two values first differ, as a path, with both sides; null where they are equal. */
function firstDifference(expected: unknown, actual: unknown, path = 'outcome'): string | null {
  if (Object.is(expected, actual)) return null;
  const isBranch = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isBranch(expected) || !isBranch(actual))
    return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const found = firstDifference(expected[key], actual[key], `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function documentOf(slug: string): ExtractOutcome {
  const body = readFileSync(join(folder, slug, 'page.html'));
  // A round trip through JSON: what a door prints.
  return JSON.parse(
    JSON.stringify(extractPage({ body, url: `https://news.example.org/${slug}` })),
  ) as ExtractOutcome;
}

const slugs = existsSync(folder) ? readdirSync(folder).sort() : [];

describe('pages with traps become the documents that were agreed on', () => {
  it.each(slugs)('%s', (slug) => {
    const expected = JSON.parse(readFileSync(join(folder, slug, 'document.json'), 'utf8')) as unknown;
    expect(firstDifference(expected, documentOf(slug))).toBeNull();
  });

  it.each(slugs)(
    '%s: text that is not the body is marked "OUT" in the page and never in the text',
    (slug) => {
      const outcome = documentOf(slug);
      const text = outcome.kind === 'refused' ? '' : (outcome.document?.text ?? '');
      expect(text.length).toBeGreaterThan(400);
      expect(text).not.toMatch(/\bOUT\b/);
      const page = readFileSync(join(folder, slug, 'page.html'), 'utf8');
      expect(page.match(/\bOUT\b/g)?.length ?? 0).toBeGreaterThan(5);
    },
  );
});
