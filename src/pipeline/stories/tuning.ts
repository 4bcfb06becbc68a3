/** Every number that grouping turns on, in one place; `eval/stories` says what each is worth. */
export const tuning = {
  /** How much more a word of the title weighs than one of the lead. */
  titleWeight: 1.5,
  gramsMax: 160,
  /** Documents are remembered for this long: how far apart two languages may tell one event. */
  liveDaysMax: 14,
  /** A story that got nothing for this long takes no more documents of its languages. */
  idleDaysMax: 7,
  /** Part of the likeness that is lost with each day between. */
  decayPerDay: 0.03,
  joinMin: 0.14,
  crossJoinMin: 0.25,
  mergeMin: 0.2,
  crossMergeMin: 0.25,
  /** How much thresholds rise when the live stories become ten times as many, beyond `crowdFrom`. */
  riseWithCrowd: 0.03,
  crowdFrom: 1000,
  /** From this share of a threshold on a story is a maybe. */
  maybeShare: 0.7,
};
export type Tuning = typeof tuning;
