import type { Confirmation, Finding } from '../../domain/brief.ts';
import { analyse } from '../../languages/analysis.ts';
import { packFor } from '../../languages/languages.ts';
import { align } from './align.ts';
import { checks } from './checks.ts';
import { cover } from './coverage.ts';
import { isCleanCut } from './cut.ts';
import { reasonsFor } from './reasons/reasons.ts';
import { recased } from './recase.ts';
import { scoreClaim } from './score.ts';
import type { Aligned, CheckContext, CheckedClaim, ClaimInput, Reading, ReadPassage } from './types.ts';
import { verbatimPassages } from './verbatim.ts';
import { verdictOf } from './verdict.ts';

/** Passages shown as evidence: the cited ones, and found ones that carry at least this much of the claim. */
const evidenceScoreMin = 0.3;
const evidenceMax = 3;
/** A claim is read up to here; a brief's sentence is never near it. */
const claimCharsMax = 5000;

function primary(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? '';
}

function evidenceOf(
  aligned: readonly Aligned[],
  verbatim: readonly ReadPassage[] | null,
): CheckedClaim['evidence'] {
  const chosen = verbatim ?? [
    ...aligned.filter((one) => one.cited).map((one) => one.read),
    ...aligned.filter((one) => !one.cited && one.score >= evidenceScoreMin).map((one) => one.read),
  ];
  return [...new Set(chosen)].slice(0, Math.max(evidenceMax, verbatim?.length ?? 0)).map(({ passage }) => ({
    passage: passage.id,
    start: passage.start,
    end: passage.end,
    quote: passage.text,
  }));
}

function contextOf(claim: ClaimInput, reading: Reading, lang: string, verbatim: boolean): CheckContext {
  const analysis = analyse(recased(claim.text, reading), packFor(claim.lang), reading.anchor);
  const aligned = align(claim, analysis, reading);
  const foreign = reading.sources.every(({ document }) => primary(document.lang) !== primary(claim.lang));
  return {
    claim,
    analysis,
    aligned,
    reading,
    coverage: cover(analysis, aligned, reading, foreign),
    verbatim,
    cut: !verbatim && isCleanCut(claim, reading),
    foreign,
    say: reasonsFor(lang),
  };
}

function runChecks(context: CheckContext): { findings: Finding[]; confirmations: Confirmation[] } {
  const findings: Finding[] = [];
  const confirmations: Confirmation[] = [];
  for (const check of checks) {
    const result = check.run(context);
    // What stands in the source word for word is supported; only what no brief may say at all counts against it.
    if (!context.verbatim || check.always)
      findings.push(...result.findings.map((finding) => ({ check: check.id, ...finding })));
    confirmations.push(...result.confirmations.map((found) => ({ check: check.id, ...found })));
  }
  return { findings: findings.filter((one) => !isSaidBetter(one, findings)), confirmations };
}

/** What was changed is told once: by the check that knows what it is, where there is one. */
function isSaidBetter(finding: Finding, all: readonly Finding[]): boolean {
  if (finding.check !== 'edit') return false;
  return all.some(
    ({ check, severity, start, end }) =>
      check !== 'edit' && severity !== 'note' && start < finding.end && finding.start < end,
  );
}

/** Say that something differs, but not what it is. */
const vague: ReadonlySet<string> = new Set(['substitution', 'coverage', 'edit']);

/** For people each change is told once: what a check knows by name, another one need not call a word that is not there. */
function toldOnce(findings: readonly Finding[]): Finding[] {
  const telling = findings.filter(({ check, severity }) => !vague.has(check) && severity !== 'note');
  const isTold = ({ start, end }: Finding, text: number) =>
    telling.some((one) => one.start <= start && end <= one.end && one.end - one.start < text);
  const length = Math.max(0, ...findings.map(({ end }) => end));
  return findings.filter((finding) => !vague.has(finding.check) || !isTold(finding, length));
}

/** A claim with all that was found on it, before a verdict. */
export interface Inspected {
  context: CheckContext;
  findings: Finding[];
  confirmations: Confirmation[];
  /** The passages that the claim repeats word for word; null where it has words of its own. */
  repeats: ReadPassage[] | null;
}

/** Aligns a claim and runs every check on it. `lang` is the brief's language, for the reasons. Total on any text. */
export function inspectClaim(given: ClaimInput, reading: Reading, lang: string): Inspected {
  const claim =
    given.text.length > claimCharsMax ? { ...given, text: given.text.slice(0, claimCharsMax) } : given;
  const repeats = verbatimPassages(claim.text, claim.lang, reading);
  const context = contextOf(claim, reading, lang, repeats !== null);
  return { context, repeats, ...runChecks(context) };
}

/** Checks one claim against the sources and comes to a verdict. */
export function checkClaim(claim: ClaimInput, reading: Reading, lang: string): CheckedClaim {
  const { context, repeats, findings, confirmations } = inspectClaim(claim, reading, lang);
  const score = scoreClaim(context, findings);
  return {
    verdict: verdictOf(score, findings),
    score,
    evidence: evidenceOf(context.aligned, repeats),
    findings: toldOnce(findings),
    confirmations,
  };
}
