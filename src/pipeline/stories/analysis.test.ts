import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../domain/passage.ts';
import { disagreements } from './disagreements.ts';
import { timeline } from './timeline.ts';
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
    expect(found[0]?.sides.map(({ low, passages }) => [low, passages.map(({ id }) => id)])).toEqual([
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

describe('what became known when', () => {
  it('goes by publication and names only what no earlier document has', () => {
    const entries = timeline([ledger, courier]);
    expect(entries.map(({ document }) => document)).toEqual(['D2', 'D1']);
    expect(entries[0]?.facts.map(({ text }) => text)).toContain('31');
    expect(entries[1]?.facts.map(({ text }) => text)).not.toContain('about €38 million');
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
