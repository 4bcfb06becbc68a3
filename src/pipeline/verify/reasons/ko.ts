import type { Reasons } from './reasons.ts';

export const koreanReasons: Reasons = {
  untitled: '원문 기사',
  passageMissing: (id) => `이 문장이 근거로 든 ${id} 문장이 원문에 없습니다.`,
  quoteMissing: (quote) => `근거로 든 문구가 원문에 없습니다: “${quote}”`,
  evidenceMissing: '이 문장을 뒷받침하는 대목을 원문에서 찾지 못했습니다.',
  quoteFound: '근거로 든 문구가 원문에 그대로 있습니다.',
  notInSource: (words) => `원문에 없는 말입니다: ${words}`,
  carried: '주요 낱말이 모두 원문에 있습니다.',
  markup: (text) => `기사에 쓸 수 없는 마크업이 들어 있습니다: ${text}`,
  foreignLink: (text) => `원문 출처가 아닌 링크나 주소입니다: ${text}`,
  leak: (text) => `기사가 아니라 모델이 자기 작업을 설명하는 말로 보입니다: “${text}”`,
  instruction: (text) => `기사가 아니라 기계에 내리는 지시로 보입니다: “${text}”`,
  overCap: (cap) => `이 문장을 더하면 한 원문에서 옮긴 낱말이 허용 한도 ${cap}개를 넘습니다.`,
};
