import { describe, expect, it } from 'vitest';
import { fullSpeaker, isSpeaker } from './speakers.ts';
import { readDocument } from './units.ts';

const speakerIn = (text: string, name: string, lang = 'en'): string =>
  fullSpeaker(readDocument({ id: 'D1', title: '', text, lang }), name);

describe('who can stand as a speaker', () => {
  it.each([
    'Mira Solberg',
    'Ilsa Brandt, the transport minister',
    'Metropolitan Police',
    'the statistics office',
    'citrus growers',
    'analysts at Tamsin Capital',
    'Narae newspapers',
    '켈모라 재난청',
    '이장 모도담 씨(74)',
    '정부',
  ])('%s', (name) => {
    expect(isSpeaker(name)).toBe(true);
  });

  it.each([
    'he',
    'their union',
    'its president',
    'the minister',
    'the 31-year-old',
    'the company',
    'While Hamas',
    'Sir Keir dodged several',
    'a cargo declaration that the coast guard made public',
    'testimony from multiple witnesses',
    'limited studies',
    'An Employment Rights Bill',
    'Rumors',
    'a former ambassador to the U',
    'Eighteen',
    'unlike',
    '한 소식통',
    '복수의 업계 관계자',
    '여론 조사',
    '배우',
    'National Center)의 모델',
  ])('but not: %s', (name) => {
    expect(isSpeaker(name)).toBe(false);
  });

  it('is named in full where the text names it in full, once', () => {
    const text = 'The Sarn Crossings Authority closed the bridge. The authority said that it was safe.';
    expect(speakerIn(text, 'The authority')).toBe('Sarn Crossings Authority');
    const two = `${text} The Averil Port Authority disagreed.`;
    expect(speakerIn(two, 'The authority')).toBe('The authority');
    expect(speakerIn('Finance Minister Greta Lund spoke. “No,” Lund said.', 'Lund')).toBe('Greta Lund');
    expect(speakerIn('The Nurses’ Union of Halvern said so.', 'Union of Halvern')).toBe(
      'Nurses’ Union of Halvern',
    );
    expect(speakerIn('차보람 씨는 기사다. 차 씨는 “고맙다”고 말했다.', '차 씨', 'ko')).toBe('차보람 씨');
  });

  it('is not the head of the body that stands before a name', () => {
    const text = 'The head of the Narae Space Agency, Mun Chanbyeol, said that the agency was glad.';
    expect(speakerIn(text, 'The agency')).toBe('Narae Space Agency');
  });
});
