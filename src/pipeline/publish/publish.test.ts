import { describe, expect, it } from 'vitest';
import { composeBrief } from '../pipeline.ts';
import { verifyDraft } from '../verify/verify.ts';
import { extractiveWriter } from '../write/extractive/extractive.ts';
import { changesUnder, type OriginalVersion } from './changes.ts';
import { chooseOriginals, originalsMax, type StoryOriginal } from './choose.ts';

const first: OriginalVersion = {
  title: 'Ferry to Osk runs aground with 212 aboard',
  publisher: 'Harbour Post',
  url: 'https://harbour.example/osk',
  lang: 'en',
  text: [
    'The ferry Sula ran aground off Osk on Tuesday with 212 people aboard, the coastguard said.',
    'Nobody was hurt, and all passengers were brought ashore by midnight. ' +
      'The coastguard said the ship had left the marked channel in fog.',
    'The operator, Vell Lines, said two of its ships would take over the route from Wednesday.',
  ].join('\n\n'),
};

async function briefOf(version: OriginalVersion) {
  return composeBrief(
    {
      documents: [{ ...version, publishedAt: '2026-03-03T20:00:00+00:00' }],
      lang: version.lang,
      copyWordsMax: 500,
    },
    { writer: extractiveWriter, fallback: extractiveWriter, verify: verifyDraft, now: () => new Date(0) },
  );
}

const withText = (text: string, blocks: OriginalVersion['blocks'] = []): OriginalVersion => ({
  ...first,
  text,
  blocks,
});

describe('what changed under a published brief', () => {
  it('names the words before and after where a number was put right', async () => {
    const note = 'Correction: an earlier version gave the number of people aboard as 212. It was 231.';
    const after = withText(first.text.replace('212', '231'), [
      { type: 'note', kind: 'correction', text: note },
    ]);
    const changes = changesUnder(await briefOf(first), [{ source: 'D1', before: first, after }]);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      kind: 'correction',
      publisher: 'Harbour Post',
      before: expect.stringContaining('with 212 people aboard'),
      after: expect.stringContaining('with 231 people aboard'),
      note,
    });
  });

  it('calls it an update where the publisher corrects nothing', async () => {
    const after = withText(first.text.replace('two of its ships', 'three of its ships'));
    const [change] = changesUnder(await briefOf(first), [{ source: 'D1', before: first, after }]);
    expect(change).toMatchObject({ kind: 'update', after: expect.stringContaining('three of its ships') });
  });

  it('says nothing where no sentence of the brief rests on what changed', async () => {
    const after = withText(`${first.text}\n\nThe route carries 400,000 passengers a year.`);
    expect(changesUnder(await briefOf(first), [{ source: 'D1', before: first, after }])).toEqual([]);
  });

  it('says nothing of new punctuation', async () => {
    const after = withText(first.text.replace('Nobody was hurt, and', 'Nobody was hurt and'));
    expect(changesUnder(await briefOf(first), [{ source: 'D1', before: first, after }])).toEqual([]);
  });

  it('names a sentence that is gone without putting another in its place', async () => {
    const brief = await briefOf(first);
    const after = withText(
      'A harbour festival was held in Osk on Saturday. It drew large crowds from the islands.',
    );
    const changes = changesUnder(brief, [{ source: 'D1', before: first, after }]);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every((change) => change.after === null)).toBe(true);
  });

  it('tells a withdrawal once', async () => {
    const changes = changesUnder(await briefOf(first), [{ source: 'D1', before: first, after: null }]);
    expect(changes).toMatchObject([{ kind: 'withdrawal', before: first.title, after: null }]);
  });
});

const original = (id: number, given: Partial<StoryOriginal> = {}): StoryOriginal => ({
  id,
  lang: 'en',
  at: `2026-03-0${id}T00:00:00.000Z`,
  chars: 2000,
  copyOf: null,
  ...given,
});

const idsOf = (list: readonly StoryOriginal[]) => list.map(({ id }) => id);

describe('which originals a brief is written from', () => {
  it('leads with the newest in the reader’s language', () => {
    const list = [original(1), original(2, { lang: 'ko' }), original(3)];
    expect(idsOf(chooseOriginals(list, 'en'))).toEqual([3, 1, 2]);
    expect(idsOf(chooseOriginals(list, 'ko-KR'))).toEqual([2, 3, 1]);
  });

  it('hears one voice once, and by the earliest text', () => {
    const list = [original(1), original(2, { copyOf: 1 }), original(3, { copyOf: 1 })];
    expect(idsOf(chooseOriginals(list, 'en'))).toEqual([1]);
  });

  it('lets no scrap of text lead', () => {
    expect(idsOf(chooseOriginals([original(1), original(2, { chars: 90 })], 'en'))).toEqual([1, 2]);
  });

  it(`takes ${originalsMax} at most`, () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      original(index + 1, { at: `2026-03-03T00:00:${index}` }),
    );
    expect(chooseOriginals(many, 'en')).toHaveLength(originalsMax);
  });
});
