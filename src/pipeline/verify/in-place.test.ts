import { describe, expect, it } from 'vitest';
import { inspectClaim } from './claim.ts';
import { changesOf } from './in-place.ts';
import { readSources } from './read.ts';

/** Source, claim, what it changes. */
type Case = [source: string, claim: string, changes: string[]];

const english: Case[] = [
  [
    'The talks on the dam were held on Sunday in Liva.',
    'The talks on the dam were held on Tuesday in Liva.',
    ['date'],
  ],
  [
    'His brother disappeared three days ago in the hills.',
    'His brother disappeared six days ago in the hills.',
    ['date'],
  ],
  [
    'About 80,000 works of art were sold to pay the debt.',
    'About 84,000 works of art were sold to pay the debt.',
    ['figure'],
  ],
  [
    'The county will pay two thirds of the cost of the road.',
    'The county will pay one third of the cost of the road.',
    ['figure'],
  ],
  [
    'He spent the last nine years of his life in the harbour.',
    'He spent the last nine months of his life in the harbour.',
    ['unit'],
  ],
  [
    'Lena Ostrova of the Civic Union asked for a recount. Jonas Weil thanked her.',
    'Jonas Weil of the Civic Union asked for a recount.',
    ['name'],
  ],
  [
    'The judge in Brackley has said that the law is old.',
    'The prosecutor in Brackley has said that the law is old.',
    ['office'],
  ],
  [
    'Vice President Ida Brandt opened the new bridge.',
    'President Ida Brandt opened the new bridge.',
    ['office'],
  ],
  [
    'Jurors in Brackley convicted him of eleven counts.',
    'Jurors in Brackley acquitted him of eleven counts.',
    ['opposite'],
  ],
  [
    '"We were dead at half time and nobody told us," she said.',
    '"We were alive at half time and nobody told us," she said.',
    ['quoted'],
  ],
];

const right: Case[] = [
  [
    'The study followed the children for two years in Kesh.',
    'The study followed the children for 24 months in Kesh.',
    [],
  ],
  [
    'Copper dropped to $8,943 a tonne after the strike.',
    'Copper dropped to $8,900 a tonne after the strike.',
    [],
  ],
  [
    'Six of the nine board members voted for the plan.',
    'Three of the nine board members did not vote for the plan.',
    [],
  ],
  [
    'Karvan accused Osterra of laying mines on the river.',
    'Osterra was accused by Karvan of laying mines on the river.',
    [],
  ],
  [
    'The Academy of Ancient Music (AAM) gave a concert. The AAM thanked its friends.',
    'The Academy of Ancient Music thanked its friends.',
    [],
  ],
];

const korean: Case[] = [
  ['한빛전자의 지난해 매출은 8조7000억 원이다.', '한빛전자의 올해 매출은 8조7000억 원이다.', ['date']],
  [
    '여객선 한바다호가 안개 속에 방파제를 들이받았다.',
    '여객선 새바다호가 안개 속에 방파제를 들이받았다.',
    ['name'],
  ],
  ['위원 7명 중 5명이 기준금리 인상에 찬성했다.', '위원 7명 중 2명이 기준금리 인상에 찬성했다.', ['figure']],
  [
    '시의회는 13일 우회도로 건설안을 통과시켰다.',
    '시의회는 13일 우회도로 건설안을 부결시켰다.',
    ['opposite'],
  ],
  [
    '박정우 해림항만공사 사장은 점검을 마쳤다고 말했다.',
    '박정우 해림항만공사 부사장은 점검을 마쳤다고 말했다.',
    ['office'],
  ],
  ['매출은 2조1000억 원으로 지난해보다 38% 늘었다.', '매출은 2.1조 원으로 지난해보다 38% 늘었다.', []],
];

function kindsOf(source: string, text: string, lang: string): string[] {
  const reading = readSources([{ id: 'D1', title: '', text: source, lang }]);
  const { context } = inspectClaim({ text, lang, passages: [], evidence: '' }, reading, lang);
  return changesOf(context).map(({ kind }) => kind);
}

describe('what stands in the place of something else', () => {
  it.each([...english, ...right])('%s -> %s', (source, claim, changes) =>
    expect(kindsOf(source, claim, 'en')).toEqual(changes),
  );
  it.each(korean)('%s -> %s', (source, claim, changes) =>
    expect(kindsOf(source, claim, 'ko')).toEqual(changes),
  );
});
