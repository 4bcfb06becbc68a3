import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type {
  AccuracyReport,
  Calibration,
  ErrorTypeAccuracy,
  RightSentenceAccuracy,
  SaidTwice,
  SetAccuracy,
} from '../../src/domain/accuracy.ts';
import { invariant } from '../../src/domain/errors.ts';
import { calibratedOutOfFold, evenOdds } from './calibrate.ts';
import { decided, isForTraining, type OutOfFold } from './crossval.ts';
import { errorLabels, injectedAbout, rightLabels, setLabels } from './labels.ts';
import { auc, falseAlarms, pairsInOrder, recall, thresholdAtFalseAlarms } from './metrics.ts';
import type { FaithCase } from './sets.ts';

const root = resolve(import.meta.dirname, '../..');
const accuracyPath = join(root, 'models/verify/accuracy.json');
const casesOfTypeMin = 10;

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function share(list: readonly { alarm: boolean }[]): number {
  return list.filter((one) => one.alarm).length / Math.max(1, list.length);
}

function labelOf<T>(table: Record<string, T>, key: string): T {
  const label = table[key];
  invariant(label, `eval/verify/labels.ts says what ${key} is`);
  return label;
}

/** A pair of texts of a set: the right one and the one that was made from it. */
export function pairsOf(scored: readonly OutOfFold[]): { good: number; bad: number }[] {
  const scores = new Map(scored.map(({ example, score }) => [example.id, score]));
  return scored.flatMap(({ example, score }) => {
    const good = example.pair === undefined ? undefined : scores.get(example.pair);
    return good === undefined ? [] : [{ good, bad: score }];
  });
}

function setAccuracy(set: string, scored: readonly OutOfFold[]): SetAccuracy {
  const verdicts = decided(scored);
  const bad = verdicts.filter((one) => one.unsupported);
  const good = verdicts.filter((one) => !one.unsupported);
  const types = [...new Set(bad.flatMap(({ example }) => example.errorType ?? []))].sort();
  const pairs = pairsOf(scored);
  const { label, about } = labelOf(setLabels, set);
  return {
    set,
    label,
    about,
    lang: scored[0]?.example.lang ?? '',
    cases: scored.length,
    unsupported: bad.length,
    auc: rounded(auc(scored)),
    balancedAccuracy: rounded((share(bad) + 1 - share(good)) / 2),
    recall: rounded(share(bad)),
    falseAlarms: rounded(share(good)),
    ...(pairs.length > 0 ? { pairs: rounded(pairsInOrder(pairs)) } : {}),
    byType: types
      .map((type) => ({ type, own: bad.filter(({ example }) => example.errorType === type) }))
      .filter(({ own }) => own.length >= casesOfTypeMin)
      .map(({ type, own }) => ({ type, cases: own.length, recall: rounded(share(own)) })),
  };
}

/** Reliability by tenths of the score, and the expected calibration error. */
export function calibrationOf(lang: string, scored: readonly OutOfFold[]): Calibration {
  const weights = evenOdds(scored);
  const bins = Array.from({ length: 10 }, () => ({ weight: 0, cases: 0, score: 0, unsupported: 0 }));
  scored.forEach((one, at) => {
    const bin = bins[Math.min(9, Math.floor(one.score * 10))]!;
    bin.weight += weights[at]!;
    bin.cases += 1;
    bin.score += weights[at]! * one.score;
    if (one.unsupported) bin.unsupported += weights[at]!;
  });
  return {
    lang,
    cases: scored.length,
    error: rounded(bins.reduce((sum, bin) => sum + Math.abs(bin.score - bin.unsupported), 0)),
    bins: bins.flatMap(({ weight, cases, score, unsupported }, at) =>
      cases === 0
        ? []
        : [
            {
              from: at / 10,
              to: (at + 1) / 10,
              cases,
              score: rounded(score / weight),
              unsupported: rounded(unsupported / weight),
            },
          ],
    ),
  };
}

interface InjectedAccuracy {
  errorTypes: ErrorTypeAccuracy[];
  rightSentences: RightSentenceAccuracy[];
  together: AccuracyReport['together'][number];
}

function kindsIn(scored: readonly OutOfFold[], kindOf: ReadonlyMap<string, string>): string[] {
  return [...new Set(scored.map(({ example }) => kindOf.get(example.id) ?? ''))].sort();
}

function injectedAccuracy(
  lang: string,
  scored: readonly OutOfFold[],
  kindOf: ReadonlyMap<string, string>,
  allowed: number,
): InjectedAccuracy {
  const threshold = thresholdAtFalseAlarms(scored, allowed);
  const bad = scored.filter((one) => one.unsupported);
  const good = scored.filter((one) => !one.unsupported);
  const row = (labels: Record<string, SaidTwice>, type: string, from: readonly OutOfFold[]) => {
    const own = from.filter(({ example }) => kindOf.get(example.id) === type);
    const head = { type: type.replace('same/', ''), label: labelOf(labels, type), lang };
    return { own, head: { ...head, cases: own.length } };
  };
  return {
    errorTypes: kindsIn(bad, kindOf).map((type) => {
      const { own, head } = row(errorLabels, type, bad);
      return { ...head, found: rounded(recall(own, threshold)), foundAtHalf: rounded(recall(own, 0.5)) };
    }),
    rightSentences: kindsIn(good, kindOf).map((type) => {
      const { own, head } = row(rightLabels, type, good);
      return { ...head, alarms: rounded(falseAlarms(own, 0.5)) };
    }),
    together: {
      lang,
      cases: bad.length,
      found: rounded(recall(bad, threshold)),
      rightCases: good.length,
      alarms: rounded(falseAlarms(good, threshold)),
    },
  };
}

/** Everything that the product says of its own accuracy, from the scores of one run. */
export function accuracyReport(
  scored: readonly OutOfFold[],
  injected: readonly (FaithCase & { kind: string })[],
  falseAlarmShare: number,
): AccuracyReport {
  const kindOf = new Map(injected.map((one) => [one.id, one.kind]));
  const isInjected = ({ example }: OutOfFold) => kindOf.has(example.id);
  const labelled = scored.filter((one) => !isInjected(one));
  // The marked texts are never fitted to, so they say nothing of the curve.
  const fitting = scored.filter(({ example }) => isForTraining(example));
  const sets = [...new Set(labelled.map(({ example }) => example.set))];
  const langs = [...new Set(labelled.map(({ example }) => example.lang))];
  const ofLang = ['en', 'ko'].map((lang) =>
    injectedAccuracy(
      lang,
      scored.filter((one) => isInjected(one) && one.example.lang === lang),
      kindOf,
      falseAlarmShare,
    ),
  );
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    schema: 1,
    product: version,
    falseAlarmShare,
    about: injectedAbout,
    errorTypes: ofLang.flatMap(({ errorTypes }) => errorTypes),
    rightSentences: ofLang.flatMap(({ rightSentences }) => rightSentences),
    together: ofLang.map(({ together }) => together),
    sets: sets.map((set) =>
      setAccuracy(
        set,
        labelled.filter(({ example }) => example.set === set),
      ),
    ),
    calibration: langs.map((lang) =>
      calibrationOf(lang, calibratedOutOfFold(fitting.filter(({ example }) => example.lang === lang))),
    ),
  };
}

export function writeAccuracy(report: AccuracyReport): void {
  writeFileSync(accuracyPath, `${JSON.stringify(report, null, 1)}\n`);
}

/** A reliability plot in text: where the bar ends, wrong texts were; the mark is where the score said. */
export function reliabilityPlot({ lang, error, bins, cases }: Calibration): string[] {
  const width = 40;
  const rows = bins.map(({ from, to, cases: own, score, unsupported }) => {
    const bar = '#'.repeat(Math.round(unsupported * width)).padEnd(width + 1, ' ');
    const mark = Math.round(score * width);
    const line = `${bar.slice(0, mark)}|${bar.slice(mark + 1)}`;
    return `  ${from.toFixed(1)}-${to.toFixed(1)} ${line} ${(unsupported * 100).toFixed(0)} % of ${own}`;
  });
  return [`reliability, ${lang}: expected calibration error ${error.toFixed(3)}, ${cases} texts`, ...rows];
}
