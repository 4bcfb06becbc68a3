import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Secret } from '../../src/kit/secret.ts';
import { estimateTokens } from '../../src/models/budget.ts';
import { ModelError, type ModelErrorCode } from '../../src/models/errors.ts';
import { createModel, type ModelDeps, openModel } from '../../src/models/model.ts';
import { type ModelOptions, modelDefaults, modelOptionsFrom } from '../../src/models/options.ts';
import { memorySink } from '../../src/models/recording.ts';
import type { ProviderClient, RawReply, RawRequest } from '../../src/models/types.ts';

const schema = z.object({ headline: z.string() });
const goodText = '{"headline":"Harbour reopens"}';
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-models-'));
  folders.push(folder);
  return join(folder, name);
}

type Script = (request: RawRequest) => RawReply | ModelErrorCode;

function reply(text: string, tokens: [number, number] | null = null): RawReply {
  return { text, finish: 'stop', inputTokens: tokens?.[0] ?? null, outputTokens: tokens?.[1] ?? null };
}

function scripted(script: Script, options: Partial<ModelOptions> = {}, deps: Partial<ModelDeps> = {}) {
  const calls: RawRequest[] = [];
  const sink = memorySink();
  const client: ProviderClient = {
    model: 'scripted',
    async call(request) {
      calls.push(request);
      const answer = script(request);
      if (typeof answer === 'string') throw new ModelError(answer, `said ${answer}`);
      return answer;
    },
    close: async () => undefined,
  };
  const model = createModel({
    client,
    provider: 'openai-compatible',
    options: { ...modelDefaults, provider: 'openai-compatible', model: 'scripted', ...options },
    deps: { now: () => 0, sleep: async () => undefined, random: () => 0, sinks: [sink], ...deps },
  });
  return { model, calls, sink };
}

const request = { purpose: 'test', system: 'Write JSON.', prompt: 'The harbour reopened.', schema };
function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: ModelError) => error.code,
  );
}

describe('the budget', () => {
  const price = { inputUsdPerMillion: 1, outputUsdPerMillion: 2 };

  it('counts tokens and money of all calls of a brief and stops before the one that would go over', async () => {
    const options = { tokensMax: 1450, outputTokensMax: 500, price };
    const { model, calls, sink } = scripted(() => reply(goodText, [300, 400]), options);
    const budget = model.newBudget();
    await model.generate({ ...request, budget });
    expect(budget.tokensSpent).toBe(700);
    expect(budget.costUsdSpent).toBeCloseTo((300 + 800) / 1e6, 10);
    await model.generate({ ...request, budget });
    expect(await codeOf(model.generate({ ...request, budget }))).toBe('budget-exceeded');
    expect(calls).toHaveLength(2);
    expect(sink.generations.map(({ costUsd }) => costUsd)).toEqual([0.0011, 0.0011, 0]);
    await model.generate({ ...request, budget: model.newBudget() });
    expect(calls).toHaveLength(3);
  });

  it('narrows the output to what is left', async () => {
    const { model, calls } = scripted(() => reply(goodText), { tokensMax: 400, outputTokensMax: 4096 });
    await model.generate(request);
    expect(calls[0]!.outputTokensMax).toBeLessThan(400);
    expect(calls[0]!.outputTokensMax).toBeGreaterThan(300);
  });

  it('stops at the money where there is a price', async () => {
    const options = { costMaxUsd: 0.001, price: { inputUsdPerMillion: 0, outputUsdPerMillion: 1 } };
    const { model, calls } = scripted(() => reply(goodText, [10, 950]), options);
    const budget = model.newBudget();
    await model.generate({ ...request, budget });
    expect(calls[0]!.outputTokensMax).toBe(1000);
    expect(await codeOf(model.generate({ ...request, budget }))).toBe('budget-exceeded');
  });

  it('stops at the time, and no wait goes beyond it', async () => {
    let nowMs = 0;
    const slow: Script = () => {
      nowMs += 400_000;
      return reply(goodText);
    };
    const { model } = scripted(slow, {}, { now: () => nowMs });
    const budget = model.newBudget();
    await model.generate({ ...request, budget });
    await model.generate({ ...request, budget });
    expect(await codeOf(model.generate({ ...request, budget }))).toBe('budget-exceeded');
  });

  it('counts the tries that failed', async () => {
    const answers: (RawReply | ModelErrorCode)[] = [
      'server-error',
      reply('nonsense', [50, 20]),
      reply(goodText, [50, 20]),
    ];
    const { model, sink } = scripted(() => answers.shift()!);
    await model.generate(request);
    expect(sink.generations[0]).toMatchObject({ attempts: 3, outputTokens: 40, output: goodText });
    expect(sink.generations[0]!.inputTokens).toBeGreaterThan(100);
  });

  it('estimates tokens in either script', () => {
    expect(estimateTokens('The harbour reopened on Monday.')).toBe(8);
    expect(estimateTokens('항구가 월요일 다시 열렸다.')).toBe(12);
    expect(estimateTokens('')).toBe(0);
  });
});

describe('retries', () => {
  it('wait exponentially with full jitter and are capped', async () => {
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    const { model } = scripted(() => 'server-error', { attemptsMax: 8 }, { sleep, random: () => 0.999 });
    expect(await codeOf(model.generate(request))).toBe('server-error');
    expect(waits).toEqual([999, 1998, 3996, 7992, 15_984, 19_980, 19_980]);
  });

  it('rest for a minute after three calls that failed with all their tries', async () => {
    let nowMs = 0;
    let works = false;
    const script: Script = () => (works ? reply(goodText) : 'connection-failed');
    const { model, calls } = scripted(script, {}, { now: () => nowMs });
    for (let round = 0; round < 3; round += 1)
      expect(await codeOf(model.generate(request))).toBe('connection-failed');
    expect(await codeOf(model.generate(request))).toBe('unavailable');
    expect(calls).toHaveLength(9);
    nowMs += 61_000;
    works = true;
    expect(await codeOf(model.generate(request))).toBe('no error');
    expect(await codeOf(model.generate(request))).toBe('no error');
  });

  it('an error that nobody foresaw is a provider failure, without the key', async () => {
    const key = new Secret('sk-very-secret');
    const script: Script = () => {
      throw new TypeError('cannot read "sk-very-secret"');
    };
    const { model, sink } = scripted(script, { apiKey: key });
    expect(await codeOf(model.generate({ ...request, prompt: 'sk-very-secret' }))).toBe('provider-failed');
    expect(JSON.stringify(sink.generations)).not.toContain('very-secret');
  });
});

describe('recording and replay', () => {
  it('what was recorded is answered again without a provider, errors too, and nothing else is', async () => {
    const path = scratch('calls.jsonl');
    const answers: (RawReply | ModelErrorCode)[] = [
      reply(goodText, [50, 20]),
      'unauthorised',
      reply('no json', [50, 9]),
    ];
    const { model } = scripted(
      () => answers[0]!,
      {},
      {
        sinks: [
          {
            write: async (generation) =>
              writeFileSync(path, `${JSON.stringify(generation)}\n`, { flag: 'a' }),
          },
        ],
      },
    );
    const { generation } = await model.generate(request);
    answers.shift();
    const second = { ...request, prompt: 'Another text.' };
    expect(await codeOf(model.generate(second))).toBe('unauthorised');
    answers.shift();
    const third = { ...request, prompt: 'A third text.' };
    expect(await codeOf(model.generate(third))).toBe('garbage');

    const replayed = await openModel({ ...modelDefaults, provider: null, model: 'recorded', replay: path });
    const again = await replayed.generate(request);
    expect(again.value).toEqual({ headline: 'Harbour reopens' });
    expect(again.generation).toMatchObject({
      model: 'scripted',
      output: generation.output,
      outputTokens: 20,
    });
    expect(await codeOf(replayed.generate(second))).toBe('unauthorised');
    expect(await codeOf(replayed.generate(third))).toBe('garbage');
    expect(await codeOf(replayed.generate({ ...request, system: 'Other.' }))).toBe('not-in-recording');
    expect(replayed.id).toBe('openai-compatible/scripted');
  });

  it('a request recorded several times is answered in that order', async () => {
    const path = scratch('calls.jsonl');
    const texts = ['{"headline":"One"}', '{"headline":"Two"}'];
    const { model, sink } = scripted(() => reply(texts.shift()!));
    await model.generate(request);
    await model.generate(request);
    writeFileSync(path, sink.generations.map((one) => JSON.stringify(one)).join('\n'));
    const replayed = await openModel({ ...modelDefaults, provider: null, model: 'recorded', replay: path });
    const headlines = [];
    for (let round = 0; round < 3; round += 1)
      headlines.push((await replayed.generate(request)).value.headline);
    expect(headlines).toEqual(['One', 'Two', 'Two']);
  });

  it('a file is written line by line, for its owner only, and a failing one fails the call', async () => {
    const replay = scratch('from.jsonl');
    const { model, sink } = scripted(() => reply(goodText));
    await model.generate(request);
    writeFileSync(replay, JSON.stringify(sink.generations[0]));
    const record = scratch('to.jsonl');
    const options = { ...modelDefaults, provider: null, model: 'recorded', replay, record };
    const recording = await openModel(options);
    await Promise.all([recording.generate(request), recording.generate(request)]);
    const lines = readFileSync(record, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).output)).toEqual([goodText, goodText]);
    expect(statSync(record).mode & 0o077).toBe(0);
    const broken = await openModel({ ...options, record: '/nowhere/at/all.jsonl' });
    expect(await codeOf(broken.generate(request))).toBe('record-failed');
  });

  it('a file that is no recording is a clear error', async () => {
    const path = scratch('notes.txt');
    writeFileSync(path, 'not json\n');
    await expect(openModel({ ...modelDefaults, provider: null, model: 'x', replay: path })).rejects.toThrow(
      /no recording/,
    );
  });
});

describe('options from the configuration', () => {
  it('no provider is no model', () => expect(modelOptionsFrom({})).toBeNull());

  it.each([
    [{ provider: 'nonesuch' }, /no model provider "nonesuch"/],
    [{ provider: 'openai-compatible', model: 'm' }, /not set up completely/],
    [{ provider: 'anthropic', model: 'm' }, /not set up completely/],
    [{ provider: 'gguf' }, /not set up completely/],
  ])('%j says what is missing', (settings, message) =>
    expect(() => modelOptionsFrom(settings)).toThrow(message),
  );

  it('takes over what is set and fills in the rest', () => {
    const options = modelOptionsFrom({
      provider: 'ollama',
      model: 'small',
      tokensMax: 9000,
      inputUsdPerMillion: 1,
      outputUsdPerMillion: 3,
    });
    expect(options).toMatchObject({
      provider: 'ollama',
      tokensMax: 9000,
      attemptsMax: 3,
      price: { inputUsdPerMillion: 1, outputUsdPerMillion: 3 },
    });
    expect(modelOptionsFrom({ replay: 'calls.jsonl' })).toMatchObject({
      provider: null,
      replay: 'calls.jsonl',
    });
  });
});

describe('a local file', () => {
  it('without node-llama-cpp says how to install it', async () => {
    const ggufPath = scratch('model.gguf');
    writeFileSync(ggufPath, 'GGUF');
    const options = {
      ...modelDefaults,
      provider: 'gguf' as const,
      model: 'x',
      ggufPath,
      llamaModule: '/nowhere.mjs',
    };
    await expect(openModel(options)).rejects.toMatchObject({
      code: 'not-installed',
      hint: expect.stringContaining('npm install node-llama-cpp'),
    });
  });

  it('that is not there is a clear error', async () => {
    const options = { ...modelDefaults, provider: 'gguf' as const, model: 'x', ggufPath: '/nowhere.gguf' };
    await expect(openModel(options)).rejects.toThrow(/no model file at/);
  });
});
