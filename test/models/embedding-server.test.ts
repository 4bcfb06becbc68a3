import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openEmbedder } from '../../src/app-embedder.ts';
import { loadConfig } from '../../src/config/load.ts';
import { Secret } from '../../src/kit/secret.ts';
import { EmbeddingServer, type EmbeddingServerOptions } from '../../src/models/embedders/openai.ts';
import type { ModelError } from '../../src/models/errors.ts';
import { httpServer } from '../support/servers.ts';

const key = 'sk-test-0123456789abcdef';
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

interface Asked {
  url: string;
  authorization: string | undefined;
  model: string;
  input: string[];
}

/** A vector that tells which text it is for: its length in characters against 10. */
const vectorFor = (text: string) => [text.length, 10, 0];
const good = (input: string[]) => ({
  data: input.map((text, index) => ({ index, embedding: vectorFor(text) })).reverse(),
});

type Step = (response: ServerResponse, asked: Asked) => void;

const json =
  (make: (input: string[]) => unknown): Step =>
  (response, { input }) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(make(input)));
const status =
  (code: number, body = '{}', headers: Record<string, string> = {}): Step =>
  (response) =>
    response.writeHead(code, headers).end(body);

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const body = Buffer.concat(await Array.fromAsync(request)).toString('utf8');
  const { model, input } = JSON.parse(body) as Pick<Asked, 'model' | 'input'>;
  return { url: request.url ?? '', authorization: request.headers.authorization, model, input };
}

/** A real server that answers by the steps in turn, and well once they are over. The first question is the opening's. */
async function serve(steps: Step[]) {
  const asked: Asked[] = [];
  const server = await httpServer((request, response) => {
    void readAsked(request).then((one) => {
      asked.push(one);
      const step = asked.length === 1 ? undefined : steps.shift();
      (step ?? json(good))(response, one);
    });
  });
  closing.push(server);
  return { asked, origin: server.origin };
}

async function setUp(steps: Step[] = [], options: Partial<EmbeddingServerOptions> = {}) {
  const { asked, origin } = await serve(steps);
  const waits: number[] = [];
  const embedder = await EmbeddingServer.open(
    {
      baseUrl: `${origin}/v1/`,
      model: 'small',
      apiKey: new Secret(key),
      prefix: '',
      dimensions: null,
      timeoutMs: 20_000,
      ...options,
    },
    { sleep: async (ms) => void waits.push(ms), random: () => 0.5 },
  );
  closing.unshift(embedder);
  return { embedder, asked, waits };
}

function failure(work: Promise<unknown>): Promise<ModelError> {
  return work.then(
    () => expect.unreachable('the call should fail'),
    (error: ModelError) => error,
  );
}

describe('an embedding server', () => {
  it('is asked for many texts at a time, and its vectors are put in order and scaled', async () => {
    const { embedder, asked } = await setUp();
    expect(embedder).toMatchObject({ id: 'openai/small/3', dimensions: 3, languages: null });
    const texts = Array.from({ length: 150 }, (_, index) => 'x'.repeat(index + 1));
    const vectors = await embedder.embed(texts);
    expect(asked.map(({ input }) => input.length)).toEqual([1, 64, 64, 22]);
    expect(asked[1]).toMatchObject({ url: '/v1/embeddings', authorization: `Bearer ${key}`, model: 'small' });
    for (const [index, vector] of vectors.entries()) {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
      expect((vector[0] ?? 0) / (vector[1] ?? 0)).toBeCloseTo((index + 1) / 10, 5);
    }
  });

  it('sends texts that every server takes: cut, well-formed, never empty, with the prefix', async () => {
    const { embedder, asked } = await setUp([], { prefix: 'query: ' });
    expect(embedder.id).toMatch(/^openai\/small\/3\/[0-9a-f]{8}$/);
    await embedder.embed(['', ' \n', '\ud800 quay', 'a'.repeat(20_000)]);
    expect(asked[1]?.input).toEqual([
      'query: .',
      'query: .',
      'query: \ufffd quay',
      `query: ${'a'.repeat(8000)}`,
    ]);
  });

  it('is asked again when it is busy, as late as it wants, and given up after four tries', async () => {
    const { embedder, waits } = await setUp([status(429, '{}', { 'retry-after': '7' }), status(503)]);
    expect(await embedder.embed(['one'])).toHaveLength(1);
    expect(waits).toEqual([7250, 1000]);

    const down = await setUp([status(500), status(500), status(500), status(500), status(500)]);
    expect(await failure(down.embedder.embed(['one']))).toMatchObject({ code: 'server-error' });
    expect(down.asked).toHaveLength(5);
  });

  it('need not run at the start where it is known how long its vectors are', async () => {
    const { embedder, asked } = await setUp([], { dimensions: 3 });
    expect(asked).toHaveLength(0);
    expect(embedder).toMatchObject({ id: 'openai/small/3', dimensions: 3 });
    expect(await embedder.embed(['one'])).toHaveLength(1);
  });

  it('is not waited for when it wants more than a minute', async () => {
    const { embedder, waits } = await setUp([status(429, '{}', { 'retry-after': '3600' })]);
    expect(await failure(embedder.embed(['one']))).toMatchObject({ code: 'rate-limited' });
    expect(waits).toEqual([]);
  });

  it('gets half of a text that it finds too long', async () => {
    const tooLong = status(400, '{"error":{"message":"This model\'s maximum context length is 512 tokens"}}');
    const { embedder, asked } = await setUp([tooLong, tooLong]);
    await embedder.embed(['a'.repeat(9000)]);
    expect(asked.slice(1).map(({ input }) => input[0]?.length)).toEqual([8000, 4000, 2000]);
  });
});

const brokenAnswers: Record<string, Step> = {
  'a web page': (response) => response.writeHead(200).end('<html>Welcome</html>'),
  'an answer of another API': json(() => ({ choices: [] })),
  'too few vectors': json((input) => ({ data: good(input).data.slice(1) })),
  'a vector twice': json((input) => ({ data: [...good(input).data, ...good(input).data] })),
  'a vector for no text': json(() => ({ data: [{ index: 99, embedding: [1, 2, 3] }] })),
  'vectors of another length': json((input) => ({ data: input.map(() => ({ embedding: [1, 2] })) })),
  zeros: json((input) => ({ data: input.map(() => ({ embedding: [0, 0, 0] })) })),
  'numbers as words': json((input) => ({ data: input.map(() => ({ embedding: ['NaN', 1, 2] })) })),
  'numbers beyond all bounds': (response) =>
    response.writeHead(200).end('{"data":[{"embedding":[1e999,1,1]},{"embedding":[1,1,1]}]}'),
};

describe('an embedding server that is broken', () => {
  it.each(Object.keys(brokenAnswers))('%s ends in a clear error', async (name) => {
    const step = brokenAnswers[name] as Step;
    const { embedder } = await setUp([step, step, step, step]);
    expect(await failure(embedder.embed(['one', 'two']))).toMatchObject({ code: 'broken-answer' });
  });

  it.each<[string, Step]>([
    ['hangs up', (response) => response.socket?.destroy()],
    [
      'hangs up in the middle',
      (response) => response.writeHead(200).write('{"data":', () => response.destroy()),
    ],
    ['leads elsewhere', status(307, '', { location: 'http://127.0.0.1:1/v1/embeddings' })],
  ])('one that %s ends in a clear error', async (_, step) => {
    const { embedder } = await setUp([step, step, step, step]);
    expect(await failure(embedder.embed(['one']))).toMatchObject({ code: 'connection-failed' });
  });

  it('one that never answers is left behind', async () => {
    const step: Step = () => undefined;
    const { embedder } = await setUp([step, step, step, step], { timeoutMs: 100 });
    expect(await failure(embedder.embed(['one']))).toMatchObject({ code: 'timed-out' });
  });

  it('one that never stops is cut off', async () => {
    const endless: Step = (response) => {
      const more = () => {
        while (response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    };
    const { embedder } = await setUp([endless]);
    expect(await failure(embedder.embed(['one']))).toMatchObject({ code: 'too-long' });
  });

  it('says what is wrong without the key', async () => {
    const { embedder } = await setUp([status(401, `{"error":"no such key ${key}"}`)]);
    const error = await failure(embedder.embed(['one']));
    expect(error).toMatchObject({ code: 'unauthorised', hint: 'Check embedder.apiKey.' });
    expect(`${error.message} ${error.detail}`).not.toContain(key);
  });

  it('stops with the reason of the signal', async () => {
    const abort = new AbortController();
    const { embedder } = await setUp([() => abort.abort(new Error('enough'))]);
    await expect(embedder.embed(['one'], { signal: abort.signal })).rejects.toThrow('enough');
  });
});

describe('the embedder of the settings', () => {
  const settings = (env: Record<string, string>) => loadConfig(env).config;

  it('is the one in the package unless set', async () => {
    const embedder = await openEmbedder(settings({}));
    expect(embedder?.id).toMatch(/^use-multilingual-3\//);
    await embedder?.close();
  });

  it('is none where none is wanted', async () => {
    expect(await openEmbedder(settings({ STANDFIRST_EMBEDDER: 'none' }))).toBeNull();
  });

  it('is a server', async () => {
    const { asked, origin } = await serve([]);
    const embedder = await openEmbedder(
      settings({
        STANDFIRST_EMBEDDER: 'openai',
        STANDFIRST_EMBEDDER_MODEL: 'small',
        STANDFIRST_EMBEDDER_BASE_URL: `${origin}/v1`,
        STANDFIRST_EMBEDDER_API_KEY: key,
      }),
    );
    expect(embedder?.dimensions).toBe(3);
    expect(asked[0]?.authorization).toBe(`Bearer ${key}`);
    await embedder?.close();
  });

  it.each([
    [{ STANDFIRST_EMBEDDER: 'openai', STANDFIRST_EMBEDDER_MODEL: 'small' }, /EMBEDDER_BASE_URL/],
    [{ STANDFIRST_EMBEDDER: 'transformers' }, /EMBEDDER_MODEL/],
  ])('%j says what is missing', async (env, hint) => {
    await expect(openEmbedder(settings(env))).rejects.toMatchObject({
      code: 'bad-config',
      hint: expect.stringMatching(hint),
    });
  });

  it('refuses a kind that is not there', () => {
    expect(() => settings({ STANDFIRST_EMBEDDER: 'word2vec' })).toThrow(/must be one of builtin/);
  });
});
