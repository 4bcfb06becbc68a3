import type { Quantity } from '../../languages/pack.ts';
import { quantitiesAgree } from '../../languages/shared/agree.ts';

/** `2천여 명` stands for anything from 2,000 up to the next step. */
function isOddNumber(claim: Quantity, source: Quantity): boolean {
  if (!/여/.test(claim.text) || claim.unit !== source.unit || claim.noun !== source.noun) return false;
  return source.low >= claim.low && source.low < claim.low + claim.step;
}

/** True where a source that says `source` bears out a claim that says `claim`. */
export function quantityStands(claim: Quantity, source: Quantity): boolean {
  return quantitiesAgree(claim, source) || isOddNumber(claim, source);
}

/** Up to here a count may come from counting names or events in the source ("the three ministers"). */
export const countableMax = 12;
const sumTermsMax = 12;
/** 1.04 to 2.1 is "doubled". */
const ratioSlack = 0.05;

const pointUnits = new Set(['percent', 'percentage-point', 'point']);

/** Figures that may be added up: the same unit, or one where the second writes the unit no more. */
function isAddable(claim: Quantity, a: Quantity, b: Quantity): boolean {
  const units = new Set([claim.unit, a.unit, b.unit]);
  if (units.size === 1) return claim.unit !== 'count' || a.noun === b.noun || claim.noun === undefined;
  if ([...units].every((unit) => pointUnits.has(unit))) return true;
  return (
    units.size === 2 &&
    a.unit !== b.unit &&
    units.has('count') &&
    claim.unit !== 'count' &&
    b.low > countableMax
  );
}

/** `from 8.1 to 9.3` makes `1.2`, `12 and 7` make `19`, `50 -> 75` makes `50 %`, `two ... 40,000 each` `80,000`. */
export function isDerived(claim: Quantity, sources: readonly Quantity[]): boolean {
  const terms = sources.slice(0, sumTermsMax);
  const isRough = claim.precision !== 'exact';
  const fits = (value: number) =>
    Math.abs(value - claim.low) <= Math.abs(claim.low) * (isRough ? 0.02 : 1e-6);
  const fitsShare = (value: number) => Math.abs(value - claim.low) <= claim.step / 2;
  return terms.some((a, at) =>
    terms.some((b, other) => {
      if (other === at) return false;
      const isShare = a.unit === b.unit && claim.unit === 'percent' && a.low !== 0 && b.low !== 0;
      if (isShare && claim.low > 1 && fitsShare(Math.abs(a.low / b.low - 1) * 100)) return true;
      const isTimes = claim.unit === 'times' && a.unit === b.unit && b.low > 0;
      if (isTimes && Math.abs(a.low / b.low - claim.low) <= claim.low * ratioSlack) return true;
      const isEach =
        b.unit === 'count' && a.unit === claim.unit && a.unit !== 'count' && b.low <= countableMax;
      if (isEach && b.low > 1 && fits(a.low * b.low)) return true;
      return isAddable(claim, a, b) && (fits(a.low + b.low) || fits(Math.abs(a.low - b.low)));
    }),
  );
}
