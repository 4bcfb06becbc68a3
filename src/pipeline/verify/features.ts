import type { Finding } from '../../domain/brief.ts';
import type { Token } from '../../languages/pack.ts';
import { contextSupport } from './context-support.ts';
import { type Copied, copiedIn } from './copied.ts';
import { type EditKind, editsOf } from './edits.ts';
import { changesOf } from './in-place.ts';
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
  'mouth',
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
  'stitched-pairs-gap',
  'stitched-fours-gap',
  'stitched-longest-gap',
  'stitched-spread',
  'stitched-context-gap',
  'repeated',
  'lone-absent-copied',
  'lone-absent-weight',
  'seams',
  'edit-replaced',
  'edit-replaced-words',
  'edit-added',
  'edit-dropped',
  'edit-crossed',
  'edit-lone',
  'edit-quoted',
  'edit-figure',
  'edit-name',
  'edit-moved',
  'edit-word',
  'near-firm',
  'edit-untold',
  'edit-turned',
  'in-place',
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
  mouth: 2,
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
  if (name === 'in-place') return 2;
  const [check = '', severity] = name.split(':');
  if (severity === 'block') return 3;
  return severity === 'warn' ? (firm[check] ?? 1.5) : 0;
});

/** A word carried less than this is not in the source. */
const carriedMin = 0.5;
const countMax = 5;

/** Share of known runs of three words that stand together at which a sentence counts as half put together from pieces, and how sharply. */
const stitchedMiddle = 0.6;
const stitchedSlope = 20;

function wordFeatures(context: CheckContext): number[] {
  const { coverage, reading, aligned } = context;
  const { words, best, aligned: inAligned, anywhere, pairs } = coverage;
  const top = Math.log(1 + reading.passages.length / 0.5) || 1;
  const absent = words.filter((word) => word.anywhere < carriedMin);
  const support = contextSupport(words, reading);
  const present = support.filter((_, at) => words[at]!.anywhere >= carriedMin);
  const gaps = present.map((value) => 1 - value);
  const mean = gaps.length === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const rarest = absent.reduce((most, word) => Math.max(most, word.weight / top), 0);
  const loneAbsent = absent.length === 1 || absent.length === 2 ? 1 : 0;
  const spread = 1 - (aligned[0]?.score ?? 0);
  return [
    1,
    1 - best,
    1 - inAligned,
    1 - anywhere,
    1 - pairs,
    Math.min(countMax, absent.length) / countMax,
    words.length === 0 ? 0 : absent.length / words.length,
    rarest,
    loneAbsent,
    mean,
    gaps.length === 0 ? 0 : Math.max(...gaps),
    gaps.filter((gap) => gap > 0.7).length / Math.max(1, words.length),
    spread,
    Math.min(1, Math.log(1 + words.length) / 4),
    ...stitchFeatures(copiedIn(context.analysis, reading), { spread, context: mean, loneAbsent, rarest }),
  ];
}

/**
 * Sentences put together from pieces of a source go wrong at the seams; sentences in words of their own do not, and a
 * word of their own says little. So what a source lacks counts by how much of the rest is copied.
 */
function stitchFeatures(copied: Copied, gaps: StitchGaps): number[] {
  const stitched = 1 / (1 + Math.exp(-(copied.knownThrees - stitchedMiddle) * stitchedSlope));
  return [
    stitched * (1 - copied.twos),
    stitched * (1 - copied.fours),
    stitched * (1 - copied.longest),
    stitched * gaps.spread,
    stitched * gaps.context,
    copied.repeated,
    gaps.loneAbsent * copied.knownThrees,
    gaps.loneAbsent * gaps.rarest,
    copied.seams,
  ];
}

interface StitchGaps {
  spread: number;
  context: number;
  loneAbsent: number;
  rarest: number;
}

/** How the claim differs from the place that it is nearest to. */
function editFeatures(context: CheckContext, findings: readonly Finding[]): number[] {
  const { kept, replaced, added, dropped, crossed } = editsOf(context);
  const words = (list: readonly { own: readonly unknown[] }[]) =>
    list.reduce((sum, { own }) => sum + own.length, 0);
  const changed = words(replaced) + words(added);
  return [
    Math.min(1, replaced.length),
    Math.min(editWordsMax, words(replaced)) / editWordsMax,
    Math.min(editWordsMax, words(added)) / editWordsMax,
    Math.min(editWordsMax, dropped.length) / editWordsMax,
    Math.min(1, crossed.length),
    // One change in a sentence that is otherwise the source's: what an error looks like.
    changed > 0 && changed <= 2 ? kept : 0,
    ...editKinds.map((kind) => (replaced.some((edit) => edit.kind === kind) ? 1 : 0)),
    Math.min(2, firmFindings(findings)) * (kept >= nearMin ? kept : 0),
    isUntold(context) ? 1 : 0,
    crossed.some(({ first, second }) => isName(first, context) && isName(second, context)) ? 1 : 0,
    Math.min(2, changesOf(context).length),
  ];
}

/** A sentence of the source without who says it: the cue of its attribution is gone, and the claim has none. */
function isUntold(context: CheckContext): boolean {
  const { kept, missing } = editsOf(context);
  const { analysis, aligned, cut } = context;
  if ((kept < untoldMin && !cut) || analysis.attributions.length > 0) return false;
  if (analysis.quotations.some(({ speaker }) => speaker)) return false;
  const theirs = aligned[0]?.read.analysis.attributions ?? [];
  return theirs.some(({ cue }) => cue.text.split(/\s+/).every((word) => missing.has(word.toLowerCase())));
}

/** A near copy that leaves out no more than who says it. */
const untoldMin = 0.85;

function isName(token: Token, { analysis }: CheckContext): boolean {
  return analysis.names.some((name) => name.start < token.end && token.start < name.end);
}

const editWordsMax = 4;
const editKinds: readonly EditKind[] = ['quoted', 'figure', 'name', 'moved', 'word'];
/** In a sentence that is nearly the source's a warning is seldom wrong. */
const nearMin = 0.6;
const firmChecks: ReadonlySet<string> = new Set([...Object.keys(firm), 'quotation']);

function firmFindings(findings: readonly Finding[]): number {
  return findings.filter(({ check, severity }) => severity === 'warn' && firmChecks.has(check)).length;
}

/** The features of one claim: how its words are carried, and what the checks found. */
export function featuresOf(context: CheckContext, findings: readonly Finding[]): number[] {
  const values = [...wordFeatures(context), ...editFeatures(context, findings)];
  for (const check of weighed) {
    for (const severity of ['block', 'warn', 'note'] as const) {
      const count = findings.filter((one) => one.check === check && one.severity === severity).length;
      values.push(Math.min(2, count));
    }
  }
  return values;
}
