import { describe, expect, it } from 'vitest';
import { relatedBriefs } from './related-briefs.ts';
import type { RelatedText } from './related-profile.ts';

const text = (id: string, lang: string, title: string, body: string, day = 4): RelatedText => ({
  ...{ id: `${id}-${lang}`, story: id, lang, title, text: body },
  at: `2026-03-0${day}T09:00:00Z`,
});

const bridge = text(
  'bridge',
  'en',
  'Tellin Bridge shut after broken wires are found',
  'The Tellin Bridge will stay closed for six weeks, the Sarn Crossings Authority said. Ferries will sail from Wexmouth.',
);
const toll = text(
  'toll',
  'en',
  'Parliament rejects a higher toll on the Tellin Bridge',
  'The Sarn Crossings Authority wanted the money for new hangers. Eleven members of the coalition voted against it.',
  3,
);
const hawk = text(
  'hawk',
  'en',
  'Hawk hired to guard the ferry queue',
  'The hawk will fly at Wexmouth for as long as the Tellin Bridge is closed. Ferries from Wexmouth are full of gulls.',
  6,
);
const korean = text(
  'toll',
  'ko',
  '텔린 대교 통행료 인상안 부결',
  '콜드무어 의회가 텔린 대교 통행료를 올리는 방안을 부결했다.',
  3,
);
const market = text(
  'market',
  'en',
  'Eleven stalls open at the night market',
  'Eleven traders will sell fish and citrus after dark. The market was shut for three years. Nobody expects a crowd.',
  5,
);

describe('related briefs', () => {
  const found = relatedBriefs(bridge, [bridge, toll, hawk, korean, market], { lang: 'en' });

  it('finds what is about the same, in the reader’s language first and one of each story', () => {
    expect(found.map(({ id }) => id).sort()).toEqual(['hawk-en', 'toll-en']);
  });

  it('says what both have and how many days lie between', () => {
    expect(found.find(({ id }) => id === 'toll-en')?.why).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'same-names', items: expect.arrayContaining(['Tellin Bridge']) }),
        { kind: 'earlier', items: ['1'], score: 0 },
      ]),
    );
  });

  it('passes over what shares no more than a number word', () => {
    expect(relatedBriefs(toll, [market], { lang: 'en' })).toEqual([]);
  });

  it('takes what is near in meaning, where both have a vector of one model', () => {
    const vector = (x: number, model = 'm') => ({ model, values: Float32Array.of(x, Math.sqrt(1 - x * x)) });
    const near = { ...market, vector: vector(0.9) };
    const asked = { ...toll, vector: vector(1) };
    expect(relatedBriefs(asked, [near], { lang: 'en' })).toMatchObject([
      { id: 'market-en', why: [{ kind: 'same-meaning' }, {}] },
    ]);
    expect(relatedBriefs(asked, [{ ...market, vector: vector(0.9, 'other') }], { lang: 'en' })).toEqual([]);
  });

  it('works where texts are empty or in a language that it knows nothing of', () => {
    expect(
      relatedBriefs(text('x', 'xx', '', ''), [bridge, text('y', 'und', '?', '')], { lang: 'xx' }),
    ).toEqual([]);
  });
});
