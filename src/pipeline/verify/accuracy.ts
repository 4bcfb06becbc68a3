import { readFileSync } from 'node:fs';
import type { AccuracyReport } from '../../domain/accuracy.ts';

const accuracyUrl = new URL('../../../models/verify/accuracy.json', import.meta.url);
let loaded: AccuracyReport | undefined;

/** What this version of the verifier was measured to do. The file is part of the package. */
export function accuracyOfVerifier(): AccuracyReport {
  loaded ??= JSON.parse(readFileSync(accuracyUrl, 'utf8')) as AccuracyReport;
  return loaded;
}
