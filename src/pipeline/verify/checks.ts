import { coverageCheck } from './checks/coverage.ts';
import { evidenceCheck } from './checks/evidence.ts';
import { leakCheck } from './checks/leak.ts';
import { linkCheck } from './checks/link.ts';
import type { Check } from './types.ts';

/** Every check, in the order in which findings are shown. To add one: a file in `checks/`, and a line here. */
export const checks: readonly Check[] = [evidenceCheck, linkCheck, leakCheck, coverageCheck];
