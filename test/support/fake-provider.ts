import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { httpServer, type TestServer } from './servers.ts';

export const wireKinds = ['openai-compatible', 'anthropic', 'google', 'ollama'] as const;
export type WireKind = (typeof wireKinds)[number];

/** One scripted answer: text in the provider's own envelope, or anything at all. */
export type Step =
  | { text: string; finish?: 'stop' | 'length' | 'refused'; tokens?: [input: number, output: number] }
  | { status: number; body: string; headers?: Record<string, string> }
  | { act: (response: ServerResponse, envelope: (text: string) => string) => void };

export interface FakeProvider {
  baseUrl: string;
  requests: { url: string; headers: IncomingHttpHeaders; body: string }[];
  close(): Promise<void>;
}

type Finish = 'stop' | 'length' | 'refused';
type Tokens = [input: number, output: number] | null;

const envelopes: Record<WireKind, (text: string, finish: Finish, tokens: Tokens) => unknown> = {
  'openai-compatible': (text, finish, tokens) => ({
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'fake',
    choices: [
      {
        index: 0,
        finish_reason: finish === 'refused' ? 'content_filter' : finish,
        message: { role: 'assistant', content: text },
      },
    ],
    ...(tokens && { usage: { prompt_tokens: tokens[0], completion_tokens: tokens[1] } }),
  }),
  anthropic: (text, finish, tokens) => ({
    id: 'm1',
    type: 'message',
    role: 'assistant',
    model: 'fake',
    content: [{ type: 'text', text }],
    stop_reason: { stop: 'end_turn', length: 'max_tokens', refused: 'refusal' }[finish],
    stop_sequence: null,
    usage: { input_tokens: tokens?.[0] ?? 0, output_tokens: tokens?.[1] ?? 0 },
  }),
  google: (text, finish, tokens) => ({
    candidates: [
      {
        content: { role: 'model', parts: [{ text }] },
        finishReason: { stop: 'STOP', length: 'MAX_TOKENS', refused: 'SAFETY' }[finish],
        index: 0,
      },
    ],
    ...(tokens && { usageMetadata: { promptTokenCount: tokens[0], candidatesTokenCount: tokens[1] } }),
  }),
  ollama: (text, finish, tokens) => ({
    model: 'fake',
    created_at: '2026-03-04T10:00:00Z',
    message: { role: 'assistant', content: text },
    done: true,
    done_reason: finish === 'refused' ? 'stop' : finish,
    ...(tokens && { prompt_eval_count: tokens[0], eval_count: tokens[1] }),
  }),
};

const paths: Record<WireKind, string> = {
  'openai-compatible': '/v1',
  anthropic: '/v1',
  google: '/v1beta',
  ollama: '',
};

function answer(kind: WireKind, step: Step, response: ServerResponse): void {
  const envelope = (text: string) => JSON.stringify(envelopes[kind](text, 'stop', null));
  if ('act' in step) {
    step.act(response, envelope);
  } else if ('status' in step) {
    response.writeHead(step.status, { 'content-type': 'application/json', ...step.headers }).end(step.body);
  } else {
    const { text, finish = 'stop', tokens = null } = step;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(envelopes[kind](text, finish, tokens)));
  }
}

/** A model provider on loopback that says what it is told to, step by step; the last step is repeated. */
export async function fakeProvider(kind: WireKind, steps: readonly Step[]): Promise<FakeProvider> {
  const requests: FakeProvider['requests'] = [];
  const server: TestServer = await httpServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const step = steps[Math.min(requests.length, steps.length - 1)] as Step;
      requests.push({ url: request.url ?? '', headers: request.headers, body });
      answer(kind, step, response);
    });
  });
  return { baseUrl: server.origin + paths[kind], requests, close: () => server.close() };
}
