import { foldName } from '../../../languages/shared/name-keys.ts';
import { nameIndex, sameBearer } from '../names.ts';
import type { Check } from '../types.ts';
import { nothing, shown } from './shared.ts';

/** An office or title is given only to whom the source gives it: models remember last year's. */
export const officeCheck: Check = {
  id: 'office',
  severityMax: 'block',
  run(context) {
    const result = nothing();
    const { analysis, reading, foreign, say } = context;
    if (foreign) return result;
    const { names, folded } = nameIndex(reading);
    for (const name of analysis.names.slice(0, 40)) {
      if (!name.title || name.kind !== 'person') continue;
      const span = { start: name.start, end: name.end };
      const bearers = names.filter((other) => other.kind === 'person' && sameBearer(name, other));
      const titles = [...new Set(bearers.flatMap((other) => (other.title ? [other.title] : [])))];
      const claimed = foldName(name.title);
      if (titles.some((title) => foldName(title) === claimed)) {
        result.confirmations.push({ ...span, note: say.officeFound(shown(name.title)) });
        continue;
      }
      // The source may give it in another place of the sentence ("Brandt, the mayor of ...").
      if (folded.includes(claimed)) continue;
      const [real] = titles;
      const reason = real
        ? say.officeDiffers(shown(real), shown(name.title))
        : say.officeMissing(shown(name.title), shown(name.text));
      const severity = real && bearers.length > 0 ? 'block' : 'warn';
      result.findings.push({ severity, ...span, reason, ...(real ? { expected: shown(real) } : {}) });
    }
    return result;
  },
};
