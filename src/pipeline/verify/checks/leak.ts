import { machineTalk } from '../machine-talk.ts';
import type { Check, CheckResult } from '../types.ts';

function isQuotedInSource(at: number, text: string, sourceText: string): boolean {
  const before = text.slice(0, at);
  const open = (before.match(/["“‘]/gu)?.length ?? 0) - (before.match(/["”’]/gu)?.length ?? 0);
  return (
    (open > 0 || (before.match(/"/gu)?.length ?? 0) % 2 === 1) && sourceText.includes(text.slice(at, at + 20))
  );
}

/** No prompt, reasoning or order to a machine gets into a brief, even where a page carries it. */
export const leakCheck: Check = {
  id: 'leak',
  severityMax: 'block',
  always: true,
  run({ claim, reading, say }): CheckResult {
    const findings: CheckResult['findings'] = [];
    for (const { kind, pattern } of machineTalk) {
      for (const match of claim.text.matchAll(pattern)) {
        const quoted = reading.sources.some(({ document }) =>
          isQuotedInSource(match.index, claim.text, document.text),
        );
        if (quoted) continue;
        const shown = match[0].slice(0, 80);
        const reason = kind === 'leak' ? say.leak(shown) : say.instruction(shown);
        findings.push({ severity: 'block', start: match.index, end: match.index + match[0].length, reason });
        if (findings.length >= 10) return { findings, confirmations: [] };
      }
    }
    return { findings, confirmations: [] };
  },
};
