import type { Span, TextSpan } from '../domain/span.ts';
import type { UiStrings } from './strings.ts';

/** Offsets everywhere: UTF-16 code units into the text that was handed in. */

export type Sentence = TextSpan;

export interface Token extends TextSpan {
  kind: 'word' | 'number' | 'punctuation';
  /** Lower-cased, particles and inflection taken off as far as the pack can: what two forms of one word share. */
  norm: string;
  /** Carries no content (articles, particles, auxiliaries). */
  stop: boolean;
}

/** How far a number may be from the exact value, as the text itself says. */
export type Precision = 'exact' | 'about' | 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'nearly';

/** A number with its magnitude worked out: `3조 2000억 원` is 3.2e12 KRW; `two dozen` is 24. */
export interface Quantity extends TextSpan {
  /** Equal but for ranges (`10 to 15`, `5∼6%`). */
  low: number;
  high: number;
  precision: Precision;
  /**
   * Canonical unit: ISO 4217 for money (`USD`, `KRW`), `percent`, `percentage-point`, a unit of measure in English
   * singular (`metre`, `kilometre`, `ton`, `degree-celsius`, `day`, `year`), or for counted things `count` with `noun`.
   * Further: `fraction` (`a third of`, `one in four`), `times` (`twofold`), `point` (of an index), `magnitude`, and
   * `score`, the only unit whose `low` may be above `high`: the two sides in the order of the text (`3-1`).
   */
  unit: string;
  /** The counted thing as the text names it (`troops`, `명`), its norm. */
  noun?: string;
  /** `third`, `3번째`, `제3차`. */
  ordinal: boolean;
  /** Place value of the last digit written, in the base unit: `15,000` -> 1000, `1.1bn` -> 1e8. For rounding. */
  step: number;
}

/** Publication date and zone against which relative times are resolved. */
export interface TimeAnchor {
  /** ISO 8601. */
  at: string;
  /** IANA zone or an offset such as `+09:00`; the offset of `at` where it is not given. */
  zone?: string;
}

/** `26일`, `last Friday`, `지난해 4분기`, `a day earlier`. */
export interface TimeExpression extends TextSpan {
  /** Local calendar, half open: `2025-12-26` / `2025-12-27`; with minutes where the text has them. Null: not resolved. */
  from: string | null;
  to: string | null;
  grain: 'century' | 'decade' | 'year' | 'half' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute';
  /** `point`: when; `duration`: for how long (`three days`), `from`/`to` null and `amount` set. */
  kind: 'point' | 'duration';
  /** Number of `grain`s, for durations. */
  amount?: number;
  /** Needed the anchor (or an earlier date of the text) to be resolved. */
  relative: boolean;
}

export interface Name extends TextSpan {
  kind: 'person' | 'organisation' | 'place' | 'work' | 'other';
  /** Comparison key: title words and particles off, case folded. */
  key: string;
  /** Further keys that mean the same (`KCNA` for `Korean Central News Agency`, romanised Hangul skeleton). */
  aliases: string[];
  /** Office or title that stands with it (`President`, `대통령`), its norm. */
  title?: string;
}

export interface Quotation extends TextSpan {
  /** The words between the marks. */
  inner: Span;
  kind: 'direct' | 'fragment' | 'title';
  speaker?: TextSpan & { key: string };
  /** The saying verb or particle (`said`, `라고 말했다`). */
  cue?: TextSpan;
}

/** `X said (that) ...`, `according to X`, `X에 따르면`, `X는 ...라고 밝혔다`. */
export interface Attribution extends TextSpan {
  speaker?: TextSpan & { key: string };
  cue: TextSpan;
  kind: 'say' | 'claim' | 'confirm' | 'deny' | 'expect' | 'ask' | 'report';
}

export interface Hedge extends TextSpan {
  kind: 'possibility' | 'expectation' | 'allegation' | 'hearsay' | 'plan';
}

export interface Negation extends TextSpan {
  /** Norm of the word that is negated, where the pack can tell. */
  of?: string;
}

/** Typographic rules for the views. */
export interface Typography {
  script: 'latin' | 'hangul' | 'cjk' | 'other';
  direction: 'ltr' | 'rtl';
  /** Opening and closing marks, outer then inner. */
  quotes: [string, string, string, string];
  /** Longest comfortable headline, in characters. */
  headlineCharsMax: number;
  /** Length of a summary line, in characters. */
  standfirstCharsMax: number;
}

/** What a summary wants to lead with: measured per language. */
export interface SummaryProfile {
  /** `lead`: early sentences weigh more; `centrality`: position is no guide. */
  bias: 'lead' | 'centrality';
  /** Unit in which sentences are compared. */
  features: 'words' | 'character-bigrams';
}

/**
 * Everything the product knows about one language: one file, one line in `languages.ts`.
 * All functions are pure, total (no throw on any string) and linear or nearly so in the length of the text.
 */
export interface LanguagePack {
  /** BCP 47 primary tag; `und` for the generic pack. */
  tag: string;
  /** The language's own name. */
  name: string;
  /** What this pack cannot do, said to people. Empty for English and Korean. */
  limits: string[];
  sentences(text: string): Sentence[];
  tokens(text: string): Token[];
  quantities(text: string): Quantity[];
  times(text: string, anchor?: TimeAnchor): TimeExpression[];
  names(text: string): Name[];
  quotations(text: string): Quotation[];
  attributions(text: string): Attribution[];
  hedges(text: string): Hedge[];
  negations(text: string): Negation[];
  /** Words that say one thing caused another, or judge (`slammed`, `맹비난`): for the checks of the same names. */
  causes(text: string): TextSpan[];
  loadedWords(text: string): TextSpan[];
  summary: SummaryProfile;
  typography: Typography;
  strings: UiStrings;
}
