/** Every number that grouping turns on, in one place; `eval/stories` says what each is worth. */
export const tuning = {
  /** How much more a word of the title weighs than one of the lead. */
  titleWeight: 1.5,
  gramsMax: 160,
  /** How much of the likeness in one language is that of character n-grams; the rest is that of words. */
  gramsShare: 0.5,
  shareExponent: 0.3,
  partWeight: 0.7,
  unknownWeight: 1,
  skeleton2: 0.6,
  skeleton3: 0.8,
  skeleton4: 1,
  /** Documents are remembered for this long: how far apart two languages may tell one event. */
  liveDaysMax: 14,
  /** A story that got nothing for this long takes no more documents of its languages. */
  idleDaysMax: 7,
  /** Part of the likeness that is lost with each day between. */
  decayPerDay: 1,
  crossDecayPerDay: 0.05,
  /** Documents of about one time are not told apart by it. */
  graceDays: 0.5,
  spreads: 1,
  /** Rise of the decay each time that a story's reports a day double beyond `paceFrom`: what is told fast is soon over. */
  decayWithPace: 1,
  paceFrom: 4,
  bridgeGuard: 0.6,
  mergeSizeRise: 0.033,
  joinLengthRise: 0.043,
  mergeLengthRise: 0.12,
  mergeTextRise: 0.04,
  joinMin: 0.2,
  crossJoinMin: 0.3,
  mergeMin: 0.11,
  crossMergeMin: 0.25,
  /** Across languages, where both have sentence vectors: cosine from which on it adds to the likeness, and how much. */
  meaningFrom: 0.3,
  meaningWeight: 1,
  /** Thresholds across languages for such likenesses, which are larger. */
  meaningJoinMin: 0.4,
  meaningMergeMin: 0.45,
  /** How much thresholds rise when the live stories become ten times as many, beyond `crowdFrom`. */
  riseWithCrowd: 0.03,
  crowdFrom: 1000,
  /** Shared names and numbers (`evidence.ts`) that begin to speak for one event, and that say all they can. */
  evidenceFrom: 2,
  evidenceFull: 6,
  crossEvidenceFrom: 1,
  crossEvidenceFull: 4,
  /** Part of a threshold that full evidence saves. */
  relief: 0.25,
  crossRelief: 0.5,
  /** Part of the decay over time that full evidence saves. */
  evidenceOverTime: 0.8,
  /** Least voices of a part of a story that is split off. */
  splitVoicesMin: 4,
  /** Voices of a story beyond which it is not looked at for parts. */
  splitVoicesMax: 600,
  /** Parts that are less alike than this share of the merge threshold are stories of their own. */
  splitShare: 0.9,
  /** How much contrast (`evidence.ts`) says all it can, and by what part of itself a merge threshold then rises. */
  contrastFull: 2,
  contrastRise: 1,
  /** Voices that either side has at least, for what it leaves out to say something. */
  contrastVoicesMin: 4,
  /** From this share of a threshold on a story is a maybe. */
  maybeShare: 0.7,
};
export type Tuning = typeof tuning;
