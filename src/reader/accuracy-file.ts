import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { AccuracyReport } from '../domain/accuracy.ts';

const file = new URL('../../models/verify/accuracy.json', import.meta.url);
const said = z.object({ en: z.string(), ko: z.string() });

/** As much of the report as the page shows; a file that lacks it is as good as none. */
const shape = z.looseObject({
  schema: z.literal(1),
  falseAlarmShare: z.number(),
  about: said,
  errorTypes: z.array(z.looseObject({ label: said, lang: z.string(), cases: z.number(), found: z.number() })),
  rightSentences: z.array(
    z.looseObject({ label: said, lang: z.string(), cases: z.number(), alarms: z.number() }),
  ),
  sets: z.array(
    z.looseObject({
      label: said,
      about: said,
      recall: z.number(),
      falseAlarms: z.number(),
      balancedAccuracy: z.number(),
      cases: z.number(),
    }),
  ),
  calibration: z.array(z.looseObject({ lang: z.string(), error: z.number() })),
});

let report: Promise<AccuracyReport | null> | undefined;

/** The figures measured for this version; null where it brings none along. Read once per process. */
export function readAccuracy(): Promise<AccuracyReport | null> {
  report ??= readFile(file, 'utf8')
    .then((text) => {
      const parsed: unknown = JSON.parse(text);
      return shape.safeParse(parsed).success ? (parsed as AccuracyReport) : null;
    })
    .catch(() => null);
  return report;
}
