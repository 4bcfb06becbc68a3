import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { StandfirstError } from '../domain/errors.ts';
import { readLines } from '../kit/json-lines.ts';
import { ModelError, type ModelErrorCode } from './errors.ts';
import type { ProviderClient, RawReply } from './types.ts';

/** What a replay needs of a recorded generation. */
const recorded = z.object({
  requestHash: z.string(),
  provider: z.string(),
  model: z.string(),
  output: z.string().nullable(),
  finish: z.enum(['stop', 'length', 'refused', 'other']).nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});

type Recorded = z.infer<typeof recorded>;

/** Errors that a model's text leads to by itself when it is read again. */
const fromText = new Set<string>(['empty', 'garbage', 'wrong-schema', 'refused', 'cut-off', 'too-long']);

function replyOf(entry: Recorded): RawReply {
  const { error, output, finish, inputTokens, outputTokens } = entry;
  if (error !== null && !(output !== null && fromText.has(error.code)))
    throw new ModelError(error.code as ModelErrorCode, error.message);
  return { text: output ?? '', finish: finish ?? 'other', inputTokens, outputTokens };
}

async function load(path: string): Promise<Map<string, Recorded[]>> {
  const byHash = new Map<string, Recorded[]>();
  let line = 0;
  try {
    for await (const text of readLines(createReadStream(path))) {
      line += 1;
      if (text === null || text.trim() === '') continue;
      const entry = recorded.parse(JSON.parse(text));
      byHash.set(entry.requestHash, [...(byHash.get(entry.requestHash) ?? []), entry]);
    }
  } catch (cause) {
    throw new StandfirstError('bad-recording', `${path} is no recording of model calls (line ${line}).`, {
      cause,
      hint: 'Name a file that was made with --record.',
    });
  }
  return byHash;
}

/**
 * Answers from a file of recorded generations instead of a provider. A request is known by its system text, prompt and
 * schema; recorded several times, it is answered in that order and then with the last. An unknown one is
 * `not-in-recording`: nothing is ever sent.
 */
export async function openCassette(path: string): Promise<ProviderClient & { provider: string }> {
  const byHash = await load(path);
  const first = [...byHash.values()][0]?.[0];
  return {
    provider: first?.provider ?? 'recording',
    model: first?.model ?? 'recorded',
    async call({ requestHash }) {
      const entries = byHash.get(requestHash) ?? [];
      const entry = entries.length > 1 ? entries.shift() : entries[0];
      if (entry) return replyOf(entry);
      throw new ModelError('not-in-recording', `${path} holds no answer to this request.`, {
        hint: 'Record it again: the text, the instructions or the schema have changed since.',
      });
    },
    close: async () => undefined,
  };
}
