import { describe, expect, it } from 'vitest';
import { english } from '../src/languages/en.ts';
import { korean } from '../src/languages/ko.ts';
import { namesMatch } from '../src/languages/shared/name-keys.ts';

/** text, then `words kind key` of every name. */
const names: [string, ...string[]][] = [
  ['홍길동 대표는 웃었다', '홍길동 person 홍길동'],
  ['홍길동 가나전자 대표가 사과했다', '홍길동 person 홍길동', '가나전자 organisation 가나전자'],
  [
    '김정은 북한 국무위원장이 시찰했다. 김 위원장은 웃었다',
    '김정은 person 김정은',
    '북한 place 북한',
    '김 위원장 person 김정은',
  ],
  [
    '박서윤 장관은 국회에 나왔다. 박 장관의 답은 짧았다',
    '박서윤 person 박서윤',
    '국회 organisation 국회',
    '박 장관 person 박서윤',
  ],
  ['이 대통령이 귀국했다', '이 대통령 person 이 대통령'],
  ['전 대통령의 측근'],
  ['이 배우는 떠났다'],
  ['도널드 트럼프 미국 대통령', '도널드 트럼프 person 도널드 트럼프', '미국 place 미국'],
  [
    '미국 대통령 도널드 트럼프는 말했다. 트럼프는 떠났다',
    '미국 place 미국',
    '도널드 트럼프 person 도널드 트럼프',
    '트럼프 person 도널드 트럼프',
  ],
  [
    '조선중앙통신(KCNA)이 보도했다',
    '조선중앙통신 organisation 조선중앙통신',
    'KCNA organisation 조선중앙통신',
  ],
  [
    '경찰은 A씨와 김모(37) 씨를 조사했다',
    '경찰 organisation 경찰',
    'A씨 person a씨',
    '김모(37) 씨 person 김모씨',
  ],
  ['외교부와 국방부가 맞섰다', '외교부 organisation 외교부', '국방부 organisation 국방부'],
  ['수원시와 종로구, 경기도', '수원시 place 수원시', '종로구 place 종로구', '경기도 place 경기도'],
  ['서울중앙지방검찰청 검사들', '서울중앙지방검찰청 organisation 서울중앙지방검찰청'],
  ['책 《파도의 끝》을 냈다', '파도의 끝 work 파도의 끝'],
  ['회의가 제도의 정도와 속도를 평가했다'],
];

function nameRows(text: string): string[] {
  return korean.names(text).map(({ text: words, kind, key }) => `${words} ${kind} ${key}`);
}

/** text, then `speaker key > cue > kind` of every attribution. */
const attributions: [string, ...string[]][] = [
  ['홍길동 대표는 “매출이 늘었다”고 말했다.', '홍길동 > 고 말했다 > say'],
  ['“매출이 늘었다”고 홍길동 대표가 말했다.', '홍길동 > 말했다 > say'],
  ['“매출이 늘었습니다.” 홍길동 대표가 덧붙였다.', '홍길동 > 덧붙였다 > say'],
  ['정부는 내년에 세금을 내린다고 밝혔다.', '정부 > 밝혔다 > say'],
  ['북한이 미사일을 쐈다고 합동참모본부가 밝혔다.', '합동참모본부 > 밝혔다 > say'],
  ['검찰은 그가 돈을 받았다고 주장했다.', '검찰 > 주장했다 > claim'],
  ['가나전자는 사고 사실을 확인했다고 밝혔다.', '가나전자 > 밝혔다 > say'],
  ['홍길동 의원은 의혹을 부인했다.', '홍길동 > 부인했다 > deny'],
  ['한국은행은 물가가 2% 오를 것으로 전망했다.', '한국은행 > 전망했다 > expect'],
  ['기자들은 언제 아느냐고 물었다.', '기자들 > 물었다 > ask'],
  ['조선중앙통신은 함정이 취역했다고 보도했다.', '조선중앙통신 > 보도했다 > report'],
  ['국방부에 따르면 함정은 두 척이다.', '국방부 > 에 따르면 > say'],
  ['로이터통신에 따르면 협상은 끝났다.', '로이터통신 > 에 따르면 > report'],
  [
    '홍길동 대표는 “늘었다”고 말했다. 그는 “더 늘 것”이라고 덧붙였다.',
    '홍길동 > 고 말했다 > say',
    '홍길동 > 이라고 덧붙였다 > say',
  ],
  [
    '홍길동 대표는 “늘었다”고 말했다. 이어 “더 늘린다”고 강조했다.',
    '홍길동 > 고 말했다 > say',
    '홍길동 > 고 강조했다 > say',
  ],
  ['시 관계자는 “곧 연다”며 “준비는 끝났다”고 설명했다.', '시 관계자 > 고 설명했다 > say'],
  ['정부는 계획을 발표했다.', '정부 > 발표했다 > say'],
  ['홍길동 씨는 “집이 없다”며 눈물을 훔쳤다.', '홍길동 > 며 눈물을 훔쳤다 > say'],
  ['가나전자 관계자는 “검토한 바 없다”고 선을 그었다.', '가나전자 관계자 > 고 선을 그었다 > say'],
  ['증권사 8곳은 이익이 준다고 예상했다.', '증권사 8곳 > 예상했다 > expect'],
  ['마틴 로웰 미 연방항로청(FRA) 청장은 항로를 닫는다고 밝혔다.', '마틴 로웰 > 밝혔다 > say'],
  ['회사 쪽은 “지키겠다”면서도 일정은 정하지 않았다고 밝혔다.', '회사 쪽 > 밝혔다 > say'],
  ['계획은 내일 발표된다.'],
  ['비가 와서 길이 미끄러웠다.'],
];

function attributionRows(text: string): string[] {
  return korean.attributions(text).map(({ speaker, cue, kind }) => `${speaker?.key} > ${cue.text} > ${kind}`);
}

/** text, then `kind speaker: words` of every quotation. */
const quotations: [string, ...string[]][] = [
  ['홍길동 대표는 “내년 매출이 는다”고 말했다.', 'direct 홍길동: 내년 매출이 는다'],
  [
    '“곧 결정한다”며 “기다려 달라”고 홍길동 대표가 말했다.',
    'direct 홍길동: 곧 결정한다',
    'direct 홍길동: 기다려 달라',
  ],
  ['그 정책은 ‘부자 감세’로 불린다.', 'fragment undefined: 부자 감세'],
  ['영화 〈늦은 봄〉과 「도로교통법」', 'title undefined: 늦은 봄', 'title undefined: 도로교통법'],
  [
    '홍길동 대표는 말을 아꼈다고 밝혔다. “더 드릴 말씀이 없습니다.”',
    'direct 홍길동: 더 드릴 말씀이 없습니다.',
  ],
];

function quotationRows(text: string): string[] {
  return korean
    .quotations(text)
    .map(({ kind, speaker, inner }) => `${kind} ${speaker?.key}: ${text.slice(inner.start, inner.end)}`);
}

const hedges: [string, ...string[]][] = [
  ['비가 올 것으로 보인다', 'expectation'],
  ['내달 열릴 예정이다', 'plan'],
  ['다쳤을 가능성이 있다', 'possibility'],
  ['더 오를 수 있다', 'possibility'],
  ['숨진 것으로 알려졌다', 'hearsay'],
  ['뇌물을 받은 혐의를 받는다', 'allegation'],
  ['특혜 의혹이 제기됐다', 'allegation'],
  ['도입을 검토 중이다', 'plan'],
  ['피해액은 1억 원으로 추정된다', 'expectation'],
  ['곧 비가 올 듯하다', 'possibility'],
  ['변수 있는 경기였다'],
  ['다수 의원이 있다'],
];

const negations: [string, ...string[]][] = [
  ['합의하지 않았다', '합의'],
  ['가지 못했다', '가'],
  ['밥을 안 먹었다', '먹'],
  ['계획은 없다', '계획'],
  ['범인이 아니다', '범인'],
  ['혐의를 부인했다', '혐의'],
  ['회담이 무산됐다', '회담'],
  ['공개하지 말라고 했다', '공개'],
  ['불가능하다', '가능'],
  ['배제할 수 없다', '배제'],
  ['비공개 회의', '공개'],
  ['안전한 나라에서 못을 박았다'],
  ['문제를 없앴다'],
];

const causes: [string, ...string[]][] = [
  ['눈 때문에 늦었다', '때문에'],
  ['가뭄 탓에 값이 뛰었다', '탓에'],
  ['지진으로 인해 무너졌다', '으로 인해'],
  ['태풍의 영향으로 결항됐다', '영향으로'],
  ['파업이 혼란을 초래했다', '초래했다'],
  ['법에 따라 처리했다', '따라'],
  ['그를 따라 걸었다'],
];

describe('Korean names', () => {
  it.each(names)('%s', (text, ...rows) => expect(nameRows(text)).toEqual(rows));

  it.each([
    ['김정은 국무위원장', 'Kim Jong Un said so.'],
    ['문재인 대통령', 'President Moon Jae-in spoke.'],
    ['도널드 트럼프 대통령', 'President Donald Trump left.'],
    ['조선중앙통신', 'KCNA reported it.'],
    ['미국', 'The United States agreed.'],
    ['북한', 'North Korea fired.'],
  ])('%s meets its English form', (ko, en) => {
    const found = korean.names(ko)[0];
    expect(found && english.names(en).some((name) => namesMatch(found, name))).toBe(true);
  });

  it.each([
    ['김정은 국무위원장', 'Kim Yo Jong said so.'],
    ['바이든 대통령', 'President Putin left.'],
    ['한국', 'North Korea fired.'],
  ])('%s does not meet another', (ko, en) => {
    const found = korean.names(ko)[0];
    expect(found && english.names(en).some((name) => namesMatch(found, name))).toBe(false);
  });
});

describe('Korean reporting', () => {
  it.each(attributions)('%s', (text, ...rows) => expect(attributionRows(text)).toEqual(rows));
  it.each(quotations)('%s', (text, ...rows) => expect(quotationRows(text)).toEqual(rows));
});

describe('Korean stance', () => {
  it.each(hedges)('hedge: %s', (text, ...kinds) =>
    expect(korean.hedges(text).map(({ kind }) => kind)).toEqual(kinds),
  );
  it.each(negations)('negation: %s', (text, ...of) =>
    expect(korean.negations(text).map((one) => one.of)).toEqual(of),
  );
  it.each(causes)('cause: %s', (text, ...rows) =>
    expect(korean.causes(text).map((one) => one.text)).toEqual(rows),
  );

  it('names words that judge and leaves the plain ones', () => {
    expect(korean.loadedWords('야당은 정부를 맹비난했다').map(({ text }) => text)).toEqual(['맹비난했다']);
    expect(korean.loadedWords('야당은 정부를 비판했다')).toEqual([]);
  });
});
