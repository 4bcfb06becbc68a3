import type { Finding } from '../../src/domain/brief.ts';
import { packFor } from '../../src/languages/languages.ts';
import { inspectClaim } from '../../src/pipeline/verify/claim.ts';
import { featuresOf } from '../../src/pipeline/verify/features.ts';
import { readSources } from '../../src/pipeline/verify/read.ts';
import { scoreFloor, settledScore } from '../../src/pipeline/verify/score.ts';
import type { Reading } from '../../src/pipeline/verify/types.ts';
import type { FaithCase } from './sets.ts';
import type { Example } from './train.ts';

/** Readings of the last few sources: cases of one source follow each other. */
export function readingCache(): (one: FaithCase) => Reading {
  const readings = new Map<string, Reading>();
  return ({ source, lang: textLang, sourceLang, title = '', publishedAt, beside = [] }) => {
    const lang = sourceLang ?? textLang;
    let reading = readings.get(source);
    if (!reading) {
      if (readings.size > 200) readings.clear();
      reading = readSources([
        { id: 'D1', title, text: source, lang, ...(publishedAt ? { publishedAt } : {}) },
        ...beside.map((other, at) => ({ id: `D${at + 2}`, lang, ...other })),
      ]);
      readings.set(source, reading);
    }
    return reading;
  };
}

/** The words that warnings and blocks point at. */
function pointed(findings: readonly Finding[], text: string, offset: number) {
  return findings
    .filter(({ severity, start, end }) => severity !== 'note' && end - start < text.length * 0.8)
    .map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}

/** What the model sees of each case, and the findings per check (for the precision of each). */
export function examplesOf(
  cases: readonly FaithCase[],
  onFinding?: (check: string, severity: string, one: FaithCase) => void,
): Example[] {
  const readingOf = readingCache();
  return cases.map((one) => {
    const reading = readingOf(one);
    const example: Example = {
      id: one.id,
      set: one.set,
      group: one.group,
      lang: one.sourceLang && one.sourceLang !== one.lang ? 'cross' : one.lang,
      unsupported: one.unsupported,
      rows: [],
      floors: [],
      verbatim: 0,
      spans: [],
      ...(one.errorType ? { errorType: one.errorType } : {}),
      ...(one.pair ? { pair: one.pair } : {}),
    };
    const seen = new Set<string>();
    for (const { text, start } of packFor(one.lang).sentences(one.text)) {
      const input = { text, lang: one.lang, passages: [], evidence: '' };
      const { context, findings } = inspectClaim(input, reading, one.lang);
      for (const finding of findings) seen.add(`${finding.check}\t${finding.severity}`);
      example.spans.push(...pointed(findings, text, start));
      const settled = settledScore(context, findings);
      if (settled !== null && settled < 0.5) example.verbatim += 1;
      else {
        example.rows.push(featuresOf(context, findings));
        example.floors.push(scoreFloor(context, findings));
      }
    }
    for (const key of seen) onFinding?.(key.split('\t')[0]!, key.split('\t')[1]!, one);
    return example;
  });
}
