import { describe, expect, it } from 'vitest';
import { inspectClaim } from './claim.ts';
import { editsOf } from './edits.ts';
import { readSources } from './read.ts';

const source =
  'The port of Varnholm will close its northern quay on Monday after divers found cracks in 40 piles. ' +
  'Mayor Ida Brandt said repairs would take about eight months. The union sued the harbour office in May.';

function edits(text: string, from = source, lang = 'en') {
  const reading = readSources([{ id: 'D1', title: '', text: from, lang }]);
  return editsOf(inspectClaim({ text, lang, passages: [], evidence: '' }, reading, lang).context);
}

const words = (list: readonly { own: readonly { text: string }[] }[]) =>
  list.map(({ own }) => own.map(({ text }) => text).join(' '));

describe('what was changed in a sentence of the source', () => {
  it('names the word that stands in the place of another', () => {
    const { replaced, kept } = edits(
      'The port of Varnholm will close its northern tunnel on Monday after divers found cracks in 40 piles.',
    );
    expect(words(replaced)).toEqual(['tunnel']);
    expect(replaced[0]?.theirs.map(({ text }) => text)).toEqual(['quay']);
    expect(kept).toBeGreaterThan(0.9);
  });

  it('knows another word for the same', () => {
    const { replaced } = edits(
      'The port of Varnholm will shut its northern quay on Monday after divers found cracks in 40 piles.',
    );
    expect(replaced).toEqual([]);
  });

  it('tells a changed figure from a changed name', () => {
    const figure = edits('Mayor Ida Brandt said repairs would take about eight weeks.').replaced;
    const name = edits('Mayor Ida Lindgren said repairs would take about eight months.').replaced;
    expect(figure.map(({ kind }) => kind)).toEqual(['figure']);
    expect(name.map(({ kind }) => kind)).toEqual(['name']);
  });

  it('takes a number in another form for the same', () => {
    expect(edits('Mayor Ida Brandt said repairs would take about 8 months.').replaced).toEqual([]);
    const korean = '회사의 매출은 2조1000억 원으로 지난해보다 38% 늘었다고 한별반도체가 밝혔다.';
    const converted = '회사의 매출은 2.1조 원으로 지난해보다 38% 늘었다고 한별반도체가 밝혔다.';
    expect(edits(converted, korean, 'ko').replaced).toEqual([]);
  });

  it('sees what was added, and two words that changed places', () => {
    const added = edits('The union sued the harbour office in May for a record sum.').added;
    expect(words(added).join(' ')).toContain('record');
    const { crossed } = edits('The harbour sued the union office in May.');
    expect(crossed.map(({ first, second }) => [first.text, second.text])).toEqual([['harbour', 'union']]);
  });

  it('says nothing of a sentence in words of its own', () => {
    const { replaced, added } = edits('Ships must look for other berths from next week.');
    expect([...replaced, ...added]).toEqual([]);
  });
});
