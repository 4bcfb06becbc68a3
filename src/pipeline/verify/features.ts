import type { Finding } from '../../domain/brief.ts';
import { contextSupport } from './context-support.ts';
import type { CheckContext } from './types.ts';

/** Checks whose findings the score weighs; the others block by themselves or say nothing of truth. */
const weighed = [
  'number',
  'time',
  'name',
  'quotation',
  'speaker',
  'attribution',
  'hedge',
  'negation',
  'opposite',
  'role',
  'swap',
  'substitution',
  'cause',
  'office',
  'loaded-word',
] as const;

const plain = [
  'one',
  'best-gap',
  'aligned-gap',
  'anywhere-gap',
  'pairs-gap',
  'absent-words',
  'absent-share',
  'absent-weight',
  'lone-absent',
  'context-gap-mean',
  'context-gap-max',
  'misjoined',
  'spread',
  'length',
] as const;

/** What the model sees of a sentence, in the order of its weights. */
export const featureNames: readonly string[] = [
  ...plain,
  ...weighed.flatMap((check) => [`${check}:block`, `${check}:warn`, `${check}:note`]),
];

/** Warnings that were nearly always right on our own wrong sentences (docs/verify.md) weigh more than the others. */
const firm: Record<string, number> = {
  role: 2.8,
  swap: 2.6,
  speaker: 2.4,
  opposite: 2.2,
  office: 2.2,
  cause: 2,
  negation: 2,
  hedge: 1.8,
  attribution: 1.8,
};

/** What a finding is believed to weigh, and how little a sentence is to be doubted, before any data. */
export const priorWeights: readonly number[] = featureNames.map((name) => {
  if (name === 'one') return -2;
  const [check = '', severity] = name.split(':');
  if (severity === 'block') return 3;
  return severity === 'warn' ? (firm[check] ?? 1.5) : 0;
});

/** A word carried less than this is not in the source. */
const carriedMin = 0.5;
const countMax = 5;

function wordFeatures({ coverage, reading, aligned }: CheckContext): number[] {
  const { words, best, aligned: inAligned, anywhere, pairs } = coverage;
  const top = Math.log(1 + reading.passages.length / 0.5) || 1;
  const absent = words.filter((word) => word.anywhere < carriedMin);
  const support = contextSupport(words, reading);
  const present = support.filter((_, at) => words[at]!.anywhere >= carriedMin);
  const gaps = present.map((value) => 1 - value);
  const mean = gaps.length === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const rarest = absent.reduce((most, word) => Math.max(most, word.weight / top), 0);
  const spread = (aligned[0]?.score ?? 0) === 0 ? 1 : 1 - (aligned[0]?.score ?? 0);
  return [
    1,
    1 - best,
    1 - inAligned,
    1 - anywhere,
    1 - pairs,
    Math.min(countMax, absent.length) / countMax,
    words.length === 0 ? 0 : absent.length / words.length,
    rarest,
    absent.length === 1 || absent.length === 2 ? 1 : 0,
    mean,
    gaps.length === 0 ? 0 : Math.max(...gaps),
    gaps.filter((gap) => gap > 0.7).length / Math.max(1, words.length),
    spread,
    Math.min(1, Math.log(1 + words.length) / 4),
  ];
}

/** The features of one claim: how its words are carried, and what the checks found. */
export function featuresOf(context: CheckContext, findings: readonly Finding[]): number[] {
  const values = wordFeatures(context);
  for (const check of weighed) {
    for (const severity of ['block', 'warn', 'note'] as const) {
      const count = findings.filter((one) => one.check === check && one.severity === severity).length;
      values.push(Math.min(2, count));
    }
  }
  return values;
}
