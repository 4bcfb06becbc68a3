import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Brief } from '../src/domain/brief.ts';
import { sha256 } from '../src/kit/hash.ts';
import { renderBriefHtml } from '../src/views/html/page.ts';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);
const schema = JSON.parse(readFileSync(resolve(root, 'schema', 'brief.schema.json'), 'utf8'));

const stories: { story: string; names: string[] }[] = [
  {
    story: 'several originals in two languages',
    names: ['bridge-averil-courier', 'bridge-northern-ledger', 'bridge-mirnaru-ko'],
  },
  { story: 'a Korean original', names: ['cheongram-fire-ko'] },
  { story: 'an English original', names: ['halvern-rate-rise'] },
];

/** What the command line prints of the demo pages: nothing in between is skipped. */
async function briefOf(names: readonly string[]): Promise<Brief> {
  const pages = names.map((name) => resolve(root, 'demo', `${name}.html`));
  const command = [resolve(root, 'bin', 'standfirst.js'), 'brief', ...pages, '--format', 'json'];
  const { stdout } = await run(process.execPath, command, { cwd: root, maxBuffer: 16_000_000 });
  return JSON.parse(stdout) as Brief;
}

describe.each(stories)('the brief of $story', ({ names }) => {
  let brief: Brief;
  beforeAll(async () => {
    expect(names.every((name) => existsSync(resolve(root, 'demo', `${name}.html`)))).toBe(true);
    brief = await briefOf(names);
  });

  it('is what the public schema says', () => {
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
    expect(validate(brief), JSON.stringify(validate.errors)).toBe(true);
  });

  it('carries every passage that it cites, and each quote where it says, with its hash', () => {
    const cited = brief.claims.flatMap(({ evidence }) => evidence);
    expect(cited.length).toBeGreaterThan(5);
    for (const { passage, start, end, quote, hash } of cited) {
      const known = brief.passages[passage];
      expect(known, passage).toBeDefined();
      expect(known?.text.slice(start - known.start, end - known.start)).toBe(quote);
      expect(hash).toBe(sha256(quote));
    }
  });

  it('names no sentence, source or passage that it does not hold', () => {
    const claims = new Set(brief.claims.map(({ id }) => id));
    const named = [
      brief.headline,
      brief.standfirst,
      ...brief.lede,
      ...brief.background,
      brief.pullQuote?.claim,
    ];
    named.push(...brief.sections.flatMap(({ crosshead, sentences }) => [crosshead, ...sentences]));
    named.push(...brief.keyFigures.map(({ claim }) => claim), ...brief.whoSaysWhat.map(({ claim }) => claim));
    expect(named.filter((id) => id !== null && id !== undefined && !claims.has(id))).toEqual([]);
    const sources = new Set(brief.sources.map(({ id }) => id));
    expect(Object.values(brief.passages).filter(({ document }) => !sources.has(document))).toEqual([]);
  });

  it('shows every kept sentence on the page with a note of its own or one that it shares', async () => {
    const page = await renderBriefHtml(brief, { fonts: 'none' });
    const text = page.replace(/<sup[^>]*>\d+<\/sup>|<[^>]*>/g, '');
    const body = [
      ...brief.lede,
      ...brief.sections.flatMap(({ sentences }) => sentences),
      ...brief.background,
    ];
    expect(body.length).toBeGreaterThan(3);
    for (const id of body) {
      const words = brief.claims.find((claim) => claim.id === id)?.text.split(/["'&<>]/)[0] ?? '';
      expect(text).toContain(words.replace(/\s+/g, ' ').trim());
    }
  });
});
