import { describe, expect, it } from 'vitest';
import { chooseFigures } from './figures.ts';
import { readStory, weigher } from './story.ts';

/** Every figure of a text as `value = label`. The last sentence makes the counted things known. */
function figuresOf(text: string, lang = 'en', known = ''): string[] {
  const document = { id: 'D1', title: known, text, lang, publishedAt: '2026-03-05T09:00:00Z' };
  const story = readStory([document], lang);
  return chooseFigures(story, weigher(story), new Set()).map(({ value, label }) => `${value} = ${label}`);
}

describe('labels of figures', () => {
  it.each([
    [
      'The operator said that 43 wires in its north cable had broken, 12 more than before.',
      '43 = wires in its north cable had broken',
    ],
    [
      'For the 410,000 households whose mortgages move with the rate, little changes.',
      '410,000 = households whose mortgages move with the rate',
    ],
    ['Hospitals in the country have 2,600 vacancies for nurses.', '2,600 = vacancies for nurses'],
    ['The hospital took in 140 injured people, twice as many as it has beds.', '140 = injured people'],
    [
      'The list won the vote in the city on Sunday with 31.4 percent of the vote.',
      '31.4 percent = of the vote',
    ],
    ['The government offered nurses a pay rise of 6.4 percent over two years.', '6.4 percent = pay rise'],
  ])('English: %s', (text, figure) => {
    expect(figuresOf(text)).toEqual([figure]);
  });

  it.each([
    ['a part of a whole', 'The coalition holds 52 of 101 seats in the new parliament.'],
    ['a year', 'The government is on track to hit its 2030 emissions target.'],
    ['a time', 'The company announced at 4:31 GMT that it had a new phone.'],
    ['a name after a number', 'Among those present was the actress, aged 91 Esther Williams.'],
    ['the rest of a verb', 'The leader said that the authority had built up reserves of €44 million.'],
    ['what was before', 'The bank raised its rate from 5.35 percent on Thursday.'],
    [
      'what somebody counts in passing',
      '“I have 40 ships to bring past a closed bridge this week,” said Signe Hallam.',
    ],
    ['a noun that is met once', 'Volunteers had carried the shelves of the library up 88 steps.'],
  ])('English: none for %s', (_, text) => {
    expect(figuresOf(text)).toEqual([]);
  });

  it.each([
    ['대피소에 남아 있던 주민 870명은 이날 낮부터 집으로 돌아갔다.', '870명 = 대피소에 남아 있던 주민'],
    ['서리안의 누수율은 16.2%로 전국 평균보다 높다.', '16.2% = 서리안의 누수율'],
    ['회사의 지난해 영업이익이 2040억원으로 줄었다.', '2040억원 = 영업이익'],
  ])('Korean: %s', (text, figure) => {
    expect(figuresOf(text, 'ko', '주민 영업이익')).toEqual([figure]);
  });

  it.each([
    '최근 40% 줄었다고 회사는 밝혔다.',
    '바람이 초속 6ｍ로 약해졌다.',
    '아파트 14층 문 앞에 쪽지가 붙었다.',
    '한때 진화율이 20%였던 산불이 다시 번졌다.',
  ])('Korean: none for %s', (text) => {
    expect(figuresOf(text, 'ko', '아파트 진화율')).toEqual([]);
  });

  it('shows one amount under one label, and one amount in two notations once', () => {
    const text =
      '주민 870명이 대피했다.\n\n주민 120명은 돌아갔다.\n\n영업이익이 2040억원이다.\n\n영업이익이 2천40억원이다.';
    expect(figuresOf(text, 'ko')).toHaveLength(2);
  });
});
