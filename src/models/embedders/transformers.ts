import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Embedder } from '../../domain/embedder.ts';
import { StandfirstError } from '../../domain/errors.ts';
import { sha256 } from '../../kit/hash.ts';
import { ModelError } from '../errors.ts';
import { inputFor } from './input.ts';
import type { OpenEmbedder } from './types.ts';
import { unitVector } from './unit-vector.ts';

export interface TransformersOptions {
  /** A folder with `config.json`, `tokenizer.json` and `onnx/model*.onnx`; with `download` also a name on a hub. */
  model: string;
  download: boolean;
  pooling: 'mean' | 'cls';
  /** Goes before each text. */
  prefix: string;
  /** Path of the @huggingface/transformers module, where it is not installed beside Standfirst. */
  module: string | null;
}

/** The part of @huggingface/transformers that is used. Those who want it install it, so its types may be absent. */
interface TransformersModule {
  env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string };
  pipeline(task: 'feature-extraction', model: string, options: object): Promise<Extractor>;
}

interface Extractor {
  (texts: string[], options: object): Promise<{ data: unknown; dims: readonly number[] }>;
  dispose(): Promise<unknown>;
}

const moduleName = '@huggingface/transformers';
const textsPerRun = 16;

async function importTransformers(path: string | null): Promise<TransformersModule> {
  try {
    return (await import(path === null ? moduleName : pathToFileURL(path).href)) as TransformersModule;
  } catch (cause) {
    throw new ModelError(
      'not-installed',
      'A model folder needs @huggingface/transformers, which is not installed.',
      {
        cause,
        hint: 'Run "npm install @huggingface/transformers" beside Standfirst.',
      },
    );
  }
}

/**
 * A model in ONNX format, run in this process by transformers.js, whose runtime has threads of its own. Nothing is
 * downloaded unless the options say so. `embed` rejects with `provider-failed`, `broken-answer` or the signal's reason.
 */
export class TransformersEmbedder implements OpenEmbedder {
  readonly id: string;
  readonly dimensions: number;
  readonly languages: Embedder['languages'] = null;
  readonly #run: Runner;

  private constructor(options: TransformersOptions, run: Runner, dimensions: number) {
    const manner = sha256(`${options.pooling} ${options.prefix}`).slice(0, 8);
    this.id = `transformers/${basename(options.model)}/${dimensions}/${manner}`;
    this.dimensions = dimensions;
    this.#run = run;
  }

  static async open(options: TransformersOptions): Promise<TransformersEmbedder> {
    const isFolder = existsSync(join(options.model, 'config.json'));
    if (!isFolder && !options.download)
      throw new StandfirstError('bad-config', `There is no model folder at "${options.model}".`, {
        hint: 'Name a folder with config.json in embedder.model, or allow downloads with embedder.download.',
      });
    const module = await importTransformers(options.module);
    const folder = resolve(options.model);
    module.env.allowRemoteModels = options.download && !isFolder;
    module.env.allowLocalModels = true;
    if (isFolder) module.env.localModelPath = dirname(folder);
    const name = isFolder ? basename(folder) : options.model;
    const extract = await module.pipeline('feature-extraction', name, { device: 'cpu' }).catch((cause) => {
      throw new ModelError('model-not-found', `"${options.model}" could not be loaded as a model.`, {
        cause,
        detail: detailOf(cause),
        hint: 'It needs config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx.',
      });
    });
    const run = new Runner(extract, options);
    const [vector] = await run.vectors(['harbour'], null);
    return new TransformersEmbedder(options, run, vector?.length ?? 0);
  }

  async embed(texts: readonly string[], { signal }: { signal?: AbortSignal } = {}): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += textsPerRun) {
      signal?.throwIfAborted();
      vectors.push(...(await this.#run.vectors(texts.slice(from, from + textsPerRun), this.dimensions)));
    }
    return vectors;
  }

  async close(): Promise<void> {
    await this.#run.extract.dispose();
  }
}

class Runner {
  readonly extract: Extractor;
  readonly #options: TransformersOptions;

  constructor(extract: Extractor, options: TransformersOptions) {
    this.extract = extract;
    this.#options = options;
  }

  async vectors(texts: readonly string[], dimensions: number | null): Promise<Float32Array[]> {
    const { prefix, pooling } = this.#options;
    const inputs = texts.map((text) => inputFor(text, prefix));
    const { data, dims } = await this.extract(inputs, { pooling, normalize: true }).catch(
      (cause: unknown) => {
        throw new ModelError('provider-failed', 'The embedding model failed.', {
          cause,
          detail: detailOf(cause),
        });
      },
    );
    const width = dims.at(-1) ?? 0;
    if (!(data instanceof Float32Array) || data.length !== texts.length * width)
      throw new ModelError(
        'broken-answer',
        'The embedding model gave something else than a vector for each text.',
        {
          hint: 'Name a model that is made for sentence embeddings in embedder.model.',
        },
      );
    return texts.map((_, index) => unitVector(data.slice(index * width, (index + 1) * width), dimensions));
  }
}

function detailOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
}
