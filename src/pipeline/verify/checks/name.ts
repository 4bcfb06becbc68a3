import type { Name } from '../../../languages/pack.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import { findName, isCrossed } from '../names.ts';
import type { Check, CheckContext } from '../types.ts';
import { closeWithNeighbours, nothing, shown } from './shared.ts';

const namesMax = 40;

/** A name of the close passages that shares a word with the wrong one, else the only one of its kind. */
function rivalOf(name: Name, context: CheckContext): Name | undefined {
  const near = closeWithNeighbours(context).flatMap((read) => [...read.analysis.names]);
  const words = new Set(foldName(name.key).split(' '));
  const akin = near.find((other) =>
    foldName(other.key)
      .split(' ')
      .some((word) => words.has(word)),
  );
  if (akin) return akin;
  if (name.kind === 'other') return undefined;
  const claimed = new Set(context.analysis.names.map((one) => one.key));
  const kind = near.filter((other) => other.kind === name.kind && !claimed.has(other.key));
  return new Set(kind.map((other) => other.key)).size === 1 ? kind[0] : undefined;
}

function isOnlyCapital(name: Name, { claim }: CheckContext): boolean {
  // The first word of a sentence has its capital from there.
  return name.kind === 'other' && name.start === 0 && !claim.text.slice(name.start, name.end).includes(' ');
}

/** Every person, place, organisation and work is in the source, by this or another form of its name. */
export const nameCheck: Check = {
  id: 'name',
  // Texts it spoke of that were unsupported: 109/109 (100 %) of our own, 343/423 (81 %) of the labelled sets.
  severityMax: 'block',
  run(context) {
    const result = nothing();
    const { analysis, reading, say, foreign } = context;
    const figures = [...analysis.quantities, ...analysis.times];
    for (const name of analysis.names.slice(0, namesMax)) {
      const span = { start: name.start, end: name.end };
      if (figures.some((figure) => figure.start <= name.start && name.end <= figure.end)) continue;
      if (findName(name, reading) && !isCrossed(name, reading)) {
        result.confirmations.push({ ...span, note: say.nameFound(shown(name.text)) });
        continue;
      }
      // Across scripts a place or body may have another name altogether: its absence proves little.
      const severity = foreign ? 'note' : isOnlyCapital(name, context) ? 'warn' : 'block';
      const rival = foreign ? undefined : rivalOf(name, context);
      const reason = rival
        ? say.nameDiffers(shown(rival.text), shown(name.text))
        : say.nameMissing(shown(name.text));
      result.findings.push({ severity, ...span, reason, ...(rival ? { expected: shown(rival.text) } : {}) });
    }
    return result;
  },
};
