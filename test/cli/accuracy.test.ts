import { describe, expect, it } from 'vitest';
import type { AccuracyReport } from '../../src/domain/accuracy.ts';
import { cli } from '../support/cli.ts';

async function report(): Promise<AccuracyReport> {
  return JSON.parse((await cli(['accuracy', '--json'])).stdout) as AccuracyReport;
}

describe('standfirst accuracy', () => {
  it('shows every kind of error, every set and how far scores are off, in either language', async () => {
    const { errorTypes, sets, calibration } = await report();
    for (const lang of ['en', 'ko'] as const) {
      const { status, stdout } = await cli(['accuracy', '--lang', lang]);
      expect(status).toBe(0);
      for (const { label } of errorTypes) expect(stdout).toContain(label[lang]);
      for (const { label, about } of sets) expect(stdout).toContain(`${label[lang]}: ${about[lang]}`);
      for (const { error } of calibration) expect(stdout).toContain(error.toFixed(3));
    }
  });

  it('has shares between 0 and 1, with the number of texts behind each', async () => {
    const { errorTypes, rightSentences, sets, together } = await report();
    const shares = [
      ...errorTypes.flatMap(({ found, foundAtHalf, cases }) => [
        { share: found, cases },
        { share: foundAtHalf, cases },
      ]),
      ...rightSentences.map(({ alarms, cases }) => ({ share: alarms, cases })),
      ...together.map(({ found, cases }) => ({ share: found, cases })),
      ...sets.map(({ balancedAccuracy, cases }) => ({ share: balancedAccuracy, cases })),
    ];
    for (const { share, cases } of shares) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      expect(cases).toBeGreaterThan(0);
    }
  });

  it('adds up: all error types of a language are its wrong sentences', async () => {
    const { errorTypes, together } = await report();
    for (const { lang, cases, found } of together) {
      const own = errorTypes.filter((row) => row.lang === lang);
      expect(own.reduce((sum, row) => sum + row.cases, 0)).toBe(cases);
      const hits = own.reduce((sum, row) => sum + Math.round(row.found * row.cases), 0);
      expect(hits).toBe(Math.round(found * cases));
    }
  });

  it('keeps within what it allows of false alarms', async () => {
    const { together, falseAlarmShare } = await report();
    for (const { alarms } of together) expect(alarms).toBeLessThanOrEqual(falseAlarmShare);
  });
});
