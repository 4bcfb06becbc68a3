import { describe, expect, it } from 'vitest';
import { knownNoun, leansOn } from './reference.ts';

describe('sentences that need another one', () => {
  it.each([
    'Since the autumn he has been worried.',
    'On Monday it had said that there was no evidence of that.',
    'The company denies it and says that its instruments recorded no fault.',
    'The owner denies it.',
    'A teacher, Orhan Beli, said that he had found her because she was singing.',
    'The fire on the island showed what is at stake, she said.',
    'The difference came from a second opening, four metres from the first, its spokeswoman, Dana Felk, said.',
    'The delay cost the firm a penalty of 3.1 million euros.',
    'Callers were told to wait after that.',
    '“We do not mind heroes,” said its coxswain, Tom Ravell.',
    'The last ones failed.',
    'If they accept, the first half will be paid from April.',
  ])('English: %s', (text) => {
    expect(leansOn(text, 'en')).toBe(true);
  });

  it.each([
    'The minister, Ilsa Brandt, said that she would resign.',
    'On Monday it was announced that the bridge would close.',
    'In April it emerged that the wires had rusted.',
    'Orhan Beli, a teacher, told Zeynab Usta that he had heard her sing.',
    'The operator said that 43 wires had broken, 12 more than it had reported.',
    'The council of Easthaven gave the library its building and called it a gift.',
    'Rescuers from Corvane arrived on Tuesday.',
    'Hallow Systems built the radar, its founder, Astrid Hallow, said.',
    '“Clay roofs keep the heat in, and then they kill you,” said Zeynab Usta, an engineer.',
  ])('but not: %s', (text) => {
    expect(leansOn(text, 'en')).toBe(false);
  });

  it.each([
    '소방 당국은 이날 오전 불탄 집 마당에서 그를 발견했다고 밝혔다.',
    '다솔증권은 이 가운데 절반인 2만 채가 수리를 거칠 것으로 가정했다.',
    '두 은행은 연 3.9%로 최대 5000만원을 빌려주는 상품을 내놓을 예정이다.',
    '가람소재가 그 시점을 2029년으로 잡고 있다고 한 관계자는 전했다.',
  ])('Korean: %s', (text) => {
    expect(leansOn(text, 'ko')).toBe(true);
  });

  it.each([
    '경찰은 김모 씨(41)가 잠든 사이 그를 병원으로 옮겼다고 밝혔다.',
    '신청자 120명, 퇴직자 80명 중 이 가운데 절반이 40대다.',
    '이웃 주민은 “그를 마지막으로 본 것은 3일”이라고 말했다.',
    '세 도시에서 물값이 오른다.',
  ])('but not: %s', (text) => {
    expect(leansOn(text, 'ko')).toBe(false);
  });

  it('names the noun that a sentence takes as known', () => {
    const before = 'The plant is to stand in a large industrial zone near the port. The mayor spoke.';
    expect(knownNoun('The zone is one of two candidates.', before, 'en')).toBe('zone');
    expect(knownNoun('The zone of the old port is one of two candidates.', before, 'en')).toBeNull();
    expect(knownNoun('The weather was fine.', before, 'en')).toBeNull();
    expect(knownNoun('The ministry did not say.', '', 'en')).toBe('ministr');
    expect(knownNoun('The council denied it.', '', 'en')).toBeNull();
    expect(knownNoun('이 구역은 후보지다.', '', 'ko')).toBeNull();
  });
});
