import type { ClaimPart, Confirmation, Finding, Severity, Verdict } from '../../domain/brief.ts';
import type { Passage, SourceDocument } from '../../domain/passage.ts';
import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';
import type { LanguagePack, TimeAnchor } from '../../languages/pack.ts';
import type { Reasons } from './reasons/reasons.ts';

/** A passage, what its language pack found in it (offsets into the passage), and the terms it is found by. */
export interface ReadPassage {
  passage: Passage;
  analysis: Analysis;
  /** Content terms with how often they occur: token norms, and character bigrams of Hangul and Han words. */
  terms: ReadonlyMap<string, number>;
}

/** A source with its passages and what the language pack found in each. Made once, used by every check. */
export interface ReadSource {
  document: SourceDocument;
  pack: LanguagePack;
  passages: readonly ReadPassage[];
  /** Of the text; the title is a passage of its own. */
  whole: Analysis;
}

/** All sources of one brief, read once, with the index that claims are aligned by. */
export interface Reading {
  sources: readonly ReadSource[];
  passages: readonly ReadPassage[];
  byId: ReadonlyMap<string, ReadPassage>;
  /** What relative dates are counted from; `isReal` is false where no source says when it was published. */
  anchor: TimeAnchor & { isReal: boolean };
  /** term -> indices into `passages`. */
  postings: ReadonlyMap<string, readonly number[]>;
  /** How much a term tells: high where few passages carry it. */
  idf(term: string): number;
}

/** A passage offered for a claim, best first, with how much of the claim's content it carries (0..1). */
export interface Aligned {
  read: ReadPassage;
  score: number;
  /** The writer named it. */
  cited: boolean;
}

/** One checkable sentence. */
export interface ClaimInput {
  text: string;
  lang: string;
  /** Passage ids that the writer gave; empty where it gave none. */
  passages: readonly string[];
  /** The writer's verbatim quote; empty where it gave none. */
  evidence: string;
  /** Where it stands in the brief; a plain sentence where it is not given. */
  part?: ClaimPart;
  /** Set for a displayed quote. */
  speaker?: string | null;
  /** The words that were said, in their own language, where a displayed quote gives them beside its text. */
  original?: string;
}

export interface CheckContext {
  claim: ClaimInput;
  analysis: Analysis;
  /** Best passages first: the cited ones and the ones that alignment found. */
  aligned: readonly Aligned[];
  reading: Reading;
  /** How the claim's words are carried by the sources. */
  coverage: Coverage;
  /** The claim as a whole stands in a source, sentence for sentence. */
  verbatim: boolean;
  /** It is cut out of one passage word for word, and what was cut off takes nothing back. */
  cut: boolean;
  /** No source is in the claim's language: words cannot be compared, only numbers, dates and names. */
  foreign: boolean;
  /** The words for findings, in the brief's language. */
  say: Reasons;
}

/** How the content words of a claim are carried by its aligned passages and by the sources as a whole. */
export interface Coverage {
  /** 0..1, weighted by how much each word tells: carried by the best passage, by the aligned ones, by any. */
  best: number;
  aligned: number;
  anywhere: number;
  /** Share of the claim's word pairs that stand side by side in an aligned passage. */
  pairs: number;
  /** The content words of the claim in order. */
  words: readonly CarriedWord[];
}

/** A content word of a claim and how far (0..1) the best, the aligned and any passages carry it. */
export interface CarriedWord extends Span {
  norm: string;
  weight: number;
  best: number;
  aligned: number;
  anywhere: number;
}

export interface CheckResult {
  findings: Omit<Finding, 'check'>[];
  confirmations: Omit<Confirmation, 'check'>[];
}

/** One rule over one claim: one file in `checks/`, one line in `checks.ts`. Pure; never throws on any text. */
export interface Check {
  id: string;
  /** The heaviest thing it may say, as its measured precision allows (docs/verify.md). */
  severityMax: Severity;
  /** It speaks of the claim alone, so it also runs on a sentence that stands in the source word for word. */
  always?: boolean;
  run(context: CheckContext): CheckResult;
}

export interface CheckedClaim {
  verdict: Verdict;
  /** Probability, 0..1, that something in the claim is not supported. */
  score: number;
  /** Offsets into the source's text (into its title for `S0`). */
  evidence: (Span & { passage: string; quote: string })[];
  findings: Finding[];
  confirmations: Confirmation[];
}

/** One source as the command line takes it. `id` is the caller's own. */
export interface TextSource {
  id: string;
  text: string;
  title?: string;
  lang?: string;
  publishedAt?: string;
}

/** `evidence`: words quoted from a source, or where they stand in it. */
export interface TextSentence {
  text: string;
  evidence?: string | { source: string; start: number; end: number }[];
}

export interface VerifyTextInput {
  sources: readonly TextSource[];
  /** Either the text, which is cut into sentences, or the sentences. */
  text?: string;
  sentences?: readonly TextSentence[];
  /** BCP 47; guessed from the script where it is not given. */
  lang?: string;
}

export interface VerifiedSentence {
  text: string;
  /** Offsets into the given text; into the sentence itself where sentences were given. */
  start: number;
  end: number;
  score: number;
  verdict: Verdict;
  /** Offsets into the text of the source. */
  evidence: { source: string; start: number; end: number }[];
  /** Offsets into the same text as those of the sentence. */
  findings: Pick<Finding, 'check' | 'severity' | 'start' | 'end' | 'reason'>[];
}

export interface VerifiedText {
  /** Probability, 0..1, that something in the text is not supported. */
  score: number;
  sentences: VerifiedSentence[];
}

/** What a rewriter is told: the sentence, what is wrong with it, what it may rest on. */
export interface RewriteRequest {
  text: string;
  lang: string;
  findings: readonly Finding[];
  passages: readonly Passage[];
  signal?: AbortSignal;
}

/** Words the sentence anew, once; null where it cannot. */
export type Rewriter = (request: RewriteRequest) => Promise<string | null>;
