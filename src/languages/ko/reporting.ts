import type { Attribution } from '../pack.ts';

export type SayingKind = Attribution['kind'];

/** Verbs of saying as stems of 하다 nouns or of their own; how much they commit the speaker to. */
const nouns: Record<SayingKind, string> = {
  say: '말 설명 강조 언급 이야기 얘기 대답 답변 답 발표 지적 평가 소개 회고 회상 토로 역설 당부 촉구 요구 경고 선언 약속 다짐 제안 귀띔 비판 호소 비난 공언 단언 천명 피력 시사 조언 권고 주문 술회 고백 증언 진술 화답 환영 규탄 성토 반발 항변 해명 사과 축하 격려 통보 공지 고지 명시 규정 판시 판단 결정 표명 전달 부연 첨언 일갈 표현 묘사 맹비난 공개 지시 명령 환기 단정 예단 호령 반색',
  claim: '주장 강변 반론 의심 비유 자평 자신 장담 호언',
  confirm: '확인 인정 시인 확언 재확인 공식확인',
  deny: '부인 일축 반박 부정 거부',
  expect: '전망 예상 관측 예측 추정 분석 진단 예고 기대 우려 추측 전언 점',
  ask: '질문 반문 문의 추궁 질의',
  report: '보도 타전 중계',
};
const verbs: Record<SayingKind, string> = {
  say: '밝히 덧붙이 이르 쓰 적 외치 소리치 털어놓 내놓 내비치 잘라말하 못박 꼬집 되뇌 선을긋 쏘아붙이 거들 알리 여기 보 하 읊조리 남기 운을떼',
  claim: '우기',
  confirm: '',
  deny: '',
  expect: '내다보 점치 바라보',
  ask: '물 묻 되묻 캐묻 따져묻',
  report: '전하 실',
};

/** Kind by noun or stem: `주장` (주장했다), `밝히` (밝혔다). */
export const sayingNouns = new Map<string, SayingKind>();
export const sayingVerbs = new Map<string, SayingKind>();
for (const [kind, list] of Object.entries(nouns) as [SayingKind, string][])
  for (const word of list.split(' ')) sayingNouns.set(word, kind);
for (const [kind, list] of Object.entries(verbs) as [SayingKind, string][])
  for (const word of list.split(' ').filter(Boolean)) sayingVerbs.set(word, kind);

/** Media: what they 전했다 or what is known 따르면 them is a report. */
export const mediaWord =
  /(?:통신|신문|일보|방송|뉴스|타임스|타임즈|포스트|저널|로이터|블룸버그|가디언|매체|언론|외신|AP|AFP|BBC|CNN|NHK|KBS|MBC|SBS|KCNA|TASS|미디어|잡지|보도)$/;

/** Kinds of hedge, by pattern. */
export const sayingNounPattern = [...sayingNouns.keys()].sort((a, b) => b.length - a.length).join('|');
