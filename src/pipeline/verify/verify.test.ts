import { describe, expect, it } from 'vitest';
import type { Draft, DraftSentence } from '../../domain/draft.ts';
import type { SourceDocument } from '../../domain/passage.ts';
import { verifyDraft } from './verify.ts';
import { verifyText } from './verify-text.ts';

const text =
  'The port of Varnholm will close its northern quay on Monday, the harbour office said.\n\n' +
  'Divers found cracks in forty piles last week. Repairs will cost about 12 million crowns, engineer Ida Brandt said.';
const document: SourceDocument = {
  id: 'D1',
  title: 'Varnholm closes its northern quay',
  text,
  lang: 'en',
  publishedAt: '2026-03-06T09:00:00+01:00',
};

function sentence(words: string, passages: string[] = []): DraftSentence {
  return { text: words, lang: 'en', passages, evidence: '' };
}

function draftOf(parts: Partial<Draft>): Draft {
  return {
    lang: 'en',
    headline: sentence('Varnholm closes its northern quay', ['D1:S0']),
    standfirst: null,
    lede: [sentence('Divers found cracks in forty piles last week.', ['D1:S2'])],
    sections: [],
    pullQuote: null,
    keyFigures: [],
    whoSaysWhat: [],
    background: [],
    writer: { kind: 'model', version: '1' },
    ...parts,
  };
}

describe('verifyText', () => {
  it('supports a sentence that stands in the source, and says where', () => {
    const result = verifyText({
      sources: [{ id: 'x', text }],
      text: 'Divers found cracks in forty piles last week.',
    });
    const [only] = result.sentences;
    expect(only?.verdict).toBe('supported');
    expect(only?.evidence.map(({ start, end }) => text.slice(start, end))).toEqual([only?.text]);
    expect(result.score).toBeLessThan(0.1);
  });

  it('does not support what no source speaks of', () => {
    const result = verifyText({
      sources: [{ id: 'x', text }],
      text: 'A volcano erupted near Lima and thousands fled to the coast.',
    });
    expect(result.sentences[0]?.verdict).toBe('not-enough-information');
    expect(result.score).toBeGreaterThan(0.5);
  });

  it('keeps offsets in the given text, with several sentences', () => {
    const given = 'Divers found cracks in forty piles last week. See <b>here</b> now.';
    const { sentences } = verifyText({ sources: [{ id: 'x', text }], text: given });
    for (const one of sentences) expect(given.slice(one.start, one.end)).toBe(one.text);
    const finding = sentences.at(-1)?.findings.find((one) => one.check === 'link');
    expect(given.slice(finding?.start, finding?.end)).toContain('<');
  });

  it('answers for no source and no text', () => {
    expect(verifyText({ sources: [], text: '' })).toEqual({ score: 0, sentences: [] });
    expect(verifyText({ sources: [], text: 'Anything.' }).sentences[0]?.verdict).toBe(
      'not-enough-information',
    );
  });
});

describe('verifyDraft', () => {
  it('keeps sentences of the original and gives their evidence with a hash', async () => {
    const checked = await verifyDraft({ draft: draftOf({}), documents: [document] });
    expect(checked.verification).toMatchObject({ claims: 2, supported: 2, dropped: 0, fallback: 'none' });
    const lede = checked.claims.find((claim) => claim.id === checked.lede[0]);
    expect(lede?.evidence[0]).toMatchObject({ passage: 'D1:S2', quote: lede?.text });
    expect(lede?.evidence[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('drops an invented sentence and keeps it on record', async () => {
    const invented = 'A volcano erupted near Lima and thousands fled to the coast.';
    const sections = [{ crosshead: sentence('northern quay'), sentences: [sentence(invented)] }];
    const checked = await verifyDraft({ draft: draftOf({ sections }), documents: [document] });
    expect(checked.sections).toEqual([]);
    expect(checked.claims.find((claim) => claim.text === invented)).toMatchObject({
      outcome: 'dropped',
      drafted: invented,
    });
  });

  it('asks the rewriter once and checks its words again', async () => {
    const asked: string[] = [];
    const rewrite = (answer: string) => async (request: { text: string }) => {
      asked.push(request.text);
      return answer;
    };
    const draft = draftOf({ lede: [sentence('A volcano erupted near Lima.', ['D1:S2'])] });
    const good = 'Divers found cracks in forty piles last week.';
    const mended = await verifyDraft({ draft, documents: [document], rewrite: rewrite(good) });
    expect(mended.claims.at(-1)).toMatchObject({ outcome: 'rewritten', text: good });
    const worse = await verifyDraft({ draft, documents: [document], rewrite: rewrite('Lima is a volcano.') });
    expect(worse.claims.at(-1)).toMatchObject({ outcome: 'quoted', text: good });
    expect(asked).toHaveLength(2);
  });

  it('falls back to headline and link where nothing of the lede can be kept', async () => {
    const draft = draftOf({ lede: [] });
    const checked = await verifyDraft({ draft, documents: [document] });
    expect(checked.verification.fallback).toBe('headline-and-link');
    expect(checked.claims.find((claim) => claim.id === checked.headline)?.text).toBe(document.title);
  });

  it('holds the brief to the publisher’s cap on copied words', async () => {
    const draft = draftOf({
      background: [sentence('Divers found cracks in forty piles last week.', ['D1:S2'])],
    });
    const checked = await verifyDraft({ draft, documents: [document], copyWordsMax: 15 });
    expect(checked.copied.words).toBeLessThanOrEqual(15);
    expect(checked.claims.at(-1)?.findings.map((finding) => finding.check)).toContain('copy');
  });
});
