import { describe, expect, it } from 'vitest';
import type { Draft, DraftSentence } from '../../domain/draft.ts';
import { verifyDraft } from './verify.ts';

const text =
  'The harbour office of Varnholm will spend 12 million crowns on its northern quay, engineer Ida Brandt said.\n\n' +
  '“We found rust where there should have been steel,” Brandt told reporters.';
const documents = [{ id: 'D1', title: 'Varnholm repairs its quay', text, lang: 'en' }];

const first =
  'The harbour office of Varnholm will spend 12 million crowns on its northern quay, engineer Ida Brandt said.';

function sentence(words: string): DraftSentence {
  return { text: words, lang: 'en', passages: ['D1:S1'], evidence: '' };
}

function draftOf(parts: Partial<Draft>): Draft {
  return {
    lang: 'en',
    headline: { ...sentence('Varnholm repairs its quay'), passages: ['D1:S0'] },
    standfirst: null,
    lede: [sentence(first)],
    sections: [],
    pullQuote: null,
    keyFigures: [],
    whoSaysWhat: [],
    background: [],
    writer: { kind: 'model', version: '1' },
    ...parts,
  };
}

const verify = (parts: Partial<Draft>) => verifyDraft({ draft: draftOf(parts), documents });

describe('what stands beside the sentences of a brief is checked too', () => {
  it('keeps a figure whose value and label are in its sentence, and drops an invented one with a finding', async () => {
    const good = { ...sentence(first), value: '12 million crowns', label: 'northern quay' };
    const wrongValue = { ...good, value: '21 million crowns' };
    const wrongLabel = { ...good, label: 'cost of the airport' };
    const checked = await verify({ keyFigures: [good, wrongValue, wrongLabel] });
    expect(checked.keyFigures.map(({ value, label }) => [value, label])).toEqual([
      ['12 million crowns', 'northern quay'],
    ]);
    const reasons = checked.claims.flatMap((claim) => claim.findings.map((finding) => finding.reason));
    expect(reasons.join('\n')).toMatch(/21 million crowns/);
    expect(reasons.join('\n')).toMatch(/airport/);
  });

  it('drops a quote or statement of somebody whom no source names', async () => {
    const words = 'We found rust where there should have been steel';
    const quote = {
      text: words,
      lang: 'en',
      passages: ['D1:S2'],
      evidence: '',
      translated: false,
      original: words,
      originalLang: 'en',
    };
    const of = (speaker: string) => verify({ pullQuote: { ...quote, speaker } });
    expect((await of('Ida Brandt')).pullQuote?.speaker).toBe('Ida Brandt');
    expect((await of('Carla Mendes')).pullQuote).toBeNull();
    const statement = { ...sentence(first), speaker: 'Carla Mendes', certainty: 'stated' as const };
    expect((await verify({ whoSaysWhat: [statement] })).whoSaysWhat).toEqual([]);
  });

  it('keeps a kicker only in the words of the sources', async () => {
    expect(await verify({ kicker: 'Varnholm harbour' })).toHaveProperty('kicker', 'Varnholm harbour');
    expect(await verify({ kicker: 'Corruption scandal' })).not.toHaveProperty('kicker');
  });
});

describe('dates without a day of publication', () => {
  it('are the same where both sides count from the same unknown day', async () => {
    const { verifyText } = await import('./verify-text.ts');
    const { sentences } = verifyText({
      sources: [{ id: 'a', text: '해원은행은 내년 기준금리를 올린다.', lang: 'ko' }],
      text: 'The bank will raise its rate next year.',
      lang: 'en',
    });
    expect(sentences[0]?.findings.filter((finding) => finding.check === 'time')).toEqual([]);
  });
});
