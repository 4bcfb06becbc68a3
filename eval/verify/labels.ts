import type { SaidTwice } from '../../src/domain/accuracy.ts';

const said = (en: string, ko: string): SaidTwice => ({ en, ko });

/** Kinds of error as a reader calls them. */
export const errorLabels: Record<string, SaidTwice> = {
  'attribution-dropped': said('who said it is left out', '누가 말했는지 빠짐'),
  'attribution-invented': said('somebody is said to have said it', '없는 발언자를 붙임'),
  background: said('background that no source has', '원문에 없는 배경'),
  cause: said('invented cause', '지어낸 인과'),
  'cross-wired': said('words of another story or another part', '다른 대목과 뒤섞임'),
  date: said('wrong date or length of time', '틀린 날짜·기간'),
  denial: said('a denial told as a claim', '부인을 주장으로'),
  'hedge-added': said('doubt added', '단정을 추측으로'),
  'hedge-dropped': said('doubt left out', '추측을 단정으로'),
  loaded: said('judging words added', '감정적 표현'),
  location: said('wrong place', '틀린 장소'),
  'machine-talk': said('orders to a machine, talk of a machine', '기계에 대한 지시·기계의 말'),
  magnitude: said('wrong magnitude (million, billion)', '틀린 단위 크기(만·억·조)'),
  name: said('wrong or foreign name', '틀린 이름·원문에 없는 이름'),
  negation: said('“not” added or dropped', '부정이 더해지거나 빠짐'),
  number: said('wrong number', '틀린 숫자'),
  'number-in-paraphrase': said('wrong number in other words', '바꿔 쓴 문장의 틀린 숫자'),
  office: said('wrong office or title', '틀린 직함'),
  opposite: said('the opposite (rose for fell)', '반대말(증가·감소)'),
  outlet: said('news outlets confused', '다른 매체로 표기'),
  percentage: said('percent for percentage points', '퍼센트와 퍼센트포인트 혼동'),
  quote: said('altered quotation', '고친 인용'),
  'quote-paraphrase': said('own words in quotation marks', '따옴표 안의 바꿔 쓴 말'),
  role: said('who did what to whom turned round', '주체와 대상이 뒤바뀜'),
  speaker: said('wrong speaker', '틀린 발언자'),
  statistics: said('two statistics merged', '두 통계를 합침'),
  unit: said('wrong unit', '틀린 단위'),
};

/** Ways of saying it right in other words. */
export const rightLabels: Record<string, SaidTwice> = {
  verbatim: said('word for word', '원문 그대로'),
  'same/active': said('active for passive', '피동을 능동으로'),
  'same/alias': said('another name for the same', '다른 이름'),
  'same/attribution': said('the attribution at another place', '출처 위치 바꿈'),
  'same/convert': said('units or numerals converted', '단위·숫자 표기 바꿈'),
  'same/derived': said('sums, differences, shares', '합계·차이·비율'),
  'same/drop': said('details left out', '세부 생략'),
  'same/merge': said('two sentences merged', '두 문장 합침'),
  'same/passive': said('passive for active', '능동을 피동으로'),
  'same/reorder': said('reordered', '어순 바꿈'),
  'same/round': said('rounded', '반올림'),
  'same/synonym': said('other words for the same', '같은 뜻의 다른 말'),
};

/** Sets of labelled texts: name and what is in them. */
export const setLabels: Record<string, { label: SaidTwice; about: SaidTwice }> = {
  'frank-cnndm': {
    label: said('FRANK, CNN/DM', 'FRANK, CNN/DM'),
    about: said(
      'Summaries of several sentences by older machines, of CNN and Daily Mail articles; three people judged each.',
      'CNN·데일리메일 기사를 예전 모델이 여러 문장으로 요약한 글. 요약마다 세 사람이 판정.',
    ),
  },
  'frank-xsum': {
    label: said('FRANK, XSum', 'FRANK, XSum'),
    about: said(
      'One-sentence summaries by older machines, of BBC articles; three people judged each.',
      'BBC 기사를 예전 모델이 한 문장으로 요약한 글. 요약마다 세 사람이 판정.',
    ),
  },
  'summedits-news': {
    label: said('SummEdits, news', 'SummEdits, 뉴스'),
    about: said(
      'Good summaries of news, and small edits of them that people judged to be right or wrong.',
      '올바른 뉴스 요약을 조금씩 고친 글. 고친 것이 맞는지 사람이 판정.',
    ),
  },
  'summedits-ectsum': {
    label: said('SummEdits, earnings calls', 'SummEdits, 실적 발표'),
    about: said('The same with summaries of earnings calls.', '실적 발표 요약으로 만든 같은 자료.'),
  },
  'summedits-scitldr': {
    label: said('SummEdits, science', 'SummEdits, 논문'),
    about: said('The same with one-sentence summaries of papers.', '논문 한 문장 요약으로 만든 같은 자료.'),
  },
  bump: {
    label: said('BUMP', 'BUMP'),
    about: said(
      'Reference summaries of news, and each with one error that a person put in.',
      '뉴스 모범 요약과, 거기에 사람이 오류를 하나씩 넣은 글.',
    ),
  },
  kornli: {
    label: said('KorNLI', 'KorNLI'),
    about: said(
      'Pairs of everyday Korean sentences: does the second follow from the first? Not news.',
      '일상 한국어 문장 짝: 뒤 문장이 앞 문장에서 따라 나오는가. 뉴스가 아님.',
    ),
  },
  'cross-ko': {
    label: said('NTREX, Korean of English', 'NTREX, 영어 원문·한국어 문장'),
    about: said(
      'Human translations of news sentences; wrong ones have a number altered or are of another document.',
      '뉴스 문장의 사람 번역. 틀린 문장은 숫자를 바꿨거나 다른 문서의 것.',
    ),
  },
  'cross-en': {
    label: said('NTREX, English of Korean', 'NTREX, 한국어 원문·영어 문장'),
    about: said('The same the other way round.', '반대 방향의 같은 자료.'),
  },
};

export const injectedAbout: SaidTwice = said(
  'Single sentences. Wrong ones are right sentences of news with one thing altered by a program, or were written wrong by ' +
    'hand; right ones stand in the source or say the same in other words. English: newspaper articles and invented ' +
    'news. Korean: invented news. The models were learnt from other articles than those they are scored on; the checks ' +
    'were written with part of the invented news at hand.',
  '판정은 문장 단위입니다. 틀린 문장은 뉴스 문장에서 한 가지를 프로그램으로 바꾸었거나 일부러 틀리게 쓴 것이고, ' +
    '올바른 문장은 원문 그대로이거나 다른 말로 쓴 것입니다. 영어 자료는 신문 기사와 지어낸 뉴스, 한국어 자료는 지어낸 ' +
    '뉴스입니다. 모델은 채점 대상이 아닌 기사로 학습했고, 규칙은 지어낸 뉴스 일부를 참고해 만들었습니다.',
);
