import type { Disagreement } from '../../src/pipeline/stories/disagreement.ts';
import { disagreements } from '../../src/pipeline/stories/disagreements.ts';
import type { Measure, Suite } from '../suite.ts';
import { type Group, groupLanguages, readGroups } from './groups.ts';

/** Two of the sides that we named stand on different sides of it. */
function isFound(gold: Group['gold'][number], found: Disagreement): boolean {
  if (found.kind !== gold.kind) return false;
  const met = found.sides.map(({ text, passages }) => {
    const said = [text, ...passages.map((passage) => passage.text)];
    return gold.sides.findIndex((words) => words.some((one) => said.some((line) => line.includes(one))));
  });
  return new Set(met.filter((at) => at >= 0)).size > 1;
}

interface Tally {
  right: number;
  found: number;
  hit: number;
  gold: number;
}

function tallyOf(groups: readonly Group[], show: (line: string) => void): Tally {
  const tally: Tally = { right: 0, found: 0, hit: 0, gold: 0 };
  for (const group of groups) {
    const found = disagreements(group.documents);
    const right = found.filter((one) => group.gold.some((gold) => isFound(gold, one)));
    const missed = group.gold.filter((gold) => !found.some((one) => isFound(gold, one)));
    tally.right += right.length;
    tally.found += found.length;
    tally.gold += group.gold.length;
    tally.hit += group.gold.length - missed.length;
    for (const { kind } of missed) show(`  ${group.id} missed ${kind}: ${group.about}`);
    for (const one of found.filter((other) => !right.includes(other)))
      show(
        `  ${group.id} false ${one.kind}: ${one.sides.map(({ text }) => text).join(' <> ')} (${group.about})`,
      );
  }
  return tally;
}

/** Where documents disagree, over groups of invented news that we wrote and labelled ourselves: one grader. */
export const suite: Suite = {
  name: 'disagreements',
  about:
    'where reports disagree: precision and recall over labelled groups, half of them held back from the rules',
  async run({ print, args }): Promise<Measure[]> {
    return groupLanguages.flatMap((lang) => {
      const groups = readGroups(lang);
      return [false, true].flatMap((heldBack): Measure[] => {
        const half = groups.filter((group) => group.heldBack === heldBack);
        const isShown = args.includes('--show') && (!heldBack || args.includes('--held-back'));
        const { right, found, hit, gold } = tallyOf(half, isShown ? print : () => {});
        print(
          `${lang} ${heldBack ? 'held back' : 'development'}: ${right} of ${found} found are right, ${hit} of ${gold} are found, ${half.length} groups`,
        );
        const key = `disagreements/${lang}/${heldBack ? 'held-back' : 'development'}`;
        return [
          { key: `${key}/precision`, value: right / Math.max(1, found), cases: found },
          { key: `${key}/recall`, value: hit / Math.max(1, gold), cases: gold },
        ];
      });
    });
  },
};
