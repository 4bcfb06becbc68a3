import type { Confirmation, Finding, Severity, Verdict } from '../../domain/brief.ts';
import type { Passage, SourceDocument } from '../../domain/passage.ts';
import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';
import type { LanguagePack } from '../../languages/pack.ts';

/** A source with its passages and what the language pack found in each. Made once, used by every check. */
export interface ReadSource {
  document: SourceDocument;
  pack: LanguagePack;
  passages: readonly ReadPassage[];
  whole: Analysis;
}

export interface ReadPassage {
  passage: Passage;
  analysis: Analysis;
}

/** A passage offered for a claim, best first, with how much of the claim's content it carries (0..1). */
export interface Aligned {
  read: ReadPassage;
  score: number;
}

/** One checkable sentence. */
export interface ClaimInput {
  text: string;
  lang: string;
  /** Passage ids that the writer gave; empty where it gave none. */
  passages: readonly string[];
  /** The writer's verbatim quote; empty where it gave none. */
  evidence: string;
  /** Set for a displayed quote. */
  speaker?: string | null;
}

export interface CheckContext {
  claim: ClaimInput;
  analysis: Analysis;
  /** Best passages first: the cited ones and the ones that alignment found. */
  aligned: readonly Aligned[];
  sources: readonly ReadSource[];
  /** The brief's language, for reasons. */
  lang: string;
}

export interface CheckResult {
  findings: Omit<Finding, 'check'>[];
  confirmations: Omit<Confirmation, 'check'>[];
}

/** One rule over one claim: one file in `checks/`, one line in `checks.ts`. Pure; never throws on any text. */
export interface Check {
  id: string;
  /** The heaviest thing it may say, as its measured precision allows. */
  severityMax: Severity;
  run(context: CheckContext): CheckResult;
}

export interface CheckedClaim {
  verdict: Verdict;
  /** Probability, 0..1, that something in the claim is not supported. */
  score: number;
  evidence: (Span & { passage: string; quote: string })[];
  findings: Finding[];
  confirmations: Confirmation[];
}
