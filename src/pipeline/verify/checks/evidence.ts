import { bare, findVerbatim } from '../fold.ts';
import type { Check, CheckResult } from '../types.ts';

/** The passages that the writer cites exist, and the words it quotes from them stand there. */
export const evidenceCheck: Check = {
  id: 'evidence',
  // Texts it spoke of that were unsupported: 1/1 (100 %) of our own, 282/370 (76 %) of the labelled sets.
  severityMax: 'block',
  always: true,
  run({ claim, aligned, reading, say }): CheckResult {
    const result: CheckResult = { findings: [], confirmations: [] };
    const span = { start: 0, end: claim.text.length };
    for (const id of claim.passages.slice(0, 20)) {
      if (reading.byId.has(id)) continue;
      result.findings.push({ severity: 'block', ...span, reason: say.passageMissing(id.slice(0, 20)) });
    }
    if (bare(claim.evidence) !== '') {
      const found = reading.sources.some((source) => findVerbatim(claim.evidence, source));
      const quote = claim.evidence.length > 120 ? `${claim.evidence.slice(0, 119)}…` : claim.evidence;
      if (found) result.confirmations.push({ ...span, note: say.quoteFound });
      else result.findings.push({ severity: 'block', ...span, reason: say.quoteMissing(quote) });
    }
    if (aligned.length === 0)
      result.findings.push({ severity: 'block', ...span, reason: say.evidenceMissing });
    return result;
  },
};
