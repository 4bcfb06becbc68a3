import type { Claim, ClaimOutcome, ClaimPart, Finding } from '../../domain/brief.ts';
import type { DraftSentence } from '../../domain/draft.ts';
import type { Passage } from '../../domain/passage.ts';
import { sha256 } from '../../kit/hash.ts';
import { checkClaim } from './claim.ts';
import type { CopyLedger } from './copy.ts';
import { reasonsFor } from './reasons/reasons.ts';
import type { CheckedClaim, ClaimInput, Reading, Rewriter } from './types.ts';

/** Sentences of one brief that are handed to the rewriter at most. */
const rewritesMax = 12;

export interface BenchOptions {
  reading: Reading;
  lang: string;
  ledger: CopyLedger;
  copyWordsMax?: number;
  rewrite?: Rewriter;
  signal?: AbortSignal;
}

/** One drafted sentence on its way into the brief. */
export interface Drafted {
  sentence: DraftSentence;
  part: ClaimPart;
  /** What stands in its place where it cannot be kept: nothing, or words of the original. */
  otherwise: 'drop' | 'quote';
  speaker?: string | null;
  original?: string;
  /** What is wrong with what is shown beside the sentence: it cannot be kept then. */
  objections?: readonly Finding[];
}

function inputOf({ sentence, part, speaker, original }: Drafted): ClaimInput {
  return {
    text: sentence.text,
    lang: sentence.lang,
    passages: sentence.passages,
    evidence: sentence.evidence,
    part,
    ...(speaker === undefined ? {} : { speaker }),
    ...(original === undefined ? {} : { original }),
  };
}

function withHashes(checked: CheckedClaim): Claim['evidence'] {
  return checked.evidence.map((evidence) => ({ ...evidence, hash: sha256(evidence.quote) }));
}

/** Whole passages that may be shown in place of a sentence, best first: the cited ones, then those found. */
function quotable(input: ClaimInput, checked: CheckedClaim, reading: Reading): Passage[] {
  if (input.part === 'headline') {
    const titles = reading.sources.flatMap((source) => source.passages[0]?.passage ?? []);
    return titles.filter((passage) => passage.sentence === 0);
  }
  const ids = [...input.passages, ...checked.evidence.map((evidence) => evidence.passage)];
  const firsts = reading.passages
    .filter(({ passage }) => passage.sentence === 1)
    .map(({ passage }) => passage.id);
  return [...new Set([...ids, ...firsts])].flatMap((id) => reading.byId.get(id)?.passage ?? []);
}

/** The work bench of one brief: every sentence is checked, and mended, dropped or replaced, with a record of it. */
export class Bench {
  readonly claims: Claim[] = [];
  readonly #options: BenchOptions;
  #rewrites = 0;

  constructor(options: BenchOptions) {
    this.#options = options;
  }

  /** Checks and repairs one sentence; the id of the claim that may be shown, or null where nothing may. */
  async place(drafted: Drafted): Promise<string | null> {
    const input = inputOf(drafted);
    const checked = this.#check(input);
    if (drafted.objections && drafted.objections.length > 0) {
      checked.findings.push(...drafted.objections);
      this.#record(input, checked, 'dropped', input.text);
      return null;
    }
    if (checked.verdict === 'supported') {
      const over = this.#overCap(input);
      if (over.length === 0) return this.#record(input, checked, 'kept');
      checked.findings.push(...over);
    }
    const other = await this.#reworded(input, checked);
    if (other) {
      const again = this.#check(other);
      if (again.verdict === 'supported' && this.#overCap(other).length === 0)
        return this.#record(other, again, 'rewritten', input.text);
    }
    const replaced = drafted.otherwise === 'quote' ? this.#quoted(input, checked) : null;
    if (replaced) return replaced;
    this.#record(input, checked, 'dropped', input.text);
    return null;
  }

  /** A headline that claims nothing, for a brief of which nothing else is left. */
  untitled(): string {
    const { lang } = this.#options;
    const text = reasonsFor(lang).untitled;
    const input: ClaimInput = { text, lang, passages: [], evidence: '', part: 'headline' };
    const nothing = { evidence: [], findings: [], confirmations: [] };
    return this.#record(input, { verdict: 'supported', score: 0, ...nothing }, 'quoted');
  }

  #check(input: ClaimInput): CheckedClaim {
    return checkClaim(input, this.#options.reading, this.#options.lang);
  }

  #record(input: ClaimInput, checked: CheckedClaim, outcome: ClaimOutcome, drafted?: string): string {
    const { verdict, score, findings, confirmations } = checked;
    const id = `c${this.claims.length + 1}`;
    this.claims.push({
      id,
      part: input.part ?? 'section',
      text: input.text,
      lang: input.lang,
      evidence: withHashes(checked),
      verdict,
      score,
      findings,
      confirmations,
      outcome,
      ...(drafted === undefined ? {} : { drafted }),
    });
    return id;
  }

  /** A finding where the copy cap would be passed; else the words are counted. */
  #overCap({ text, lang }: ClaimInput): Finding[] {
    const { ledger, copyWordsMax = 0, lang: briefLang } = this.#options;
    if (ledger.admit(text, lang)) return [];
    const reason = reasonsFor(briefLang).overCap(copyWordsMax);
    return [{ check: 'copy', severity: 'block', start: 0, end: text.length, reason }];
  }

  async #reworded(input: ClaimInput, checked: CheckedClaim): Promise<ClaimInput | null> {
    const { reading, rewrite, signal } = this.#options;
    if (!rewrite || this.#rewrites >= rewritesMax || signal?.aborted) return null;
    this.#rewrites += 1;
    const passages = checked.evidence.flatMap(({ passage }) => reading.byId.get(passage)?.passage ?? []);
    const request = { text: input.text, lang: input.lang, findings: checked.findings, passages };
    const text = await rewrite(signal ? { ...request, signal } : request);
    const same = text === null || text.trim() === '' || text === input.text;
    // The rewriter gives words only, so the quote of the first draft is no longer asked for.
    return same ? null : { ...input, text, evidence: '' };
  }

  #quoted(input: ClaimInput, checked: CheckedClaim): string | null {
    for (const { text, id, lang } of quotable(input, checked, this.#options.reading)) {
      const instead: ClaimInput = { ...input, text, lang, passages: [id], evidence: '' };
      const again = this.#check(instead);
      if (again.verdict !== 'supported' || this.#overCap(instead).length > 0) continue;
      // The findings say why the drafted wording went; they no longer speak of the words that are shown.
      const findings = checked.findings.map((finding) => ({ ...finding, start: 0, end: text.length }));
      return this.#record(instead, { ...again, findings }, 'quoted', input.text);
    }
    return null;
  }
}
