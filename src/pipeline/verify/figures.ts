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

/** Two counts of one thing; one that does not say of what (`three others`) is of what was spoken of. */
function sameThing(a: string | undefined, b: string | undefined): boolean {
  return a === b || a === undefined || b === undefined || a === 'other' || b === 'other';
}

/** Figures that may be added up: the same unit, or one where the second writes the unit no more. */
function isAddable(claim: Quantity, a: Quantity, b: Quantity): boolean {
  const units = new Set([claim.unit, a.unit, b.unit]);
  if (units.size === 1)
    return claim.unit !== 'count' || sameThing(a.noun, b.noun) || claim.noun === undefined;
  if ([...units].every((unit) => pointUnits.has(unit))) return true;
  return (
    units.size === 2 &&
    a.unit !== b.unit &&
    units.has('count') &&
    claim.unit !== 'count' &&
    b.low > countableMax
  );
}

/** `shrink by 450 to 6,300` reads like a range; of a range both ends may be reckoned with. */
function endsOf(quantity: Quantity): Quantity[] {
  const { low, high, unit } = quantity;
  if (low === high || unit === 'score') return [quantity];
  return [
    { ...quantity, high: low },
    { ...quantity, low: high },
  ];
}

/** `from 8.1 to 9.3` makes `1.2`, `12 and 7` make `19`, `50 -> 75` makes `50 %`, `two ... 40,000 each` `80,000`. */
export function isDerived(claim: Quantity, sources: readonly Quantity[], sumsOnly = false): boolean {
  const terms = sources.slice(0, sumTermsMax).flatMap(endsOf);
  const isRough = claim.precision !== 'exact';
  const fits = (value: number) =>
    Math.abs(value - claim.low) <= Math.abs(claim.low) * (isRough ? 0.02 : 1e-6);
  const fitsShare = (value: number) => Math.abs(value - claim.low) <= claim.step / 2;
  return terms.some((a, at) =>
    terms.some((b, other) => {
      if (other === at) return false;
      if (sumsOnly) return isAddable(claim, a, b) && (fits(a.low + b.low) || fits(Math.abs(a.low - b.low)));
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

/** Words by which a writer says that he reckoned. */
const reckoned = new RegExp(
  '\\b(?:in all|total|altogether|combined|together|more|fewer|less|gap|difference|remaining|rest|before|left)\\b|' +
    '모두|합쳐|합하면|총|전체|차이|나머지|더|덜|전날|이전|직전|애초|전(?:에는|만 해도)?(?![가-힣])',
  'iu',
);
export function saysReckoned(text: string): boolean {
  return reckoned.test(text);
}

/** Three digits that happen to be a sum of two others are one. */
const tellingDigits = 3;

/**
 * Worked out from the figures of one passage or of two neighbours, near or far: where the number has digits enough, or
 * the claim says that it was reckoned. Two digits are a sum of some two others too often.
 */
export function isReckoned(
  claim: Quantity,
  passages: readonly (readonly Quantity[])[],
  text: string,
): boolean {
  const digits = claim.text.replace(/\D|0+$/g, '').length;
  if (digits < tellingDigits && !(digits > 1 && saysReckoned(text))) return false;
  return passages.some((own, at) => {
    const quantities = [...own, ...(passages[at + 1] ?? [])];
    return quantities.length > 1 && isDerived(claim, quantities, true);
  });
}
