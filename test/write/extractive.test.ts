import { describe, expect, it } from 'vitest';
import { sentencesOf, unfaithfulParts } from '../../eval/write/faithful.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { StandfirstError } from '../../src/domain/errors.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { daminCopy, daminOther, daminWorks, sejinPort } from './stories.ts';

const write = (documents: SourceDocument[], lang: string, copyWordsMax?: number): Promise<Draft> =>
  extractiveWriter.write({ documents, lang, ...(copyWordsMax === undefined ? {} : { copyWordsMax }) });

function textsOf(draft: Draft): string[] {
  return sentencesOf(draft).map(({ sentence }) => sentence.text);
}

const shortDocument: SourceDocument = {
  id: 'D1',
  title: 'Ferry stops',
  text: 'The Aldra ferry stopped on Monday after its engine failed.',
  lang: 'en',
};

describe('the extractive writer', () => {
  it('refuses documents without a sentence, and says why', async () => {
    await expect(write([{ ...shortDocument, text: '   ' }], 'en')).rejects.toThrow(StandfirstError);
    await expect(write([], 'en')).rejects.toThrow('holds a sentence');
  });

  it('makes a short brief of a single sentence', async () => {
    const draft = await write([shortDocument], 'en');
    expect(draft.headline.text).toBe('Ferry stops');
    expect(draft.lede.map(({ text }) => text)).toEqual([shortDocument.text]);
    expect([draft.standfirst, draft.pullQuote, draft.sections]).toEqual([null, null, []]);
  });

  it('stops where the signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(extractiveWriter.write({ documents: [shortDocument], lang: 'en', signal })).rejects.toThrow(
      'enough',
    );
  });

  it('takes every word from the originals', async () => {
    for (const [documents, lang] of [
      [[daminWorks], 'en'],
      [[daminWorks, daminCopy, daminOther], 'en'],
      [[sejinPort], 'ko'],
    ] as const) {
      const draft = await write([...documents], lang);
      expect(unfaithfulParts(draft, documents)).toEqual([]);
    }
  });

  it('leaves site names and labels out of the headline', async () => {
    expect((await write([daminWorks], 'en')).headline.text).toBe(
      'Damin tannery to close in June with loss of 240 jobs',
    );
    expect((await write([sejinPort], 'ko')).headline.text).toBe(
      '세진항 크레인 멈췄다…컨테이너 1만2000개 발 묶여',
    );
  });

  it('takes the headline of a report that its publisher has not followed up', async () => {
    const first = { ...shortDocument, publisher: 'Aldra Mail', publishedAt: '2026-03-02T09:00:00Z' };
    const later = {
      ...first,
      id: 'D2',
      title: 'Ferry sails again',
      text: 'The Aldra ferry sailed again on Tuesday. Its engine failed on Monday and the ferry stopped.',
      publishedAt: '2026-03-03T09:00:00Z',
    };
    for (const documents of [
      [first, later],
      [later, first],
    ])
      expect((await write(documents, 'en')).headline.text).toBe('Ferry sails again');
    const other = { ...later, publisher: 'Northern Wire', title: 'Ferry' };
    const sameDay = { ...other, publishedAt: '2026-03-02T18:00:00Z' };
    expect((await write([first, sameDay], 'en')).headline.text).toBe('Ferry stops');
    expect((await write([first, other], 'en')).headline.text).toBe('Ferry');
  });

  it('opens with the newest report, and leaves out what an older one says of its own day', async () => {
    const older = {
      ...shortDocument,
      publisher: 'Aldra Mail',
      title: 'Forest fire spreads on Aldra',
      text: [
        'A forest fire on the island of Aldra is spreading towards the harbour and has burned 17 houses.',
        'The county of Aldra said that the forest fire had started beside a power line on Monday.',
        'Strong wind is expected to drive the forest fire through the night on Aldra.',
      ].join('\n\n'),
      publishedAt: '2026-03-02T15:00:00Z',
    };
    const newer = {
      ...older,
      id: 'D2',
      publisher: 'Northern Wire',
      title: 'Forest fire on Aldra is out',
      text: [
        'The forest fire on the island of Aldra was put out on Wednesday after it had burned 34 houses.',
        'Residents of the harbour returned to their houses in buses that the county of Aldra had sent.',
      ].join('\n\n'),
      publishedAt: '2026-03-04T15:00:00Z',
    };
    const draft = await write([older, newer], 'en');
    expect(draft.headline.text).toBe('Forest fire on Aldra is out');
    expect(draft.standfirst?.text).toContain('was put out on Wednesday');
    const texts = textsOf(draft).join('\n');
    expect(texts).not.toMatch(/spreading|17 houses|expected/);
    expect(texts).toContain('started beside a power line');
  });

  it('takes nobody for a speaker who is named beside, and no comment for no denial', async () => {
    const text = [
      'A freighter whose cargo of wheat is claimed by Selmark dropped anchor off Port Averil on Wednesday.',
      'The ship sails for a company in Corvane, according to a register seen by the Dispatch.',
      'The harbour master, Signe Hallam, said that the freighter had asked for water and medicine.',
    ].join('\n\n');
    const english = await write([{ ...shortDocument, title: 'Ship anchors', text }], 'en');
    expect(english.whoSaysWhat.map(({ speaker }) => speaker)).not.toContain('Selmark');
    expect(english.whoSaysWhat.map(({ speaker }) => speaker)).not.toContain('Dispatch');
    const korean = await write(
      [
        {
          ...shortDocument,
          lang: 'ko',
          title: '하늘시 다리 통제',
          text: '하늘시는 5일 다리를 막았다고 밝혔다.\n\n하늘시는 당시 “집계가 진행 중”이라며 확인을 거부했다.\n\n다리는 하루 6만 대가 건넌다.',
        },
      ],
      'ko',
    );
    expect(korean.whoSaysWhat.filter(({ certainty }) => certainty === 'denied')).toEqual([]);
  });

  it('leaves datelines, reporters, credits and furniture out', async () => {
    const english = textsOf(await write([daminWorks], 'en')).join('\n');
    expect(english).not.toMatch(/ORREL \(|Photo:|Read more|Sign up|Reporting by|A long goodbye\n/);
    const korean = textsOf(await write([sejinPort], 'ko')).join('\n');
    expect(korean).not.toMatch(/나루일보|한가람 기자|사진=|무단|@/);
  });

  it('sums up with the news, not with a sentence that leans on another', async () => {
    const english = await write([daminWorks], 'en');
    expect(english.standfirst?.text).toMatch(
      /^The Damin tannery, the largest employer .* its owner said on Wednesday\.$/,
    );
    const opening = [english.standfirst, ...english.lede].map((sentence) => sentence?.text ?? '');
    expect(opening.filter((text) => /^(?:But|He|She|It|The so-called)\b/.test(text))).toEqual([]);
    const korean = await write([sejinPort], 'ko');
    expect(korean.standfirst?.text).toMatch(/^세진항의 하역 크레인 14대가/);
  });

  it('has no summary line that only repeats the headline', async () => {
    const text = [
      'The Aldra ferry stopped on Monday in the harbour of Aldra.',
      'Its engine had failed twice since the spring, and a new engine would cost more than a new ferry.',
      'Residents of the island will be taken to the mainland in a fishing boat until the ferry sails again.',
    ].join('\n\n');
    const title = 'The Aldra ferry stopped in Aldra harbour';
    const draft = await write([{ ...shortDocument, title, text }], 'en', 400);
    expect(draft.standfirst?.text).not.toMatch(/^The Aldra ferry stopped/);
    expect(draft.lede[0]?.text).toMatch(/^The Aldra ferry stopped/);
  });

  it('shows no sentence twice', async () => {
    for (const documents of [[daminWorks], [daminWorks, daminCopy], [daminWorks, daminOther], [sejinPort]]) {
      const draft = await write(documents, documents[0]?.lang ?? 'en');
      const body = [draft.standfirst, ...draft.lede, ...draft.sections.flatMap(({ sentences }) => sentences)];
      const shown = [...body, ...draft.background].flatMap((sentence) => sentence?.text ?? []);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown).not.toContain(draft.headline.text);
      expect(shown.filter((text) => draft.pullQuote && text.includes(draft.pullQuote.text))).toEqual([]);
    }
  });
});

describe('the pull quote', () => {
  it('is a whole quotation with the person who said it', async () => {
    const draft = await write([daminWorks], 'en');
    expect(draft.pullQuote).toMatchObject({
      text: expect.stringMatching(/^We asked for two more years .* an apology\.$/),
      original: expect.stringMatching(/an apology$/),
      speaker: 'Mira Solberg',
      translated: false,
      originalLang: 'en',
    });
    expect((await write([sejinPort], 'ko')).pullQuote?.speaker).toMatch(/도민재|윤슬기/);
  });

  it('is never a scare quote, and none is better than one without a speaker', async () => {
    const text =
      'The so-called “golden mile of honest workshops by the river side” is empty. Nobody knows why the shops shut. “We were all told that the lease would simply go on for ever.”';
    const draft = await write([{ ...shortDocument, text }], 'en');
    expect(draft.pullQuote).toBeNull();
  });
});

describe('figures and statements', () => {
  it('names what a number counts, with what the sentence says of it', async () => {
    const text = [
      'The Damin tannery will close at the end of June with the loss of 240 jobs, its owner said on Wednesday.',
      'The tannery has supplied 310 workshops in the Orrel valley, from saddlers to shoemakers.',
      'The owner, Peter Damin, said that the tannery had lost 38% of its orders since January.',
      'Jobs at workshops beside the river are at risk as well, the council of Orrel said.',
    ].join('\n\n');
    const draft = await write([{ ...shortDocument, title: 'Damin tannery to close', text }], 'en', 400);
    expect(draft.keyFigures.map(({ value, label }) => [value, label])).toEqual([
      ['240', 'jobs'],
      ['310', 'workshops in the Orrel valley'],
      ['38%', 'of its orders'],
    ]);
  });

  it('makes no table of a lone figure', async () => {
    expect((await write([daminWorks], 'en')).keyFigures).toEqual([]);
  });

  it('passes denied and negated numbers over', async () => {
    const values = (await write([daminWorks], 'en')).keyFigures.map(({ value }) => value);
    expect(values).not.toContain('60');
    expect(values.join(' ')).not.toContain('€3 million');
  });

  it('keeps a denial as a denial', async () => {
    const draft = await write([daminWorks], 'en');
    const denial = draft.whoSaysWhat.find(({ certainty }) => certainty === 'denied');
    expect(denial?.text).toBe('The council denied that 60 people had already left.');
  });

  it('counts what two documents say alike as one statement with both passages', async () => {
    const draft = await write([daminWorks, { ...daminOther, id: 'D2' }], 'en', 400);
    const mayor = draft.whoSaysWhat.filter(({ speaker }) => /Faber/.test(speaker));
    expect(mayor.map(({ passages }) => passages.map((id) => id.split(':')[0]))).toEqual([['D1', 'D2']]);
  });

  it('takes a sentence over whole, with its hedge and its attribution', async () => {
    const draft = await write([daminWorks], 'en', 1000);
    const texts = textsOf(draft);
    for (const text of texts.filter(
      (one) => one.includes('Cleaning it up') || one.includes('regional government'),
    )) {
      expect(text).toMatch(/could cost .*, according to a study|reportedly offered .* did not accept it\.$/);
    }
  });
});

describe('several documents', () => {
  it('counts copies as one voice', async () => {
    const one = await write([daminWorks], 'en', 400);
    const two = await write([daminWorks, daminCopy], 'en', 400);
    expect(two.lede.map(({ text }) => text)).toEqual(one.lede.map(({ text }) => text));
    expect(two.lede.flatMap(({ passages }) => passages)).toEqual(
      one.lede.flatMap(({ passages }) => passages),
    );
  });

  it('prefers the documents in the brief’s language', async () => {
    const draft = await write([{ ...daminWorks, id: 'D2' }, sejinPort], 'ko');
    expect(new Set(sentencesOf(draft).map(({ sentence }) => sentence.lang))).toEqual(new Set(['ko']));
  });

  it('leaves excerpts in the original’s language where there is no other, and says so', async () => {
    const draft = await write([sejinPort], 'en');
    expect(draft.lang).toBe('en');
    expect(new Set(sentencesOf(draft).map(({ sentence }) => sentence.lang))).toEqual(new Set(['ko']));
  });
});

describe('the cap on copied words', () => {
  const wordsOf = (texts: readonly string[]): number =>
    texts
      .join(' ')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

  it.each([40, 60, 90, 140, 400])('holds at %i words a source', async (cap) => {
    const draft = await write([daminWorks], 'en', cap);
    const copied = new Set(
      sentencesOf(draft)
        .filter(({ part }) => part !== 'headline' && part !== 'crosshead' && part !== 'key-figure')
        .map(({ sentence }) => sentence.text),
    );
    expect(wordsOf([...copied])).toBeLessThanOrEqual(cap);
  });

  it('allows one sentence whatever the cap', async () => {
    const draft = await write([daminWorks], 'en', 1);
    expect(draft.lede).toHaveLength(1);
    expect([draft.standfirst, draft.pullQuote, draft.sections, draft.background]).toEqual([
      null,
      null,
      [],
      [],
    ]);
  });
});
