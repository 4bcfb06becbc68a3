import type { Attribution } from '../../../languages/pack.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import type { Check, CheckContext, CheckResult } from '../types.ts';
import { closeWithNeighbours, nothing, shown } from './shared.ts';

/** A claim that carries this much of one passage tells what that passage tells. */
const alignedMin = 0.5;
/** What is claimed, denied or only reported may not be told as a fact; what is said or confirmed may, with a note. */
const mustKeep: ReadonlySet<Attribution['kind']> = new Set(['claim', 'deny', 'expect']);

function invented(context: CheckContext): CheckResult['findings'] {
  const { analysis, reading, say } = context;
  const near = closeWithNeighbours(context).flatMap((read) => [...read.analysis.attributions]);
  const nearQuotes = closeWithNeighbours(context).flatMap((read) => [...read.analysis.quotations]);
  if (near.length > 0 || nearQuotes.length > 0) return [];
  return analysis.attributions.slice(0, 5).map((attribution) => {
    const speaker = attribution.speaker ? foldName(attribution.speaker.text) : '';
    const isKnown =
      speaker === '' || reading.sources.some(({ document }) => foldName(document.text).includes(speaker));
    const span = { start: attribution.start, end: attribution.end };
    const reason = say.attributionInvented(shown(attribution.text));
    return { severity: isKnown ? ('note' as const) : ('warn' as const), ...span, reason };
  });
}

function dropped(context: CheckContext): CheckResult['findings'] {
  const { aligned, analysis, claim, say } = context;
  const best = aligned[0];
  if (!best || best.score < alignedMin || analysis.attributions.length > 0) return [];
  if (analysis.quotations.some((quotation) => quotation.speaker)) return [];
  const [attribution] = best.read.analysis.attributions;
  if (!attribution) return [];
  const isHedged = analysis.hedges.length > 0;
  const isDenial = attribution.kind === 'deny' && analysis.negations.length === 0;
  const severity = isDenial ? 'block' : mustKeep.has(attribution.kind) && !isHedged ? 'warn' : 'note';
  const span = { start: 0, end: claim.text.length };
  const said = shown(attribution.text);
  const reason = isDenial ? say.denialAsFact(said) : say.attributionDropped(said);
  return [{ severity, ...span, reason, ...(isDenial ? { expected: said } : {}) }];
}

/** Who says it is still said, and nobody is named as saying what the source says itself. */
export const attributionCheck: Check = {
  id: 'attribution',
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
