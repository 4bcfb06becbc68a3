import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { openModel } from '../../src/models/model.ts';
import { type ModelOptions, modelDefaults } from '../../src/models/options.ts';
import { memorySink } from '../../src/models/recording.ts';
import type { Generation, LanguageModel } from '../../src/models/types.ts';
import { extractPage } from '../../src/pipeline/extract/extract.ts';
import { verifyDraft } from '../../src/pipeline/verify/verify.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { withFallback } from '../../src/pipeline/write/fallback.ts';
import { modelWriter } from '../../src/pipeline/write/model/model-writer.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';

/** Pages of the demo, half of them Korean. */
const pages: [file: string, lang: string][] = [
  ['shaped-like-the-reference.html', 'en'],
  ['seorian-water-cp949.html', 'ko'],
  ['bridge-averil-courier.html', 'en'],
  ['garam-anode-plant-ko.html', 'ko'],
  ['halvern-rate-rise.html', 'en'],
  ['cheongram-fire-ko.html', 'ko'],
];

interface Settings {
  options: ModelOptions;
  documents: number;
}

function settingsOf(args: readonly string[]): Settings | string {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      gguf: { type: 'string' },
      llama: { type: 'string' },
      threads: { type: 'string' },
      seconds: { type: 'string' },
      documents: { type: 'string' },
      record: { type: 'string' },
      temperature: { type: 'string' },
    },
  });
  const { gguf, llama, threads, seconds, documents, record, temperature } = values;
  if (typeof gguf !== 'string')
    return 'no model file given (--gguf FILE [--llama MODULE] [--threads N] [--seconds N] [--documents N] [--temperature T] [--record FILE])';
  if (!existsSync(gguf)) return `${gguf} is not there`;
  const options: ModelOptions = {
    ...modelDefaults,
    provider: 'gguf',
    model: gguf.split('/').at(-1) ?? gguf,
    ggufPath: resolve(gguf),
    llamaModule: typeof llama === 'string' ? resolve(llama) : null,
    threads: typeof threads === 'string' ? Number(threads) : 1,
    timeoutMs: (typeof seconds === 'string' ? Number(seconds) : 180) * 1000,
    runTimeoutMs: 900_000,
    attemptsMax: 1,
    temperature: typeof temperature === 'string' ? Number(temperature) : modelDefaults.temperature,
    record: typeof record === 'string' ? record : null,
  };
  return { options, documents: typeof documents === 'string' ? Number(documents) : pages.length };
}

function documentOf(file: string, lang: string): SourceDocument | null {
  const body = readFileSync(join(import.meta.dirname, '../../demo', file));
  const outcome = extractPage({ body, url: `https://news.example/${file}` });
  if (outcome.kind !== 'extracted') return null;
  const { title, text, publisher, publishedAt } = outcome.document;
  return {
    id: 'D1',
    title,
    text,
    lang,
    ...(publisher === undefined ? {} : { publisher }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}

interface Run {
  /** A draft came out, from whichever writer. */
  ended: boolean;
  generation: Generation | undefined;
  fellBack: boolean;
  /** Why the model's draft was not used. */
  why: string;
  /** Sentences that were drafted, and those that may be shown. */
  drafted: number;
  shown: number;
  /** Shown without a verdict of `supported`. */
  unsupported: number;
  whole: boolean;
}

async function runOne(
  document: SourceDocument,
  model: LanguageModel,
  generations: Generation[],
): Promise<Run> {
  const writer = withFallback(modelWriter({ model }), extractiveWriter);
  const draft = await writer.write({ documents: [document], lang: document.lang });
  const { claims, verification } = await verifyDraft({ draft, documents: [document] });
  const shown = claims.filter((claim) => claim.outcome !== 'dropped');
  return {
    ended: true,
    generation: generations.at(-1),
    fellBack: draft.writer.fallbackFrom !== undefined,
    why: draft.writer.fallbackFrom?.reason ?? '',
    drafted: claims.length,
    shown: shown.length,
    unsupported: shown.filter((claim) => claim.verdict !== 'supported').length,
    whole: verification.fallback === 'none',
  };
}

function failed(error: unknown, print: SuiteOptions['print']): Run {
  print(`no draft at all: ${error instanceof Error ? error.stack : error}`);
  const nothing = { generation: undefined, drafted: 0, shown: 0, unsupported: 0 };
  return { ...nothing, ended: false, fellBack: true, why: 'it threw', whole: false };
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function measuresOf(runs: readonly Run[]): Measure[] {
  const calls = runs.flatMap(({ generation }) => generation ?? []);
  const written = runs.filter(({ fellBack }) => !fellBack);
  const measure = (name: string, value: number, cases: number, informative = true): Measure => ({
    key: `models/gguf/${name}`,
    value,
    cases,
    informative,
  });
  const share = (some: readonly Run[], test: (run: Run) => boolean) =>
    mean(some.map((run) => Number(test(run))));
  const seconds = calls.map(({ durationMs }) => durationMs / 1000);
  const outTokens = calls.reduce((sum, { outputTokens }) => sum + (outputTokens ?? 0), 0);
  const ended = calls.filter(({ outputTokens }) => (outputTokens ?? 0) > 0);
  return [
    measure(
      'runs-that-end-in-a-draft',
      share(runs, (run) => run.ended),
      runs.length,
      false,
    ),
    measure(
      'shown-claims-supported',
      share(runs, (run) => run.unsupported === 0),
      runs.length,
      false,
    ),
    measure('answers-that-parse', mean(calls.map(({ error }) => Number(error === null))), calls.length),
    measure(
      'drafts-used',
      share(runs, (run) => !run.fellBack),
      runs.length,
    ),
    measure(
      'fallbacks',
      share(runs, (run) => run.fellBack),
      runs.length,
    ),
    measure(
      'drafted-sentences-kept',
      mean(written.map((run) => run.shown / Math.max(1, run.drafted))),
      written.length,
    ),
    measure(
      'whole-briefs-of-drafts-used',
      share(written, (run) => run.whole),
      written.length,
    ),
    measure('seconds-per-call', mean(seconds), calls.length),
    measure(
      'tokens-out-per-second',
      outTokens /
        Math.max(
          1e-9,
          ended.reduce((sum, { durationMs }) => sum + durationMs / 1000, 0),
        ),
      ended.length,
    ),
  ];
}

async function run({ args, print }: SuiteOptions): Promise<Measure[]> {
  const settings = settingsOf(args);
  if (typeof settings === 'string') {
    print(`skipped: ${settings}`);
    return [];
  }
  const sink = memorySink();
  const model = await openModel(settings.options, { sinks: [sink] });
  const runs: Run[] = [];
  try {
    for (const [file, lang] of pages.slice(0, settings.documents)) {
      const document = documentOf(file, lang);
      if (document === null) continue;
      const before = sink.generations.length;
      const one = await runOne(document, model, sink.generations).catch((error: unknown) =>
        failed(error, print),
      );
      if (sink.generations.length === before) one.generation = undefined;
      runs.push(one);
      const { durationMs = 0, inputTokens, outputTokens } = one.generation ?? {};
      print(
        `${file}: ${one.fellBack ? `fell back (${one.why})` : 'model draft'}; ` +
          `${inputTokens} tokens in, ${outputTokens} out, ${Math.round((durationMs ?? 0) / 1000)} s; ` +
          `${one.shown} of ${one.drafted} sentences kept, ${one.whole ? 'whole brief' : 'headline and link'}`,
      );
    }
  } finally {
    await model.close();
  }
  return measuresOf(runs);
}

/**
 * The model writer with a real, small model in this process: shows that prompt, grammar, reading, checks and fallback
 * hold together, whatever the model writes. The weights are never part of the project; name a file that you have.
 */
export const suite: Suite = {
  name: 'models',
  about: 'a local GGUF model through the model writer, the verifier and the fallback',
  run,
};
