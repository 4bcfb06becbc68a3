/** A document as grouping reads it. Times are ISO 8601; languages BCP 47, guessed from the text where absent. */
export interface StoryDocument {
  id: string;
  title: string;
  text?: string;
  lang?: string;
  publishedAt?: string;
  publisher?: string;
  /** When the desk got it: drives ageing where given, else `publishedAt` does. */
  seenAt?: string;
  /** A sentence vector of title and lead. Compared with vectors of the same model only. */
  vector?: { model: string; values: readonly number[] };
}

/**
 * Evidence for a decision, as data: each language words it. `items` are what is shared, the weightiest first: words as
 * written, numbers in digits, the id of the original for `copy-of`, a language tag for `other-language`.
 */
export interface Why {
  kind: WhyKind;
  items: string[];
  /** 0..1: how much of the likeness this accounts for. */
  score: number;
}

export type WhyKind =
  | 'copy-of'
  | 'same-numbers'
  | 'same-names'
  | 'same-words'
  | 'same-meaning'
  | 'other-language'
  | 'told-apart'
  | 'same-story'
  | 'earlier'
  | 'later'
  | 'editor';

/** The evidence for what an editor decided. */
export const byEditor = (): Why[] => [{ kind: 'editor', items: [], score: 1 }];

/** Where a document went when it came. `score` is 0..1, the likeness to its story; 1 for the first of a story. */
export interface Membership {
  id: string;
  story: string;
  /** False where the document began a story. */
  joined: boolean;
  /** The earliest document of the copy group that this one is a copy of. */
  copyOf?: string;
  score: number;
  why: Why[];
  /** Too little for a join, enough to be shown as related or put to a judge. */
  maybe?: { story: string; score: number; why: Why[] };
}

/** What a merge pass or an editor did. Ids of merged stories stay good: they are aliases of `into`. */
export type StoryChange =
  | {
      kind: 'merged';
      into: string;
      from: string;
      /** What came over with `from`, and the ids that had gone into it before. */
      documents: string[];
      aliases: string[];
      score: number;
      why: Why[];
      by: ChangedBy;
    }
  | { kind: 'moved'; documents: string[]; from: string; to: string; score: number; why: Why[]; by: ChangedBy }
  | { kind: 'split'; from: string; story: string; documents: string[]; why: Why[]; by: ChangedBy }
  | { kind: 'undone'; change: StoryChange };

/** What can be taken back: an undoing cannot. */
export type UndoableChange = Exclude<StoryChange, { kind: 'undone' }>;

/** A row from which grouping is rebuilt: all that is remembered of one live document. JSON. */
export interface StoryRow {
  id: string;
  /** Epoch milliseconds: published, and when it reached the desk. */
  at: number;
  seenAt: number;
  /** Order of arrival. */
  sequence: number;
  story: string;
  /** Rank of the story among all: which of two is the older. */
  storyKey: number;
  copyOf?: string;
  publisher?: string;
  /** Vectors, sketch and telling terms, in base64. */
  features: string;
}

/** What grouping knows beside its documents. JSON, small. */
export interface StoryState {
  version: 1;
  /** Merged story -> the one it went into. */
  aliases: [from: string, into: string][];
  /** Pairs of stories that an editor parted: no pass joins them again. */
  apart: [string, string][];
  /** Documents that an editor placed: no pass takes them out of their story. Absent in states of old. */
  kept?: string[];
  /** Stories that got documents since the last merge pass. */
  touched: string[];
  nextSequence: number;
  nextStoryKey: number;
  now: number;
  /** A time that would move the clock far ahead waits here for a second witness. */
  ahead?: number;
}

export type ChangedBy = 'pass' | 'editor';

/** One answer of `related`: why is never empty. */
export interface RelatedDocument {
  id: string;
  /** 0..1. */
  score: number;
  why: Why[];
}
