import type { ClaimOutcome, ClaimPart, Severity, Verdict } from '../domain/brief.ts';

/** How what became of the drafted sentences is counted, for the summary line. */
export interface CheckedCounts {
  /** Sentences that were drafted and checked. */
  claims: number;
  supported: number;
  dropped: number;
  rewritten: number;
  /** Replaced by the original's own words. */
  quoted: number;
}

/** Every word the interface says, one row per key. A missing key in a pack does not compile. */
export interface UiStrings {
  /** Label beside the headline. `sources`: number of original reports. */
  aiLabelModel(sources: number): string;
  aiLabelExcerpts(sources: number): string;
  /** Where nothing but the headline and the link could be kept. */
  aiLabelHeadlineOnly: string;
  /** Where the publisher allows no more than the headline and the link. */
  aiLabelReserved: string;
  /** For cards and feeds. */
  aiLabelShort: string;
  aiLabelShortExcerpts: string;
  /** Check the original. */
  notice: string;
  notReviewed: string;
  reviewed: string;

  /** Headings. */
  originals: string;
  evidence: string;
  whoSaysWhat: string;
  keyFigures: string;
  background: string;
  relatedBriefs: string;
  /** The numbered notes at the foot. */
  notes: string;
  howChecked: string;
  /** What was dropped, rewritten or replaced. */
  changed: string;
  colophon: string;

  /** Moving about. */
  skipToText: string;
  backToText: string;
  close: string;
  readOriginal: string;
  /** How to see the evidence, on a wide screen and by touch. */
  evidenceHint: string;
  /** What the three kinds of line under a sentence mean. */
  markSupported: string;
  markAttributed: string;
  markUnsettled: string;
  markDropped: string;

  /** The originals. */
  by(names: readonly string[]): string;
  unknownPublisher: string;
  untitled: string;
  sameTextAs(names: readonly string[]): string;
  reportsAndVoices(reports: number, voices: number): string;
  /** `language` is a language's name in this language. */
  inLanguage(language: string): string;
  fromTitle: string;
  /** Said of a sentence that is the passage itself. */
  wordForWord: string;
  noEvidence: string;

  /** Results of checks. */
  verdicts: Readonly<Record<Verdict, string>>;
  severities: Readonly<Record<Severity, string>>;
  outcomes: Readonly<Record<ClaimOutcome, string>>;
  parts: Readonly<Record<ClaimPart, string>>;
  /** `percent` is written out already, `4%`. */
  risk(percent: string): string;
  originalHas(words: string): string;
  draftedAs: string;
  /** Why a sentence went, where no finding says it. */
  noReason: string;
  checkedSummary(counts: CheckedCounts): string;
  checksRun(count: number): string;
  /** `model` judged so many sentences, and on so many the checks came to another end. */
  judgedSummary(model: string, judged: number, disagreed: number): string;
  judgeFailed(model: string): string;
  copiedSummary(words: number, percent: string, cap: number): string;
  fallbackExtractive: string;
  fallbackHeadlineOnly: string;
  reservedHeadlineOnly: string;

  /** Displayed quotation. */
  saidIn(publisher: string): string;
  speakerUnnamed: string;
  translatedQuote: string;

  /** Tables. */
  figure: string;
  figureMeaning: string;
  claim: string;
  speaker: string;
  certainty: string;
  agreedBy: string;
  certainties: Readonly<Record<'stated' | 'hedged' | 'denied', string>>;

  /** How the brief was made. */
  writerExtractive(version: string): string;
  writerModel(model: string): string;
  /** `reason` may come from a service and ends in any way. */
  writerFallback(reason: string): string;
  revision(number: number): string;
  /** Stands before the time at which the brief was made. */
  published: string;

  /** Changes of an original after the brief was published: said above the text, with the words before and after. */
  originalCorrected(publisher: string): string;
  originalChanged(publisher: string): string;
  originalWithdrawn(publisher: string): string;
  /** In place of a brief whose originals were all taken down. */
  allOriginalsGone: string;
  /** In place of a brief whose originals an editor put into another story. */
  originalsElsewhere: string;
  /** Why a brief was taken down: a source was removed, or its use is not permitted. */
  noLongerUsed: string;

  /** Times; `today` and `yesterday` stand before a time of day. */
  /** A time of day, 0..23 and 0..59. */
  clock(hour: number, minute: number): string;
  /** Offset that goes without saying for readers of this language, `+09:00`; null where there is none. */
  homeOffset: string | null;
  today: string;
  yesterday: string;
}
