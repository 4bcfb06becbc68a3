import type { Verdict } from './brief.ts';
import type { Passage } from './passage.ts';

/** One sentence put to a judge, with the passages that the verifier found for it. */
export interface JudgeSentence {
  /** Unique in the request. */
  id: string;
  text: string;
  passages: readonly Passage[];
}

export interface JudgeRequest {
  /** Language of the brief, BCP 47. */
  lang: string;
  sentences: readonly JudgeSentence[];
  signal?: AbortSignal;
}

/** What a judge says of one sentence, before any of it is believed. */
export interface Judgement {
  id: string;
  verdict: Verdict;
  /** The words of the sentence that it objects to. */
  span: string;
  /** The words of a passage that it rests its verdict on. */
  quote: string;
}

/** `asked`: how many sentences were put to it; `failed`: why there is no answer, as `code: message`. */
export type JudgeAnswer = { model: string; asked: number } & (
  | { judgements: readonly Judgement[] }
  | { failed: string }
);

/** Asked once for a brief. Throws only when the caller stops it, or on a bug. */
export type Judge = (request: JudgeRequest) => Promise<JudgeAnswer>;
