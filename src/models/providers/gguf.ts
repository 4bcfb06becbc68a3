import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { StandfirstError } from '../../domain/errors.ts';
import { ModelError } from '../errors.ts';
import type { ModelOptions } from '../options.ts';
import type { Provider } from '../providers.ts';
import { forGrammar } from '../schema.ts';
import type { JsonSchema, ProviderClient, RawReply, RawRequest } from '../types.ts';

/** The part of node-llama-cpp that is used. It is installed by those who want it, so its own types may be absent. */
interface LlamaModule {
  getLlama(options: object): Promise<Llama>;
  LlamaChatSession: new (options: object) => ChatSession;
}

interface Llama {
  loadModel(options: { modelPath: string }): Promise<LoadedModel>;
  createGrammarForJsonSchema(schema: JsonSchema): Promise<object>;
  dispose(): Promise<void>;
}

interface LoadedModel {
  trainContextSize: number;
  tokenize(text: string): readonly unknown[];
  createContext(options: object): Promise<{ getSequence(): object; dispose(): Promise<void> }>;
}

interface ChatSession {
  promptWithMeta(text: string, options: object): Promise<{ responseText: string; stopReason: string }>;
  dispose(): void;
}

const moduleName = 'node-llama-cpp';

async function importLlama(path: string | null): Promise<LlamaModule> {
  try {
    return (await import(path === null ? moduleName : pathToFileURL(path).href)) as LlamaModule;
  } catch (cause) {
    throw new ModelError('not-installed', 'A GGUF file needs node-llama-cpp, which is not installed.', {
      cause,
      hint: 'Run "npm install node-llama-cpp" beside Standfirst.',
    });
  }
}

class GgufClient implements ProviderClient {
  readonly model: string;
  readonly contextTokens: number;
  readonly slow = true;
  readonly #module: LlamaModule;
  readonly #llama: Llama;
  readonly #loaded: LoadedModel;
  readonly #threads: number | null;
  readonly #grammars = new Map<string, Promise<object>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: { options: ModelOptions; module: LlamaModule; llama: Llama; loaded: LoadedModel }) {
    this.model = parts.options.model;
    this.contextTokens = parts.loaded.trainContextSize;
    this.#module = parts.module;
    this.#llama = parts.llama;
    this.#loaded = parts.loaded;
    this.#threads = parts.options.threads;
  }

  /** One call after the other: each takes all the threads there are. */
  call(request: RawRequest): Promise<RawReply> {
    const next = this.#last.then(() => this.#generate(request));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #generate(request: RawRequest): Promise<RawReply> {
    request.signal.throwIfAborted();
    const inputTokens = this.#loaded.tokenize(request.system + request.prompt).length;
    const room = this.#loaded.trainContextSize - inputTokens - 256;
    if (room < 256)
      throw new ModelError(
        'prompt-too-long',
        `The prompt of ${inputTokens} tokens is too long for the model.`,
        {
          hint: `It takes ${this.#loaded.trainContextSize}. Give fewer or shorter documents.`,
        },
      );
    const maxTokens = Math.min(request.outputTokensMax, room);
    const context = await this.#loaded.createContext({
      contextSize: inputTokens + maxTokens + 256,
      ...(this.#threads === null ? {} : { threads: this.#threads }),
    });
    try {
      const session = new this.#module.LlamaChatSession({
        contextSequence: context.getSequence(),
        systemPrompt: request.system,
      });
      const grammar = await this.#grammar(request.jsonSchema);
      const { signal, temperature } = request;
      const options = { grammar, maxTokens, temperature, signal, stopOnAbortSignal: false };
      const { responseText, stopReason } = await session.promptWithMeta(request.prompt, options);
      session.dispose();
      const outputTokens = this.#loaded.tokenize(responseText).length;
      const finish = stopReason === 'maxTokens' ? 'length' : 'stop';
      return { text: responseText, finish, inputTokens, outputTokens };
    } finally {
      await context.dispose();
    }
  }

  #grammar(schema: JsonSchema): Promise<object> {
    const key = JSON.stringify(schema);
    let grammar = this.#grammars.get(key);
    if (!grammar) {
      grammar = this.#llama.createGrammarForJsonSchema(forGrammar(schema));
      this.#grammars.set(key, grammar);
    }
    return grammar;
  }

  async close(): Promise<void> {
    await this.#llama.dispose();
  }
}

/** A local GGUF file, run in this process by node-llama-cpp on the CPU or whatever that finds. */
export const gguf: Provider = {
  name: 'gguf',
  async open(options) {
    const path = options.ggufPath ?? '';
    if (!existsSync(path))
      throw new StandfirstError('bad-config', `There is no model file at "${path}".`, {
        hint: 'Name an existing file in model.ggufPath.',
      });
    const module = await importLlama(options.llamaModule);
    const llama = await module.getLlama({
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      logLevel: 'error',
      ...(options.threads === null ? {} : { maxThreads: options.threads }),
    });
    try {
      const loaded = await llama.loadModel({ modelPath: path });
      return new GgufClient({ options, module, llama, loaded });
    } catch (cause) {
      await llama.dispose();
      throw new ModelError('model-not-found', `"${path}" could not be loaded as a GGUF model.`, {
        cause,
        hint: 'Check that the download is complete and the memory is enough.',
      });
    }
  },
};
