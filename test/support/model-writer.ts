import type { SourceDocument } from '../../src/domain/passage.ts';
import { openModel } from '../../src/models/model.ts';
import { type ModelOptions, modelDefaults } from '../../src/models/options.ts';
import { memorySink } from '../../src/models/recording.ts';
import { modelWriter } from '../../src/pipeline/write/model/model-writer.ts';
import type { Writer } from '../../src/pipeline/write/types.ts';
import { fakeProvider, type Step } from './fake-provider.ts';
import { english } from './harbour.ts';

const closing: { close(): Promise<void> }[] = [];

/** For `afterEach`. */
export async function closeModels(): Promise<void> {
  for (const one of closing.splice(0)) await one.close();
}

/** A model writer over a provider on loopback that answers step by step; nothing waits between tries. */
export async function writerOver(steps: Step[], options: Partial<ModelOptions> = {}) {
  const server = await fakeProvider('openai-compatible', steps);
  const sink = memorySink();
  const model = await openModel(
    {
      ...modelDefaults,
      provider: 'openai-compatible',
      model: 'fake',
      baseUrl: server.baseUrl,
      timeoutMs: 20_000,
      ...options,
    },
    { sleep: async () => undefined, random: () => 0, sinks: [sink] },
  );
  closing.push(model, server);
  return { server, sink, model, writer: modelWriter({ model }) };
}

export function says(value: unknown): Step {
  return { text: typeof value === 'string' ? value : JSON.stringify(value) };
}

export function write(writer: Writer, documents: SourceDocument[] = [english], lang = 'en') {
  return writer.write({ documents, lang });
}
