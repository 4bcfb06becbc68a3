import type { Analysis } from '../../../languages/analysis.ts';
import type { Attribution } from '../../../languages/pack.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import { bearersOf } from '../bearers.ts';
import { cutOutOf } from '../cut.ts';
import { editsOf } from '../edits.ts';
import { foldedSource } from '../fold.ts';
import {
  hasSide,
  isOnePerson,
  isOpinion,
  opensQuotation,
  reportedSpan,
  tellsReported,
  viewCutOff,
} from '../reported.ts';
import type { Check, CheckContext, CheckResult, ReadSource } from '../types.ts';
import { closeWithNeighbours, nothing, shown, tellingWords } from './shared.ts';

/** A claim that carries this much of one passage tells what that passage tells. */
const alignedMin = 0.5;
/** What is claimed, denied or foretold may not be told as a fact; what is said or confirmed may, with a note. */
const mustKeep: ReadonlySet<Attribution['kind']> = new Set(['claim', 'deny', 'expect']);

/** A speaker whom no source mentions, or one who says nothing near what the claim tells. */
function invented(context: CheckContext): CheckResult['findings'] {
  const { analysis, reading, say } = context;
  const wide = closeWithNeighbours(context);
  const isSpoken = wide.some(
    (read) => read.analysis.attributions.length + read.analysis.quotations.length > 0,
  );
  return analysis.attributions.slice(0, 5).flatMap((attribution) => {
    const words = tellingWords(attribution.speaker?.text ?? '');
    const isKnown =
      words.length === 0 ||
      words.some((word) => reading.sources.some((source) => knownWords(source, word))) ||
      bearersOf(attribution.speaker?.text ?? '', reading).length > 0;
    if (isKnown && isSpoken) return [];
    const span = { start: attribution.start, end: attribution.end };
    const reason = say.attributionInvented(shown(attribution.text));
    return [{ severity: isKnown ? ('note' as const) : ('warn' as const), ...span, reason }];
  });
}

function knownWords(source: ReadSource, word: string): boolean {
  const { text, title } = foldedSource(source);
  // Korean words carry particles and suffixes: the first half of a long one is enough.
  const stem = /[가-힣]/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
  return (
    text.text.includes(stem) ||
    title.text.includes(stem) ||
    (source.document.publisher ?? '').toLowerCase().includes(stem)
  );
}

/** Share of a claim's words that stand in what was said: of the word of a side, which may be told freely, and else. */
const sideToldMin = 0.6;
const toldMin = 0.85;
/** Share of a claim's words that stand in the order of the statement, for it to be that statement. */
const statementCopyMin = 0.8;

/** Who says it is named in the claim, with another verb: "Tanveer informed him ...". */
function namesSpeaker(attribution: Attribution, claim: string): boolean {
  const words = tellingWords(attribution.speaker?.text ?? '');
  const told = foldName(claim);
  return words.length > 0 && words.every((word) => told.includes(word));
}

/** True where what the claim tells in the paper's own name is the word of one who has a side, a view or only himself. */
function isOnlySaid(attribution: Attribution, context: CheckContext, theirs: Analysis): boolean {
  const { analysis, claim, cut } = context;
  const reported = reportedSpan(attribution, theirs);
  const opens = opensQuotation(analysis);
  if (!reported || (!opens && namesSpeaker(attribution, claim.text))) return false;
  const tells = (shareMin: number) => tellsReported(analysis, theirs, reported, shareMin);
  if (mustKeep.has(attribution.kind) || hasSide(attribution.speaker?.text ?? attribution.text))
    return tells(sideToldMin);
  const isView = isOnePerson(attribution, theirs) || isOpinion(claim.text) || opens;
  // A long statement has the words of many sentences: only a near copy of it is what was said.
  return isView && tells(toldMin) && (cut || editsOf(context).kept >= statementCopyMin);
}

/** A passage without a speaker carries nearly all of it: the source says it itself as well. */
const ownWordMin = 0.8;

function isToldElsewhere({ aligned }: CheckContext): boolean {
  return aligned
    .slice(1)
    .some(
      ({ score, read: { analysis } }) =>
        score >= ownWordMin &&
        analysis.attributions.length === 0 &&
        !analysis.quotations.some(({ speaker }) => speaker),
    );
}

/** Who says it, for Korean, where the words of an attribution are the verb alone. */
function whoOf({ speaker, text }: Attribution): string | null {
  return speaker && !text.includes(speaker.text) ? shown(speaker.text) : null;
}

function dropped(context: CheckContext): CheckResult['findings'] {
  const { aligned, analysis, claim, say } = context;
  const best = aligned[0];
  if (!best || best.score < alignedMin || analysis.attributions.length > 0) return [];
  if (analysis.quotations.some((quotation) => quotation.speaker)) return [];
  if (isToldElsewhere(context)) return [];
  const theirs = best.read.analysis;
  const span = { start: 0, end: claim.text.length };
  const [attribution] = theirs.attributions;
  if (!attribution) {
    const cut = cutOutOf(claim.text, best.read);
    const view = cut && viewCutOff(theirs, cut);
    return view ? [{ severity: 'warn', ...span, reason: say.attributionDropped(shown(view), null) }] : [];
  }
  // "Allegedly" in place of "claimed" leaves it open; a hedge that the source has as well is of something else.
  const isHedged = analysis.hedges.some(
    ({ text }) => !theirs.text.toLowerCase().includes(text.toLowerCase()),
  );
  const isDenial = attribution.kind === 'deny' && analysis.negations.length === 0;
  const severity = isDenial
    ? 'block'
    : isOnlySaid(attribution, context, theirs) && !isHedged
      ? 'warn'
      : 'note';
  const said = shown(attribution.text);
  const reason = isDenial ? say.denialAsFact(said) : say.attributionDropped(said, whoOf(attribution));
  return [{ severity, ...span, reason, ...(isDenial ? { expected: said } : {}) }];
}

/** Who says it is still said, and nobody is named as saying what the source says itself. */
export const attributionCheck: Check = {
  id: 'attribution',
  // Texts it spoke of that were unsupported: none of our own, 1/2 (50 %) of the labelled sets.
  severityMax: 'block',
  run(context) {
    const { analysis, claim, foreign, aligned, say } = context;
    if (foreign || claim.part === 'crosshead' || claim.part === 'pull-quote') return nothing();
    const findings = [...invented(context), ...dropped(context)];
    const kept = analysis.attributions[0];
    const isKept = kept && (aligned[0]?.read.analysis.attributions.length ?? 0) > 0;
    const confirmations = isKept ? [{ start: kept.start, end: kept.end, note: say.attributionKept }] : [];
    return { findings, confirmations };
  },
};
