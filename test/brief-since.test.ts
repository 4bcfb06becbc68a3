import { expect, it } from 'vitest';
import { newSince } from '../src/domain/since.ts';
import { fixtureBrief } from './support/chromium.ts';

const brief = fixtureBrief('en-model');

it('says nothing of a revision that is the same, or only worded anew from the same proof', () => {
  expect(newSince(brief, { ...brief, revision: 2 })).toBeNull();
  const reworded = {
    ...brief,
    claims: brief.claims.map((claim) => ({ ...claim, text: `${claim.text} So it said.` })),
  };
  expect(newSince(brief, reworded)).toBeNull();
});

it('names sentences that rest on new words of an original, and originals that were not there', () => {
  const [id = ''] = brief.lede;
  const isNew = (claim: (typeof brief.claims)[number]) => claim.id === id;
  const fresh = {
    ...brief,
    claims: brief.claims.map((claim) =>
      isNew(claim)
        ? {
            ...claim,
            text: 'The mayor resigned.',
            evidence: claim.evidence.map((one) => ({ ...one, hash: 'f00d' })),
          }
        : claim,
    ),
    sources: [
      ...brief.sources,
      { ...brief.sources[0]!, id: 'D99', url: 'https://new.example/a', hash: 'beef' },
    ],
  };
  expect(newSince(brief, fresh)).toMatchObject({ revision: brief.revision, claims: [id], sources: ['D99'] });
});
