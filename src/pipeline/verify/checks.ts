import { attributionCheck } from './checks/attribution.ts';
import { causeCheck } from './checks/cause.ts';
import { coverageCheck } from './checks/coverage.ts';
import { editCheck } from './checks/edit.ts';
import { evidenceCheck } from './checks/evidence.ts';
import { hedgeCheck } from './checks/hedge.ts';
import { leakCheck } from './checks/leak.ts';
import { linkCheck } from './checks/link.ts';
import { loadedCheck } from './checks/loaded.ts';
import { mouthCheck } from './checks/mouth.ts';
import { nameCheck } from './checks/name.ts';
import { negationCheck } from './checks/negation.ts';
import { numberCheck } from './checks/number.ts';
import { officeCheck } from './checks/office.ts';
import { oppositeCheck } from './checks/opposite.ts';
import { quotationCheck } from './checks/quotation.ts';
import { roleCheck } from './checks/role.ts';
import { speakerCheck } from './checks/speaker.ts';
import { substitutionCheck } from './checks/substitution.ts';
import { swapCheck } from './checks/swap.ts';
import { timeCheck } from './checks/time.ts';
import type { Check } from './types.ts';

/** Every check, in the order in which findings are shown. To add one: a file in `checks/`, and a line here. */
export const checks: readonly Check[] = [
  evidenceCheck,
  numberCheck,
  timeCheck,
  nameCheck,
  quotationCheck,
  speakerCheck,
  mouthCheck,
  attributionCheck,
  hedgeCheck,
  negationCheck,
  oppositeCheck,
  roleCheck,
  swapCheck,
  substitutionCheck,
  editCheck,
  causeCheck,
  officeCheck,
  loadedCheck,
  coverageCheck,
  linkCheck,
  leakCheck,
];
