import { describe, expect, it } from 'vitest';
import { ownCleanTexts } from '../eval/verify/errors/clean.ts';
import { madeCases, makers } from '../eval/verify/errors/make.ts';
import type { CleanText } from '../eval/verify/errors/types.ts';

const english: CleanText[] = [
  {
    id: 'quay',
    lang: 'en',
    title: 'Port of Varnholm closes its northern quay',
    publishedAt: '2026-03-06T09:00:00+01:00',
    text:
      'The port of Varnholm will close its northern quay on Monday, Mayor Ida Brandt said. Divers found cracks in ' +
      '1,240 piles in February. "We cannot wait until somebody falls into the water," Brandt said. The union sued ' +
      'the harbour office in May. Repairs may cost 12 million crowns. The Ledger reported that Otto Lind had not ' +
      'seen the report. Traffic fell by 40 percent in 2025. Lind denied that he had warned the board. The company ' +
      'said it would hire 300 people. Reuters first reported the closure on Friday. He was born in Halden.',
  },
  {
    id: 'bank',
    lang: 'en',
    title: 'Orsund raises its rate',
    text: 'The Bank of Orsund raised its rate to 3.75 percent on Thursday. Prices are rising faster than wages.',
  },
];

const options = { seed: 5, perKindMax: 1, set: 'made' };

describe('the maker of errors', () => {
  const korean = madeCases(ownCleanTexts(), { ...options, perKindMax: 2 });
  const all = [...madeCases(english, options), ...korean];

  it('makes the same sentences from the same seed, and others from another', () => {
    expect(madeCases(english, options)).toEqual(madeCases(english, options));
    expect(madeCases(english, { ...options, seed: 6 })).not.toEqual(madeCases(english, options));
  });

  it('alters each wrong sentence, and keeps it out of the source', () => {
    for (const { text, original, source, unsupported } of all.filter((one) => one.unsupported)) {
      expect(unsupported).toBe(true);
      expect(text).not.toBe(original);
      expect(source).not.toContain(text);
    }
  });

  it('says where the change is', () => {
    for (const { text, start, end } of all) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });

  it('has wrong and right sentences of every kind in both languages', () => {
    const kindsOf = (lang: string, unsupported: boolean) =>
      new Set(
        makers
          .filter((one) => (one.lang === lang || one.lang === 'any') && one.unsupported === unsupported)
          .map(({ kind }) => kind),
      );
    for (const lang of ['en', 'ko']) {
      expect(kindsOf(lang, true).size).toBeGreaterThanOrEqual(20);
      expect(kindsOf(lang, false).size).toBeGreaterThanOrEqual(8);
    }
    const made = new Set(korean.map(({ kind }) => kind));
    for (const kind of ['number', 'date', 'name', 'role', 'negation', 'cause', 'same/round', 'same/merge'])
      expect(made).toContain(kind);
  });

  it('puts the particle that a Korean name takes behind it', () => {
    for (const { text, kind } of korean.filter(({ kind: one }) => one === 'name' || one === 'location'))
      expect({ kind, text }).not.toEqual({
        kind,
        text: expect.stringMatching(/[가-힣]*(?:군|읍|늘|람)(?:는|를) /),
      });
  });
});
