/** A label or description in the languages of the interface. */
export interface SaidTwice {
  en: string;
  ko: string;
}

/** Wrong sentences of one kind, made by altering right ones, in one language. Shares are 0..1. */
export interface ErrorTypeAccuracy {
  /** `number`, `quote`, `role` ... */
  type: string;
  label: SaidTwice;
  lang: string;
  cases: number;
  /** Held to be unsupported where the threshold lets at most `falseAlarmShare` of the right sentences be alarms. */
  found: number;
  /** Held to be unsupported at the product's own threshold. */
  foundAtHalf: number;
}

/** Right sentences of one kind, in one language, that the verifier nevertheless held to be unsupported. */
export interface RightSentenceAccuracy {
  /** `verbatim`, `round`, `merge` ... */
  type: string;
  label: SaidTwice;
  lang: string;
  cases: number;
  /** Share of them that were alarms at the product's own threshold. */
  alarms: number;
}

/** One set of labelled texts, scored by models that saw no text of the same source. Shares are 0..1. */
export interface SetAccuracy {
  set: string;
  label: SaidTwice;
  about: SaidTwice;
  lang: string;
  cases: number;
  unsupported: number;
  auc: number;
  balancedAccuracy: number;
  recall: number;
  falseAlarms: number;
  /** Share of altered texts that score higher than the text they were made from; absent where there are no pairs. */
  pairs?: number;
  byType: { type: string; cases: number; recall: number }[];
}

/** How far scores can be read as probabilities at even odds, over the labelled sets of one language. */
export interface Calibration {
  lang: string;
  cases: number;
  /** Expected calibration error, 0..1. */
  error: number;
  /** Ten equal steps of the score; those that no text fell into are left out. */
  bins: { from: number; to: number; cases: number; score: number; unsupported: number }[];
}

/**
 * What the verifier of this version was measured to do: `models/verify/accuracy.json`, written by
 * `npm run eval -- verify --update` and by nothing else.
 */
export interface AccuracyReport {
  schema: 1;
  /** Version of the product that was measured. */
  product: string;
  /** Alarms on right sentences that the threshold of `errorTypes.found` allows. */
  falseAlarmShare: number;
  /** What `errorTypes` and `rightSentences` were measured on. */
  about: SaidTwice;
  errorTypes: ErrorTypeAccuracy[];
  rightSentences: RightSentenceAccuracy[];
  /** All error types of a language together. */
  together: { lang: string; cases: number; found: number; rightCases: number; alarms: number }[];
  sets: SetAccuracy[];
  calibration: Calibration[];
}
