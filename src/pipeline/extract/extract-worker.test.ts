import { afterEach, describe, expect, it } from 'vitest';
import { ExtractWorker } from './extract-worker.ts';

const paragraphs = Array.from({ length: 10 }, (_, at) => {
  const year = 2000 + at;
  return `<p>In ${year} the council opened gate ${at} after ${at + 2} years of work, and the mayor said that it would hold ${at * 7 + 11} million litres.</p>`;
});
const story = `<!doctype html><html lang="en"><head><title>Dam opens - The Post</title></head><body><article><h1>Dam opens</h1>${paragraphs.join('')}</article></body></html>`;

const workers: ExtractWorker[] = [];

function open(limits: ConstructorParameters<typeof ExtractWorker>[0] = {}): ExtractWorker {
  const worker = new ExtractWorker(limits);
  workers.push(worker);
  return worker;
}

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close();
});

/** Pages made to be slow or large; each must end in an outcome, and the next page must be read. */
const hostile: [string, () => string | Uint8Array][] = [
  ['20 MB of text', () => 'a '.repeat(10 * 1024 * 1024)],
  ['20 MB of bytes', () => new Uint8Array(20 * 1024 * 1024).fill(0x61)],
  ['10,000 nested elements', () => '<div>'.repeat(10_000)],
  ['a million nested inline elements', () => '<b>'.repeat(1_000_000)],
  [
    'a million attributes',
    () => `<p ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}=1`).join(' ')}>x`,
  ],
  ['a million empty elements', () => '<br>'.repeat(1_000_000)],
  [
    'formatting elements that multiply',
    () => Array.from({ length: 400 }, (_, at) => `<b id=${at}>`).join('') + '<p>x</p>'.repeat(50_000),
  ],
  ['a table full of misplaced markup', () => `<table>${'<i>x</i>'.repeat(100_000)}`],
  ['misplaced text and tables', () => '<table>a<tr>b'.repeat(100_000)],
  [
    'a style sheet of 10 MB',
    () => `<style>${'.a .b{display:none}'.repeat(500_000)}</style>${'<p class="a b">x</p>'.repeat(20_000)}`,
  ],
  ['JSON-LD of 10 MB', () => `<script type="application/ld+json">${'{"@graph":['.repeat(900_000)}</script>`],
  ['unclosed comments', () => '<!--'.repeat(2_000_000)],
  ['entities without end', () => '&amp;lt;'.repeat(1_500_000)],
  ['null bytes', () => '\0'.repeat(5_000_000)],
  [
    'digits and separators',
    () => `<h1>x</h1><p>${'2026-'.repeat(100_000)}</p>${'<p>1.2.3/4 - 5 March </p>'.repeat(30_000)}`,
  ],
];

describe('a hostile page ends in an outcome and the worker goes on', () => {
  it.each(hostile)('%s', async (_name, make) => {
    const worker = open();
    const outcome = await worker.run({ body: make() });
    expect(['refused', 'no-article', 'extracted']).toContain(outcome.kind);
    if (outcome.kind === 'refused') expect(outcome.message.length).toBeGreaterThan(20);
    expect((await worker.run({ body: story })).kind).toBe('extracted');
  });

  it('says which limit was broken', async () => {
    const worker = open();
    expect(await worker.run({ body: 'x'.repeat(16 * 1024 * 1024) })).toMatchObject({
      code: 'too-many-bytes',
    });
    expect(await worker.run({ body: '<div>'.repeat(10_000) })).toMatchObject({ code: 'too-deep' });
    expect(await worker.run({ body: '<br>'.repeat(1_000_000) })).toMatchObject({ code: 'too-many-nodes' });
  });
});

describe('ExtractWorker', () => {
  it('ends a page that takes too long, and reads the next', async () => {
    const worker = open({ timeoutMs: 1, nodesMax: 5_000_000 });
    const slow = await worker.run({ body: '<p>x</p>'.repeat(300_000) });
    expect(slow).toMatchObject({ kind: 'refused', code: 'timed-out' });
    expect(await worker.run({ body: 'x'.repeat(16 * 1024 * 1024) })).toMatchObject({
      code: 'too-many-bytes',
    });
  });

  it('ends a page that takes too much memory', async () => {
    const worker = open({ memoryMbMax: 40, nodesMax: 10_000_000, timeoutMs: 30_000 });
    const outcome = await worker.run({ body: '<p>x</p>'.repeat(1_200_000) });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'out-of-memory' });
  });

  it('reads pages that come at once, each with its own answer', async () => {
    const worker = open();
    const titles = Array.from({ length: 12 }, (_, at) => `Dam ${at} opens`);
    const outcomes = await Promise.all(
      titles.map((title) => worker.run({ body: story.replaceAll('Dam opens', title) })),
    );
    expect(outcomes.map((outcome) => outcome.kind === 'extracted' && outcome.document.title)).toEqual(titles);
  });

  it('rejects with the reason of the signal, waiting or running, and reads the others', async () => {
    const worker = open({ nodesMax: 5_000_000 });
    const running = new AbortController();
    const waiting = new AbortController();
    const first = worker.run({ body: '<p>x</p>'.repeat(500_000) }, { signal: running.signal });
    const second = worker.run({ body: story }, { signal: waiting.signal });
    const third = worker.run({ body: story });
    waiting.abort(new Error('not wanted'));
    running.abort(new Error('too slow for me'));
    await expect(first).rejects.toThrow('too slow for me');
    await expect(second).rejects.toThrow('not wanted');
    expect((await third).kind).toBe('extracted');
    await expect(worker.run({ body: story }, { signal: running.signal })).rejects.toThrow('too slow');
  });

  it('rejects what is left when it is closed, and everything after', async () => {
    const worker = open();
    const left = worker.run({ body: story });
    const closing = worker.close();
    await expect(left).rejects.toThrow('closed');
    await closing;
    await expect(worker.run({ body: story })).rejects.toThrow('closed');
  });
});
