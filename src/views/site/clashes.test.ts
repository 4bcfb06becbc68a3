import { expect, it } from 'vitest';
import type { Disagreement, StoryData } from '../../domain/reading.ts';
import { chromeFor } from './chrome.ts';
import { disagreementsOf } from './clashes.ts';

const chrome = (ui: 'en' | 'ko') =>
  chromeFor(ui, {
    site: {
      name: 'Standfirst',
      languages: ['en', 'ko'],
      responsible: null,
      contact: null,
      url: null,
      hub: null,
    },
    ...{ origin: '', sections: [], now: null, isStatic: false },
  });

const korean = { lang: 'ko', figure: null, speaker: null };
const clash: Disagreement = {
  ...{ kind: 'number', about: '' },
  sides: [
    {
      ...{ text: '1100채', lang: 'ko', value: 1100, speaker: '정부', documents: [1, 2] },
      sentences: [
        { ...korean, text: '무너진 집은 정부 발표로 1100채다.' },
        {
          text: 'The government counts 1,100 houses.',
          lang: 'en',
          figure: '1,100',
          speaker: 'The government',
        },
      ],
    },
    {
      ...{ text: '2000채', lang: 'ko', value: 2000, speaker: '붉은등불', documents: [1] },
      sentences: [{ ...korean, text: '붉은등불은 2000채라고 주장한다.' }],
    },
  ],
};
const data = { items: [], disagreements: [clash] } as unknown as StoryData;
const words = (ui: 'en' | 'ko') =>
  String(disagreementsOf(data, chrome(ui)))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

it('shows a number and who says it as the sentence in the language of the reader has them', () => {
  expect(words('en')).toContain('The government 1,100 The government counts 1,100 houses.');
  expect(words('en')).not.toContain('1100채');
  // There is no such sentence of the other side: it stands as it was found.
  expect(words('en')).toContain('붉은등불 2000채 붉은등불은 2000채라고 주장한다.');
  expect(words('ko')).toContain('정부 1100채 무너진 집은 정부 발표로 1100채다.');
});
