import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Secret } from '../../src/kit/secret.ts';
import type { ModelError } from '../../src/models/errors.ts';
import { type ModelDeps, openModel } from '../../src/models/model.ts';
import { type ModelOptions, modelDefaults } from '../../src/models/options.ts';
import { memorySink } from '../../src/models/recording.ts';
import type { LanguageModel } from '../../src/models/types.ts';
import {
  type FakeProvider,
  fakeProvider,
  type Step,
  type WireKind,
  wireKinds,
} from '../support/fake-provider.ts';

const key = 'sk-test-0123456789abcdef';
const schema = z.object({ headline: z.string().max(100), passages: z.array(z.string()).max(5) });
const good = { headline: 'Harbour reopens', passages: ['D1:S1'] };
const goodText = JSON.stringify(good);
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

interface Set {
  server: FakeProvider;
  model: LanguageModel;
  waits: number[];
  sink: ReturnType<typeof memorySink>;
}

async function setUp(kind: WireKind, steps: Step[], options: Partial<ModelOptions> = {}): Promise<Set> {
  const server = await fakeProvider(kind, steps);
  const waits: number[] = [];
  const sink = memorySink();
  const deps: Partial<ModelDeps> = {
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
    sinks: [sink],
  };
  const model = await openModel(
    {
      ...modelDefaults,
      provider: kind,
      model: 'fake-model',
      baseUrl: server.baseUrl,
      apiKey: new Secret(key),
      timeoutMs: 20_000,
      outputTokensMax: 1000,
      ...options,
    },
    deps,
  );
  closing.push(model, server);
  return { server, model, waits, sink };
}

type Extra = { signal?: AbortSignal; outputTokensMax?: number };

function ask({ model }: Set, extra: Extra = {}) {
  const request = { purpose: 'test', system: 'Write JSON.', prompt: 'The harbour reopened.', schema };
  return model.generate({ ...request, ...extra });
}

function failure(set: Set, extra: Extra = {}): Promise<ModelError> {
  return ask(set, extra).then(
    () => expect.unreachable('the call should fail'),
    (error: ModelError) => error,
  );
}

const says = (text: string): Step => ({ text });

describe.each(wireKinds)('%s', (kind) => {
  it('answers with the typed value and records the call', async () => {
    const set = await setUp(kind, [{ text: goodText, tokens: [120, 30] }]);
    const { value, generation } = await ask(set);
    expect(value).toEqual(good);
    expect(generation).toMatchObject({
      purpose: 'test',
      provider: kind,
      model: 'fake-model',
      output: goodText,
      inputTokens: 120,
      outputTokens: 30,
      attempts: 1,
      error: null,
    });
    expect(set.sink.generations).toEqual([generation]);
  });

  it('sends the texts, the schema without bounds and the limits, and no tools that act', async () => {
    const set = await setUp(kind, [says(goodText)]);
    await ask(set);
    const { body } = set.server.requests[0]!;
    expect(body).toContain('Write JSON.');
    expect(body).toContain('The harbour reopened.');
    expect(body).toContain('"passages"');
    expect(body).toContain('1000');
    if (kind !== 'ollama') expect(body).not.toContain('maxLength');
    expect(body).not.toContain(key);
  });

  it.each([
    ['seconds', () => '7', 7000],
    ['a date', () => new Date(Date.now() + 30_000).toUTCString(), 30_000],
  ])('429 is waited out as Retry-After in %s says', async (_, header, aboutMs) => {
    const limited: Step = {
      status: 429,
      body: '{"error":{"message":"slow"}}',
      headers: { 'retry-after': header() },
    };
    const set = await setUp(kind, [limited, says(goodText)]);
    const { value, generation } = await ask(set);
    expect(value).toEqual(good);
    expect(set.waits).toHaveLength(1);
    expect(Math.abs(set.waits[0]! - aboutMs)).toBeLessThan(6000);
    expect(generation).toMatchObject({ attempts: 2, retries: [{ code: 'rate-limited' }] });
  });

  it('429 with a Retry-After beyond our patience is given up at once', async () => {
    const set = await setUp(kind, [{ status: 429, body: '{}', headers: { 'retry-after': '3600' } }]);
    expect((await failure(set)).code).toBe('rate-limited');
    expect(set.server.requests).toHaveLength(1);
    expect(set.waits).toEqual([]);
  });

  it('500 is tried three times with growing, jittered waits', async () => {
    const set = await setUp(kind, [{ status: 500, body: 'oops' }]);
    const error = await failure(set);
    expect(error.code).toBe('server-error');
    expect(set.server.requests).toHaveLength(3);
    expect(set.waits).toEqual([500, 1000]);
    expect(set.sink.generations[0]).toMatchObject({
      attempts: 3,
      output: null,
      error: { code: 'server-error' },
    });
  });

  it('503 and then an answer is an answer', async () => {
    const set = await setUp(kind, [{ status: 503, body: '' }, says(goodText)]);
    expect((await ask(set)).value).toEqual(good);
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'unauthorised'],
    [404, 'model-not-found'],
    [400, 'bad-request'],
    [413, 'prompt-too-long'],
  ])('status %d is %s, not tried again, and a key in the message is blacked out', async (status, code) => {
    const body = JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } });
    const set = await setUp(kind, [{ status, body }]);
    const error = await failure(set);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.detail} ${error.hint}`).not.toContain(key);
    expect(error.detail).toContain('[secret]');
    expect(JSON.stringify(set.sink.generations)).not.toContain(key);
    expect(set.server.requests).toHaveLength(1);
  });

  it('a provider that never answers is left after the time limit', async () => {
    const set = await setUp(kind, [{ act: () => undefined }], { timeoutMs: 100, attemptsMax: 2 });
    expect((await failure(set)).code).toBe('timed-out');
    expect(set.sink.generations[0]).toMatchObject({ attempts: 2, retries: [{ code: 'timed-out' }] });
  });

  it('an answer that drips in is left after the time limit', async () => {
    const drip: Step = {
      act: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
    };
    const set = await setUp(kind, [drip], { timeoutMs: 150, attemptsMax: 1 });
    expect((await failure(set)).code).toBe('timed-out');
  });

  it('half a stream, then the connection cut', async () => {
    const half: Step = {
      act: (response, envelope) => {
        const text = envelope(goodText);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
        response.write(text.slice(0, text.length / 2), () => response.destroy());
      },
    };
    const set = await setUp(kind, [half]);
    expect((await failure(set)).code).toBe('connection-failed');
    expect(set.server.requests).toHaveLength(3);
  });

  it('a whole answer with half of the JSON in it', async () => {
    const set = await setUp(kind, [says(goodText.slice(0, 20))]);
    expect((await failure(set)).code).toBe('garbage');
    expect(set.server.requests).toHaveLength(2);
  });

  it('half of the envelope', async () => {
    const half: Step = {
      act: (response, envelope) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(envelope(goodText).slice(0, 30));
      },
    };
    const set = await setUp(kind, [half]);
    expect((await failure(set)).code).toBe('broken-answer');
  });

  it('a reset connection is tried again', async () => {
    const reset: Step = { act: (response) => void response.socket?.resetAndDestroy() };
    const set = await setUp(kind, [reset, says(goodText)]);
    expect((await ask(set)).value).toEqual(good);
    expect(set.sink.generations[0]?.retries[0]?.code).toBe('connection-failed');
  });

  it('a web page in place of an answer', async () => {
    const html = '<!doctype html><title>Sign in</title>';
    const set = await setUp(kind, [{ status: 200, body: html, headers: { 'content-type': 'text/html' } }]);
    expect((await failure(set)).code).toBe('broken-answer');
  });

  it('a redirect is not followed with the key', async () => {
    const set = await setUp(kind, [{ status: 307, body: '', headers: { location: 'http://127.0.0.1:1/' } }]);
    expect((await failure(set)).code).toBe('connection-failed');
  });

  it.each([
    ['garbage', 'The harbour is open {again'],
    ['garbage', '[1, 2, 3]'],
    ['garbage', '{"headline": "a", "passages": ["D1:S1"'],
    ['wrong-schema', '{"title": "Harbour"}'],
    ['wrong-schema', '{"headline": 7, "passages": []}'],
    ['wrong-schema', JSON.stringify({ ...good, headline: 'x'.repeat(101) })],
    ['empty', ''],
    ['empty', '   \n'],
  ])('%s: %j is asked for once more and then given up', async (code, text) => {
    const set = await setUp(kind, [says(text)]);
    expect((await failure(set)).code).toBe(code);
    expect(set.server.requests).toHaveLength(2);
    expect(set.waits).toEqual([]);
  });

  it.each([
    "I'm sorry, but I can't help with that.",
    'As an AI language model, I cannot summarise this.',
    '죄송하지만 이 요청은 도와드릴 수 없습니다.',
  ])('the refusal %j is told apart and not asked again', async (text) => {
    const set = await setUp(kind, [says(text)]);
    expect((await failure(set)).code).toBe('refused');
    expect(set.server.requests).toHaveLength(1);
  });

  it('an answer that was cut off at the limit is not taken', async () => {
    const set = await setUp(kind, [{ text: goodText, finish: 'length' }]);
    expect((await failure(set)).code).toBe('cut-off');
  });

  it('a hundred times the tokens never get in', async () => {
    const set = await setUp(kind, [says(JSON.stringify({ ...good, more: 'word '.repeat(100_000) }))]);
    expect((await failure(set)).code).toBe('too-long');
    expect(set.server.requests).toHaveLength(1);
  });

  it.each([
    `Here is the JSON you asked for:\n\n${goodText}\n\nLet me know if you need more!`,
    `\`\`\`json\n${goodText}\n\`\`\``,
    `<think>The user wants {"headline": "draft"} perhaps.</think>${goodText}`,
    `The user wants a brief.</think>\n${goodText}`,
    `<|channel|>analysis<|message|>{"headline":"a","passages":[]}<|channel|>final<|message|>${goodText}`,
    `\ufeff${goodText}`,
  ])('the object alone is taken from %j', async (text) => {
    const set = await setUp(kind, [says(text)]);
    expect((await ask(set)).value).toEqual(good);
  });

  it('two different answers in one are none', async () => {
    const set = await setUp(kind, [says(`${goodText} or ${JSON.stringify({ ...good, headline: 'No' })}`)]);
    expect((await failure(set)).code).toBe('garbage');
  });

  it('the caller can stop it, while it answers and while it waits', async () => {
    const stop = new AbortController();
    const set = await setUp(kind, [{ act: () => stop.abort() }]);
    expect((await failure(set, { signal: stop.signal })).code).toBe('aborted');
    expect(set.server.requests).toHaveLength(1);
    expect((await failure(set, { signal: stop.signal })).code).toBe('aborted');
    expect(set.server.requests).toHaveLength(1);
  });

  it('counts that no text of that size can have cost are not believed', async () => {
    const set = await setUp(kind, [{ text: goodText, tokens: [0, 0] }]);
    const { generation } = await ask(set);
    expect(generation.inputTokens).toBeGreaterThan(2);
    expect(generation.outputTokens).toBeGreaterThan(2);
    const greedy = await setUp(kind, [{ text: goodText, tokens: [1e12, 1e12] }]);
    expect((await ask(greedy)).generation.inputTokens).toBeLessThan(100_000);
  });
});

it('an endpoint that does not know JSON schemas is asked without one', async () => {
  const refusal = '{"error":{"message":"response_format json_schema is not supported"}}';
  const set = await setUp('openai-compatible', [{ status: 400, body: refusal }, says(goodText)]);
  expect((await ask(set)).value).toEqual(good);
  expect((await ask(set)).value).toEqual(good);
  expect(set.server.requests.map(({ body }) => body.includes('response_format'))).toEqual([
    true,
    false,
    false,
  ]);
});

it('Ollama is asked for a context that holds the prompt and the answer', async () => {
  const set = await setUp('ollama', [says(goodText)]);
  await set.model.generate({ purpose: 'test', system: 's', prompt: 'word '.repeat(20_000), schema });
  const { options, format } = JSON.parse(set.server.requests[0]!.body);
  expect(options.num_ctx).toBeGreaterThan(26_000);
  expect(format.properties.headline.maxLength).toBe(100);
});

it.each([
  ['openai-compatible', 'authorization', `Bearer ${key}`],
  ['anthropic', 'x-api-key', key],
  ['google', 'x-goog-api-key', key],
  ['ollama', 'authorization', `Bearer ${key}`],
] as const)('%s gets its key in the header %s and nowhere else', async (kind, header, value) => {
  const set = await setUp(kind, [says(goodText)]);
  await ask(set);
  const { headers, url, body } = set.server.requests[0]!;
  expect(headers[header]).toBe(value);
  expect(url + body).not.toContain(key);
});
