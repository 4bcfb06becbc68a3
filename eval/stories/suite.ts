import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { type AblationSets, ablationRows } from './ablation.ts';
import { copiesUnderNoise } from './copies.ts';
import { costAt } from './cost.ts';
import { demo, demoDocuments } from './demo.ts';
import { blurbOf, blurbs, engineLinks, englishBlurbs, filledWith, poolOf, retrieval } from './links.ts';
import { asWritten, openVectors, type Variant } from './meaning.ts';
import { rateOf } from './rate.ts';
import { ecbOf, type LabelledDocument, ntrexOf, type Row, rowsOf, type Score, uciOf } from './sets.ts';
import { centroidPeer, shippedScore, twoFoldScore } from './streams.ts';

const seeds = [1, 2, 3];
const languages = ['ko', 'ja', 'zh', 'de', 'fr', 'es'];

/**
 * Options: `--cost` measures time at 1,000 to 50,000 live stories, `--cost-large` to 200,000; `--rate` documents a second
 * with the encoder; `--ablation` what each part adds; `--no-peers`. The pool of NTREX here is the development halves:
 * 61 + UCI + ECB+, smaller than the whole.
 */
export const suite: Suite = {
  name: 'stories',
  about: 'grouping (B-cubed F1), links across languages, copies under noise, cost',
  async run(options) {
    const sets = ['uci-headlines', 'ecbplus', 'ntrex', 'itn'].map((name) => rowsOf(options.dataDir, name));
    const [uciRows, ecbRows, ntrex, itn] = sets;
    if (!uciRows || !ecbRows || !ntrex || !itn) {
      options.print('skipped but for our own corpus: the sets of stories are not there');
      return demos(options);
    }
    const [uci, ecb] = [uciOf(uciRows), ecbOf(ecbRows)];
    const variants = await openVariants();
    return [
      ...grouping('uci-dev', uci, options),
      ...grouping('ecb-dev', ecb, options),
      ...links(ntrex, [...uci, ...ecb], variants, options),
      ...news(itn, variants),
      ...variants.flatMap((variant) => demo(options.print, variant)),
      ...copies(ecb, options),
      ...cost(options),
      ...(await rate(ntrex, ecb, options)),
      ...ablation({ uci, ecb, ntrex, withVectors: variants.at(-1)!.prepared }, options),
    ];
  },
};

/** What a desk does without an encoder, and what it does with the one in the package. */
async function openVariants(): Promise<Variant[]> {
  return [asWritten, { prepared: await openVectors(), suffix: '-with-vectors', withVectors: true }];
}

async function demos({ print }: SuiteOptions): Promise<Measure[]> {
  return (await openVariants()).flatMap((variant) => demo(print, variant));
}

function shown({ precision, recall, f1 }: Score): string {
  return `P ${(100 * precision).toFixed(1)} R ${(100 * recall).toFixed(1)} F1 ${(100 * f1).toFixed(1)}`;
}

function grouping(
  set: string,
  documents: readonly LabelledDocument[],
  { args, print }: SuiteOptions,
): Measure[] {
  const cases = documents.length;
  const shipped = shippedScore(documents, seeds);
  const folds = twoFoldScore(documents, seeds.slice(0, 1));
  print(`${set}: as shipped ${shown(shipped)}; thresholds from the other fold ${shown(folds)}`);
  const measures: Measure[] = [
    { key: `stories/${set}/b3-f1`, value: shipped.f1, cases },
    { key: `stories/${set}/b3-f1-two-fold`, value: folds.f1, cases },
  ];
  if (args.includes('--no-peers')) return measures;
  const peer = centroidPeer(documents, seeds);
  print(`${set}: tf-idf centroid at its best threshold ${shown(peer)}`);
  return [
    ...measures,
    { key: `stories/${set}/peer-centroid/b3-f1`, value: peer.f1, cases, informative: true },
  ];
}

function links(
  rows: readonly Row[],
  written: readonly LabelledDocument[],
  variants: readonly Variant[],
  { print }: SuiteOptions,
): Measure[] {
  const { prepared } = variants.at(-1)!;
  const others = prepared(written);
  const filled = filledWith(others);
  return ([0, 2] as const).flatMap((sentences) => {
    const name = sentences === 0 ? 'headline' : 'title-2';
    const english = prepared(ntrexOf(rows, 'en', sentences));
    const pool = poolOf([...english, ...others]);
    return languages.flatMap((lang) => {
      const queries = prepared(ntrexOf(rows, lang, sentences));
      return variants.flatMap(({ suffix, withVectors }): Measure[] => {
        const found = retrieval(queries, pool, withVectors);
        const own = withVectors ? queries : queries.map(({ vector: _vector, ...query }) => query);
        const engine = engineLinks(own, english, filled);
        print(
          `ntrex${suffix} ${lang} ${name}: first ${(100 * found.first).toFixed(1)} of five ` +
            `${(100 * found.firstFive).toFixed(1)}; decision ${shown(found.decision)}; the engine's ${shown(engine)}`,
        );
        const key = `stories/ntrex-dev${suffix}/${lang}-en/${name}`;
        const { cases } = found;
        return [
          { key: `${key}/r-at-1`, value: found.first, cases },
          { key: `${key}/decision-f1`, value: found.decision.f1, cases },
          { key: `${key}/engine-f1`, value: engine.f1, cases },
          { key: `${key}/engine-precision`, value: engine.precision, cases, informative: lang !== 'ko' },
        ];
      });
    });
  });
}

function news(rows: readonly Row[], variants: readonly Variant[]): Measure[] {
  const pool = poolOf(variants.at(-1)!.prepared(englishBlurbs(rows).map(blurbOf)));
  return ['ko', 'ru', 'pt', 'fr', 'zh'].flatMap((lang) =>
    variants.map((variant) => {
      const { right, cases } = blurbs(rows, lang, pool, variant);
      const key = `stories/itn-dev${variant.suffix}/${lang}-en/r-at-1-within-14-days`;
      return { key, value: right / cases, cases };
    }),
  );
}

function copies(documents: readonly LabelledDocument[], { print }: SuiteOptions): Measure[] {
  return copiesUnderNoise(documents).flatMap(({ noise, recall, falseAlarms, copies: cases, pairs }) => {
    print(
      `copies ${noise}: found ${(100 * recall).toFixed(1)}, false alarms ${(100 * falseAlarms).toFixed(3)} %`,
    );
    return [
      { key: `stories/copies/${noise}/recall`, value: recall, cases },
      { key: `stories/copies/${noise}/false-alarms`, value: falseAlarms, cases: pairs, lowerIsBetter: true },
    ];
  });
}

function cost({ args, print }: SuiteOptions): Measure[] {
  const isLarge = args.includes('--cost-large');
  if (!isLarge && !args.includes('--cost')) return [];
  return costAt([1_000, 10_000, 50_000, ...(isLarge ? [200_000] : [])]).flatMap((at) => {
    print(
      `${at.liveStories} live stories: ${at.cpuMs.toFixed(2)} CPU-ms a document, right story ` +
        `${(100 * at.rightStory).toFixed(1)} %, wrong joins ${(100 * at.wrongJoins).toFixed(1)} %`,
    );
    const key = `stories/cost/${Math.round(at.liveStories / 1000)}k`;
    return [{ key: `${key}/cpu-ms`, value: at.cpuMs, cases: 1_000, lowerIsBetter: true, informative: true }];
  });
}

async function rate(ntrex: readonly Row[], ecb: readonly LabelledDocument[], { args, print }: SuiteOptions) {
  if (!args.includes('--rate')) return [];
  const told = ['en', ...languages].flatMap((lang) => ntrexOf(ntrex, lang, 2));
  const found = await rateOf([...told, ...ecb, ...demoDocuments()]);
  const { documents, encoderCpuMs, groupingCpuMs, perSecond, perSecondHere } = found;
  print(
    `${documents} texts in ${languages.length + 1} languages: encoder ${encoderCpuMs.toFixed(2)} CPU-ms a document, ` +
      `grouping ${groupingCpuMs.toFixed(2)}: ${perSecond.toFixed(0)} documents/s on two free cores, ` +
      `${perSecondHere.toFixed(0)} on this machine as it was`,
  );
  return [];
}

function ablation(sets: AblationSets, { args, print }: SuiteOptions): Measure[] {
  if (args.includes('--ablation')) for (const row of ablationRows(sets)) print(row);
  return [];
}
