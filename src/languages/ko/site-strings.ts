import type { DeskFacts, Prose, SiteStrings } from '../site-strings.ts';
import { koreanPolicy } from './site-policy.ts';
import { withParticle } from './with-particle.ts';

const dayWords = ['', '하루', '이틀', '사흘', '나흘'];

function daysApart(days: number): string {
  if (days === 0) return '같은 날';
  const [size, side] = [Math.abs(days), days < 0 ? '전' : '뒤'];
  if (size < 14) return `${dayWords[size] ?? `${size}일`} ${side}`;
  return size < 60 ? `${Math.round(size / 7)}주 ${side}` : `${Math.round(size / 30)}달 ${side}`;
}

function aboutText({ name, responsible, contact }: DeskFacts): readonly Prose[] {
  return [
    {
      heading: '이곳은',
      paragraphs: [
        `${name}에서는 여러 매체의 원문 기사를 읽고, 같은 일을 다룬 기사를 하나의 이야기로 묶어 짧은 기사로 정리합니다. 기사는 프로그램이 만듭니다. 언어 모델이 쓴 글에는 AI가 썼다고, 원문에서 문장을 골라 옮긴 글에는 발췌문이라고 표시합니다.`,
        '모든 문장은 근거가 되는 원문 대목과 이어져 있고, 싣기 전에 그 대목과 맞춰 봅니다. 문장을 고르면 원문 대목과 확인 결과가 나타납니다. 맞지 않는 문장은 고쳐 쓰거나 원문 문장으로 바꾸거나 빼며, 무엇을 그렇게 했는지 글 끝에 밝힙니다.',
      ],
    },
    {
      heading: '읽는 법',
      paragraphs: [
        '제목 아래에 표시 문구와 시각, 편집자 검토 여부, 원문의 매체·기자·날짜가 있습니다. 문장 밑의 가는 줄은 원문에 있는 내용, 점선은 누군가의 말이거나 단정하지 않은 내용, 끊긴 줄은 더 확인이 필요한 내용입니다.',
        '‘독립된 출처’는 스스로 취재해 보도한 매체의 수입니다. 같은 통신사 기사를 여러 매체가 실어도 한 곳으로 셉니다.',
      ],
    },
    {
      heading: '누가 책임지나',
      paragraphs: [
        responsible
          ? `편집 책임자: ${responsible}`
          : '편집 책임자가 아직 정해지지 않았습니다. 정해질 때까지는 읽기를 돕는 자료로만 보시고 원문을 확인하시기 바랍니다.',
        contact
          ? `오류 신고와 문의: ${contact}. 매체가 기사 삭제를 요청하실 때도 같은 주소를 쓰시면 됩니다.`
          : '오류 신고를 받을 주소가 아직 정해지지 않았습니다.',
      ],
    },
  ];
}

export const koreanSite: SiteStrings = {
  language: '한국어',
  skip: '본문으로 건너뛰기',
  front: '첫 화면',
  latest: '최신',
  sections: '분야',
  sources: '출처',
  search: '검색',
  searchHint: '낱말, "구절", source:, lang:, from:',
  about: '소개',
  policy: '편집 원칙',
  accuracy: '얼마나 정확한가',
  corrections: '바로잡습니다',
  feeds: '피드',
  menu: '페이지',
  readIn: '화면 언어',
  allLanguages: '모든 언어의 기사 보기',
  onlyThisLanguage: '한국어 기사만 보기',
  moreOf: (section) => `${section} 더 보기`,
  archive: '날짜별',
  earlierDay: '이전 날짜',
  laterDay: '다음 날짜',
  sectionNames: {
    world: '국제',
    international: '국제',
    politics: '정치',
    business: '경제',
    economy: '경제',
    finance: '금융',
    society: '사회',
    local: '지역',
    science: '과학',
    technology: '기술',
    tech: '기술',
    health: '건강',
    environment: '환경',
    climate: '기후',
    culture: '문화',
    arts: '예술',
    sport: '스포츠',
    sports: '스포츠',
    security: '안보',
    defence: '국방',
    education: '교육',
    energy: '에너지',
    transport: '교통',
  },
  noSection: '그 밖의 소식',

  motto: '근거를 보여 주는 뉴스',
  labelNote: '원문 기사를 바탕으로 프로그램이 만들고 문장마다 확인했습니다',
  responsible: '편집 책임',
  contact: '문의',
  noResponsible: '미정',
  reportError: '오류 신고',
  madeWith: 'Standfirst로 만듦',

  reports: (count) => `기사 ${count}건`,
  voices: (count) => `독립된 출처 ${count}곳`,
  singleSource: '단일 출처',
  corrected: '바로잡음',
  reviewedShort: '검토 완료',
  updated: '고침',

  thisIsIn: (language) => `이 글은 ${language}로 쓰였습니다.`,
  readThisIn: (language) => `이 소식을 ${language}로 읽기`,
  theStory: '지금까지의 보도',
  wholeStory: '보도 전체와 시간순 정리, 엇갈리는 내용',
  related: '관련 기사',
  daysApart,
  relatedByNames: (names, when) => `${withParticle(names.join('·'), ['과', '와'])} 관련된 소식, ${when}`,
  relatedByWords: (topics, when) => `${withParticle(topics.join('·'), ['을', '를'])} 함께 다룬 소식, ${when}`,
  relatedByMeaning: (when) => `같은 주제의 소식, ${when}`,
  chosenByEditor: '편집자가 고름',
  newSince: '지난 판 뒤로 새로 알려진 것',
  newSources: (publishers) => `새로 읽은 매체: ${publishers}`,
  revisions: '이전 판',
  revisionsOf: '이 글의 판 목록',
  revision: '판',
  currentRevision: '현재 판',
  writer: '작성',
  writers: { extractive: '프로그램 발췌', model: '언어 모델' },
  contentHash: '내용 해시',
  correctionKinds: { correction: '바로잡음', update: '업데이트', withdrawal: '내림' },
  before: '고치기 전',
  after: '고친 뒤',
  leftOut: '이 문장은 빠졌습니다.',
  withdrawn: '내린 글입니다',
  withdrawnText: '더 이상 보여 드리지 않습니다. 알려진 이유는 아래와 같습니다.',

  story: '이야기',
  timeline: '언제 무엇이 알려졌나',
  briefsOfStory: '기사',
  noBriefYet: '이 이야기를 정리한 기사가 아직 없습니다.',
  firstReport: '첫 보도',
  alsoCarriedBy: '같은 글을 실은 곳',
  newHere: '처음 알린 내용:',
  laterAlso: (publishers) => `뒤이어 보도: ${publishers}`,
  singleSourceNote: (publisher) =>
    `모두 한 곳(${publisher})의 보도입니다. 다른 매체의 보도는 아직 읽지 못했습니다.`,
  singleSourceCopies: (publisher) =>
    `모두 한 곳(${publisher})의 보도입니다. 다른 기사는 같은 글을 옮겨 실은 것입니다.`,
  changedText: '나중에 글이 바뀜',
  withdrawnReport: '내려감',
  disagreements: '보도가 엇갈리는 곳',
  disagreementsNote: '양쪽을 보도한 매체와 함께 싣습니다. 어느 쪽이 맞는지는 이 페이지가 판단하지 않습니다.',
  disagreementKinds: {
    number: '숫자',
    cause: '원인',
    actor: '주체',
    status: '상황',
    place: '장소',
    time: '시각',
  },
  saidBy: '보도한 곳',
  growth: '보도가 늘어난 과정',
  growthNote: (documents, voices, languages) =>
    `기사 ${documents}건, 독립된 출처 ${voices}곳, ${languages}개 언어`,
  growthReports: '모든 기사',
  growthVoices: '독립된 출처',
  growthCopy: '앞선 글과 같은 글',
  growthTable: '표로 보기',
  publisher: '매체',
  time: '시각',
  title: '제목',
  languageWord: '언어',
  countryWord: '나라',
  countries: (names, known, voices) =>
    known === voices ? names : `${names} (출처 ${voices}곳 가운데 ${known}곳의 나라만 확인)`,
  countryFrom: { source: '편집자 기록', address: '웹 주소', language: '언어 태그' },
  kindWord: '구분',
  independent: '독립 보도',
  copy: '같은 글',
  moreReports: (count) => `이 밖에 기사 ${count}건이 더 있습니다.`,
  storySpan: '첫 보도부터 마지막 보도까지',

  source: '출처',
  sourceReports: '기사',
  sourceBriefs: '이 출처를 바탕으로 한 기사',
  sourceHome: '누리집',
  sourceStates: { active: '읽는 중', paused: '멈춤', gone: '사라짐' },
  lastRead: '마지막으로 읽은 때',
  noReports: '아직 이 출처에서 읽은 기사가 없습니다.',
  sourcesNote: '이곳이 읽는 모든 출처입니다. 기사는 각 매체에 있으며, 이곳은 링크로 안내합니다.',

  results: (count, more) => `${count}건${more ? ' 이상' : ''} 찾음`,
  resultsByMeaning: (count) => `(이 가운데 ${count}건은 뜻으로만 찾음)`,
  foundBy: { meaning: '뜻으로 찾음', both: '낱말과 뜻으로 찾음' },
  facetsNote: (count) => `가장 새로운 ${count}건에서 센 수입니다.`,
  noResults: '찾은 것이 없습니다.',
  searchTips:
    '어느 언어의 낱말로든 찾을 수 있고, 우리말은 두 글자면 충분합니다. 따옴표로 묶으면 그대로 붙은 구절을 찾습니다. source:, lang:, name:, from:, to:로 좁힐 수 있습니다.',
  searchMeaningTip: '묻고 싶은 것을 그대로 적으면 뜻이 같은 글을 다른 언어에서도 찾습니다.',
  searchExamples: ['금리 인상', '"하루 6만 대"', 'lang:en bridge', 'from:2026-03-01 to:2026-03-31'],
  kinds: { brief: '기사', document: '원문' },
  narrow: '좁혀 찾기',
  anyLanguage: '모든 언어',
  anySource: '모든 출처',
  names: '이름',
  anyName: '모든 이름',
  sinceTitle: '기간',
  sinceSpans: ['오늘', '최근 7일', '최근 30일', '최근 365일'],
  anyDay: '모든 날짜',
  fromDay: '시작일',
  toDay: '종료일',
  nextPage: '다음 쪽',
  previousPage: '이전 쪽',
  searchTrouble: (text) => `이 부분은 알아듣지 못했습니다: ${text}`,

  correctionsNote: '잘못을 바로잡은 글, 상황이 바뀌어 고친 글, 내린 글을 새것부터 모았습니다.',
  noCorrections: '아직 바로잡은 글이 없습니다.',

  accuracyNote:
    '모든 문장을 여러 점검과 작은 통계 모델로 원문과 맞춰 봅니다. 많이 걸러 내지만 전부는 아닙니다. 지금 쓰는 판에서 잰 수치를 밝힙니다.',
  accuracyMissing: '이 판에는 측정한 수치가 들어 있지 않습니다.',
  liveTitle: '이곳의 기록',
  liveNote: (days) => `최근 ${days}일 동안 실은 기사를 센 것입니다.`,
  live: {
    briefs: '실은 기사',
    sentences: '확인한 문장',
    supported: '원문에서 확인된 문장',
    dropped: '뺀 문장',
    rewritten: '고쳐 쓴 문장',
    quoted: '원문 문장으로 바꾼 문장',
    corrections: '바로잡은 횟수',
  },
  errorTypes: '틀린 문장을 얼마나 잡아내나',
  errorTypesNote: (percent) =>
    `맞는 문장을 한 가지씩 일부러 틀리게 고쳐 시험했습니다. 맞는 문장을 틀렸다고 하는 비율이 ${percent} 이하가 되도록 기준을 잡았을 때 잡아낸 비율입니다.`,
  errorType: '오류',
  cases: '문장 수',
  found: '잡아냄',
  rightSentences: '맞는 문장에 울린 경보',
  rightSentencesNote: '뜻이 같게 바꿔 쓴 맞는 문장들입니다. 낮을수록 좋습니다.',
  alarms: '경보',
  measuredSets: '사람이 판정한 자료',
  recall: '잡아냄',
  falseAlarms: '잘못된 경보',
  balancedAccuracy: '균형 정확도',
  calibration: '추정한 위험은 맞나',
  calibrationLead:
    '사람이 판정한 글들을 추정한 위험에 따라 나누어, 실제로 틀린 비율을 나타냈습니다. 비스듬한 선 위에 있으면 둘이 같습니다. 점이 클수록 글이 많습니다.',
  calibrationNote: (percent, cases) => `글 ${cases}편, 선에서 평균 ${percent} 벗어남`,
  estimatedRisk: '추정한 위험',
  shareWrong: '틀린 비율',
  acrossLanguages: '출처가 다른 언어일 때',

  aboutText,
  policyText: koreanPolicy,

  emptyTitle: '아직 실린 기사가 없습니다',
  emptyText:
    '데스크는 돌아가고 있지만 보여 드릴 기사가 없습니다. 출처를 추가하면 몇 분 안에 첫 기사가 나옵니다.',
  emptySteps: [
    '출처 추가: standfirst add https://a-newspaper.example',
    '또는 시범 자료 보기: standfirst start --demo',
    '그런 다음 이 페이지를 다시 여십시오.',
  ],
  emptySection: '이 분야의 기사가 아직 없습니다.',
  emptyDay: '이날 실린 기사가 없습니다.',
  missingTitle: '없는 페이지입니다',
  missingText:
    '주소가 오래되었거나 잘못되었을 수 있습니다. 기억나는 낱말로 검색하시거나 첫 화면에서 시작해 주십시오.',
  goneTitle: '내린 페이지입니다',
  brokenTitle: '지금은 이 페이지를 만들 수 없습니다',
  brokenText: '저희 쪽에 문제가 있습니다. 사라진 것은 없으니 잠시 뒤에 다시 열어 주십시오.',
  backToFront: '첫 화면으로',
};
