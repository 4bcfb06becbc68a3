import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { knotsOf } from '../eval/verify/calibrate.ts';
import { languagesOf, outOfFold } from '../eval/verify/crossval.ts';
import { madeSets } from '../eval/verify/errors/clean.ts';
import { examplesOf } from '../eval/verify/examples.ts';
import { faithCases } from '../eval/verify/sets.ts';
import { trainWeights } from '../eval/verify/train.ts';
import { translatedCases } from '../eval/verify/translated.ts';
import type { Knot } from '../src/pipeline/verify/calibration.ts';
import { featureNames, priorWeights } from '../src/pipeline/verify/features.ts';

/**
 * `node scripts/train-verify.ts [DATA]`: makes `models/verify/weights.json` from the development sets. Same data and same
 * code give the same file. `npm run eval -- verify` says what it is worth, by models that did not see what they score.
 */
const root = resolve(import.meta.dirname, '..');
const dataDir = resolve(process.argv[2] ?? join(root, '../shared/data'));
const given = faithCases(dataDir);
if (given.length === 0) throw new Error(`No ${dataDir}/faith: the weights cannot be made without the sets.`);
const examples = examplesOf([...given, ...translatedCases(dataDir), ...madeSets(dataDir)]);
const named = (weights: readonly number[]) =>
  Object.fromEntries(featureNames.map((name, at) => [name, Math.round((weights[at] ?? 0) * 1e4) / 1e4]));
const models: Record<string, Record<string, number>> = {};
const curves: Record<string, Knot[]> = {};
for (const lang of languagesOf(examples)) {
  const own = examples.filter((example) => example.lang === lang);
  models[lang] = named(trainWeights(own, priorWeights));
  curves[lang] = knotsOf(outOfFold(own, priorWeights));
  console.log(`${lang}: ${own.length} texts`);
}
const path = join(root, 'models/verify/weights.json');
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${JSON.stringify({ version: 2, models, curves }, null, 1)}\n`);
