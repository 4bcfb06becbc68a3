import { priorWeights } from '../../src/pipeline/verify/features.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { accuracyReport, pairsOf, reliabilityPlot, writeAccuracy } from './accuracy.ts';
import { decided, leaveSetOut, type OutOfFold, outOfFold } from './crossval.ts';
import { madeSets } from './errors/clean.ts';
import { examplesOf } from './examples.ts';
import { freshTexts, injectedCases, markedTexts } from './inject.ts';
import {
  auc,
  balancedAccuracy,
  falseAlarms,
  pairsInOrder,
  recall,
  thresholdAtFalseAlarms,
} from './metrics.ts';
import { peers } from './peers.ts';
import { type FaithCase, faithCases } from './sets.ts';
import { spanMeasures } from './spans.ts';
import { translatedCases } from './translated.ts';

/** Alarms on correct sentences that an editor would put up with. */
const falseAlarmShare = 0.03;
const percent = (value: number) => `${(value * 100).toFixed(1)}`;

function share(list: readonly { alarm: boolean }[]): number {
  return list.filter((one) => one.alarm).length / Math.max(1, list.length);
}

function byType(cases: readonly (OutOfFold & { alarm: boolean })[]): string {
  const types = [...new Set(cases.flatMap(({ example }) => example.errorType ?? []))].sort();
  return types
    .map((type) => {
      const own = cases.filter(({ example }) => example.errorType === type);
      return { type, count: own.length, text: `${type} ${percent(share(own))} (${own.length})` };
    })
    .filter(({ count }) => count >= 10)
    .map(({ text }) => text)
    .join('; ');
}

function pairMeasure(set: string, scored: readonly OutOfFold[]): Measure[] {
  const pairs = pairsOf(scored);
  if (pairs.length === 0) return [];
  return [{ key: `verify/${set}/pairs`, value: pairsInOrder(pairs), cases: pairs.length }];
}

function peerMeasures(set: string, cases: readonly FaithCase[]): Measure[] {
  return peers.map((peer) => ({
    key: `verify/${set}/auc-of-${peer.name}`,
    value: auc(cases.map((one) => ({ score: peer.score(one), unsupported: one.unsupported }))),
    cases: cases.length,
    informative: true,
  }));
}

function setMeasures(
  set: string,
  all: readonly OutOfFold[],
  cases: readonly FaithCase[],
  print: (line: string) => void,
) {
  const scored = all.filter(({ example }) => example.set === set);
  const verdicts = decided(scored);
  const bad = verdicts.filter((one) => one.unsupported);
  const good = verdicts.filter((one) => !one.unsupported);
  const balanced = (share(bad) + 1 - share(good)) / 2;
  print(`${set}: recall ${percent(share(bad))}, false alarms ${percent(share(good))}; ${byType(verdicts)}`);
  const n = scored.length;
  return [
    { key: `verify/${set}/auc`, value: auc(scored), cases: n },
    { key: `verify/${set}/balanced-accuracy`, value: balanced, cases: n },
    {
      key: `verify/${set}/balanced-accuracy-at-half`,
      value: balancedAccuracy(scored, 0.5),
      cases: n,
      informative: true,
    },
    { key: `verify/${set}/recall`, value: share(bad), cases: bad.length, informative: true },
    { key: `verify/${set}/false-alarms`, value: share(good), cases: good.length, informative: true },
    ...pairMeasure(set, scored),
    ...peerMeasures(
      set,
      cases.filter((one) => one.set === set),
    ),
  ];
}

function transferMeasures(set: string, examples: Parameters<typeof leaveSetOut>[0]): Measure[] {
  const scored = leaveSetOut(examples, set, priorWeights);
  if (scored.length === 0) return [];
  return [
    { key: `verify/${set}/auc-untrained`, value: auc(scored), cases: scored.length, informative: true },
  ];
}

/** Wrong sentences by kind of error, at 3 % alarms on the correct ones. */
function kindMeasures(
  set: string,
  all: readonly OutOfFold[],
  cases: readonly KindCase[],
  print: (line: string) => void,
) {
  const kindOf = new Map(cases.map((one) => [one.id, one.kind]));
  const scored = all.filter(({ example }) => example.set === set);
  const threshold = thresholdAtFalseAlarms(scored, falseAlarmShare);
  const kinds = [...new Set(cases.filter((one) => one.unsupported).map((one) => one.kind))].sort();
  const ofKind = (kind: string) => scored.filter(({ example }) => kindOf.get(example.id) === kind);
  const found = (list: readonly OutOfFold[]) => recall(list, threshold);
  print(
    `${set} at ${falseAlarmShare * 100} % false alarms (score ${threshold.toFixed(3)}): ` +
      kinds.map((kind) => `${kind} ${percent(found(ofKind(kind)))} (${ofKind(kind).length})`).join('; '),
  );
  const good = scored.filter((one) => !one.unsupported);
  const verbatim = good.filter(({ example }) => kindOf.get(example.id) === 'verbatim');
  const same = good.filter(({ example }) => kindOf.get(example.id) !== 'verbatim');
  const core = ['number', 'number-in-paraphrase', 'unit', 'magnitude', 'date', 'name', 'quote', 'speaker'];
  const at = (name: string, value: number, count: number, lowerIsBetter = false): Measure => ({
    key: `verify/${set}/${name}`,
    value,
    cases: count,
    ...(lowerIsBetter ? { lowerIsBetter } : {}),
  });
  const bad = scored.filter((one) => one.unsupported);
  const ofCore = core.flatMap(ofKind);
  return [
    ...kinds.map((kind) => ({
      ...at(`recall/${kind}`, found(ofKind(kind)), ofKind(kind).length),
      informative: true,
    })),
    at('recall-at-3', found(bad), bad.length),
    at('recall-at-3/number-date-name-quote-speaker-unit', found(ofCore), ofCore.length),
    at('auc', auc(scored), scored.length),
    at('false-alarms/verbatim', falseAlarms(verbatim, 0.5), verbatim.length, true),
    at('false-alarms/paraphrase', falseAlarms(same, 0.5), same.length, true),
    { ...at('recall-at-half', recall(bad, 0.5), bad.length), informative: true },
  ];
}

type KindCase = FaithCase & { kind: string };

function checkTable(
  counts: ReadonlyMap<string, { bad: number; good: number }>,
  print: (line: string) => void,
): void {
  print('check, severity: unsupported / supported texts it spoke of, share unsupported');
  for (const [key, { bad, good }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(
      `  ${key.padEnd(44)} ${String(bad).padStart(5)} / ${String(good).padStart(5)}  ${percent(bad / (bad + good))}`,
    );
}

async function run({ dataDir, args, print }: SuiteOptions): Promise<Measure[]> {
  const given = [...faithCases(dataDir), ...translatedCases(dataDir)];
  if (given.length === 0) print(`no ${dataDir}/faith here: only the injected errors are measured`);
  const injected = [...injectedCases(markedTexts()), ...injectedCases(freshTexts(), 'fresh')];
  const made = madeSets(dataDir);
  const cases = [...given, ...injected, ...made];
  const counts = new Map<string, { bad: number; good: number }>();
  const started = performance.now();
  const examples = examplesOf(cases, (check, severity, one) => {
    const key = `${one.set} ${check} ${severity}`;
    const count = counts.get(key) ?? { bad: 0, good: 0 };
    if (one.unsupported) count.bad += 1;
    else count.good += 1;
    counts.set(key, count);
  });
  const seconds = (performance.now() - started) / 1000;
  if (args.includes('--checks')) checkTable(counts, print);
  const claims = examples.reduce((sum, example) => sum + example.rows.length + example.verbatim, 0);
  const scored = outOfFold(examples, priorWeights);
  const sets = [...new Set(given.map((one) => one.set))];
  // Without the sets the models are others than those that the floors were measured with.
  const isPartial = given.length === 0;
  const report = accuracyReport(scored, [...injected, ...made], falseAlarmShare);
  for (const calibration of report.calibration) for (const line of reliabilityPlot(calibration)) print(line);
  if (args.includes('--update') && !isPartial) writeAccuracy(report);
  const measures: Measure[] = [
    ...report.calibration.map(({ lang, error, cases: count }) => ({
      key: `verify/calibration-error/${lang}`,
      value: error,
      cases: count,
      lowerIsBetter: true,
    })),
    ...sets.flatMap((set) => setMeasures(set, scored, cases, print)),
    ...sets.flatMap((set) => transferMeasures(set, examples)),
    ...['injected-en', 'injected-ko', 'fresh-en', 'fresh-ko', 'made-en', 'made-ko'].flatMap((set) =>
      kindMeasures(
        set,
        scored,
        [...injected, ...made].filter((one) => one.set === set),
        print,
      ),
    ),
    ...spanMeasures(scored, given, made),
    { key: 'verify/claims-per-second', value: claims / seconds, cases: claims, informative: true },
  ];
  return isPartial ? measures.map((measure) => ({ ...measure, informative: true })) : measures;
}

export const suite: Suite = {
  name: 'verify',
  about:
    'supported or not, set by set and out of fold, with false alarms beside recall; injected errors by kind',
  run,
};
