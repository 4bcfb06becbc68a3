import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Brief, brief as briefSchema, type Claim } from '../domain/brief.ts';
import { passageViews } from './evidence.ts';

const file = new URL('../../test/fixtures/briefs/en-model.json', import.meta.url);
const base = briefSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** The marked words of the first passage, for a claim on one passage with one piece of evidence. */
function marked(
  claim: string,
  passage: string,
  quote: string,
  options: { start?: number; lang?: string } = {},
) {
  const at = options.start ?? 100 + passage.indexOf(quote);
  const evidence = [{ passage: 'D1:S9', start: at, end: at + quote.length, quote, hash: '' }];
  const start = 100;
  const passages: Brief['passages'] = {
    'D1:S9': {
      document: 'D1',
      start,
      end: start + passage.length,
      text: passage,
      lang: options.lang ?? 'en',
    },
  };
  const [first] = base.claims;
  const made: Claim = { ...(first as Claim), text: claim, evidence };
  const [view] = passageViews(made, { ...base, passages }, []);
  expect(view?.pieces.map(({ text }) => text).join('')).toBe(passage);
  return view?.pieces.filter((piece) => piece.marked).map(({ text }) => text.trim());
}

const passage = 'LISK (Wire) – The port will spend 86 million crowns on the quay, the director said.';

describe('the passage in a note', () => {
  it('marks the quoted words where the evidence says', () => {
    expect(marked('It costs 86 million.', passage, '86 million crowns')).toEqual(['86 million crowns']);
  });

  it('finds the quoted words where the offsets are wrong', () => {
    expect(marked('It costs 86 million.', passage, '86 million crowns', { start: 7 })).toEqual([
      '86 million crowns',
    ]);
  });

  it('marks exactly the words that a sentence took', () => {
    const taken = 'The port will spend 86 million crowns on the quay, the director said.';
    expect(marked(taken, passage, passage)).toEqual([taken.slice(0, -1)]);
  });

  it('marks nothing where the sentence repeats the passage', () => {
    expect(marked(passage, passage, passage)).toEqual([]);
    expect(marked(`“${passage}”`, passage, passage)).toEqual([]);
  });

  it('marks the shared words where the evidence is the whole passage', () => {
    const words = marked('Crowns, 86 million of them, for a quay.', passage, passage)?.join(' ');
    expect(words).toContain('86 million crowns');
    expect(words).not.toContain('director');
  });

  it('marks the whole passage where nothing can be compared', () => {
    const korean = '항만공사가 부두를 다시 짓는다.';
    expect(marked('A quay is rebuilt.', korean, korean, { lang: 'ko' })).toEqual([korean]);
  });

  it('shows the quote alone where the brief holds no passage', () => {
    const [first] = base.claims;
    const evidence = [{ passage: 'D1:S9', start: 0, end: 3, quote: 'The port', hash: '' }];
    const [view] = passageViews({ ...(first as Claim), evidence }, { ...base, passages: {} }, []);
    expect(view?.pieces).toEqual([{ text: 'The port', marked: true }]);
  });
});
