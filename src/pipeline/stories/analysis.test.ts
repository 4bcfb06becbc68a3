import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../domain/passage.ts';
import { disagreements } from './disagreements.ts';
import { type TimelineEntry, timeline } from './timeline.ts';
import { voicesOf } from './voices.ts';

const ledger: SourceDocument = {
  id: 'D1',
  title: 'Caldmoor closes key bridge, citing damaged cable',
  text:
    'The Crossings Authority did not say at first how many wires had failed. An inspection report seen by the Ledger counts ' +
    '43 of them, all in the north cable. Some 62,000 cars use the crossing on an average day. The repair will cost about €38 million.',
  lang: 'en',
  publishedAt: '2026-03-05T09:12:00+01:00',
  publisher: 'Northern Ledger',
};
const courier: SourceDocument = {
  id: 'D2',
  title: 'Tellin Bridge shut for six weeks after broken wires found',
  text:
    'The Tellin Bridge will stay closed after inspectors found 31 broken wires in one of its main cables, an inspection report says. ' +
    'About 62,000 vehicles a day use the bridge. Tomas Verrin, the chief engineer, said repairs were expected to cost €38 million.',
  lang: 'en',
  publishedAt: '2026-03-05T06:30:00+01:00',
  publisher: 'The Averil Courier',
};

describe('what documents of a story disagree on', () => {
  it('shows both numbers with their passages, and nothing else', () => {
    const found = disagreements([ledger, courier]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ unit: 'count', noun: 'wire' });
    expect(found[0]?.sides.map(({ value, passages }) => [value?.low, passages.map(({ id }) => id)])).toEqual([
      [43, ['D1:S2']],
      [31, ['D2:S1']],
    ]);
  });

  it('is silent where one document gives both numbers, and about numbers of different things', () => {
    const both = { ...courier, text: `${courier.text} An earlier report had counted 43 broken wires.` };
    expect(disagreements([ledger, both])).toEqual([]);
    const other = { ...courier, text: 'Police issued 31 fines to drivers of heavy vehicles on the bridge.' };
    expect(disagreements([ledger, other])).toEqual([]);
  });

  it('takes a rounded and an exact number for one', () => {
    const exact = { ...courier, text: 'Inspectors counted 62,140 cars on the crossing on an average day.' };
    expect(
      disagreements([{ ...ledger, text: 'Some 62,000 cars use the crossing on an average day.' }, exact]),
    ).toEqual([]);
  });
});

const dated = (id: string, hour: number, lang: string, text: string): SourceDocument => ({
  ...{ id, lang, text, title: id, publisher: `Paper ${id}` },
  publishedAt: `2026-03-04T${String(hour).padStart(2, '0')}:00:00Z`,
});

describe('what a text itself says is in dispute', () => {
  it('gives both numbers with who says them, in English and in Korean', () => {
    const english = dated(
      'D1',
      9,
      'en',
      'How many homes will be hit is disputed. The Treasury said 52,000; the Builders’ Union estimated 70,000.',
    );
    const korean = dated(
      'D2',
      10,
      'ko',
      '별하군은 주민 1200명이 집을 떠났다고 발표했지만 소방청은 1460명이라고 밝혔다.',
    );
    expect(
      disagreements([english]).map(({ kind, sides }) => [
        kind,
        sides.map(({ speaker, value }) => [speaker, value?.low]),
      ]),
    ).toEqual([
      [
        'number',
        [
          ['The Treasury', 52_000],
          ['the Builders’ Union', 70_000],
        ],
      ],
    ]);
    expect(disagreements([korean])[0]?.sides.map(({ speaker, value }) => [speaker, value?.low])).toEqual([
      ['별하군', 1200],
      ['소방청', 1460],
    ]);
  });

  it('takes no change over time and no two things for a dispute', () => {
    const change =
      'The agency said the toll rose to 41 people from 31. But the ministry said 38 people were missing.';
    expect(disagreements([dated('D1', 9, 'en', change)])).toEqual([]);
    expect(
      disagreements([
        dated('D1', 9, 'ko', '증권사 8곳의 전망치는 평균 2100억원이다. 가장 낮은 곳은 1750억원을 제시했다.'),
      ]),
    ).toEqual([]);
  });

  it('puts a denial beside what is denied, by kind, and passes over one that nobody claimed', () => {
    const text =
      'Police are examining statements by two villagers who said they had seen sparks fly from a power line. ' +
      'The operator, Hannuri Power, denied that its line was the cause.';
    const [found] = disagreements([dated('D1', 9, 'en', text)]);
    expect(found).toMatchObject({ kind: 'cause', sides: [{}, { speaker: 'Hannuri Power' }] });
    const theft =
      '셀마르크 정부는 밀이 점령지에서 훔친 것이라고 주장했다. 선주인 펠럼해운은 “토르반의 농장에서 샀다”며 의혹을 부인했다.';
    expect(disagreements([dated('D1', 9, 'ko', theft)])).toMatchObject([{ kind: 'actor' }]);
    const alone =
      'Ferries will sail from Friday. Transport Minister Ilsa Brandt denied that she would resign.';
    expect(disagreements([dated('D1', 9, 'en', alone)])).toEqual([]);
  });
});

describe('where documents stand against each other', () => {
  it('finds two causes of one thing, and one cause in other words none', () => {
    const one = dated(
      'D1',
      9,
      'en',
      'The fire at the Quay Street warehouse was caused by a short circuit, officials said.',
    );
    const other = dated(
      'D2',
      10,
      'en',
      'The fire at the Quay Street warehouse was caused by arson, the owner said.',
    );
    const same = dated(
      'D3',
      10,
      'en',
      'The fire at the Quay Street warehouse was caused by a short circuit in a lamp.',
    );
    expect(disagreements([one, other]).map(({ kind }) => kind)).toEqual(['cause']);
    expect(disagreements([one, same])).toEqual([]);
  });

  it('finds what one says and another says is not so, in English and in Korean, by what it is about', () => {
    const kinds = (lang: string, claim: string, denial: string, hours = 1) =>
      disagreements([dated('D1', 9, lang, claim), dated('D2', 9 + hours, lang, denial)]).map(
        ({ kind }) => kind,
      );
    const holds = 'The truce in the Kessan hills is holding, the mediators said on Wednesday.';
    const breaks = 'The truce in the Kessan hills is not holding, the mayor of Upper Kess said.';
    expect(kinds('en', holds, breaks)).toEqual(['status']);
    expect(kinds('en', holds, breaks, 12)).toEqual([]);
    // First not, then so: that is news.
    expect(kinds('en', breaks, holds, 3)).toEqual([]);
    const leaked = '오스트로 총재는 재무부가 편지를 유출했다고 말했다.';
    expect(kinds('ko', leaked, '재무부는 4일 중앙은행 편지를 유출하지 않았다고 밝혔다.')).toEqual(['actor']);
    expect(kinds('ko', leaked, '재무부는 4일 직원의 임금을 깎지 않았다고 밝혔다.')).toEqual([]);
    const wiring = 'The fire was caused by faulty wiring, the port authority said.';
    expect(kinds('en', wiring, 'Faulty wiring was not the cause of the fire, the owner said.')).toEqual([
      'cause',
    ]);
    expect(kinds('en', wiring, 'The police said they did not know the cause of the fire.')).toEqual([]);
    expect(kinds('en', wiring, 'The fire will not delay the ferries, the owner said.')).toEqual([]);
  });

  it('takes what counts of opposed interests stand side by side, however far apart', () => {
    const found = (text: string, lang: string) =>
      disagreements([dated('D1', 9, lang, text)]).map(({ sides }) => sides.map(({ value }) => value?.low));
    const march =
      'Police put the number of marchers at 12,000. The organisers said 40,000 people had taken part.';
    expect(found(march, 'en')).toEqual([[12_000, 40_000]]);
    const korean = '경찰은 집회 참가자를 1만2000명으로 추산했다. 주최 측은 4만 명이 참가했다고 주장했다.';
    expect(found(korean, 'ko')).toEqual([[12_000, 40_000]]);
    const other =
      'Police put the number of marchers at 12,000. The ministry of transport said 40,000 people had been late.';
    expect(found(other, 'en')).toEqual([]);
  });

  it('is neither slow nor led astray by hostile text', () => {
    const long = `The ${'very '.repeat(4000)}long thing was caused by ${'x'.repeat(5000)}, he said. `;
    const many = 'A said the bridge is safe. B said the bridge is not safe. '.repeat(200);
    const odd = '\u202e<script>alert(1)</script> {{constructor}} \u0000 ((((( [[[[ \\\\ (?<cause>'.repeat(50);
    const korean = `${'가'.repeat(3000)} 때문에 ${'나다'.repeat(2000)}다고 밝혔다. `;
    const documents = [long, many, odd].map((text, at) => dated(`D${at + 1}`, 9, 'en', text));
    expect(disagreements([...documents, dated('D4', 10, 'ko', korean)]).length).toBeLessThan(12);
  });
});

describe('what became known when', () => {
  const newIn = (entry: TimelineEntry | undefined) =>
    entry?.facts.flatMap(({ pieces }) => pieces.filter(({ isNew }) => isNew).map(({ text }) => text)) ?? [];

  it('goes by publication and marks only what no earlier document has', () => {
    const entries = timeline([ledger, courier]);
    expect(entries.map(({ document }) => document)).toEqual(['D2', 'D1']);
    expect(newIn(entries[0])).toEqual(expect.arrayContaining(['31', 'About 62,000', '€38 million']));
    expect(newIn(entries[1])).toEqual(['43']);
    expect(newIn(entries[1])).not.toContain('about €38 million');
    expect(entries[0]?.facts.flatMap(({ repeatedBy }) => repeatedBy)).toContain('D1');
  });

  it('shows sentences without their dateline, and keeps a state of things that two languages tell', () => {
    const wire = {
      ...{
        id: 'D1',
        lang: 'en',
        publisher: 'Straits Wire',
        publishedAt: '2026-03-04T10:00:00Z',
        title: 'Bridge',
      },
      text: 'PORT AVERIL, March 4 (Straits Wire) - The bridge over the Sarn will stay closed for six weeks, the port said.',
    };
    const korean = {
      ...{
        id: 'D2',
        lang: 'ko',
        publisher: '다솜통신',
        publishedAt: '2026-03-04T12:00:00Z',
        title: '다리 통제',
      },
      text: '(해든=다솜통신) 남궁솔 기자 = 사른강을 건너는 다리의 통행을 재개한다고 항만청이 밝혔다. 다리는 전면 통제됐다.',
    };
    const [first, second] = timeline([wire, korean]);
    expect(first?.facts[0]?.pieces[0]?.text).toMatch(/^The bridge/);
    expect(newIn(first)).toEqual(['stay closed']);
    expect(newIn(second)).toEqual(['통행을 재개한다고']);
  });
});

describe('voices of a story', () => {
  it('counts neither copies nor a publisher twice', () => {
    const wire = { id: 'a', publisher: 'Wire', lang: 'en' };
    const copies = [wire, { id: 'b', publisher: 'Gazette', lang: 'en', copyOf: 'a' }, { ...wire, id: 'c' }];
    expect(voicesOf(copies)).toMatchObject({ independent: 1, isSingleSource: true, documents: 3 });
    const korean = { id: 'd', publisher: '미르나루일보', lang: 'ko-KR' };
    expect(voicesOf([...copies, korean])).toMatchObject({ independent: 2, isSingleSource: false });
    expect(voicesOf([...copies, korean]).languages).toEqual(['en', 'ko']);
  });
});
