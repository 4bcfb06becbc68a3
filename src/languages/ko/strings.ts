import type { UiStrings } from '../strings.ts';

export const koreanStrings: UiStrings = {
  aiLabelModel: (sources) => `원문 기사 ${sources}건을 바탕으로 AI가 쓰고 문장마다 근거를 확인했습니다`,
  aiLabelExcerpts: (sources) => `원문 기사 ${sources}건에서 프로그램이 골라 옮긴 발췌문입니다`,
  aiLabelShort: 'AI 작성',
  notice: '정확성을 위해 노력하지만 오류가 있을 수 있으니 원문을 확인하시기 바랍니다.',
  notReviewed: '편집자 검토 전',
  originals: '원문',
  evidence: '근거',
  whoSaysWhat: '누가 무엇을 말했나',
  keyFigures: '주요 수치',
  background: '배경',
  relatedBriefs: '관련 기사',
};
