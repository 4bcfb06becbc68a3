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
