import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openServices, version } from '../../src/app.ts';
import { lazyDoors } from '../../src/app-doors.ts';
import { runCli } from '../../src/cli/run.ts';
import { loadConfig } from '../../src/config/load.ts';
import { cli, lines } from '../support/cli.ts';

interface Answer {
  id: unknown;
  model: string;
  vector: number[];
}

const product = (one: number[], other: number[]) =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

describe('standfirst embed', () => {
  it('answers each line in order with a vector of length 1 and the name of its model', async () => {
    const texts = ['The harbour reopened on Friday.', '항구가 금요일에 다시 열렸다.', '', '\ud800', 'Zins'];
    const stdin = texts.map((text, id) => JSON.stringify({ id, text, more: true })).join('\n');
    const { status, stdout, stderr } = await cli(['embed', '--jsonl'], { stdin });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const answers = lines(stdout) as unknown as Answer[];
    expect(answers.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    for (const { model, vector } of answers) {
      expect(model).toMatch(/^use-multilingual-3\//);
      expect(vector).toHaveLength(512);
      expect(product(vector, vector)).toBeCloseTo(1, 4);
    }
    const [english, korean, , , other] = answers.map(({ vector }) => vector);
    expect(product(english ?? [], korean ?? [])).toBeGreaterThan(product(english ?? [], other ?? []) + 0.3);
  });

  it('shows how close texts are, pair by pair', async () => {
    const { status, stdout } = await cli([
      'embed',
      'A dog runs.',
      'Ein Hund läuft.',
      'The rate is unchanged.',
    ]);
    const shown = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(status).toBe(0);
    expect(shown.map(([, one, other]) => [one, other])).toEqual([
      ['A dog runs.', 'Ein Hund läuft.'],
      ['A dog runs.', 'The rate is unchanged.'],
      ['Ein Hund läuft.', 'The rate is unchanged.'],
    ]);
    expect(Number(shown[0]?.[0])).toBeGreaterThan(Number(shown[1]?.[0]) + 0.3);
  });

  it('says what to do where nothing is set, or the server is not there', async () => {
    const none = await cli(['embed', 'a', 'b'], { env: { STANDFIRST_EMBEDDER: 'none' } });
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('STANDFIRST_EMBEDDER');
    const half = await cli(['embed', '--jsonl'], { env: { STANDFIRST_EMBEDDER: 'openai' } });
    expect(half.status).toBe(2);
    expect(half.stderr).toContain('STANDFIRST_EMBEDDER_BASE_URL');
  });

  it('answers a line before the next one comes, and reads no further than it is read from', async () => {
    let asked = 0;
    let more = true;
    async function* endless() {
      for (; more; asked += 1) yield `${JSON.stringify({ id: asked, text: `Report ${asked}` })}\n`;
    }
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const stdin = Readable.from(endless(), { objectMode: false, highWaterMark: 64 });
    const running = runCli(
      ['embed', '--jsonl'],
      { stdin, stdout, stderr, interactive: false },
      { version, loadConfig: () => loadConfig({}), openServices, deskDoors: lazyDoors },
    );
    // Nobody reads: what is full stays full, however many turns go by.
    while (!stdout.writableNeedDrain) await new Promise(setImmediate);
    const atStop = asked;
    for (let turn = 0; turn < 1000; turn += 1) await new Promise(setImmediate);
    expect(asked).toBe(atStop);
    expect(asked).toBeLessThan(200);
    stdout.resume();
    while (asked < atStop + 20) await once(stdout, 'data');
    more = false;
    expect(await running).toBe(0);
  });
});
