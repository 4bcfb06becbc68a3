import { describe, expect, it } from 'vitest';
import { labelFor } from './label.ts';
import { languagePacks } from './languages.ts';
import type { UiStrings } from './strings.ts';

const counts = { claims: 12, supported: 11, dropped: 1, rewritten: 1, quoted: 2 };

/** Every key of the strings with every word it can say. */
function saidBy(strings: UiStrings): [string, string][] {
  const said: [string, string][] = [];
  for (const [key, value] of Object.entries(strings)) {
    if (typeof value === 'string') said.push([key, value]);
    else if (typeof value === 'object' && value !== null)
      for (const [inner, words] of Object.entries(value)) said.push([`${key}.${inner}`, String(words)]);
  }
  for (const count of [0, 1, 2, 12]) {
    said.push(
      ['aiLabelModel', strings.aiLabelModel(count)],
      ['aiLabelExcerpts', strings.aiLabelExcerpts(count)],
    );
    said.push(
      ['reportsAndVoices', strings.reportsAndVoices(count, 1)],
      ['checksRun', strings.checksRun(count)],
    );
    said.push(
      ['copiedSummary', strings.copiedSummary(count, '4%', 60)],
      ['revision', strings.revision(count)],
    );
    said.push(['clock', strings.clock(count, count)]);
  }
  said.push(['by', strings.by(['A', 'B'])], ['sameTextAs', strings.sameTextAs(['A'])]);
  said.push(['checkedSummary', strings.checkedSummary(counts)], ['risk', strings.risk('4%')]);
  said.push(['judgedSummary', strings.judgedSummary('m', 2, 1)], ['judgeFailed', strings.judgeFailed('m')]);
  said.push(['saidIn', strings.saidIn('A')], ['originalHas', strings.originalHas('x')]);
  said.push(['inLanguage', strings.inLanguage('x')], ['writerExtractive', strings.writerExtractive('1')]);
  said.push(['writerModel', strings.writerModel('m')], ['writerFallback', strings.writerFallback('r')]);
  said.push(['originalCorrected', strings.originalCorrected('A')]);
  said.push(['originalChanged', strings.originalChanged('A')]);
  said.push(['originalWithdrawn', strings.originalWithdrawn('A')]);
  return said;
}

describe.each(languagePacks.map((pack) => [pack.name, pack] as const))(
  'the words of %s',
  (_, { strings, tag }) => {
    it('fill every key', () => {
      const empty = saidBy(strings).filter(([, words]) => words.trim() === '');
      expect(empty).toEqual([]);
      const asked = new Set(saidBy(strings).map(([key]) => key.split('.')[0]));
      expect(
        Object.keys(strings).filter((key) => strings[key as keyof UiStrings] !== null && !asked.has(key)),
      ).toEqual([]);
    });

    it('never print undefined, null, NaN or a doubled space', () => {
      expect(saidBy(strings).filter(([, words]) => /undefined|null|NaN| {2}/.test(words))).toEqual([]);
    });

    it('are written in the language of the pack', () => {
      const foreign = saidBy(strings).filter(
        ([key, words]) =>
          tag === 'ko' && !/[가-힣]/.test(words) && !['by', 'inLanguage', 'homeOffset'].includes(key),
      );
      expect(foreign).toEqual([]);
    });
  },
);

describe('plurals', () => {
  const [english] = languagePacks.filter(({ tag }) => tag === 'en');
  it('agree with their number in English', () => {
    expect(english?.strings.aiLabelModel(1)).toContain('one original report,');
    expect(english?.strings.aiLabelModel(3)).toContain('three original reports');
    expect(english?.strings.copiedSummary(1, '1%', 10)).toMatch(/^One word is/);
    expect(
      english?.strings.checkedSummary({ claims: 1, supported: 1, dropped: 0, rewritten: 0, quoted: 0 }),
    ).toBe('One sentence checked and supported.');
  });
});

describe('the AI label', () => {
  it('calls model text AI-generated and trained media', () => {
    const label = labelFor({ lang: 'ko', writer: 'model', sources: 2, fallback: 'none' });
    expect(label.disclosure).toBe('ai-generated');
    expect(label.digitalSourceType).toMatch(/\/trainedAlgorithmicMedia$/);
    expect(label.text).toContain('AI');
  });

  it('calls excerpts excerpts, also where a model was asked first', () => {
    const label = labelFor({ lang: 'en', writer: 'model', sources: 1, fallback: 'extractive' });
    expect(label.disclosure).toBe('ai-excerpts');
    expect(label.text).toMatch(/^Excerpts/);
  });

  it('says whose doing it is that only headline and link are left', () => {
    const given = {
      writer: 'extractive',
      sources: 1,
      fallback: 'headline-and-link',
      reserved: true,
    } as const;
    expect(labelFor({ lang: 'en', ...given }).text).toMatch(/publisher reserves/);
    expect(labelFor({ lang: 'ko', ...given }).text).toContain('유보');
  });

  it('says that only headline and link are left', () => {
    const label = labelFor({ lang: 'en', writer: 'extractive', sources: 1, fallback: 'headline-and-link' });
    expect(label.text).toMatch(/^Headline and link only/);
  });
});
