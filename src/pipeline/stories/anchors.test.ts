import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../domain/story.ts';
import { evidenceOf } from './evidence.ts';
import { readFeatures, Statistics } from './features.ts';

const english: StoryDocument = {
  id: 'en',
  title: 'Ferry Brannoch runs aground off Teskin with 347 aboard',
  text: 'The ferry Brannoch ran aground off the island of Teskin on Tuesday with 347 people aboard, Captain Odo Farnell said. It is due in Port Averil in 2026.',
  lang: 'en',
};
const korean: StoryDocument = {
  id: 'ko',
  title: '테스킨섬 앞바다서 여객선 브라노크호 좌초',
  text: '테스킨섬 앞바다에서 여객선 브라노크호가 좌초했다. 배에는 347명이 타고 있었다. 선장은 오도 파넬이다. 배는 포트에이버릴로 가던 길이었다.',
  lang: 'ko',
};

function between(a: StoryDocument, b: StoryDocument, sameLanguage: boolean, crowd: StoryDocument[] = []) {
  const statistics = new Statistics();
  for (const document of [a, b, ...crowd]) statistics.count(readFeatures(document, statistics), 1);
  const [one, other] = [a, b].map((document) => readFeatures(document, statistics).anchors);
  return evidenceOf([one!, 1], [other!, 1], sameLanguage, statistics.anchors);
}

describe('names and numbers as evidence of one event', () => {
  it('hears names across scripts, less their Korean endings, and two words as one', () => {
    const found = between(english, korean, false);
    // Brannoch, Teskin, Farnell, Port Averil: four names, one of them of two words; 347.
    expect(found.names).toBeGreaterThan(2.5);
    expect(found.numbers).toBe(1);
  });

  it('hears nothing in texts without a name or a number in common', () => {
    const other = { ...korean, title: '중앙은행 금리 동결', text: '중앙은행이 금리를 동결했다.' };
    expect(between(english, other, false)).toEqual({ names: 0, numbers: 0 });
  });

  it('counts neither years nor round numbers nor the capital of a first word for much', () => {
    const a = { ...english, title: 'Nobody was hurt', text: 'Nobody was hurt in 2026. Some 300 came.' };
    const b = { ...english, title: 'Nobody came', text: 'Nobody came in 2026. Police counted 300.' };
    const found = between(a, b, true);
    expect(found.names).toBe(0);
    expect(found.numbers).toBeLessThanOrEqual(0.25);
  });

  it('takes no word of a headline in capitals for a name', () => {
    const a = { id: 'a', title: 'Stocks Slide On Weak Asian Markets', lang: 'en' };
    const b = { id: 'b', title: 'Asian Stocks And Markets Recover', lang: 'en' };
    expect(between(a, b, true)).toEqual({ names: 0, numbers: 0 });
  });

  it('counts a name less that every live document has', () => {
    const crowd = Array.from({ length: 120 }, (_, at) => ({
      ...english,
      id: `crowd ${at}`,
      title: `Council of Teskin meets again in room ${at}`,
      text: `The council of Teskin met in room ${at}.`,
    }));
    const [alone, crowded] = [between(english, english, true), between(english, english, true, crowd)];
    expect(crowded.names).toBeCloseTo(alone.names - 1, 1);
  });
});
