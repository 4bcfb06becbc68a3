import { describe, expect, it } from 'vitest';
import { demoDocuments } from '../../eval/stories/demo.ts';
import { openVectors } from '../../eval/stories/meaning.ts';
import { streamThrough } from '../../eval/stories/streams.ts';
import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import { cli, lines } from '../support/cli.ts';

const shut = { id: 1, title: 'Averil Bridge shut after 31 broken wires are found', lang: 'en' };
const korean = { id: 'ko', title: '끊어진 강선 31개 발견…애버릴 다리 폐쇄' };
const rates = { id: 3, title: 'Central bank of Halvern raises its interest rate to 4.5 percent' };
const input = (...rows: unknown[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

describe('standfirst cluster', () => {
  it('answers each line as it comes and goes on after what cannot be read', async () => {
    const { status, stdout } = await cli(['cluster'], {
      stdin: `${input(shut, rates)}x\n${input({ id: 4 }, { ...shut, id: 5 })}`,
    });
    expect(status).toBe(0);
    expect(lines(stdout)).toMatchObject([
      { id: 1, story: '1', joined: false, score: 1, why: [] },
      { id: 3, story: '3', joined: false },
      { id: null, error: { code: 'bad-json' } },
      { id: 4, error: { code: 'bad-input' } },
      { id: 5, story: '1', joined: true, copyOf: '1', why: [{ kind: 'copy-of', items: ['1'] }] },
    ]);
  });

  it('with --final says where every document ends, languages together', async () => {
    const { stdout } = await cli(['cluster', '--final'], { stdin: input(shut, korean, rates) });
    expect(lines(stdout).slice(3)).toEqual([
      { id: 1, story: '1' },
      { id: 'ko', story: '1' },
      { id: 3, story: '3' },
    ]);
  });
});

describe('standfirst cluster and the evaluation', () => {
  it('group alike: the door reads vectors and makes passes as what is measured does', async () => {
    const documents = (await openVectors())(demoDocuments());
    const engine = new StoryEngine();
    streamThrough(engine, documents);
    const rows = documents.map(({ gold: _gold, vector: _vector, ...document }) => document);
    const { stdout } = await cli(['cluster', '--final'], { stdin: input(...rows) });
    expect(lines(stdout).slice(rows.length)).toEqual(
      documents.map(({ id }) => ({ id, story: engine.storyOf(id) })),
    );
  });
});

describe('standfirst related', () => {
  it('answers the queries after the end of the collection, with ids as they were and reasons', async () => {
    const { status, stdout } = await cli(['related', '--lang', 'ko'], {
      stdin: input({ ...shut, query: true }, korean, rates),
    });
    expect(status).toBe(0);
    expect(lines(stdout)).toMatchObject([{ id: 1, related: [{ id: 'ko', why: expect.any(Array) }] }]);
  });

  it('refuses a limit that is no number', async () => {
    expect((await cli(['related', '--limit', 'many'], { stdin: '' })).status).toBe(2);
  });
});
