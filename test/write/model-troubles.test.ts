import { afterEach, describe, expect, it } from 'vitest';
import { passagesOf } from '../../src/languages/passages.ts';
import { withFallback } from '../../src/pipeline/write/fallback.ts';
import { modelRewriter } from '../../src/pipeline/write/model/rewriter.ts';
import type { Step } from '../support/fake-provider.ts';
import { english, goodAnswer, plainWriter } from '../support/harbour.ts';
import { closeModels, says, write, writerOver } from '../support/model-writer.ts';

afterEach(closeModels);

describe('whatever goes wrong', () => {
  const half = JSON.stringify(goodAnswer()).slice(0, 300);
  const troubles: [string, Step, string][] = [
    ['garbage', says('The port is open.'), 'garbage'],
    ['half of the JSON', says(half), 'garbage'],
    ['wrong schema', says({ title: 'Vell' }), 'wrong-schema'],
    ['refusal', says("I'm sorry, but I can't help with that."), 'refused'],
    ['empty', says(''), 'empty'],
    ['cut off', { text: half, finish: 'length' }, 'cut-off'],
    ['filtered', { text: '', finish: 'refused' }, 'refused'],
    ['a hundred times the tokens', says('word '.repeat(200_000)), 'too-long'],
    ['status 500', { status: 500, body: 'secret stack trace' }, 'server-error'],
    ['status 429', { status: 429, body: '{}' }, 'rate-limited'],
    ['reset', { act: (response) => void response.socket?.resetAndDestroy() }, 'connection-failed'],
    ['silence', { act: () => undefined }, 'timed-out'],
    [
      'nothing usable',
      says({ ...goodAnswer(), standfirst: { passages: [], evidence: '', text: '' }, lede: [], sections: [] }),
      'unusable-draft',
    ],
  ];

  it.each(troubles)('%s ends in the other writer, with the reason', async (_, step, code) => {
    const { writer } = await writerOver([step], { timeoutMs: code === 'timed-out' ? 100 : 20_000 });
    const told: string[] = [];
    const draft = await write(withFallback(writer, plainWriter, (error) => told.push(error.code)));
    expect(draft.headline.text).toBe(english.title);
    expect(draft.writer).toMatchObject({ kind: 'extractive', fallbackFrom: { kind: 'model' } });
    expect(draft.writer.fallbackFrom?.reason).toMatch(new RegExp(`^${code}: .+\\.$`));
    expect(JSON.stringify(draft)).not.toMatch(/stack trace|The port is open/);
    expect(told).toEqual([code]);
  });

  it('a budget that is used up ends in the other writer before anything is sent', async () => {
    const { writer, server } = await writerOver([says(goodAnswer())], { tokensMax: 500 });
    const draft = await write(withFallback(writer, plainWriter));
    expect(draft.writer.fallbackFrom?.reason).toMatch(/^budget-exceeded: /);
    expect(server.requests).toEqual([]);
  });

  it('the stop of the caller is no reason to go on, and a bug is not hidden', async () => {
    const stop = new AbortController();
    const { writer } = await writerOver([{ act: () => stop.abort() }]);
    const both = withFallback(writer, plainWriter);
    await expect(both.write({ documents: [english], lang: 'en', signal: stop.signal })).rejects.toMatchObject(
      {
        code: 'aborted',
      },
    );
    const buggy = { ...plainWriter, write: () => Promise.reject(new TypeError('a bug')) };
    await expect(write(withFallback(buggy, plainWriter))).rejects.toThrow('a bug');
  });
});

describe('the rewriter', () => {
  const request = {
    text: 'About 9,700 tons of grain were waiting.',
    lang: 'en',
    findings: [{ reason: 'The original says 8,700 tons.' }],
    passages: passagesOf(english).slice(1, 3),
  };

  it('words a sentence anew from its passages and the reasons', async () => {
    const { model, sink } = await writerOver([says({ text: 'About 8,700 tons of **grain** were waiting.' })]);
    expect(await modelRewriter({ model })(request)).toBe('About 8,700 tons of grain were waiting.');
    const { prompt, purpose } = sink.generations[0]!;
    expect(purpose).toBe('rewrite');
    expect(prompt).toContain('- The original says 8,700 tons.');
    expect(prompt).toContain('D1:S2 | About 8,700 tons');
  });

  it.each([
    ['null', says({ text: null })],
    ['a link', says({ text: 'See https://evil.example/' })],
    ['a refusal', says("I'm sorry, I can't.")],
    ['garbage', says('no')],
    ['status 500', { status: 500, body: '' } as Step],
  ])('%s is no sentence', async (_, step) => {
    const { model } = await writerOver([step]);
    expect(await modelRewriter({ model })(request)).toBeNull();
  });

  it('of a slow model is asked three times for a brief', async () => {
    const { model, server } = await writerOver([says({ text: 'About 8,700 tons were waiting.' })]);
    const rewrite = modelRewriter({ model: { ...model, slow: true } });
    for (let round = 0; round < 5; round += 1) await rewrite(request);
    expect(server.requests).toHaveLength(3);
  });

  it('draws on the budget of its brief', async () => {
    const { model, server } = await writerOver([says({ text: 'About 8,700 tons were waiting.' })], {
      tokensMax: 900,
    });
    const rewrite = modelRewriter({ model, budget: model.newBudget() });
    const answers = [];
    for (let round = 0; round < 5; round += 1) answers.push(await rewrite(request));
    expect(answers[0]).not.toBeNull();
    expect(answers.at(-1)).toBeNull();
    expect(server.requests.length).toBeLessThan(5);
  });
});
