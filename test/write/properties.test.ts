import { describe, expect, it } from 'vitest';
import { unfaithfulParts } from '../../eval/write/faithful.ts';
import { readMarkedStories } from '../../eval/write/stories.ts';
import { StandfirstError } from '../../src/domain/errors.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { selectSentences } from '../../src/pipeline/write/extractive/select.ts';
import { daminCopy, daminOther, daminWorks, sejinPort } from './stories.ts';

/** Mulberry32: the same documents on every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const originals = [
  daminWorks,
  daminCopy,
  daminOther,
  sejinPort,
  ...readMarkedStories(true).map((one) => one.document),
];
const debris = [
  '“',
  '”',
  '"',
  '(',
  '[',
  '—',
  '\n\n',
  '\u0000',
  '\u{1F600}',
  '\uD800',
  '…',
  '다.',
  '3조 2000억 원',
  'He said',
  ' ',
];

/** A document cut up at random: words dropped, marks thrown in, paragraphs shuffled, now and then empty. */
function mangled(random: () => number, id: string): SourceDocument {
  const base = originals[Math.floor(random() * originals.length)] as SourceDocument;
  const pieces = base.text.split(/(?<=\s)/).flatMap((word) => {
    const dice = random();
    if (dice < 0.04) return [];
    return dice < 0.08 ? [word, debris[Math.floor(random() * debris.length)] ?? ''] : [word];
  });
  const text = random() < 0.05 ? '' : pieces.slice(Math.floor(random() * pieces.length * 0.5)).join('');
  return { ...base, id, text, title: random() < 0.2 ? '' : base.title };
}

describe('on any documents', () => {
  it('the writer gives a faithful draft or says that there is nothing to write', async () => {
    const random = randomFrom(20260305);
    for (let round = 0; round < 60; round++) {
      const count = 1 + Math.floor(random() * 4);
      const documents = Array.from({ length: count }, (_, at) => mangled(random, `D${at + 1}`));
      const lang = random() < 0.5 ? 'en' : 'ko';
      try {
        const draft = await extractiveWriter.write({ documents, lang });
        expect(unfaithfulParts(draft, documents), `round ${round}`).toEqual([]);
        expect(draft.lede.length, `round ${round}`).toBeGreaterThan(0);
      } catch (error) {
        if (!(error instanceof StandfirstError)) throw error;
        expect(error.code).toBe('nothing-to-write');
      }
    }
  });

  it('the writer ends on text that was made to keep it busy', async () => {
    const tail = ' Here is a sentence that says something about the ferry.';
    const hostile = [
      `a${' '.repeat(200_000)}b.`,
      '('.repeat(100_000),
      '“a” '.repeat(30_000),
      'A'.repeat(100_000),
      'Word '.repeat(50_000),
      '가'.repeat(200_000),
      'a.'.repeat(50_000),
    ];
    for (const text of hostile) {
      const document = { ...daminWorks, title: '[a] - '.repeat(20_000), text: `${text}\n\n${tail}` };
      const draft = await extractiveWriter.write({ documents: [document], lang: 'en' });
      expect(draft.lede.map((sentence) => sentence.text)).toContain(tail.trim());
      expect(draft.headline.text.length).toBeLessThan(400);
    }
  });

  it('the same documents give the same draft', async () => {
    const documents = [daminWorks, daminOther];
    const [first, second] = await Promise.all(
      [0, 1].map(() => extractiveWriter.write({ documents, lang: 'en' })),
    );
    expect(first).toEqual(second);
  });
});

describe('selectSentences', () => {
  it('gives as many sentences as asked, in reading order', () => {
    for (const document of originals) {
      const chosen = selectSentences([document], { count: 4 });
      expect(chosen).toHaveLength(4);
      expect(chosen.map(({ start }) => start)).toEqual(
        chosen.map(({ start }) => start).toSorted((a, b) => a - b),
      );
      for (const unit of chosen) expect(document.text.slice(unit.start, unit.end)).toBe(unit.text);
    }
  });

  it('holds to a number of words', () => {
    for (const words of [30, 60, 120]) {
      const chosen = selectSentences([daminWorks], { words });
      expect(chosen.reduce((sum, unit) => sum + unit.words, 0)).toBeLessThanOrEqual(words);
      expect(chosen.length).toBeGreaterThan(0);
    }
  });

  it('gives nothing for nothing', () => {
    expect(selectSentences([])).toEqual([]);
    expect(selectSentences([{ ...daminWorks, text: '' }])).toEqual([]);
  });

  it('does not fall for a Korean lead without news', () => {
    for (const { id, document, important } of readMarkedStories(false)) {
      const chosen = selectSentences([document], { count: 3 }).map(({ text }) => text);
      expect(chosen.filter((text) => important.includes(text)).length, id).toBeGreaterThan(0);
    }
  });
});
