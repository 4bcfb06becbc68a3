import type { CheckedCounts, UiStrings } from '../strings.ts';

/** True where the last Hangul syllable ends in a consonant: decides 을/를, 이/가, 과/와. Digits as they are read. */
function closed(text: string): boolean {
  const last = text.trim().at(-1) ?? '';
  if (/[0-9]/.test(last)) return '013678'.includes(last);
  const code = last.codePointAt(0) ?? 0;
  return code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 28 !== 0;
}

function checkedSummary(counts: CheckedCounts): string {
  const parts = [
    counts.supported === counts.claims ? '모두 원문에서 확인' : `${counts.supported}개 확인`,
    counts.rewritten > 0 ? `${counts.rewritten}개 고쳐 씀` : '',
    counts.quoted > 0 ? `${counts.quoted}개 원문 문장으로 대체` : '',
    counts.dropped > 0 ? `${counts.dropped}개 삭제` : '',
  ].filter((part) => part !== '');
  return `문장 ${counts.claims}개를 점검했습니다: ${parts.join(', ')}.`;
}

export const koreanStrings: UiStrings = {
  aiLabelModel: (sources) => `원문 기사 ${sources}건을 바탕으로 AI가 쓰고 문장마다 근거를 확인했습니다`,
  aiLabelExcerpts: (sources) => `원문 기사 ${sources}건에서 프로그램이 골라 그대로 옮긴 발췌문입니다`,
  aiLabelHeadlineOnly: '확인을 통과한 요약이 없어 프로그램이 제목과 원문 링크만 싣습니다',
  aiLabelReserved: '발행처가 본문 이용을 유보하여 프로그램이 제목과 원문 링크만 싣습니다',
  aiLabelShort: 'AI 작성',
  aiLabelShortExcerpts: '프로그램 발췌',
  notice:
    '이 글은 위에 밝힌 원문을 바탕으로 프로그램이 만들었습니다. 정확성을 위해 노력하지만 오류가 있을 수 있으니 원문을 확인하시기 바랍니다.',
  notReviewed: '편집자 검토 전',
  reviewed: '편집자 검토 완료',

  originals: '원문',
  evidence: '근거',
  whoSaysWhat: '누가 무엇을 말했나',
  keyFigures: '주요 수치',
  background: '배경',
  relatedBriefs: '관련 기사',
  notes: '문장별 근거',
  howChecked: '이렇게 확인했습니다',
  changed: '고치거나 뺀 문장과 그 이유',
  colophon: '이 글을 만든 방법',

  skipToText: '본문으로 건너뛰기',
  backToText: '본문으로 돌아가기',
  close: '닫기',
  readOriginal: '원문 읽기',
  evidenceHint: '문장을 고르면 그 문장의 근거가 된 원문 대목이 나타납니다.',
  markSupported: '원문에 있는 내용',
  markAttributed: '누군가의 말이거나 단정하지 않은 내용',
  markUnsettled: '더 확인이 필요한 내용',
  markDropped: '이유를 밝히고 뺀 문장',

  by: (names) => names.join('·'),
  unknownPublisher: '매체 이름 없음',
  untitled: '제목 없음',
  sameTextAs: (names) => {
    const list = names.join(', ');
    return `${list}${closed(list) ? '과' : '와'} 같은 글`;
  },
  reportsAndVoices: (reports, voices) =>
    reports === voices ? `기사 ${reports}건` : `기사 ${reports}건, 독립된 출처 ${voices}곳`,
  inLanguage: (language) => language,
  fromTitle: '제목',
  wordForWord: '원문 문장을 그대로 옮겼습니다',
  noEvidence: '이 문장의 근거가 되는 대목을 원문에서 찾지 못했습니다.',

  verdicts: {
    supported: '원문에서 확인됨',
    refuted: '원문과 어긋남',
    'not-enough-information': '원문만으로는 확인되지 않음',
  },
  severities: { block: '오류', warn: '주의', note: '참고' },
  outcomes: {
    kept: '초안 그대로',
    rewritten: '고쳐 씀',
    quoted: '원문 문장으로 대체',
    dropped: '삭제',
  },
  parts: {
    headline: '제목',
    standfirst: '요약문',
    lede: '첫머리',
    crosshead: '중간 제목',
    section: '본문',
    'pull-quote': '인용문',
    'key-figure': '수치',
    'who-says-what': '발언',
    background: '배경',
  },
  risk: (percent) => `오류 가능성 추정치 ${percent}`,
  originalHas: (text) => `원문: ${text}`,
  draftedAs: '처음 쓴 문장',
  noReason: '점검을 통과하지 못했습니다.',
  checkedSummary,
  checksRun: (count) => `문장마다 ${count}가지 점검을 했습니다.`,
  judgedSummary: (model, judged, disagreed) =>
    `언어 모델(${model})도 문장 ${judged}개를 따로 판정했으며 ${disagreed === 0 ? '점검 결과와 모두 같았습니다' : `그중 ${disagreed}개는 점검 결과와 달랐습니다`}. 싣고 빼는 일은 점검 결과에 따릅니다.`,
  judgeFailed: (model) => `언어 모델(${model})의 판정도 받으려 했으나 쓸 수 있는 답을 얻지 못했습니다.`,
  copiedSummary: (count, percent, cap) =>
    `한 원문에서 그대로 옮긴 낱말은 ${count}개로 그 원문의 ${percent}이며, 한도는 ${cap}개입니다.`,
  fallbackExtractive: '처음 쓴 초안이 점검을 통과하지 못해 원문의 문장을 그대로 옮겼습니다.',
  fallbackHeadlineOnly: '제목 말고는 점검을 통과한 문장이 없습니다. 원문을 읽어 주십시오.',
  reservedHeadlineOnly: '발행처가 본문 이용을 유보했습니다. 원문을 읽어 주십시오.',

  saidIn: (publisher) => `${publisher} 보도`,
  speakerUnnamed: '원문에 말한 사람이 나오지 않음',
  translatedQuote: '번역한 인용문입니다. 원래 한 말:',

  figure: '수치',
  figureMeaning: '뜻하는 것',
  claim: '내용',
  speaker: '누가',
  certainty: '확신 정도',
  agreedBy: '보도한 곳',
  certainties: { stated: '단정', hedged: '유보', denied: '부인' },

  writerExtractive: (version) => `발췌 프로그램 ${version}판이 골랐으며 언어 모델은 쓰지 않았습니다.`,
  writerModel: (model) => `언어 모델 ${model}${closed(model) ? '이' : '가'} 썼습니다.`,
  writerFallback: (reason) => `먼저 맡긴 작성기가 쓰지 못했습니다: ${reason}`,
  revision: (number) => `${number}판`,
  published: '작성',

  originalCorrected: (publisher) => `${publisher}${closed(publisher) ? '이' : '가'} 보도를 바로잡았습니다.`,
  originalChanged: (publisher) => `${publisher}${closed(publisher) ? '이' : '가'} 기사를 고쳤습니다.`,
  originalWithdrawn: (publisher) => `${publisher}${closed(publisher) ? '이' : '가'} 기사를 내렸습니다.`,
  originalsElsewhere: '이 요약이 근거로 삼은 원문은 이제 다른 스토리에 있습니다.',
  allOriginalsGone: '이 요약이 근거로 삼은 원문이 모두 내려갔습니다.',
  noLongerUsed: '이 요약이 근거로 삼은 원문을 더는 쓸 수 없어 요약을 내렸습니다.',

  clock: (hour, minute) =>
    `${hour < 12 ? '오전' : '오후'} ${hour % 12 === 0 ? 12 : hour % 12}시${minute === 0 ? '' : ` ${minute}분`}`,
  homeOffset: '+09:00',
  today: '오늘',
  yesterday: '어제',
};
